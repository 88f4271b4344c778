import { existsSync, readFileSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { z } from "zod";
import { type Erasure, LEDGER_HEAD, ledgerLine, readLedger } from "../erasure-ledger.ts";
import { type Sql, sql } from "../sql.ts";

/** Rows that are read, and lines that are written and synced, at a time. */
const LINES_AT_ONCE = 1_000;
/** Only its owner reads it, as with the database. */
const PRIVATE_FILE_MODE = 0o600;
const LINE_FEED = "\n".charCodeAt(0);

const rows = z.array(
  z.object({ id: z.number(), signature_id: z.string(), code: z.string(), at: z.coerce.date() }),
);

/** The ledger of a SQLite database stands beside it. */
export function ledgerPath(path: string): string {
  return `${path}.erasures`;
}

/** What the ledger in a file says; null if there is no such file, or if it is no ledger. */
export function readLedgerFile(path: string): Erasure[] | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  const lines = readLedger(text);
  return lines.length > 0 || text.startsWith("# ") ? lines : null;
}

/**
 * Writes what the table `erasure` has into the ledger beside the database, on the disk before this
 * returns. The table is written in the statement that erases: what is missed here, since the
 * process was killed or the disk was full, comes with a later call. After another process wrote to
 * it, the whole table is compared with it; a line that two write is there twice and says the same.
 */
export function ledgerKeeper(
  path: string,
  ask: (query: Sql) => Promise<unknown[]>,
): () => Promise<void> {
  const file = ledgerPath(path);
  let [writtenUpTo, writtenBytes] = [0, -1];
  const keep = async (): Promise<void> => {
    const isOurs = sizeOf(file) === writtenBytes;
    const there = new Set(isOurs ? [] : (readLedgerFile(file) ?? []).map(ledgerLine));
    if (!isOurs) writtenUpTo = 0;
    for (;;) {
      const found = rows.parse(
        await ask(sql`
          SELECT id, signature_id, code, at FROM erasure
          WHERE id > ${writtenUpTo} ORDER BY id LIMIT ${LINES_AT_ONCE}`),
      );
      const last = found.at(-1);
      if (last === undefined) break;
      const lines = found.map(({ id: number, signature_id: signatureId, code, at }) =>
        ledgerLine({ number, signatureId, code, at }),
      );
      await append(
        file,
        lines.filter((line) => !there.has(line)),
      );
      writtenUpTo = last.id;
      if (found.length < LINES_AT_ONCE) break;
    }
    writtenBytes = sizeOf(file);
  };
  let under = Promise.resolve();
  return () => {
    const mine = under.then(keep);
    under = mine.catch(() => undefined);
    return mine;
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

async function append(file: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const handle = await open(file, "a+", PRIVATE_FILE_MODE);
  try {
    await handle.appendFile((await startAfter(handle)) + lines.join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What comes before the next line: of a line that a crash cut off, the end is missing. */
async function startAfter(handle: FileHandle): Promise<string> {
  const { size } = await handle.stat();
  if (size === 0) return LEDGER_HEAD;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === LINE_FEED ? "" : "\n";
}
