import { createHash } from "node:crypto";
import {
  CopyError,
  isNumbered,
  keyOf,
  type Progress,
  type Row,
  type RowSource,
  type RowTarget,
  type Table,
} from "../../db/copy/rows.ts";
import { TABLES } from "../../db/copy/tables.ts";
import type { Erasure } from "../../db/erasure-ledger.ts";
import { ledgerPath, readLedgerFile } from "../../db/sqlite/ledger-file.ts";
import { sqlitePath } from "../../db/sqlite/open.ts";
import { type Replayed, replayErasures } from "../../signatures/history/replay-erasures.ts";
import { openDatabase } from "../database.ts";
import { openSource, openTarget } from "./ends.ts";

/** How many rows are held in memory at a time, and lost at most when a copy is cut short. */
const PAGE_ROWS = 1_000;
/** How many rows of a table are copied between two lines to the operator. */
const NEWS_ROWS = 100_000;

/** How to copy, and where to say how it goes, a line at a time. */
export type CopyOptions = {
  /** A file with the ledger of erasures, if the source is a backup. */
  erasures?: string | null;
  /** Empty a target that holds an unfinished copy, instead of going on with it. */
  startsAgain: boolean;
  say: (line: string) => void;
};

/**
 * Copies every row of one database to another of the same or another engine, and compares the two
 * afterwards. Cut short at any moment, it goes on where it stopped when it is called again; until
 * then nothing else uses the target. The source is only read, and must not change meanwhile.
 *
 * Throws: {@link CopyError} if the two cannot be copied or are not equal in the end.
 */
