import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { driftOf } from "../../scripts/schema/drift/drift.ts";
import { LIVE_FILES, liveSchema } from "../../scripts/schema/live.ts";
import { postgresSchema } from "../../scripts/schema/postgres.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { knownMigrations, migrationsFolder } from "../../src/runtime/migrations/files.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";

const engine = inject("engine");
const dialect = engine === "postgres" ? "postgres" : "sqlite";

const SCHEMA = readFileSync("prisma/schema.prisma", "utf8");

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const sqlOf = (name: string) =>
  readFileSync(`${migrationsFolder(dialect)}/${name}/migration.sql`, "utf8");

describe("the migrations", () => {
  it("leave the indexes and triggers that are written down as live", async () => {
    const live = await liveSchema(database.db, dialect);
    // D1 is given each statement on one line.
    const plain = (sql: string) => (engine === "d1" ? sql.replace(/\s+/g, " ") : sql);
    expect(plain(live)).toBe(plain(readFileSync(LIVE_FILES[dialect], "utf8")));
    expect((await triggersIn(database)).length).toBeLessThanOrEqual(38);
  });

  it("create triggers of the same names on every engine", async () => {
    const sqlite = await openTestDatabase("sqlite");
    expect(await triggersIn(database)).toEqual(await triggersIn(sqlite));
    await sqlite.close();
  });
});

describe.skipIf(engine === "d1")("a database from before the first release", () => {
  it("is refused in a sentence", async () => {
    await database.db
      .$executeRaw`UPDATE migration SET name = '0002_triggers' WHERE name LIKE '0001%'`;
    const refusal = await applyMigrations(database.url).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      problems: [expect.stringContaining("was made before the first release")],
    });
  });
});

describe.runIf(engine === "sqlite")("SQLite's migrations", () => {
  it("are written as D1 takes them", () => {
    for (const name of knownMigrations()) {
      const statements = sqlOf(name).replace(/^--.*$/gm, "");
      expect(statements).not.toMatch(/\r|\bCASE\b|\bbegin\b|\bend;/);
    }
  });
});

describe.runIf(engine === "postgres")("PostgreSQL's schema", () => {
  it("is SQLite's but for its head", () => {
    expect(readFileSync("prisma/postgres.prisma", "utf8")).toBe(postgresSchema(SCHEMA));
  });
});

describe.skipIf(engine === "d1")("what the migrations make", () => {
  it("is what the schema says", async () => {
    expect(await driftOf(database.db, dialect, SCHEMA)).toEqual([]);
  });

  it("is told from a schema in which somebody changed one thing", async () => {
    for (const [what, from, to, sentences] of CHANGES) {
      const changed = SCHEMA.replace(from, to);
      expect(changed, what).not.toBe(SCHEMA);
      const drift = await driftOf(database.db, dialect, changed);
      expect(drift, what).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
    }
  });

  it("is told from a schema with a line that nobody taught it", async () => {
    const unknown = SCHEMA.replace("  @@index([letterId, id])", "  @@fulltext([name])");
    await expect(driftOf(database.db, dialect, unknown)).rejects.toThrow("@@fulltext");
  });
});

/** A change of the schema for each kind of difference, and what is said of it. */
const CHANGES: readonly [string, string | RegExp, string, readonly RegExp[]][] = [
  [
    "a column",
    "  noindex ",
    "  isIndexed ",
    [
      /make no column letter\.isIndexed/,
      /make the column letter\.noindex \(.*\), which the schema does not have/,
    ],
  ],
  [
    "a type",
    /submissionsPerClientMax Int( +)@default\(30\)/,
    'submissionsPerClientMax String$1@default("30")',
    [
      /column letter\.submissions_per_client_max “(INTEGER|integer), .* the schema has “(TEXT|text collate "C"), /,
    ],
  ],
  [
    "null",
    "  publisher               String\n",
    "  publisher               String?\n",
    [/column letter\.publisher “.*, not null”, and the schema has “.*, null”/],
  ],
  [
    "a default",
    '@default("draft")',
    '@default("open")',
    [/column letter\.state “.*, default 'draft'”, and the schema has “.*, default 'open'”/],
  ],
  [
    "numbering",
    "@default(autoincrement())",
    "",
    [/column signature_note\.id “.*, default autoincrement”/],
  ],
  [
    "a primary key",
    "@@id([letterId, accountId])",
    "@@id([accountId, letterId])",
    [/primary key of presence “\(letter_id, account_id\)”, .* “\(account_id, letter_id\)”/],
  ],
  [
    "a unique key",
    "@@unique([letterId, code])",
    "@@index([letterId, code])",
    [
      /make no index letter_reason_letter_id_code_idx/,
      /make the index letter_reason_letter_id_code_key \(unique on/,
    ],
  ],
  [
    "an index",
    "  @@index([letterId, id])\n",
    "",
    [/make the index signature_letter_id_id_idx \(on signature \(letter_id, id\)\), which/],
  ],
  [
    "the columns of an index",
    "[letterId, addressLimitKey, state, addressKey]",
    "[letterId, state, addressLimitKey]",
    [
      /index signature_mailbox_idx “on signature .*address_key\) where .*”, .* “on signature \(letter_id, state, address_limit_key\) where/,
    ],
  ],
  [
    "the rows of an index",
    'raw("proposed_at IS NOT NULL")',
    'raw("proposed_at IS NULL")',
    [/index signature_letter_id_proposed_at_idx .* “on .* where .*IS NULL\)?”/],
  ],
  [
    "a foreign key",
    "references: [id], onDelete: Cascade)",
    "references: [id])",
    [/foreign key of signature_note \(signature_id\) “.* on delete cascade, .* on delete restrict/],
  ],
];

async function triggersIn({ db, url }: TestDatabase): Promise<string[]> {
  const rows = url.startsWith("postgresql:")
    ? await db.$queryRaw<{ name: string }[]>`
        SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal`
    : await db.$queryRaw<{ name: string }[]>`SELECT name FROM sqlite_master WHERE type = 'trigger'`;
  return rows.map(({ name }) => name).sort();
}
