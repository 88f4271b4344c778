import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { liveSchema } from "../../scripts/schema/live.ts";
import { consumeSignIn } from "../../src/accounts/sign-in.ts";
import { openPostgresRows } from "../../src/db/copy/postgres-rows.ts";
import { CopyError } from "../../src/db/copy/rows.ts";
import { openSqliteRows } from "../../src/db/copy/sqlite-rows.ts";
import { TABLES } from "../../src/db/copy/tables.ts";
import type { Db } from "../../src/db/db.ts";
import { sqliteAdapter } from "../../src/db/sqlite/adapter.ts";
import { sqlitePath } from "../../src/db/sqlite/open.ts";
import { publicLetter } from "../../src/letters/read.ts";
import { copyInstance } from "../../src/runtime/copy/copy.ts";
import { openDatabase } from "../../src/runtime/database.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { readMigrations } from "../../src/runtime/migrations/files.ts";
import { openPostgresSession } from "../../src/runtime/migrations/postgres-session.ts";
import { runMigrations } from "../../src/runtime/migrations/run.ts";
import { openSqliteSession } from "../../src/runtime/migrations/sqlite-session.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { anyText } from "../support/any-text.ts";
import { breakOff, copy } from "../support/databases/copying.ts";
import { openCopyOf, openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { makeFormer } from "../support/databases/former.ts";
import { everythingIn, fillInstance, INSTANCE_KEYS } from "../support/databases/instance.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { moveEntry } from "../support/moves.ts";

/** A filled instance on SQLite, which no test writes to, and a link that signs in to it. */
let filled: TestDatabase & { token: string };
const opened: TestDatabase[] = [];

beforeAll(async () => {
  const database = await openTestDatabase("sqlite");
  filled = { ...database, ...(await fillInstance(database.db)) };
  await filled.db.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
});
afterAll(() => filled.close());
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(engine: "sqlite" | "postgres"): Promise<TestDatabase> {
  const database = await openTestDatabase(engine);
  opened.push(database);
  return database;
}

/** A filled instance of a test's own. */
async function openFilled(): Promise<TestDatabase> {
  const database = await openCopyOf(sqlitePath(filled.url));
  opened.push(database);
  return database;
}

const ENGINES = ["sqlite", "postgres"] as const;

describe("the list of tables", () => {
  it("has every table of the schema but the leases and what the migrations fill", () => {
    const schema = readFileSync("prisma/schema.prisma", "utf8");
    const mapped = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, name = ""]) => name);
    expect([...TABLES, "job_lease", "move_rule"].sort()).toEqual(mapped.sort());
  });

  it("has each after those that it refers to", async () => {
    for (const [index, table] of TABLES.entries()) {
      const references = await filled.db.$queryRawUnsafe<{ table: string }[]>(
        `PRAGMA foreign_key_list("${table}")`,
      );
      const earlier: readonly string[] = TABLES.slice(0, index);
      expect(references.filter((reference) => !earlier.includes(reference.table))).toEqual([]);
    }
  });
});

