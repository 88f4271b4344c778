import type { NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { newId } from "../../shared/ids.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";
import type { Hashes } from "../../shared/keys/keys.ts";
import { slices } from "../../shared/slices.ts";
import { takingTurns } from "../../shared/turns.ts";
import { addressColumns, entryText, formerEntryText, identityColumnsOf } from "../entry.ts";
import { ownEvidenceColumn } from "../evidence/collect.ts";

import { firstColumns } from "../store.ts";
import { findKnown, type Known } from "./known.ts";
import type { ImportRow } from "./row.ts";

/** Rows that are hashed at a time, so that a long file does not keep other requests waiting. */
const ROWS_AT_ONCE = 20;

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/** A row of a file as the entry that it becomes, with the hashes by which it is recognised. */
export type ImportEntry = {
  columns: NewSignature;
  row: ImportRow;
  entryKeys: Hashes;
};

/**
 * What becomes of a row: it is added; or it is there already, or has left for good; or it corrects
 * an imported one and is added as well, without the address, which the earlier one keeps.
 */
export type Fate = "new" | "there" | "corrected";

/** The entries that some rows become. */
export async function entriesOf(
  deps: ImportDeps,
  letter: Letter,
  rows: readonly ImportRow[],
  by: string,
): Promise<ImportEntry[]> {
  const pause = takingTurns();
  const entries: ImportEntry[] = [];
  for (const some of slices(rows, ROWS_AT_ONCE)) {
    const mover = { by, at: deps.clock.now() };
    const made = some.map((row) => entryOf(deps, letter, { ...row, id: newId(deps.clock) }, mover));
    entries.push(...(await Promise.all(made)));
    await pause();
  }
  return entries;
}

/** Decides what becomes of each entry, by what the letter has now. */
export async function withFates(
  { db }: Pick<Deps, "db">,
  letter: Letter,
  entries: readonly ImportEntry[],
): Promise<(ImportEntry & { fate: Fate })[]> {
  const known = await findKnown(db, letter.id, {
    entryKeys: entries.flatMap(({ entryKeys }) => entryKeys),
    addressKeys: entries.flatMap(({ columns }) => columns.addressKey ?? []),
  });
  return entries.map((entry) => ({ ...entry, fate: fateOf(entry, known) }));
}

function fateOf({ columns, entryKeys }: ImportEntry, known: Known): Fate {
  if (entryKeys.some((key) => known.entries.has(key))) return "there";
  const owner = known.owners.get(`${columns.kind} ${columns.addressKey}`);
  if (owner === "signed") return "there";
  return owner === "imported" ? "corrected" : "new";
}

/** The entries that are added. The address of a corrected row stays with the entry that has it. */
export function columnsToAdd(
  entries: readonly Pick<ImportEntry & { fate: Fate }, "columns" | "fate">[],
): NewSignature[] {
  return entries.flatMap(({ columns, fate }) => {
    if (fate === "there") return [];
    return [fate === "corrected" ? { ...columns, addressKey: null } : columns];
  });
}

/** Those that are added as published. */
export function publishedOf(added: readonly NewSignature[]): NewSignature[] {
  return added.filter(({ state }) => state === "published");
}

/** The same for entries that say the same, whatever file and columns they were read from. */
export function entriesHash(entries: readonly NewSignature[]): string {
  return sha256Hex(
    JSON.stringify(
      entries.map((one) => [
        one.kind,
        one.name,
        one.sortName,
        one.title,
        one.affiliation,
        one.website,
        one.country,
        one.addressKey,
        one.visibility,
        one.capacity,
      ]),
    ),
  );
}

/** The same for a file that is sent again, whatever has come of its rows meanwhile. */
export function rowsHash(entries: readonly ImportEntry[]): string {
  const columns = entries.map((one) => one.columns);
  return sha256Hex(
    JSON.stringify([
      entriesHash(columns),
      columns.map(({ entryKey, state, source }) => [entryKey, state, source]),
    ]),
  );
}

async function entryOf(
  deps: ImportDeps,
  letter: Letter,
  row: ImportRow & { id: string },
  mover: { by: string; at: Date },
): Promise<ImportEntry> {
  const { kind, name, sort_name: sortName, title, affiliation, website, country } = row;
  const identity = { kind, name, sortName, title, affiliation, website, country };
  const keys = await deps.keys.hashes("entry", entryText(letter.id, row));
  const former = await deps.keys.hashes("entry", formerEntryText(letter.id, row));
  const listed = identityColumnsOf(letter, identity, keys[0]);
  return {
    row,
    entryKeys: [...keys, ...former],
    columns: {
      ...listed,
      ...(row.email ? await addressColumns(deps.keys, row.email) : {}),
      id: row.id,
      letterId: letter.id,
      signals: ownEvidenceColumn({
        ...identity,
        domain: row.email?.domain ?? null,
        heldReason: null,
      }),
      importKey: listed.entryKey,
      ...firstColumns("import", row.state, mover),
      visibility: row.visibility,
      capacity: row.capacity,
      source: row.source,
      contactName: row.contact_name,
      contactRole: row.contact_role,
      language: letter.language,
      letterVersionId: letter.version.id,
      standsWith: row.id,
      standsAt: mover.at,
      signedAt: row.signedAt ?? mover.at,
      decidedAt: row.state === "published" ? mover.at : null,
    },
  };
}
