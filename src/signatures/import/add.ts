import { isUniqueViolation, type NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { IMPORT_ROWS_KEPT_MAX, IMPORT_ROWS_MAX, IMPORT_UNPACKED_MAX } from "../../limits.ts";
import { oneAhead } from "../../shared/one-ahead.ts";
import { takingTurns } from "../../shared/turns.ts";
import {
  type CheckedFile,
  type CheckedRow,
  checkFile,
  type ImportChoices,
  type ImportLimits,
  type Listener,
} from "./check.ts";
import { columnsToAdd, entriesOf, type Fate, withFates } from "./entries.ts";
import type { Finding } from "./findings.ts";
import type { ImportSource } from "./reading/source.ts";
import { rememberColumns } from "./remembered.ts";
import type { ImportRow } from "./row.ts";

/** What an import did: how many rows it added, and how many were there already. */
export type ImportOutcome =
  | { outcome: "imported"; added: number; alreadyThere: number }
  /** Somebody stopped it: what was added stays, and a second run adds the rest. */
  | { outcome: "stopped"; added: number; alreadyThere: number }
  /** Nothing was stored: so it would have been. */
  | { outcome: "tried"; added: number; alreadyThere: number }
  /** There are more new ones than the database takes at once. */
  | { outcome: "too-many"; rowsMax: number }
  | { outcome: "refused"; problems: Finding[] };

export type ImportOptions = ImportChoices &
  Partial<ImportLimits> & {
    /** Who imports: an account, or nobody by name. */
    by?: string;
    /** Takes each row that is wrong; without it, one such row keeps all of the file out. */
    skip?: (rows: readonly CheckedRow[], file: CheckedFile) => Promise<void>;
    /** Only says what would become of the file. */
    isTrial?: boolean;
    /** Once it is written, its columns are suggested for the next file with the same headings. */
    isRemembered?: boolean;
    /**
     * Asked before rows are added, all at once, and again if that has to begin anew; what may not
     * be added counts as stopped.
     */
    mayAdd?: (rows: readonly NewSignature[]) => Promise<boolean>;
    listener?: ImportListener;
    signal?: AbortSignal;
  };

/** Hears of the file once it is checked and before anything is stored, and how far it is stored. */
export type ImportListener = Listener & {
  read?: (file: CheckedFile) => void;
  stored?: (rows: number) => void;
};

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/** How often an import may begin anew because of what came meanwhile. */
const TRIES_MAX = 5;
/** So many are written in one transaction; of a longer file, as many as nobody waits for. */
const ROWS_TOGETHER_MAX = 2_000;
const ROWS_AT_ONCE = 1_000;
/** After a slice others may write, for so much of the time that it took. */
const REST = 0.25;

/**
 * Adds the signatories of a file to a letter: all of them, or none if a line is wrong, unless the
 * wrong ones are skipped. The whole file is checked before its first row is written.
 *
 * A second run adds nothing twice, and nobody who withdrew is listed again: each row is recognised
 * by a keyed hash of kind, name, title and affiliation that stays in the database.
 */
export async function importSignatories(
  deps: ImportDeps,
  letter: Letter,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const { skip, listener } = options;
  const choices = {
    rowsMax: IMPORT_ROWS_MAX,
    unpackedMax: IMPORT_UNPACKED_MAX,
    keptMax: IMPORT_ROWS_KEPT_MAX,
    ...options,
  };
  const checked = await checkFile(deps, letter, source, choices, listener);
  if (!checked.ok) return { outcome: "refused", problems: checked.problems };
  const { file } = checked;
  listener?.read?.(file);
  if (skip === undefined && file.badCount > 0) {
    return { outcome: "refused", problems: file.problems };
  }
  if (options.isTrial) {
    const fates = await countFates(deps, letter, file);
    return { outcome: "tried", added: fates.new + fates.corrected, alreadyThere: fates.there };
  }
  const rowsMax = deps.db.$limits.importRowsMax;
  const isTogether = rowsMax !== null || options.mayAdd !== undefined;
  const outcome =
    isTogether || file.rowCount <= ROWS_TOGETHER_MAX
      ? await addTogether(deps, letter, file, options)
      : await addInSlices(deps, letter, file, options);
  const isTable = file.table.readAs.format !== "list";
  if (options.isRemembered && isTable && outcome.outcome === "imported") {
    const { kind = null, dateOrder = null } = options;
    await rememberColumns(deps, letter, file.mapping, { kind, dateOrder });
  }
  return outcome;
}

/** All new rows in one transaction, if the database takes as many. */
async function addTogether(
  deps: ImportDeps,
  letter: Letter,
  file: CheckedFile,
  options: ImportOptions,
): Promise<ImportOutcome> {
  const rowsMax = deps.db.$limits.importRowsMax;
  const rows: ImportRow[] = [];
  for await (const some of file.rows()) {
    await options.skip?.(bad(some), file);
    rows.push(...good(some));
  }
  const outcome = await retried(async () => {
    const fresh = await freshOf(deps, letter, rows, options);
    if (rowsMax !== null && fresh.length > rowsMax) return null;
    if (options.mayAdd !== undefined && !(await options.mayAdd(fresh))) return "stopped";
    await deps.db.$insertSignatures(fresh);
    return fresh.length;
  });
  if (outcome === null) return { outcome: "too-many", rowsMax: rowsMax ?? 0 };
  if (outcome === "stopped") return { outcome, added: 0, alreadyThere: 0 };
  return { outcome: "imported", added: outcome, alreadyThere: rows.length - outcome };
}

async function addInSlices(
  deps: ImportDeps,
  letter: Letter,
  file: CheckedFile,
  options: ImportOptions,
): Promise<ImportOutcome> {
  const pause = takingTurns();
  let added = 0;
  let done = 0;
  for await (const { some, rows, fresh } of oneAhead(madeSlices(deps, letter, file, options))) {
    if (options.signal?.aborted) return { outcome: "stopped", added, alreadyThere: done - added };
    await options.skip?.(bad(some), file);
    const began = performance.now();
    let missing: NewSignature[] | null = fresh;
    added += await retried(async () => {
      const given = missing ?? (await freshOf(deps, letter, rows, options));
      missing = null;
      await deps.db.$insertSignatures(given);
      return given.length;
    });
    done += rows.length;
    options.listener?.stored?.(done);
    await pause();
    await rest((performance.now() - began) * REST);
  }
  return { outcome: "imported", added, alreadyThere: done - added };
}

/** The slices of a file, each with the entries that are new as it is made. */
async function* madeSlices(
  deps: ImportDeps,
  letter: Letter,
  file: CheckedFile,
  options: ImportOptions,
) {
  for await (const some of inSlicesOf(file.rows(), ROWS_AT_ONCE)) {
    const rows = good(some);
    yield { some, rows, fresh: await freshOf(deps, letter, rows, options) };
  }
}

async function freshOf(
  deps: ImportDeps,
  letter: Letter,
  rows: readonly ImportRow[],
  { by = "import" }: ImportOptions,
): Promise<NewSignature[]> {
  const entries = await entriesOf(deps, letter, rows, by);
  return columnsToAdd(await withFates(deps, letter, entries));
}

/** What would become of the rows of a file: how many have each fate. Stores nothing. */
async function countFates(
  deps: ImportDeps,
  letter: Letter,
  file: CheckedFile,
): Promise<Record<Fate, number>> {
  const fates: Record<Fate, number> = { new: 0, corrected: 0, there: 0 };
  for await (const some of inSlicesOf(file.rows(), ROWS_AT_ONCE)) {
    const entries = await entriesOf(deps, letter, good(some), "import");
    for (const { fate } of await withFates(deps, letter, entries)) fates[fate] += 1;
  }
  return fates;
}

export function good(rows: readonly CheckedRow[]): ImportRow[] {
  return rows.flatMap(({ row }) => row ?? []);
}

function bad(rows: readonly CheckedRow[]): CheckedRow[] {
  return rows.filter(({ problems }) => problems.length > 0);
}

async function* inSlicesOf(
  rows: AsyncGenerator<CheckedRow[]>,
  length: number,
): AsyncGenerator<CheckedRow[]> {
  for await (const some of rows) {
    for (let at = 0; at < some.length; at += length) yield some.slice(at, at + length);
  }
}

/** Does it anew if somebody imported or signed the same after it was looked up. */
async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isUniqueViolation(error) || tries === TRIES_MAX) throw error;
    }
  }
}

async function rest(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
