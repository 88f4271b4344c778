import type { Deps } from "../deps.ts";
import { signToken } from "../shared/keys/signed-token.ts";
import { paths } from "../shared/pages/paths.ts";
import { type Invited, mailedLetters, readInvited } from "./mailed-letters.ts";
import type { MessageDeps } from "./message-deps.ts";
import { waitingByLetter } from "./waiting.ts";

type ToStaff = { to: string; language: string };

/** What waits in one letter. */
type WaitingLetter = { title: string; count: number; oldest: Date; queueUrl: string };

/** Mail to moderators, campaigners and administrators. */
export type StaffMessage =
  | ({ kind: "sign-in" | "step-up"; url: string; ttlMs: number } & ToStaff)
  | ({ kind: "invitation"; url: string; ttlMs: number; invited: Invited | null } & ToStaff)
  | ({ kind: "new-device"; device: string; at: Date; accountUrl: string } & ToStaff)
  | ({
      kind: "entries-waiting";
      total: number;
      letters: readonly WaitingLetter[];
      /** The number of further letters in which something waits. */
      otherLetters: number;
      lettersUrl: string;
      settingUrl: string;
    } & ToStaff);

/** A sign-in link; null if it was used or has expired, or if its account was disabled. */
export async function readSignIn(
  deps: MessageDeps,
  kind: "sign-in" | "invitation" | "step-up",
  id: string,
): Promise<StaffMessage | null> {
  const row = await deps.db.signIn.findUnique({ where: { id }, include: { account: true } });
  if (row === null || row.usedAt !== null || row.account.disabledAt !== null) return null;
  if (row.expiresAt <= deps.clock.now()) return null;
  const purpose = kind === "step-up" ? "step-up" : "sign-in";
  const token = await signToken(deps.keys, purpose, { id, expiresAt: row.expiresAt });
  const path = kind === "step-up" ? paths.stepUpLink(token) : paths.signInLink(token);
  const message = {
    to: await deps.keys.decrypt(row.account.email),
    language: row.account.language,
    url: deps.config.baseUrl + path,
    ttlMs: row.expiresAt.getTime() - row.createdAt.getTime(),
  };
  if (kind !== "invitation") return { kind, ...message };
  return { kind, ...message, invited: await readInvited(deps.db, row.accountId) };
}

/** A browser from which an account first signed in; null if there is nobody to tell. */
export async function readNewDevice(
  deps: MessageDeps,
  accountId: string,
  at: Date,
): Promise<StaffMessage | null> {
  const device = await deps.db.device.findFirst({
    where: { accountId, createdAt: at, account: { disabledAt: null } },
    select: { label: true, account: { select: { email: true, language: true } } },
  });
  if (device === null) return null;
  return {
    kind: "new-device",
    to: await deps.keys.decrypt(device.account.email),
    language: device.account.language,
    device: device.label,
    at,
    accountUrl: deps.config.baseUrl + paths.account,
  };
}

/** The most letters that one mail names; it only counts the others. */
const NAMED_LETTERS_MAX = 20;

/**
 * What waits in the letters of a member of staff, longest waiting first; null if nothing waits any
 * more, or if they no longer want to be told. Every role can see the queue.
 */
export async function readWaiting(
  { db, keys, config, clock }: MessageDeps & Pick<Deps, "clock">,
  accountId: string,
): Promise<StaffMessage | null> {
  const account = await db.account.findFirst({
    where: { id: accountId, disabledAt: null, digest: { not: "never" } },
    select: { email: true, language: true, roles: { select: { letterId: true } } },
  });
  if (account === null) return null;
  const scopes = account.roles.map(({ letterId }) => letterId);
  const waiting = await waitingByLetter(
    db,
    scopes.includes(null) ? "all" : scopes.filter((id) => id !== null),
    clock.now(),
  );
  if (waiting.size === 0) return null;
  const oldestFirst = [...waiting].sort(
    ([, left], [, right]) => left.oldest.getTime() - right.oldest.getTime(),
  );
  const named = oldestFirst.slice(0, NAMED_LETTERS_MAX);
  const facts = await mailedLetters(
    db,
    named.map(([letterId]) => letterId),
  );
  return {
    kind: "entries-waiting",
    to: await keys.decrypt(account.email),
    language: account.language,
    total: oldestFirst.reduce((sum, [, { pending, held }]) => sum + pending + held, 0),
    letters: named.flatMap(([letterId, { pending, held, oldest }]) => {
      const letter = facts.get(letterId);
      if (letter === undefined) return [];
      const queueUrl = config.baseUrl + paths.queue(letter.slug);
      return [{ title: letter.title, count: pending + held, oldest, queueUrl }];
    }),
    otherLetters: oldestFirst.length - named.length,
    lettersUrl: config.baseUrl + paths.staff,
    settingUrl: config.baseUrl + paths.digest,
  };
}
