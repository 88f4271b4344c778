import type { Deps } from "../deps.ts";
import { RECOVERY_TRIES } from "../limits.ts";
import { countWithin } from "../rate-limit.ts";
import { markProved } from "./second-step.ts";
import type { SignedIn } from "./sessions.ts";
import { recordStaffEvent } from "./staff-events.ts";

const CODES = 10;
/** Characters of a code, each of five bits: 60 bits, in three groups that are easy to type. */
const CODE_LENGTH = 12;
const GROUPS = /.{4}/g;
/**
 * Digits and letters that are hard to take for one another.
 *
 * Source: Crockford, "Base 32".
 */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

type RecoveryDeps = Pick<Deps, "db" | "clock" | "keys">;

/**
 * Makes ten recovery codes, such as `k7qm-3xhd-9w2p`, and ends the earlier ones. They are shown now
 * and never again: the database keeps only keyed hashes.
 */
export async function makeRecoveryCodes(deps: RecoveryDeps, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  const createdAt = deps.clock.now();
  const rows = await Promise.all(
    codes.map(async (code) => ({ id: await hashOf(deps, accountId, code), accountId, createdAt })),
  );
  await deps.db.$inOrder((db) => [
    db.recoveryCode.deleteMany({ where: { accountId } }),
    db.recoveryCode.createMany({ data: rows }),
  ]);
  return codes.map((code) => (code.match(GROUPS) ?? []).join("-"));
}

/** How many recovery codes of an account are left. */
export async function countRecoveryCodes(
  { db, keys }: Pick<Deps, "db" | "keys">,
  accountId: string,
): Promise<number> {
  const id = { startsWith: `${keys.id}.` };
  return await db.recoveryCode.count({ where: { accountId, usedAt: null, id } });
}

/** What became of a recovery code that was typed. */
export type RecoveryOutcome = { outcome: "used"; left: number } | { outcome: "wrong" | "limited" };

/**
 * Takes a recovery code in place of a second factor, each code once. A few tries an hour are
 * allowed; after those, the second factor still works.
 */
export async function useRecoveryCode(
  deps: RecoveryDeps,
  signedIn: SignedIn,
  typed: string,
): Promise<RecoveryOutcome> {
  const { id: accountId } = signedIn.account;
  if (!(await countWithin(deps, `recovery ${accountId}`, RECOVERY_TRIES))) {
    return { outcome: "limited" };
  }
  const code = readCode(typed);
  if (code === null) return { outcome: "wrong" };
  const used = await deps.db.recoveryCode.updateManyAndReturn({
    where: { id: await hashOf(deps, accountId, code), accountId, usedAt: null },
    data: { usedAt: deps.clock.now() },
    select: { id: true },
  });
  if (used.length === 0) return { outcome: "wrong" };
  await markProved(deps, signedIn, "sign-in");
  const left = await countRecoveryCodes(deps, accountId);
  const event = { what: "recovery-used", by: accountId, accountId, detail: { left } };
  await recordStaffEvent(deps, event);
  return { outcome: "used", left };
}

function newCode(): string {
  // 256 is a multiple of 32, so every character is as likely as the next.
  return [...crypto.getRandomValues(new Uint8Array(CODE_LENGTH))]
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join("");
}

/** A code as it was meant, whatever its spaces, hyphens, case and letters typed for digits. */
function readCode(typed: string): string | null {
  const code = typed
    .slice(0, 100)
    .toLowerCase()
    .replace(/[\s\p{Dash}]/gu, "")
    .replaceAll("o", "0")
    .replace(/[il]/g, "1");
  return code.length === CODE_LENGTH && [...code].every((one) => ALPHABET.includes(one))
    ? code
    : null;
}

async function hashOf({ keys }: Pick<Deps, "keys">, accountId: string, code: string) {
  return await keys.hash("recovery", `${accountId} ${code}`);
}