describe("a copy", () => {
  it("holds every row of every table, on PostgreSQL and back on SQLite", async () => {
    const [there, back] = [await open("postgres"), await open("sqlite")];
    const before = await everythingIn(filled.db);
    for (const [table, rows] of Object.entries(before)) expect(rows, table).not.toEqual([]);
    const said = await copy(filled.url, there.url);
    for (const table of TABLES) {
      const { length } = before[table];
      const rows = length === 1 ? "1 row" : `${length} rows`;
      expect(said).toContain(`\n${table}: equal, ${rows}, SHA-256 `);
    }
    await copy(there.url, back.url);
    expect(await everythingIn(there.db)).toEqual(before);
    expect(await everythingIn(back.db)).toEqual(before);
    expect(await everythingIn(filled.db)).toEqual(before);
    expect(await back.db.jobLease.count()).toBe(0);
  });

  it.each(ENGINES)("goes from %s to another of its kind", async (engine) => {
    const [first, second] = [await open(engine), await open(engine)];
    await copy(filled.url, first.url);
    await copy(first.url, second.url);
    expect(await everythingIn(second.db)).toEqual(await everythingIn(filled.db));
  });

  it.each(ENGINES)("lives on as its source would, on %s", async (engine) => {
    const [source, target] = [await openFilled(), await open(engine)];
    await copy(source.url, target.url);
    const [life, after] = [await liveOn(source.db), await liveOn(target.db)];
    expect(after).toEqual(life);
    expect(life).toMatchObject({
      note: { id: 6 },
      events: [{ code: "unverified" }, { code: "pending" }, { code: "published" }],
      mails: [{ kind: "confirm" }, { kind: "published" }],
      words: [{ word: "ada" }, { word: "example" }],
    });
    await expect(target.db.event.deleteMany()).rejects.toThrow();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const deps = { db: target.db, keys: INSTANCE_KEYS, clock: systemClock, log };
    expect((await consumeSignIn(deps, filled.token)).outcome).toBe("ok");
  });

  it.each(ENGINES)(
    "gives a database on %s without tables those of this version first",
    async (engine) => {
      const url = await urlOfNothing(engine);
      await copy(filled.url, url);
      expect(await pendingIn(url)).toEqual([]);
      const { db, close } = await openDatabase(url);
      expect(await everythingIn(db)).toEqual(await everythingIn(filled.db));
      await close();
      expect(await applyMigrations(url)).toEqual([]);
      if (engine === "postgres") await onServer(url, "DROP DATABASE bare");
    },
  );

  it.each(ENGINES)(
    "is made from and into what version 0.1.0 has migrated, on %s",
    async (engine) => {
      const [source, target] = [await openFilled(), await open(engine)];
      await makeFormer(source.db, "sqlite");
      await makeFormer(target.db, engine);
      await copy(source.url, target.url);
      expect(await everythingIn(target.db)).toEqual(await everythingIn(filled.db));
    },
  );

  it.each(ENGINES)("gives a database on %s the migrations that were cut short", async (engine) => {
    const url = await urlOfNothing(engine);
    const session = await (engine === "sqlite" ? openSqliteSession : openPostgresSession)(url);
    await runMigrations(session, readMigrations(engine).slice(0, 1));
    await session.close();
    await copy(filled.url, url);
    expect(await pendingIn(url)).toEqual([]);
    if (engine === "postgres") await onServer(url, "DROP DATABASE bare");
  });

  it.each(ENGINES)("is made by one of two processes that copy to %s", async (engine) => {
    const { url, db } = await open(engine);
    const openRows = () =>
      engine === "sqlite" ? openSqliteRows(url, "write") : openPostgresRows(url);
    const targets = [await openRows(), await openRows()];
    await targets[0]?.begin({ pages: 0, table: "client_key", lastKey: null });
    const wrote = targets.map(async (target, index) => {
      const row = [`2026-11-2${index}`, "a key of the day"];
      const progress = { pages: 1, table: "client_key", lastKey: row.slice(0, 1) };
      return await target.write(await target.describe("client_key"), [row], progress);
    });
    expect((await Promise.all(wrote)).sort()).toEqual([false, true]);
    expect(await db.clientKey.count()).toBe(1);
    for (const target of targets) await target.close();
  });

  it("ends if another process copies, too", async () => {
    const target = await open("sqlite");
    const say = (line: string) => {
      if (!line.startsWith("Copying")) return;
      const other = new Database(sqlitePath(target.url));
      other.exec("UPDATE copy_progress SET pages = 1");
      other.close();
    };
    const copying = copyInstance(filled.url, target.url, { startsAgain: false, say });
    await expect(copying).rejects.toThrow(/^Another process is also copying into .*: wait/);
  });

  it("is made while another process holds the write lock of the source", async () => {
    const [source, target] = [await openFilled(), await open("sqlite")];
    const other = await sqliteAdapter(source.url).connect();
    await other.executeScript("BEGIN IMMEDIATE");
    await copy(source.url, target.url);
    await other.executeScript("ROLLBACK");
    await other.dispose();
    expect(await everythingIn(target.db)).toEqual(await everythingIn(filled.db));
  });

  it("leaves any text, date, number and nothing as they were, on the way there and back", async () => {
    const [source, there, back] = [
      await open("sqlite"),
      await open("postgres"),
      await open("sqlite"),
    ];
    const property = async (rows: AnyRow[]) => {
      for (const { db } of [source, there, back]) await db.outbox.deleteMany();
      for (const { db } of [source, there, back]) await db.rateCount.deleteMany();
      for (const { db } of [source, there, back]) await db.exportRecord.deleteMany();
      await write(source.db, rows);
      await copy(source.url, there.url);
      await copy(there.url, back.url);
      const before = await everythingIn(source.db);
      expect(await everythingIn(there.db)).toEqual(before);
      expect(await everythingIn(back.db)).toEqual(before);
    };
    const rows = fc.uniqueArray(anyRow, {
      minLength: 50,
      maxLength: 150,
      selector: ({ key }) => key,
    });
    await fc.assert(fc.asyncProperty(rows, property), { numRuns: 5, endOnFailure: true });
  });
});

/** The URL of a database without any table; on SQLite, not even a file. */
async function urlOfNothing(engine: (typeof ENGINES)[number]): Promise<string> {
  const { url } = await open(engine);
  if (engine === "sqlite") return url.replace("undersigned.db", "new/bare.db");
  await onServer(url, "DROP DATABASE IF EXISTS bare");
  await onServer(url, "CREATE DATABASE bare");
  return Object.assign(new URL(url), { pathname: "/bare" }).href;
}

