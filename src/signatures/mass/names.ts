import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { isUnder, type KeyChange, openUnder, type Rekeyed } from "../../shared/keys/key-change.ts";
import type { Keys } from "../../shared/keys/keys.ts";
import { jsonText } from "../../shared/text/json-text.ts";
import { importOf } from "./store.ts";

const namesText = jsonText.pipe(z.array(z.string()));

/** Some names of a file that waits for a release, encrypted. */
export async function sealNames(keys: Keys, names: readonly string[]): Promise<string> {
  return await keys.encrypt(JSON.stringify(names));
}

/** Reads them back; null if that cannot be done, as under another key. */
export async function openNames(keys: Keys, sealed: string): Promise<string[] | null> {
  const text = await openUnder(keys, sealed);
  return text === null ? null : (namesText.safeParse(text).data ?? null);
}

/**
 * Encrypts the names of files that wait for a release under another secret: each in one statement,
 * on the condition that it is still as it was read. Doing it twice is harmless.
 */
export async function rekeyMassActs(db: Db, { from, to }: KeyChange): Promise<Rekeyed> {
  const total = { rewritten: 0, unreadable: 0 };
  const where = { act: "import", payload: { not: null } };
  for (const row of await db.massAct.findMany({ where, select: { id: true, payload: true } })) {
    const { id, payload } = row;
    const kept = importOf(row);
    if (kept !== null && isUnder(to, kept.names)) continue;
    const names = kept === null ? null : await openNames(from, kept.names);
    if (kept === null || names === null) {
      total.unreadable += 1;
      continue;
    }
    const data = { payload: JSON.stringify({ ...kept, names: await sealNames(to, names) }) };
    await db.massAct.updateMany({ where: { id, payload }, data });
    total.rewritten += 1;
  }
  return total;
}
