import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { liveSchema } from "../../scripts/schema/live.ts";
import { openDatabase } from "../../src/runtime/database.ts";
import { killCopy, runCopy } from "../support/databases/copying.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { addEntries, everythingIn, fillInstance } from "../support/databases/instance.ts";
import { builtCommand } from "../support/servers/built-commands.ts";

const { postgres } = inject("templates");

describe.skipIf("reason" in postgres)("a copy that is killed outright", () => {
  /** Thousands of entries, some fifteen pages of rows. */
  let source: TestDatabase;
  let there: TestDatabase;
  let back: TestDatabase;

  beforeAll(async () => {
    [source, there, back] = await Promise.all([
      openTestDatabase("sqlite"),
      openTestDatabase("postgres"),
      openTestDatabase("sqlite"),
    ]);
    await fillInstance(source.db);
    await addEntries(source.db, 2_200);
  });
  afterAll(async () => {
    for (const database of [source, there, back]) await database.close();
  });

  it("goes on where it stopped, from SQLite to PostgreSQL", async () => {
    await interruptAndFinish(source, there);
  });

  it("goes on where it stopped, from PostgreSQL to SQLite", async () => {
    await interruptAndFinish(there, back);
    expect(await everythingIn(back.db)).toEqual(await everythingIn(source.db));
  });
});

async function interruptAndFinish(from: TestDatabase, to: TestDatabase): Promise<void> {
  const triggers = await triggersIn(to);
  const dialect = to.url.startsWith("file:") ? "sqlite" : "postgres";
  const live = await liveSchema(to.db, dialect);
  // In the middle of the signatures, and of the history.
  for (const pages of [10, 21]) {
    await killCopy(from.url, to, pages);
    expect(await to.db.signature.count()).toBeGreaterThan(0);
    expect(await to.db.keyRecord.count()).toBe(0);
    expect(await triggersIn(to)).toEqual(triggers);
    expect(await isReady(to)).toBe(false);
  }
  expect(openLetter(to)).toEqual({
    said: "A copy into this database is unfinished: run `npm run copy` again.\n",
    status: 1,
  });
  const { code, said } = await runCopy(from.url, to.url);
  expect(said).toContain("Continuing the unfinished copy");
  expect(said).toContain("SECRET_KEY");
  expect(code).toBe(0);
  expect(await everythingIn(to.db)).toEqual(await everythingIn(from.db));
  // Some indexes were set aside meanwhile, and by whoever began.
  expect(await liveSchema(to.db, dialect)).toEqual(live);
  expect(await isReady(to)).toBe(true);
}

/** What the server checks before it serves, and what /readyz answers. */
async function isReady({ url }: TestDatabase): Promise<boolean> {
  const { pending, close } = await openDatabase(url);
  const missing = await pending();
  await close();
  return missing.length === 0;
}

/** The answer of a command that would write. */
function openLetter({ url }: TestDatabase) {
  const { stderr, status } = spawnSync(
    process.execPath,
    builtCommand(["letter", "rivers", "open"]),
    {
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        DATABASE_URL: url,
        SECRET_KEY: "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=",
      },
    },
  );
  return { said: stderr, status };
}

async function triggersIn({ db, url }: TestDatabase): Promise<unknown[]> {
  return url.startsWith("postgresql:")
    ? await db.$queryRaw`SELECT tgname::text, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`
    : await db.$queryRaw`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1`;
}