/** What an operator is told, of a copy that was made or of one that was refused. */
async function refusal(from: string, to: string): Promise<string> {
  try {
    return await copy(from, to);
  } catch (error) {
    if (!(error instanceof CopyError)) throw error;
    return error.message;
  }
}

async function pendingIn(url: string): Promise<string[]> {
  const { pending, close } = await openDatabase(url);
  const missing = await pending();
  await close();
  return missing;
}

/** Any text that PostgreSQL can hold, which is all but U+0000. */
const storedText = anyText.map((text) => text.replaceAll("\0", ""));
const anyDate = fc.date({
  min: new Date("0001-01-01T00:00:00.000Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
const anyNumber = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const anyRow = fc.record({
  key: storedText,
  text: storedText,
  date: anyDate,
  number: anyNumber,
  isSo: fc.boolean(),
  maybeText: fc.option(storedText),
  maybeDate: fc.option(anyDate),
});
type AnyRow = typeof anyRow extends fc.Arbitrary<infer Row> ? Row : never;

/** Writes rows into three tables: one numbers them, one has a date in its key, one has booleans. */
async function write(db: Db, rows: readonly AnyRow[]): Promise<void> {
  await db.outbox.createMany({
    data: rows.map(({ text, date, maybeText, maybeDate, number }) => ({
      kind: text,
      state: "sent",
      createdAt: date,
      dueAt: date,
      attempts: number,
      lastError: maybeText,
      leaseUntil: maybeDate,
    })),
  });
  await db.rateCount.createMany({
    data: rows.map(({ key, date, number }) => ({
      key,
      windowAt: date,
      count: number,
      expiresAt: date,
    })),
  });
  await db.exportRecord.createMany({
    data: rows.map(({ key, text, date, maybeDate, maybeText, isSo }) => ({
      id: key,
      letterId: text,
      accountId: maybeText,
      format: text,
      states: text,
      withContacts: isSo,
      withHidden: !isSo,
      startedAt: date,
      endedAt: maybeDate,
    })),
  });
}

/** What becomes of a new entry, which is the triggers' work, and under which numbers. */
async function liveOn(db: Db) {
  const deps = { db, keys: INSTANCE_KEYS, clock: systemClock };
  const letter = await publicLetter(deps, "rivers");
  if (letter === null) throw new Error("There is no letter.");
  const id = await buildEntry(deps, letter, { name: "Ada Example", state: "unverified" });
  await moveEntry(deps, id, "confirm", { columns: { verifiedAt: new Date() } });
  await moveEntry(deps, id, "approve");
  const note = { signatureId: id, accountId: "somebody", text: "", createdAt: new Date() };
  const where = { signatureId: id };
  return {
    note: await db.signatureNote.create({ data: note, select: { id: true } }),
    events: await db.event.findMany({ where, select: { id: true, code: true } }),
    mails: await db.outbox.findMany({ where, select: { id: true, kind: true } }),
    words: await db.signatureWord.findMany({
      where,
      select: { word: true },
      orderBy: { word: "asc" },
    }),
    letter: await db.letter.findUnique({
      where: { id: letter.id },
      select: { organisations: true, individuals: true, anonymous: true, revision: true },
    }),
  };
}

describe.each(ENGINES)("a source that changes while it is copied to %s", (engine) => {
  it("is told of in the end, table by table, and copied again from the start", async () => {
    const [source, target] = [await openFilled(), await open(engine)];
    const live = await liveSchema(target.db, engine);
    await breakOff(source.url, target.url);
    const letter = await source.db.letter.findFirstOrThrow({ where: { slug: "rivers" } });
    await source.db.letter.update({ where: { id: letter.id }, data: { publisher: "Others" } });
    await source.db.suppression.create({ data: { addressLimitKey: "a", createdAt: new Date() } });
    await source.db.outbox.create({
      data: { id: 9_000, kind: "a", createdAt: new Date(), dueAt: new Date() },
    });
    await source.db.outbox.delete({ where: { id: 9_000 } });
    expect((await refusal(source.url, target.url)).split("\n")).toEqual([
      "letter: the same number of rows on both sides, but with different content",
      expect.stringMatching(
        /^outbox: the same rows, but the last number used is 9000 in the source and \d+ in the target$/,
      ),
      "suppression: 2 rows in the source, 1 row in the target",
      expect.stringMatching(
        /^The two databases differ, because the source changed .* with --again\.$/,
      ),
    ]);
    expect(await pendingIn(target.url)).toEqual(["copy_progress"]);
    const said = await copy(source.url, target.url, { startsAgain: true });
    expect(said).toContain("Emptying");
    expect(await liveSchema(target.db, engine)).toBe(live);
    expect(await everythingIn(target.db)).toEqual(await everythingIn(source.db));
    expect(await pendingIn(target.url)).toEqual([]);
  });

  it("is told of at once if a row contradicts those already copied", async () => {
    const [source, target] = [await openFilled(), await open(engine)];
    await breakOff(source.url, target.url);
    await target.db.$executeRaw`UPDATE copy_progress SET table_name = 'signature', last_key = NULL`;
    expect(await refusal(source.url, target.url)).toMatch(
      /^A row of signature does not fit those already copied \(.*\): .* with --again\.$/,
    );
  });
});

describe("a copy is refused, in words,", () => {
  it.each(ENGINES)("into a database on %s that holds data, naming where", async (engine) => {
    const target = await open(engine);
    await fillInstance(target.db);
    expect(await refusal(filled.url, target.url)).toMatch(
      /already holds data, in letter, .*, key_record: copy into an empty database\.$/,
    );
    expect(await pendingIn(target.url)).toEqual([]);
  });

  it.each(ENGINES)("from and into the same database on %s", async (engine) => {
    const { url } = await open(engine);
    const sameUrl =
      engine === "sqlite" ? `file:/../${sqlitePath(url)}` : url.replace("127.0.0.1", "localhost");
    expect(await refusal(url, sameUrl)).toContain("are the same database.");
  });

  it.each(ENGINES)("where an end on %s has other migrations than this version", async (engine) => {
    const end = await open(engine);
    await end.db.$executeRaw`DELETE FROM migration`;
    expect(await refusal(end.url, (await open("sqlite")).url)).toMatch(
      /does not have the tables of this version: run `npm run migrate` on it first\.$/,
    );
    expect(await refusal(filled.url, end.url)).toMatch(
      /does not have the tables of this version: name an empty database\.$/,
    );
    await end.db
      .$executeRaw`INSERT INTO migration (name, checksum, applied_at) VALUES ('9999_future', '', '')`;
    expect(await refusal(end.url, (await open("sqlite")).url)).toMatch(
      /is newer than this version, which does not know 9999_future: copy it with the version that serves it\.$/,
    );
    await end.db
      .$executeRaw`UPDATE migration SET name = '0002_triggers' WHERE name = '9999_future'`;
    expect(await refusal(end.url, (await open("sqlite")).url)).toMatch(
      /was made before the first release, and cannot be upgraded to this version\.$/,
    );
  });

  it("if a text holds what PostgreSQL cannot store, naming the row", async () => {
    const [source, target, file] = [
      await openFilled(),
      await open("postgres"),
      await open("sqlite"),
    ];
    await source.db.suppression.create({
      data: { addressLimitKey: "nul\0here", createdAt: new Date() },
    });
    expect(await refusal(source.url, target.url)).toBe(
      'suppression, row ["nul\\u0000here"]: address_limit_key holds a NUL character (U+0000), which PostgreSQL cannot store. Correct it in the source, then run the same command again.',
    );
    await copy(source.url, file.url);
    expect(await everythingIn(file.db)).toEqual(await everythingIn(source.db));
  });

  it.each([
    ["expires_at = '2026-11-24'", "expires_at is not a date"],
    ["expires_at = x'00'", "expires_at is not a date"],
    ["count = 2147483648", "count is not an integer"],
    ["count = 'many'", "count is not an integer"],
  ])("where SQLite was made to hold what no column here does: %s", async (change, sentence) => {
    const source = await openFilled();
    await source.db.$executeRawUnsafe(`UPDATE rate_count SET ${change}`);
    const refused = await refusal(source.url, (await open("sqlite")).url);
    expect(refused).toMatch(/^rate_count, row \["mail someone",".*"\]: /);
    expect(refused).toContain(`: ${sentence} as Undersigned writes it.`);
  });

  it.each([
    ["file:/no/such/file.db", "file:./x.db", "There is no file /no/such/file.db."],
    ["file:./package.json", "file:./x.db", "package.json is not an SQLite database"],
    ["d1:DB", "file:./x.db", "A D1 database has to be exported to a file first"],
    ["", "d1:DB", "You cannot copy into a D1 database"],
    ["", "mysql://host/name", "Name a database as in DATABASE_URL"],
    ["", "postgresql://u:p#w@host/name", "A PostgreSQL URL cannot be read"],
    ["", "postgresql://u:p@host/name?schema=x", "A PostgreSQL URL has a schema other"],
    ["", "postgresql://me:secret@127.0.0.1:1/name", "name on 127.0.0.1:1 refuses connections"],
  ])("from “%s” into “%s”", async (from, to, sentence) => {
    const refused = await refusal(from || filled.url, to);
    expect(refused).toContain(sentence);
    expect(refused).not.toContain("secret");
    expect(existsSync("x.db")).toBe(false);
  });
});
