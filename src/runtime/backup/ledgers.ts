import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { type Erasure, LEDGER_HEAD, ledgerLine } from "../../db/erasure-ledger.ts";
import { ledgerPath, readLedgerFile } from "../../db/sqlite/ledger-file.ts";
import { openSqlite } from "../../db/sqlite/open.ts";
import { type Replayed, replayErasures } from "../../signatures/history/replay-erasures.ts";
import { applyMigrations } from "../migrations/apply.ts";
import { PRIVATE_FILE_MODE, putInPlace } from "./durable-file.ts";

/** What is known to have been erased; null if there is no ledger. */
export type Ledgers = { lines: readonly Erasure[] | null };

/**
 * The ledger beside a database, and the one that is given. What only that one says is added to the
 * one beside the database, for the next restore.
 */
export function ledgersFor(target: string, given: string | null): Ledgers | "no-such-ledger" {
  const path = ledgerPath(target);
  const there = readLedgerFile(path);
  if (given === null) return { lines: there };
  const more = readLedgerFile(given);
  if (more === null) return "no-such-ledger";
  const known = new Set((there ?? []).map(ledgerLine));
  const fresh = more.filter((line) => !known.has(ledgerLine(line)));
  if (there === null || fresh.length > 0) addLines(path, there !== null, fresh);
  return { lines: [...(there ?? []), ...fresh] };
}

function addLines(path: string, isThere: boolean, lines: readonly Erasure[]): void {
  const partial = `${path}.partial`;
  const before = isThere ? readFileSync(path, "utf8") : LEDGER_HEAD;
  const end = before.endsWith("\n") ? "" : "\n";
  try {
    writeFileSync(partial, before + end + lines.map(ledgerLine).join(""), {
      mode: PRIVATE_FILE_MODE,
    });
    putInPlace(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Lets a database that nobody uses forget what a ledger says; migrates it first. */
export async function replayInto(path: string, { lines }: Ledgers): Promise<Replayed | null> {
  if (lines === null) return null;
  const databaseUrl = `file:${path}`;
  await applyMigrations(databaseUrl);
  const db = await openSqlite(databaseUrl);
  try {
    return await replayErasures(db, lines);
  } finally {
    await db.$disconnect();
    // What it noted there itself comes from its table once it is served.
    rmSync(ledgerPath(path), { force: true });
  }
}
