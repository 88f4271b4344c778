import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { join, leavingOut, sql } from "../../db/sql.ts";
import { slices } from "../../shared/slices.ts";
import { takingTurns } from "../../shared/turns.ts";
import type { State } from "../lifecycle.ts";
import { KINDS } from "../name.ts";

/** What a letter has: entry keys, and by “kind key” how the owner of an address came into it. */
export type Known = { entries: Set<string>; owners: Map<string, "signed" | "imported"> };

/** States in which a signatory is in the letter, or has left it of their own will. */
const TAKEN: readonly State[] = ["pending", "published", "withdrawn", "takendown"];

/** Keys that are asked for at a time. */
const KEYS_AT_ONCE = 2_000;

const keyRows = z.array(z.object({ key: z.string() }));
const ownerRows = z.array(
  z.object({ kind: z.string(), key: z.string(), importKey: z.string().nullable() }),
);

/**
 * Which of the given keys a letter has already: those of entries that are in use, or were until
 * their owner left or changed them, and those of addresses that belong to an entry. Each is looked
 * up in an index: in a long letter a file would else read all of it for every slice.
 */
export async function findKnown(
  db: Db,
  letterId: string,
  asked: { entryKeys: readonly string[]; addressKeys: readonly string[] },
): Promise<Known> {
  const known: Known = { entries: new Set(), owners: new Map() };
  const pause = takingTurns();
  for (const some of slices(asked.entryKeys, KEYS_AT_ONCE)) {
    for (const { key } of await entriesOf(db, letterId, some)) known.entries.add(key);
    await pause();
  }
  for (const some of slices(asked.addressKeys, KEYS_AT_ONCE)) {
    for (const { kind, key, importKey } of await ownersOf(db, letterId, some)) {
      known.owners.set(`${kind} ${key}`, importKey === null ? "signed" : "imported");
    }
    await pause();
  }
  return known;
}

async function entriesOf(db: Db, letterId: string, keys: readonly string[]) {
  const { among, by } = db.$dialect;
  const rows = await db.$rows(sql`
    SELECT entry_key AS key FROM signature ${by("signature_letter_id_entry_key_idx")}
    WHERE letter_id = ${letterId} AND entry_key ${among(keys)}
      AND ${leavingOut(sql`state IN (${join([...TAKEN])})`)}
    UNION ALL
    SELECT import_key FROM signature ${by("signature_import_key_key")}
    WHERE import_key ${among(keys)}
    UNION ALL
    SELECT entry_key FROM former_entry WHERE letter_id = ${letterId} AND entry_key ${among(keys)}`);
  return keyRows.parse(rows);
}

async function ownersOf(db: Db, letterId: string, keys: readonly string[]) {
  const rows = await db.$rows(sql`
    SELECT kind, address_key AS key, import_key AS "importKey"
    FROM signature ${db.$dialect.by("signature_letter_id_kind_address_key_key")}
    WHERE letter_id = ${letterId} AND kind IN (${join([...KINDS])})
      AND address_key ${db.$dialect.among(keys)}`);
  return ownerRows.parse(rows);
}
