import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { forgetExpired } from "../../src/signatures/forget.ts";
import type { OnwardMove } from "../../src/signatures/lifecycle.ts";
import { move } from "../../src/signatures/store.ts";
import { CANARY, plantCanaries } from "../support/canary-entries.ts";
import { openTestDatabase } from "../support/databases/database.ts";
import { everythingIn, INSTANCE_KEYS } from "../support/databases/instance.ts";

const ENTRIES = 500;

/** The ways by which an unverified entry comes to its end, as moves one after the other. */
const ENDS: readonly (readonly OnwardMove[])[] = [
  ["refuse"],
  ["confirm", "withdraw"],
  ["confirm", "approve", "withdraw"],
  ["erase"],
  ["confirm", "withhold", "complete-takedown"],
  ["confirm", "reject", "forget-entry"],
  ["confirm", "invalidate", "forget-entry"],
];

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

it("PostgreSQL's rows hold nothing of entries that ended, whatever ended them", async () => {
  const { db, close } = await openTestDatabase("postgres");
  const deps = {
    db,
    keys: INSTANCE_KEYS,
    clock: systemClock,
    log: { info() {}, warn() {}, error() {} },
  };
  const letter = await buildLetter(deps);
  const ids = await plantCanaries(deps, letter, { count: 80, state: "unverified" });
  const at = systemClock.now();
  for (const [index, moves] of ENDS.entries()) {
    const some = { id: { in: ids.filter((_, place) => place % (ENDS.length + 1) === index) } };
    for (const name of moves)
      expect((await move(db, some, name, { by: "somebody", at })).length, name).toBe(10);
  }
  const expiring = { id: { in: ids }, state: "unverified" };
  expect(await db.signature.updateMany({ where: expiring, data: { expiresAt: at } })).toEqual({
    count: 10,
  });
  await forgetExpired(deps);
  const left = JSON.stringify(await everythingIn(db)).match(CANARY) ?? [];
  await close();
  expect([...new Set(left)]).toEqual([]);
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
