import { isUniqueViolation, type NewSignature } from "../db/db.ts";
import type { Deps } from "../deps.ts";
import type { Letter } from "../letters/letter.ts";
import { newId } from "../shared/ids.ts";
import type { Hashes } from "../shared/keys.ts";
import { findKnown } from "./bulk-store.ts";
import { addressColumns, entryText, type Identity, identityColumns } from "./entry.ts";
import { type ImportProblem, type ImportRow, readRows } from "./import-file.ts";
import { ownSignals } from "./notice.ts";

/** What an import did: how many rows it added, and how many were there already. */
export type ImportOutcome =
  | { outcome: "imported"; added: number; alreadyThere: number }
  /** More new ones than the database takes at once. */
  | { outcome: "too-many"; rowsMax: number }
  | { outcome: "refused"; problems: ImportProblem[] };

/** How often an import begins anew because of what came meanwhile. */
const TRIES_MAX = 5;

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/**
 * Adds the signatories of a CSV file to a letter: all of them, or none where a line is wrong.
 *
 * A second run adds nothing twice, and nobody who withdrew is listed again: each row is known by
 * a keyed hash of kind, name, title and affiliation that stays in the database.
 */
export async function importSignatories(
  deps: ImportDeps,
  letter: Letter,
  source: string,
): Promise<ImportOutcome> {
  const { rows, problems } = readRows(source);
  const entries = await Promise.all(
    rows.map((row) => describeRow(deps, letter, { ...row, id: newId(deps.clock) })),
  );
  problems.push(...findTwins(entries));
  if (problems.length > 0) {
    return { outcome: "refused", problems: problems.sort((left, right) => left.line - right.line) };
  }
  for (let tries = 1; ; tries += 1) {
    try {
      return await addMissing(deps, letter, entries);
    } catch (error) {
      // Somebody imported or signed the same since it was looked up: what is there has changed.
      if (!isUniqueViolation(error) || tries === TRIES_MAX) throw error;
    }
  }
}

async function addMissing(
  deps: ImportDeps,
  letter: Letter,
  entries: readonly DescribedRow[],
): Promise<ImportOutcome> {
  const known = await findKnown(deps.db, letter.id, {
    entryKeys: entries.flatMap(({ entryKeys }) => entryKeys),
    addressKeys: entries.flatMap(({ columns }) => columns.addressKey ?? []),
  });
  const fresh = entries.flatMap(({ columns, entryKeys }) => {
    if (entryKeys.some((key) => known.entries.has(key))) return [];
    const owner = known.owners.get(`${columns.kind} ${columns.addressKey}`);
    if (owner === "signed") return [];
    // A corrected row: the address stays with the entry that has it.
    return [owner === "imported" ? { ...columns, addressKey: null } : columns];
  });
  const rowsMax = deps.db.$limits.importRowsMax;
  if (rowsMax !== null && fresh.length > rowsMax) return { outcome: "too-many", rowsMax };
  await deps.db.$insertSignatures(fresh);
  return { outcome: "imported", added: fresh.length, alreadyThere: entries.length - fresh.length };
}

type DescribedRow = { line: number; columns: NewSignature; entryKeys: Hashes };

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
    entryKeys: await deps.keys.hashes("entry", entryText(letter.id, identity)),
    columns: {
      ...listed,
      ...(row.email ? await addressColumns(deps.keys, row.email) : {}),
      id: row.id,
      letterId: letter.id,
      signals: ownSignals({ ...identity, domain: row.email?.domain ?? null, heldReason: null }),
      importKey: listed.entryKey,
      state: row.state,
      language: letter.language,
      letterVersionId: letter.version.id,
      standsWith: row.id,
      standsAt: now,
      signedAt: now,
      decidedAt: row.state === "published" ? now : null,
      movedAt: now,
      movedBy: "import",
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
