import { rmSync } from "node:fs";
import Database from "better-sqlite3";
import { z } from "zod";
import { applyMigrations } from "../../src/runtime/migrations.ts";

const storedRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));

/** Writes by better-sqlite3 alone what an instance has taken: the least that it costs to keep. */
export type BareWriter = {
  /** Writes the newest signatures of the instance, and gives how many it wrote a second. */
  writeNewest: (count: number) => number;
  close: () => void;
};

/**
 * Opens a database like that of an instance, beside it. Each signature goes with its captcha into
 * a transaction of its own, as durable as ours; the same triggers write history, mail and words.
 */
export async function openBareWriter(instancePath: string): Promise<BareWriter> {
  const path = `${instancePath}.bare`;
  await applyMigrations(`file:${path}`);
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("cache_size = -32768");
  database.prepare("ATTACH ? AS instance").run(instancePath);
  for (const table of ["letter", "letter_version"]) {
    database.exec(`INSERT INTO main.${table} SELECT * FROM instance.${table}`);
  }
  const newest = database.prepare("SELECT * FROM instance.signature ORDER BY id DESC LIMIT ?");
  const spend = database.prepare("INSERT INTO spent_challenge (id, expires_at) VALUES (?, ?)");
  return {
    writeNewest: (count) => {
      const rows = storedRows.parse(newest.all(count)).reverse();
      const columns = Object.keys(rows[0] ?? {});
      const insert = database.prepare(
        `INSERT INTO main.signature (${columns.join(", ")})
        VALUES (${columns.map(() => "?").join(", ")})`,
      );
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
      database.close();
      for (const ending of ["", "-wal", "-shm"]) rmSync(path + ending, { force: true });
    },
  };
}
