import type { NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { newId } from "../../shared/ids.ts";
import type { Hashes } from "../../shared/keys/keys.ts";
import { slices } from "../../shared/slices.ts";
import { addressColumns, entryText, type Identity, identityColumns } from "../entry.ts";
import { ownSignals } from "../evidence/notice.ts";
import { findKnown } from "../export/store.ts";
import { firstColumns } from "../store.ts";
import { type ImportProblem, type ImportRow, readRows } from "./file.ts";

/** Rows that are hashed at a time, so that a long file does not keep other requests waiting. */
const DESCRIBED_AT_ONCE = 100;

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/** A row of a file as the entry it becomes, and what that entry is known by. */
export type DescribedRow = {
  line: number;
  columns: NewSignature;
  row: ImportRow;
  entryKeys: Hashes;
};

/**
 * What becomes of a row: it is added; it is there already, or has left for good; or it corrects an
 * imported one and is added beside it, without the address that the earlier one has.
 */
export type Fate = "new" | "there" | "corrected";

/** A row, and what becomes of it. */
export type SortedRow = { entry: DescribedRow; fate: Fate };

/** Reads a file as the entries that its rows become, and names every line that is wrong. */
export async function describeRows(
  deps: ImportDeps,
  letter: Letter,
  source: string,
  rowsMax?: number,
): Promise<{ entries: DescribedRow[]; problems: ImportProblem[] }> {
  const { rows, problems } = readRows(source, rowsMax);
  const entries: DescribedRow[] = [];
  for (const some of slices(rows, DESCRIBED_AT_ONCE)) {
    const described = some.map((row) =>
      describeRow(deps, letter, { ...row, id: newId(deps.clock) }),
    );
    entries.push(...(await Promise.all(described)));
  }
  problems.push(...findTwins(entries));
  return { entries, problems: problems.sort((left, right) => left.line - right.line) };
}

/** Says of each row what becomes of it, by what the letter knows now. */
export async function sortOut(
  { db }: Pick<Deps, "db">,
  letter: Letter,
  entries: readonly DescribedRow[],
): Promise<SortedRow[]> {
  const known = await findKnown(db, letter.id, {
    entryKeys: entries.flatMap(({ entryKeys }) => entryKeys),
    addressKeys: entries.flatMap(({ columns }) => columns.addressKey ?? []),
  });
  return entries.map((entry): SortedRow => {
    const { columns, entryKeys } = entry;
    if (entryKeys.some((key) => known.entries.has(key))) return { entry, fate: "there" };
    const owner = known.owners.get(`${columns.kind} ${columns.addressKey}`);
    if (owner === "signed") return { entry, fate: "there" };
    return { entry, fate: owner === "imported" ? "corrected" : "new" };
  });
}

/** The entries that are added. The address of a corrected row stays with the entry that has it. */
export function columnsToAdd(sorted: readonly SortedRow[]): NewSignature[] {
  return sorted.flatMap(({ entry: { columns }, fate }) => {
    if (fate === "there") return [];
    return [fate === "corrected" ? { ...columns, addressKey: null } : columns];
  });
}

async function describeRow(
  deps: ImportDeps,
  letter: Letter,
  row: ImportRow & { id: string },
): Promise<DescribedRow> {
  const identity: Identity = { ...row, sortName: row.sort_name };
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
      signals: ownSignals({ ...identity, domain: row.email?.domain ?? null, heldReason: null }),
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

/** Rows that say the same as an earlier one, or give the same address for the same kind. */
function findTwins(entries: readonly DescribedRow[]): ImportProblem[] {
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
