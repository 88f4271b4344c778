import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import {
  type Migration,
  migrationsFolder,
  readMigrations,
  toMigration,
} from "../../src/runtime/migrations/files.ts";
import { openPostgresSession } from "../../src/runtime/migrations/postgres-session.ts";
import { runMigrations } from "../../src/runtime/migrations/run.ts";
import { openSqliteSession } from "../../src/runtime/migrations/sqlite-session.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { makeFormer } from "../support/databases/former.ts";
import { runCommand, startCommand } from "../support/servers/command.ts";

const engine = inject("engine");
const dialect = engine === "postgres" ? "postgres" : "sqlite";
const KNOWN = readMigrations(dialect);

const BROKEN = `-- Two statements work, and the third does not.
CREATE TABLE half (id TEXT NOT NULL PRIMARY KEY);
INSERT INTO half (id) VALUES ('; not the end');

ALTER TABLE nowhere
  ADD COLUMN x TEXT;
`;
const MENDED = BROKEN.replace("nowhere", "half");

let database: TestDatabase;
/** A folder to run commands in, with the migrations of this checkout. */
let folder: string;

beforeEach(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "undersigned-migrating-"));
  cpSync("prisma/migrations", join(folder, "prisma/migrations"), { recursive: true });
  cpSync("wrangler.toml", join(folder, "wrangler.toml"));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  const path = join(folder, migrationsFolder(dialect), name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "migration.sql"), text);
}

const env = () => ({ DATABASE_URL: database.url, HOME: folder, XDG_CONFIG_HOME: folder });
const migrate = () => runCommand(folder, ["migrate"], env());

function written(name: string, text: string): Migration {
  return toMigration({ name, path: `${migrationsFolder(dialect)}/${name}/migration.sql`, text });
}

/** Applies these within this process; gives the names, or what is said against it. */
async function apply(...migrations: Migration[]): Promise<string[] | string> {
  const open = dialect === "sqlite" ? openSqliteSession : openPostgresSession;
  const session = await open(database.url);
  try {
    return await runMigrations(session, migrations);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  } finally {
    await session.close();
  }
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  return await database.db.$queryRawUnsafe<Record<string, unknown>[]>(sql);
}

describe("a migration that fails half-way", () => {
  it("is named with its statement, leaves nothing, and is applied once it is mended", async () => {
    if (engine === "d1")
      cpSync(inject("templates").d1, join(folder, ".wrangler/state"), { recursive: true });
    write("0901_good", "CREATE TABLE good (id TEXT);\n");
    write("0902_half", BROKEN);
    write("0903_later", "CREATE TABLE later (id TEXT);\n");
    const reason = {
      sqlite: "no such table: nowhere",
      postgres: 'relation "nowhere" does not exist',
      d1: "no such table: nowhere: SQLITE_ERROR",
    };
    const refused = await migrate();
    expect([refused.out, refused.status]).toEqual(["", 1]);
    expect(refused.said).toBe(
      `${migrationsFolder(dialect)}/0902_half/migration.sql failed at line 5, “ALTER TABLE nowhere”: ${reason[engine]}. It left nothing in the database; 0901_good was applied before it. Once that is fixed, run \`npm run migrate\` again.${engine === "d1" ? " If only wrangler refuses the file, docs/workers.md has another way." : ""}\n`,
    );
    write("0902_half", MENDED);
    expect(await migrate()).toEqual({
      out: "Applied 0902_half, 0903_later.\n",
      said: "",
      status: 0,
    });
  });
});

