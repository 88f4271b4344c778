import { rekeyAccounts } from "../../accounts/rekey.ts";
import type { Deps } from "../../deps.ts";
import { isUnder, type KeyChange } from "../../shared/keys/key-change.ts";
import { rekeyInvalidations } from "../../signatures/invalidation/conditions.ts";
import { rekeyMassActs } from "../../signatures/mass/names.ts";
import { rekeyQuestions, rekeySignatures } from "../../signatures/rekey.ts";
import { enterKey, openKeyList } from "./key-record.ts";

type RekeyDeps = Pick<Deps, "db" | "clock">;

/** Why a SECRET_KEY is not replaced; nothing was changed. */
export type RekeyRefusal =
  /** The database was not written under the key that is to be replaced. */
  | "foreign"
  /** The new key is the old one, or was replaced itself before. */
  | "same"
  | "used-before"
  /** A replacement by another new key was begun and not finished. */
  | "other-under-way";

export type RekeyOutcome =
  | {
      outcome: "replaced";
      signatures: number;
      accounts: number;
      /** Rows with an address that neither key opens; they stay as they are. */
      unreadable: number;
    }
  | { outcome: RekeyRefusal };

/**
 * Replaces the SECRET_KEY of a database: rewrites what can be made anew under the new one, and
 * keeps of the old one what recognises the rest. While it is at work no server starts on the
 * database. It can be interrupted at any point and run again with the same two keys, even after it
 * was done.
 *
 * `keepNewKey` is called once the database has shown that it can be written to, and before anything
 * is written under the new key.
 *
 * Source: docs/decisions/020-replacing-the-secret-key.md.
 */
export async function rekey(
  deps: RekeyDeps,
  change: KeyChange,
  keepNewKey: () => void,
): Promise<RekeyOutcome> {
  const refusal = await reasonToRefuse(deps, change);
  if (refusal !== null) return { outcome: refusal };
  if (!(await enterKey(deps, change.to.id, [change.from.id], keepNewKey))) {
    return { outcome: "other-under-way" };
  }
  const signatures = await rekeySignatures(deps.db, change);
  const questions = await rekeyQuestions(deps.db, change);
  const accounts = await rekeyAccounts(deps.db, change);
  const invalidations = await rekeyInvalidations(deps.db, change);
  const massActs = await rekeyMassActs(deps.db, change);
  await carryRetiredKeys(deps, change);
  await retireKey(deps, change);
  return {
    outcome: "replaced",
    signatures: signatures.rewritten,
    accounts: accounts.rewritten,
    unreadable: [signatures, questions, accounts, invalidations, massActs].reduce(
      (sum, { unreadable }) => sum + unreadable,
      0,
    ),
  };
}

async function reasonToRefuse(
  deps: RekeyDeps,
  { from, to }: KeyChange,
): Promise<RekeyRefusal | null> {
  if (from.id === to.id) return "same";
  const { current, retired } = await openKeyList(deps, from.id);
  if (retired.includes(to.id)) return "used-before";
  const isDone = current.includes(to.id) && retired.includes(from.id);
  if (!isDone && !current.includes(from.id)) return "foreign";
  return current.some((id) => id !== from.id && id !== to.id) ? "other-under-way" : null;
}

/** What was kept of still older keys goes on, encrypted under the new one. */
async function carryRetiredKeys({ db }: RekeyDeps, { from, to }: KeyChange): Promise<void> {
  const rows = await db.keyRecord.findMany({ where: { recognises: { not: null } } });
  for (const { id, recognises } of rows) {
    if (recognises === null || !isUnder(from, recognises)) continue;
    const kept = await to.encrypt(await from.decrypt(recognises, "retired-keys"), "retired-keys");
    await db.keyRecord.updateMany({ where: { id, recognises }, data: { recognises: kept } });
  }
}

async function retireKey({ db, clock }: RekeyDeps, { from, to }: KeyChange): Promise<void> {
  const { id, subkeys } = await from.retire();
  const recognises = await to.encrypt(JSON.stringify(subkeys), "retired-keys");
  await db.keyRecord.updateMany({
    where: { id, retiredAt: null },
    data: { retiredAt: clock.now(), recognises },
  });
}
