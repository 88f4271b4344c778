import type { NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { newId } from "../../shared/ids.ts";
import type { Hashes } from "../../shared/keys/keys.ts";
import { slices } from "../../shared/slices.ts";
import { takingTurns } from "../../shared/turns.ts";
import { addressColumns, type EntryIdentity, entryText, identityColumns } from "../entry.ts";
import { ownEvidenceColumn } from "../evidence/collect.ts";
import { findKnown, type Known } from "../export/store.ts";
import { firstColumns } from "../store.ts";
import { type ImportProblem, type ImportRow, readRows } from "./file.ts";

/** Rows that are hashed at a time, so that a long file does not keep other requests waiting. */
const ROWS_AT_ONCE = 20;

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/** A row of a file as the entry that it becomes, with the hashes by which it is recognised. */
export type ImportEntry = {
  line: number;
  columns: NewSignature;
  row: ImportRow;
  entryKeys: Hashes;
};

/**
 * What becomes of a row: it is added; or it is there already, or has left for good; or it corrects
 * an imported one and is added as well, without the address, which the earlier one keeps.
 */
export type Fate = "new" | "there" | "corrected";

/** Reads a file as the entries that its rows become, and names every line that is wrong. */
export async function readEntries(
  deps: ImportDeps,
  letter: Letter,
  source: string,
  rowsMax?: number,
): Promise<{ entries: ImportEntry[]; problems: ImportProblem[] }> {
  const { rows, problems } = await readRows(source, rowsMax);
  const pause = takingTurns();
  const entries: ImportEntry[] = [];
  for (const some of slices(rows, ROWS_AT_ONCE)) {
    const read = some.map((row) => entryOf(deps, letter, { ...row, id: newId(deps.clock) }));
    entries.push(...(await Promise.all(read)));
    await pause();
  }
  problems.push(...findTwins(entries));
  return { entries, problems: problems.sort((left, right) => left.line - right.line) };
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

async function entryOf(
  deps: ImportDeps,
  letter: Letter,
  row: ImportRow & { id: string },
): Promise<ImportEntry> {
  const identity: EntryIdentity = { ...row, sortName: row.sort_name };
  const { kind, name, sortName, title, affiliation, website, country } = identity;
  const listed = await identityColumns(deps.keys, letter.id, {
    kind,
    name,
    sortName,
    title,
    affiliation,
    website,
    country,
  });
  const now = deps.clock.now();
  return {
    line: row.line,
    row,
    entryKeys: await deps.keys.hashes("entry", entryText(letter.id, identity)),
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
      ...firstColumns("import", row.state, { by: "import", at: now }),
      language: letter.language,
      letterVersionId: letter.version.id,
      standsWith: row.id,
      standsAt: now,
      signedAt: now,
      decidedAt: row.state === "published" ? now : null,
    },
  };
}

/** Rows that repeat an earlier one, or give the same address for the same kind. */
function findTwins(entries: readonly ImportEntry[]): ImportProblem[] {
  const lines = new Map<string, number>();
  const problems: ImportProblem[] = [];
  for (const { line, columns } of entries) {
    const keys = [
      columns.entryKey,
      ...(columns.addressKey ? [`${columns.kind} ${columns.addressKey}`] : []),
    ];
    const first = keys.map((key) => lines.get(key)).find((known) => known !== undefined);
    if (first !== undefined) problems.push({ line, error: "same-as-line", detail: String(first) });
    for (const key of keys) lines.set(key, line);
  }
  return problems;
}