describe.skipIf(engine === "d1")("migrating", () => {
  it("is done once by two processes at once", async () => {
    // The second comes while the first is at it, and finds it done.
    write("0901_slow", slow("slow"));
    write("0902_next", "CREATE TABLE next (id TEXT);\n");
    const ran = await Promise.all([migrate(), migrate()]);
    expect(ran.map(({ said, status }) => [said, status])).toEqual([
      ["", 0],
      ["", 0],
    ]);
    const names = ran.flatMap(({ out }) => out.match(/\d{4}_\w+/g) ?? []);
    expect(names.sort()).toEqual(["0901_slow", "0902_next"]);
  });

  it("leaves nothing half done if the process is killed in the middle of it", async () => {
    write("0901_half", `${BROKEN.split("\n\n")[0]}\n${slow("long", 60)}`);
    const { kill, done } = startCommand(folder, ["migrate"], env());
    while (!(await isMigrating())) await new Promise((resolve) => setTimeout(resolve, 20));
    kill();
    await done;
    write("0901_half", MENDED);
    expect(await migrate()).toEqual({ out: "Applied 0901_half.\n", said: "", status: 0 });
  });

  it("refuses a file that was changed after it was applied", async () => {
    const [first = written("", ""), ...others] = KNOWN;
    expect(await apply(written(first.name, `${first.sql}\n-- changed`), ...others)).toBe(
      `${first.path} was changed after it was applied to this database: bring back the file as it was, and write what is to change as a new migration. Nothing was done.`,
    );
    expect(
      await apply({ ...first, ...written(first.name, first.sql.replaceAll("\n", "\r\n")) }),
    ).toEqual([]);
  });

  it("refuses a file that would end its transaction, or says nothing", async () => {
    for (const word of ["BEGIN", "commit", "ROLLBACK", "END", "start transaction"]) {
      expect(await apply(written("0901_x", `CREATE TABLE x (id TEXT);\n${word};`))).toContain(
        `failed at line 2, “${word}”: a migration is always one transaction, so remove this statement.`,
      );
    }
    expect(await apply(written("0901_x", "-- to be written"))).toContain(
      "failed: it has no statements yet. It left nothing",
    );
    expect(await apply(written("0901_x", "CREATE TABLE x (id TEXT)"))).toEqual(["0901_x"]);
  });

  it("leaves a database without any list of migrations so if the first one fails", async () => {
    await database.db.$executeRaw`DROP TABLE migration`;
    expect(await apply(written("0901_half", BROKEN))).toContain("failed at line 5");
    expect((await tables()).filter((name) => ["half", "migration"].includes(name))).toEqual([]);
  });
});

describe.skipIf(engine === "d1")("a database that version 0.1.0 has migrated", () => {
  beforeEach(() => makeFormer(database.db, dialect));

  it("is taken over with its checksums, and can still be served by that version", async () => {
    expect((await migrate()).out).toBe("The database is up to date.\n");
    expect(await ask("SELECT name, checksum FROM migration ORDER BY name")).toEqual(
      KNOWN.map(({ name, checksum }) => ({ name, checksum })),
    );
    expect(await tables()).toContain("_prisma_migrations");
    const [first = written("", "")] = KNOWN;
    expect(await apply(written(first.name, "-- other"))).toContain("was changed after");
  });

  it("gets what it lacks", async () => {
    await database.db.$executeRaw`
      UPDATE _prisma_migrations SET rolled_back_at = started_at WHERE migration_name LIKE '0003%'`;
    expect(await apply(...KNOWN.slice(0, 2), written("0901_new", MENDED))).toEqual(["0901_new"]);
    const names = [...KNOWN.filter(({ name }) => !name.startsWith("0003")), { name: "0901_new" }];
    expect(await ask("SELECT name FROM migration ORDER BY name")).toEqual(
      names.map(({ name }) => ({ name })),
    );
  });

  it("is refused if a migration failed there, saying what to do, until that is done", async () => {
    await database.db.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '0004_bad')`;
    const refused = await migrate();
    expect([refused.out, refused.status]).toEqual(["", 1]);
    const [, statement = ""] = /: (DELETE FROM .*);\n$/.exec(refused.said) ?? [];
    expect(refused.said).toBe(
      `The version before this one failed in the migration 0004_bad, and a part of it may be in the database: restore the backup from before that and run \`npm run migrate\` again. If you have undone that part by hand instead, let the database forget it first: ${statement};\n`,
    );
    expect(await tables()).not.toContain("migration");
    await database.db.$executeRawUnsafe(statement);
    expect((await migrate()).out).toBe("The database is up to date.\n");
  });
});

