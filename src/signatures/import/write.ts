import { isUniqueViolation, type NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { oneAhead } from "../../shared/one-ahead.ts";
import { slices } from "../../shared/slices.ts";
import { takingTurns } from "../../shared/turns.ts";
import type { CheckedFile, CheckedRow } from "./check.ts";
import { columnsToAdd, entriesOf, type Fate, rowsHash, withFates } from "./entries.ts";
import type { ImportOptions, ImportOutcome } from "./options.ts";
import type { ImportRow } from "./row.ts";

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/** How often an import may begin anew because of what came meanwhile. */
const TRIES_MAX = 5;
/** So many are written in one transaction; of a longer file, as many as nobody waits for. */
export const ROWS_TOGETHER_MAX = 2_000;
const ROWS_AT_ONCE = 1_000;
/** The same of a file that somebody watches, and may stop. */
const ROWS_PER_STEP = 500;
/** After a slice others may write, for so much of the time that it took. */
const REST = 0.25;

/** All new rows in one transaction, if the database takes as many. */
export async function addTogether(
  deps: ImportDeps,
  letter: Letter,
  file: CheckedFile,
  options: ImportOptions,
): Promise<ImportOutcome> {
  const rowsMax = deps.db.$limits.importRowsMax;
  const rows = await allOf(file, options);
  const outcome = await retried(async () => {
    const fresh = await freshOf(deps, letter, rows, options);
    if (rowsMax !== null && fresh.length > rowsMax) return null;
    await deps.db.$insertSignatures(fresh);
    return fresh.length;
  });
  if (outcome === null) return { outcome: "too-many", rowsMax: rowsMax ?? 0 };
  return { outcome: "imported", added: outcome, alreadyThere: rows.length - outcome };
}

/**
 * Asks once whether all new rows may be added, and then adds them: together if they are few, else
 * in slices, between which others write, and somebody may stop it.
 */
export async function addAllowed(
  deps: ImportDeps,
  letter: Letter,
  file: CheckedFile,
  options: ImportOptions & Required<Pick<ImportOptions, "mayAdd">>,
): Promise<ImportOutcome> {
  const { mayAdd, listener, by = "import" } = options;
  const rows = await allOf(file, options);
  const entries = await entriesOf(deps, letter, rows, by);
  const decided = await withFates(deps, letter, entries);
  const fresh = decided.filter(({ fate }) => fate !== "there");
  const rowsMax = deps.db.$limits.importRowsMax;
  if (rowsMax !== null && fresh.length > rowsMax) return { outcome: "too-many", rowsMax };
  const allowed = await mayAdd(columnsToAdd(fresh), rowsHash(entries));
  if (allowed === null) return { outcome: "stopped", added: 0, alreadyThere: 0 };
  listener?.began?.(fresh.length, allowed.columns);
  const pause = takingTurns();
  let added = 0;
  const length = fresh.length > ROWS_TOGETHER_MAX ? ROWS_PER_STEP : ROWS_TOGETHER_MAX;
  for (const some of slices(fresh, length)) {
    if (options.signal?.aborted || !(await allowed.mayGoOn())) {
      return { outcome: "stopped", added, alreadyThere: rows.length - fresh.length };
    }
    const began = performance.now();
    let known: typeof some | null = some;
    added += await retried(async () => {
      const given = columnsToAdd(known ?? (await withFates(deps, letter, some)));
      known = null;
      await deps.db.$insertSignatures(given.map((row) => ({ ...row, ...allowed.columns })));
      allowed.wrote(given);
      return given.length;
    });
    listener?.stored?.(added);
    await pause();
    if (length < ROWS_TOGETHER_MAX) await rest((performance.now() - began) * REST);
  }
  return { outcome: "imported", added, alreadyThere: rows.length - added };
}

/** The rows of a long file, a slice at a time, as they are read. */
export async function addInSlices(
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

/** What would become of the rows of a file: how many have each fate. Stores nothing. */
export async function countFates(
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

/** The rows with nothing wrong. */
export function good(rows: readonly CheckedRow[]): ImportRow[] {
  return rows.flatMap(({ row }) => row ?? []);
}

function bad(rows: readonly CheckedRow[]): CheckedRow[] {
  return rows.filter(({ problems }) => problems.length > 0);
}

async function allOf(file: CheckedFile, options: ImportOptions): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for await (const some of file.rows()) {
    await options.skip?.(bad(some), file);
    rows.push(...good(some));
  }
  return rows;
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
