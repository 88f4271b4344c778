import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sqlitePath } from "../../src/db/sqlite/open.ts";
import { isTimeFor, REWRITE_BY_DAY_MAX_BYTES } from "../../src/db/sqlite/sanitize.ts";
import { backUpSqlite } from "../../src/runtime/backup/backup.ts";
import { runJobs } from "../../src/runtime/jobs.ts";
import { DAY_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { forgetExpired } from "../../src/signatures/forget.ts";
import { move } from "../../src/signatures/store.ts";
import { CANARY, canaryOf, plantCanaries } from "../support/canary-entries.ts";
import { PERSON, sign } from "../support/forms.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
let folder: string;

beforeEach(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), "undersigned-bytes-"));
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const plant = (count: number, state: "pending" | "unverified") =>
  plantCanaries(world.deps, world.letter, { count, state });
const path = () => sqlitePath(world.deps.config.databaseUrl);

/** Where a canary stands in the bytes of the database and what is beside it, and how often. */
function found(file = path()): Record<string, number> {
  const ends = ["", "-wal", "-shm"].filter((ending) => existsSync(file + ending));
  const counted = ends.map((ending) => {
    const bytes = readFileSync(file + ending).toString("latin1");
    return [ending || "database", bytes.match(CANARY)?.length ?? 0] as const;
  });
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}

/** Lets the jobs do what they do within a minute. */
async function afterAMinute(): Promise<void> {
  world.clock.advance(MINUTE_MS);
  await runJobs(world.deps, () => true);
}

describe("the bytes of a SQLite database", () => {
  it("hold nothing of entries that ended, nor does a backup of it or the log", async () => {
    const ids = await plant(1_200, "pending");
    expect(found()).toMatchObject({ "-wal": expect.any(Number) });
    const mover = { by: "signatory", at: world.clock.now() };
    // By and by, so that its pages are laid out anew in between.
    for (let from = 0; from < ids.length; from += 100) {
      await move(world.db, { id: { in: ids.slice(from, from + 100) } }, "withdraw", mover);
    }
    await afterAMinute();
    expect(found()).toEqual({});
    const file = join(folder, "after.db");
    expect(await backUpSqlite(world.deps.config.databaseUrl, file)).toMatchObject({
      outcome: "written",
    });
    expect(found(file)).toEqual({});
    expect(readdirSync(folder)).toEqual(["after.db"]);
    expect(JSON.stringify(world.log)).not.toMatch(CANARY);
  });

  it.each([
    ["refused", (ids: string[]) => refuse(ids)],
    ["expired", () => expire()],
  ] as const)("hold nothing of entries that were %s", async (_, end) => {
    await end(await plant(200, "unverified"));
    await afterAMinute();
    expect(found()).toEqual({});
  });

  it("hold nothing of a name that was typed anew", async () => {
    // From here on nothing ends for which the file would be rewritten.
    await afterAMinute();
    const typed = { ...PERSON, name: canaryOf(1), affiliation: canaryOf(2) };
    await sign(world, typed);
    await sign(world, PERSON);
    expect(await world.db.signature.findFirst()).toMatchObject({ name: PERSON.name });
    await afterAMinute();
    expect(found()).toEqual({});
  });

  it("hold nothing once somebody who was reading has ended", async () => {
    const ids = await plant(20, "unverified");
    const reader = new Database(path(), { readonly: true });
    const reading = reader.prepare("SELECT id FROM signature").raw().iterate()[Symbol.iterator]();
    reading.next();
    await refuse(ids);
    await afterAMinute();
    expect(found()).toHaveProperty("-wal");
    reading.return?.();
    reader.close();
    await afterAMinute();
    expect(found()).toEqual({});
  });

  it("hold nothing that an earlier version left in it", async () => {
    const ids = await plant(20, "unverified");
    const earlier = new Database(path());
    earlier.pragma("secure_delete = OFF");
    earlier.pragma("user_version = 0");
    earlier.exec("DELETE FROM signature WHERE id LIKE 'entry-%'; DELETE FROM erasure");
    earlier.pragma("wal_checkpoint(TRUNCATE)");
    earlier.close();
    expect(ids).toHaveLength(20);
    expect(Object.keys(found())).toEqual(["database"]);
    await afterAMinute();
    expect(found()).toEqual({});
  });
});

it("is rewritten at once if it is small, else at night", () => {
  const [small, large] = [REWRITE_BY_DAY_MAX_BYTES, REWRITE_BY_DAY_MAX_BYTES + 1];
  expect(isTimeFor({ bytes: small, hour: 12 })).toBe(true);
  expect(isTimeFor({ bytes: large, hour: 12 })).toBe(false);
  expect(isTimeFor({ bytes: large, hour: 2 })).toBe(true);
});

async function refuse(ids: string[]): Promise<void> {
  const mover = { by: "signatory", at: world.clock.now() };
  expect(await move(world.db, { id: { in: ids } }, "refuse", mover)).toHaveLength(ids.length);
}

async function expire(): Promise<void> {
  world.clock.advance(8 * DAY_MS);
  await forgetExpired(world.deps);
  expect(await world.db.signature.count()).toBe(0);
}