describe.runIf(engine === "sqlite")("a table that is built anew on SQLite", () => {
  const rebuilt = (condition: string) => `
    CREATE TABLE new_parent (id TEXT NOT NULL PRIMARY KEY, more TEXT);
    INSERT INTO new_parent (id) SELECT id FROM parent WHERE ${condition};
    DROP TABLE parent;
    ALTER TABLE new_parent RENAME TO parent;`;
  const before = written(
    "0901_tables",
    `CREATE TABLE parent (id TEXT NOT NULL PRIMARY KEY);
    CREATE TABLE child (parent TEXT NOT NULL REFERENCES parent ON DELETE CASCADE);
    INSERT INTO parent VALUES ('a');
    INSERT INTO child VALUES ('a');`,
  );

  it("keeps what refers to it", async () => {
    await apply(before, written("0902_more", rebuilt("true")));
    expect(await ask("SELECT parent, more FROM child JOIN parent ON id = parent")).toEqual([
      { parent: "a", more: null },
    ]);
  });

  it("is refused if something refers to a row that is not there any more", async () => {
    expect(await apply(before, written("0902_more", rebuilt("false")))).toContain(
      "0902_more/migration.sql failed: at the end, rows of child refer to rows that do not exist. It left nothing in the database; 0901_tables was applied before it.",
    );
    expect(await ask("SELECT count(*) AS n FROM parent")).toEqual([{ n: 1n }]);
  });
});

describe.runIf(engine === "postgres")("a user of PostgreSQL without rights", () => {
  it("is told which right is missing", async () => {
    const url = new URL(database.url);
    const name = `guest_${crypto.randomUUID().slice(0, 8)}`;
    await database.db.$executeRawUnsafe(`CREATE ROLE ${name} LOGIN PASSWORD 'guest'`);
    await database.db.$executeRaw`DELETE FROM migration`;
    await database.db.$executeRawUnsafe(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${name}`);
    [url.username, url.password] = [name, "guest"];
    const refused = await runCommand(folder, ["migrate"], { DATABASE_URL: url.href });
    expect(refused).toEqual({
      out: "",
      said: `The tables belong to the role "undersigned", and "${name}" may not change them: run the migration as "undersigned".\n`,
      status: 1,
    });
    await database.db.$executeRawUnsafe(`DROP OWNED BY ${name}`);
    await database.db.$executeRawUnsafe(`DROP ROLE ${name}`);
  });
});

/** A statement that takes about so many seconds. */
function slow(table: string, seconds = 1): string {
  return dialect === "postgres"
    ? `CREATE TABLE ${table} AS SELECT pg_sleep(${seconds}) IS NULL AS x;\n`
    : `CREATE TABLE ${table} AS WITH RECURSIVE c (x) AS
      (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < ${seconds * 5_000_000})
      SELECT max(x) FROM c;\n`;
}

/** Whether another process is in the middle of a migration. */
async function isMigrating(): Promise<boolean> {
  if (dialect === "postgres") {
    const rows = await ask(
      `SELECT 1 AS n FROM pg_stat_activity
      WHERE query LIKE '%pg_sleep(60)%' AND state = 'active' AND pid <> pg_backend_pid()`,
    );
    return rows.length > 0;
  }
  const { default: Database } = await import("better-sqlite3");
  const other = new Database(database.url.slice("file:".length), { timeout: 0 });
  try {
    other.exec("BEGIN IMMEDIATE; ROLLBACK");
    return false;
  } catch {
    return true;
  } finally {
    other.close();
  }
}

async function tables(): Promise<string[]> {
  const sql =
    dialect === "sqlite"
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'";
  return (await ask(sql)).map(({ name }) => String(name));
}
