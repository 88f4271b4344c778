import { rmSync } from "node:fs";
import Database from "better-sqlite3";
import { z } from "zod";
import { applyMigrations } from "../../../src/runtime/migrations/apply.ts";

const storedRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));
type StoredRows = z.infer<typeof storedRows>;

/** Writes by better-sqlite3 alone what an instance has accepted: the least that it can cost. */
export type BareWriter = {
  /** Writes the newest signatures of the instance, and gives how many it wrote a second. */
  writeNewest: (count: number) => number;
  close: () => void;
};

/**
 * Opens a database like that of an instance, in the same folder. Each signature is written with its
 * captcha in a transaction of its own, as durable as ours; the same triggers write history, mail
 * and words.
 */
export async function openBareWriter(instancePath: string): Promise<BareWriter> {
  const path = `${instancePath}.bare`;
  await applyMigrations(`file:${path}`);
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("cache_size = -32768");
  // Not attached: a transaction locks every database that is, and the instance works meanwhile.
  const instance = new Database(instancePath, { readonly: true });
  for (const table of ["letter", "letter_version"]) {
    insertAll(database, table, storedRows.parse(instance.prepare(`SELECT * FROM ${table}`).all()));
  }
  const newest = instance.prepare("SELECT * FROM signature ORDER BY id DESC LIMIT ?");
  const spend = database.prepare("INSERT INTO spent_challenge (id, expires_at) VALUES (?, ?)");
  return {
    writeNewest: (count) => {
      const rows = storedRows.parse(newest.all(count)).reverse();
      const insert = insertInto(database, "signature", rows);
      const startedAt = performance.now();
      for (const row of rows) {
        database
          .transaction(() => {
            spend.run(`spent ${row["id"]}`, `${row["signed_at"]}`);
            insert.run(...Object.values(row));
          })
          .immediate();
      }
      return rows.length / ((performance.now() - startedAt) / 1_000);
    },
    close: () => {
      instance.close();
      database.close();
      for (const ending of ["", "-wal", "-shm"]) rmSync(path + ending, { force: true });
    },
  };
}

function insertInto(database: Database, table: string, [row = {}]: StoredRows) {
  const columns = Object.keys(row);
  return database.prepare(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
}

function insertAll(database: Database, table: string, rows: StoredRows): void {
  const insert = insertInto(database, table, rows);
  for (const row of rows) insert.run(...Object.values(row));
}
