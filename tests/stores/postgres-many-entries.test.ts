import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { openPostgres } from "../../src/db/postgres/open.ts";
import type { Letter } from "../../src/letters/letter.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { forgetExpired } from "../../src/signatures/forget.ts";
import { importSignatories } from "../../src/signatures/import/add.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { SECRET_KEY } from "../support/world.ts";

/** Longer than Prisma lets a transaction take by itself, in ms. */
const LONG_MS = 6_000;

let database: TestDatabase;
let letter: Letter;
const keys = await deriveKeys(SECRET_KEY);

beforeEach(async () => {
  database = await openTestDatabase("postgres");
  letter = await buildLetter({ db: database.db, keys, clock: systemClock });
});
afterEach(() => database.close());

const importing = async (count: number, name = "Ada", db = database.db) => {
  const lines = Array.from({ length: count }, (_, at) => `individual,${name} Lovelace ${at},,`);
  const file = ["kind,name,title,affiliation", ...lines].join("\n");
  return await importSignatories({ db, keys, clock: systemClock }, letter, file);
};

/** Holds the row of a table for longer than Prisma would wait, while something else is tried. */
async function whileHeld<Result>(row: string, work: () => Promise<Result>): Promise<Result> {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query(`BEGIN; SELECT 1 FROM ${row} FOR UPDATE`);
  const working = work();
  await new Promise((done) => setTimeout(done, LONG_MS));
  await other.query("ROLLBACK");
  await other.end();
  return await working;
}

it("imports more than ten thousand signatories, and counts them together", async () => {
  expect(await importing(10_500)).toMatchObject({ outcome: "imported", added: 10_500 });
  const { db } = database;
  expect(await db.signature.count()).toBe(10_500);
  expect(await db.event.count({ where: { move: "import" } })).toBe(10_500);
  expect(await db.letter.findFirst()).toMatchObject({ individuals: 10_500, organisations: 0 });
  expect(await db.signatureCount.findMany()).toMatchObject([{ state: "published", count: 10_500 }]);
  // Each change of a row within a transaction is a new version of it, further on in the table.
  const [place] = await db.$queryRaw<{ page: number }[]>`
    SELECT (ctid::text::point)[0]::integer AS page FROM letter`;
  expect(place?.page).toBeLessThan(20);
});

/** Notes, with each statement that adds entries, how often the connection read all of them. */
const notingReads = async () => {
  const { db } = database;
  await db.$executeRaw`CREATE TABLE noted (reads integer)`;
  await db.$executeRawUnsafe(
    `CREATE FUNCTION note_reads() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN
      INSERT INTO noted SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = TG_TABLE_NAME;
      RETURN NULL;
    END'`,
  );
  await db.$executeRaw`
    CREATE TRIGGER zz_noted AFTER INSERT ON signature
    FOR EACH STATEMENT EXECUTE FUNCTION note_reads()`;
};

it("adds many by no plan from when there were few", async () => {
  const db = openPostgres(`${database.url}?connection_limit=1`);
  try {
    await importing(1, "Ada", db);
    await notingReads();
    await db.$executeRaw`ANALYZE`;
    const first = await db.signature.findFirstOrThrow();
    // So often a statement is planned anew before its plan is kept.
    for (let times = 0; times < 6; times += 1) {
      await db.$addSignature({ ...first, id: `signed-${times}`, importKey: null });
    }
    await db.$executeRaw`TRUNCATE noted`;
    await importing(900, "Ada", db);
    const noted = await db.$queryRaw`
      SELECT count(*)::integer AS statements, max(reads) - min(reads) AS reads FROM noted`;
    expect(noted).toEqual([{ statements: 3, reads: 0 }]);
  } finally {
    await db.$disconnect();
  }
});

it("counts the tables after many were added, and not after few", async () => {
  const { db } = database;
  const counted = async () => {
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT tablename::text AS name FROM pg_stats WHERE schemaname = 'public'
      ORDER BY name`;
    return tables.map(({ name }) => name);
  };
  await importing(900);
  const before = await counted();
  // So many are added a slice at a time.
  await importing(2_100, "Grace");
  expect(await counted()).toEqual(expect.arrayContaining(["listed_word", "signature"]));
  expect(before).not.toContain("signature");
});

it("waits for another import as long as that takes, whatever limit a role has", async () => {
  await onServer(
    database.url,
    `ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET statement_timeout = '500ms'`,
  );
  // A pooler's sessions keep the limit that the database gives them.
  const db = openPostgres(`${database.url}?prepared_statements=off`);
  const outcomes = await whileHeld("letter", () =>
    Promise.all([importing(3, "Ada", db), importing(2_000, "Grace", db)]),
  );
  await db.$disconnect();
  expect(outcomes).toMatchObject([{ added: 3 }, { added: 2_000 }]);
});

it("does what goes together as slowly as the database can", async () => {
  const { db } = database;
  await db.clientKey.create({ data: { day: "2026-01-01", key: "old" } });
  await whileHeld("client_key", () =>
    db.$inOrder((one) => [
      one.clientKey.create({ data: { day: "2026-01-02", key: "new" } }),
      one.clientKey.updateMany({ data: { key: "newer" } }),
    ]),
  );
  expect((await db.clientKey.findMany()).map(({ key }) => key)).toEqual(["newer", "newer"]);
});

it("forgets a flood that nobody confirmed, not all in one statement", async () => {
  const { db } = database;
  const deps = { db, keys, clock: systemClock };
  await buildEntry(deps, letter, { state: "unverified" });
  const entry = await db.signature.findFirstOrThrow();
  const others = Array.from({ length: 2_600 }, (_, at) => ({
    ...entry,
    id: `flood-${at}`,
    addressKey: null,
    importKey: null,
    expiresAt: new Date(0),
  }));
  await db.$insertSignatures(others);
  await db.$executeRaw`CREATE TABLE forgotten (size integer)`;
  await db.$executeRawUnsafe(
    `CREATE FUNCTION note_size() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO forgotten SELECT count(*) FROM gone; RETURN NULL; END'`,
  );
  await db.$executeRaw`
    CREATE TRIGGER noted AFTER DELETE ON signature REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION note_size()`;
  const log = { info() {}, warn() {}, error() {} };
  expect(await forgetExpired({ ...deps, log })).toMatchObject({ signatures: 2_600 });
  expect(await db.signature.count()).toBe(1);
  expect(await db.signatureCount.findMany()).toMatchObject([{ state: "unverified", count: 1 }]);
  const sizes = await db.$queryRaw<{ size: number }[]>`SELECT size FROM forgotten ORDER BY size`;
  expect(sizes.map(({ size }) => size)).toEqual([100, 500, 500, 500, 500, 500]);
});
