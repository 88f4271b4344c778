import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { move } from "../../src/signatures/store.ts";
import { CANARY, plantCanaries } from "../support/canary-entries.ts";
import { openTestDatabase } from "../support/databases/database.ts";
import { everythingIn, INSTANCE_KEYS } from "../support/databases/instance.ts";

const ENTRIES = 500;

// What docs/backups.md says of PostgreSQL's files. A dump is made of the rows alone.
it("PostgreSQL's rows hold nothing of entries that ended; its files do, until they are rewritten", async () => {
  const { db, close } = await openTestDatabase("postgres");
  const deps = { db, keys: INSTANCE_KEYS, clock: systemClock };
  const ids = await plantCanaries(deps, await buildLetter(deps), {
    count: ENTRIES,
    state: "pending",
  });
  const [place] = await db.$queryRaw<{ data_directory: string }[]>`SHOW data_directory`;
  const folder = place?.data_directory ?? "";
  const run = (sql: string) => db.$executeRawUnsafe(sql);
  const counts: Record<string, { tables: number; log: number }> = {};
  const count = async (when: string) => {
    await run("CHECKPOINT");
    counts[when] = {
      tables: canariesIn(join(folder, "base")),
      log: canariesIn(join(folder, "pg_wal")),
    };
  };
  await count("before");
  await move(db, { id: { in: ids } }, "withdraw", { by: "signatory", at: new Date() });
  expect(JSON.stringify(await everythingIn(db))).not.toMatch(CANARY);
  await count("withdrawn");
  await run("VACUUM");
  await count("after VACUUM");
  await run("VACUUM FULL");
  await count("after VACUUM FULL");
  for (let turns = 0; turns < 3; turns += 1) await run("SELECT pg_switch_wal()");
  await count("and three more log files");
  process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
  await close();
  expect(counts["before"]?.tables).toBeGreaterThan(ENTRIES);
  expect(counts["after VACUUM FULL"]?.tables).toBe(0);
});

/** How many canaries stand in the bytes of the files below a folder. */
function canariesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const counts = files.map((name) => {
    const path = join(folder, name);
    if (!statSync(path).isFile()) return 0;
    return readFileSync(path).toString("latin1").match(CANARY)?.length ?? 0;
  });
  return counts.reduce((sum, one) => sum + one, 0);
}