export async function copyInstance(
  fromUrl: string,
  toUrl: string,
  options: CopyOptions,
): Promise<Replayed | null> {
  const ledger = ledgerOf(toUrl, options.erasures ?? null);
  const from = await openSource(fromUrl);
  try {
    const to = await openTarget(toUrl, from);
    try {
      const start = await startOf(to, options);
      await copyRows(from, to, start, options);
      await compare(from, to, options);
      const replayed = await replay(toUrl, ledger);
      await to.finish();
      return replayed;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

/**
 * What is known to have been erased, if the source is a backup: by the file that is named, and by
 * the ledger that stands where a SQLite target is to be.
 */
function ledgerOf(toUrl: string, named: string | null): Erasure[] {
  const place = toUrl.startsWith("file:") ? ledgerPath(sqlitePath(toUrl)) : null;
  const beside = (place !== null && readLedgerFile(place)) || [];
  const given = named === null ? [] : readLedgerFile(named);
  if (given === null) throw new CopyError(`${named} does not hold a ledger of erasures.`);
  return [...beside, ...given];
}

/** Lets the target forget what was erased, before it can be served. */
async function replay(toUrl: string, ledger: readonly Erasure[]): Promise<Replayed | null> {
  if (ledger.length === 0) return null;
  const { db, close } = await openDatabase(toUrl);
  try {
    return await replayErasures(db, ledger);
  } finally {
    await close();
  }
}

/** Where to begin: at the beginning of an empty target, else where the last copy stopped. */
async function startOf(to: RowTarget, { startsAgain, say }: CopyOptions): Promise<Progress> {
  const first: Progress = { pages: 0, table: TABLES[0], lastKey: null };
  const progress = await to.progress();
  if (progress === null) {
    await refuseData(to);
    await to.begin(first);
    return first;
  }
  if (startsAgain) {
    say(`Emptying ${to.place}, which holds an unfinished copy.`);
    await to.beginAgain(first, TABLES);
    return first;
  }
  say(`Continuing the unfinished copy in ${to.place}.`);
  return progress;
}

async function refuseData(to: RowTarget): Promise<void> {
  const filled: string[] = [];
  for (const name of TABLES) {
    const rows = await to.read(await to.describe(name), null, 1);
    if (rows.length > 0) filled.push(name);
  }
  if (filled.length === 0) return;
  throw new CopyError(
    `${to.place} already holds data, in ${filled.join(", ")}: copy into an empty database.`,
  );
}

async function copyRows(
  from: RowSource,
  to: RowTarget,
  start: Progress,
  { say }: CopyOptions,
): Promise<void> {
  say(`Copying ${from.place} to ${to.place}.`);
  let { pages } = start;
  for (const name of tablesFrom(start.table)) {
    const table = await describeBoth(from, to, name);
    let copied = 0;
    for await (const rows of pagesOf(from, table, name === start.table ? start.lastKey : null)) {
      pages += 1;
      const progress = { pages, table: name, lastKey: lastKeyOf(table, rows) };
      if (!(await to.write(table, rows, progress))) throw anotherCopies(to);
      copied += rows.length;
      if (copied % NEWS_ROWS === 0) say(`${name}: ${rowsInWords(copied)} so far`);
    }
    if (isNumbered(table)) await to.setLastNumber(table, await from.lastNumber(table));
  }
}

function tablesFrom(first: string): readonly string[] {
  const all: readonly string[] = TABLES;
  const index = all.indexOf(first);
  if (index >= 0) return all.slice(index);
  throw new CopyError(
    `The unfinished copy stopped at the table ${first}, which this version does not have: run the same command with --again.`,
  );
}

/** The table as both ends have it: their migrations are the same. */
async function describeBoth(from: RowSource, to: RowSource, name: string): Promise<Table> {
  const [source, target] = [await from.describe(name), await to.describe(name)];
  if (JSON.stringify(source) !== JSON.stringify(target)) {
    throw new Error(`The migrations of the two engines make different tables ${name}.`);
  }
  return source;
}

async function* pagesOf(source: RowSource, table: Table, start: Row | null): AsyncGenerator<Row[]> {
  let after = start;
  for (;;) {
    const rows = await source.read(table, after, PAGE_ROWS);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE_ROWS) return;
    after = lastKeyOf(table, rows);
  }
}

function lastKeyOf(table: Table, rows: readonly Row[]): Row | null {
  const last = rows.at(-1);
  return last === undefined ? null : keyOf(table, last);
}

function anotherCopies(to: RowTarget): CopyError {
  return new CopyError(
    `Another process is also copying into ${to.place}: wait until it ends, or stop it, then run the same command again.`,
  );
}

/** Reads both ends once more, whole, and compares them table by table. */
async function compare(from: RowSource, to: RowTarget, { say }: CopyOptions): Promise<void> {
  say("Everything is copied. Comparing the two databases:");
  const different: string[] = [];
  for (const name of TABLES) {
    const table = await describeBoth(from, to, name);
    const [source, target] = await Promise.all([contentOf(from, table), contentOf(to, table)]);
    const difference = differenceOf(source, target);
    if (difference === null)
      say(`${name}: equal, ${rowsInWords(source.rows)}, SHA-256 ${source.sha256}`);
    else different.push(`${name}: ${difference}`);
  }
  if (different.length === 0) return;
  throw new CopyError(
    [
      ...different,
      "The two databases differ, because the source changed during the copy. Stop every server that uses it, then run the same command with --again.",
    ].join("\n"),
  );
}

/** A digest of all that a table holds. */
type Content = { rows: number; sha256: string; lastNumber: number };

async function contentOf(source: RowSource, table: Table): Promise<Content> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const rows of pagesOf(source, table, null)) {
    count += rows.length;
    for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  }
  const lastNumber = isNumbered(table) ? await source.lastNumber(table) : 0;
  return { rows: count, sha256: hash.digest("hex"), lastNumber };
}

function differenceOf(source: Content, target: Content): string | null {
  if (source.rows !== target.rows)
    return `${rowsInWords(source.rows)} in the source, ${rowsInWords(target.rows)} in the target`;
  if (source.sha256 !== target.sha256)
    return "the same number of rows on both sides, but with different content";
  if (source.lastNumber !== target.lastNumber)
    return `the same rows, but the last number used is ${source.lastNumber} in the source and ${target.lastNumber} in the target`;
  return null;
}

function rowsInWords(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en-GB")} rows`;
}
