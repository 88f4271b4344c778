import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { sqliteAdapter } from "../../src/db/sqlite/adapter.ts";
import { openSqlite } from "../../src/db/sqlite/open.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { makeFormer } from "../support/databases/former.ts";
import { moveEntry } from "../support/moves.ts";
import { runCommand } from "../support/servers/command.ts";
import { type RunningServer, startServer, startServerForTest } from "../support/servers/server.ts";

const SIGNERS = 4;
const SIGNATURES_MAX = 800;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "undersigned-backup-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Signs over HTTP without a pause, until told to stop; gives the names that were accepted. */
function signWithoutPause(server: RunningServer) {
  const accepted: string[] = [];
  const answers = new Set<number>();
  let count = 0;
  let isOver = false;
  const signer = async () => {
    while (!isOver && count < SIGNATURES_MAX) {
      count += 1;
      const name = `Signer ${count}`;
      answers.add(await sign(server, name, `signer-${count}@example.org`));
      accepted.push(name);
    }
  };
  const signers = Array.from({ length: SIGNERS }, signer);
  return {
    accepted,
    stop: async () => {
      isOver = true;
      await Promise.all(signers);
      return [...answers];
    },
  };
}

async function sign(server: RunningServer, name: string, email: string): Promise<number> {
  const consents = { visibility: "full", consent: "on" };
  const response = await fetch(`${server.url}/letters/open-rivers/signatures`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ kind: "individual", name, email, country: "GB", ...consents }),
    headers: {
      "Sec-Fetch-Site": "same-origin",
      // Each from a different client, so that none is told to wait.
      "X-Forwarded-For": `2001:db8:${email.length}:${Math.floor(Math.random() * 0xffff).toString(16)}::1`,
    },
  });
  await response.arrayBuffer();
  return response.status;
}

/** An empty, migrated database of this name. */
function copyTemplate(name: string): string {
  const path = join(folder, name);
  copyFileSync(inject("templates").sqlite, path);
  return path;
}

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise((done) => setTimeout(done, 10));
}

describe("a backup", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ TRUSTED_PROXIES: "127.0.0.0/8,::1/128", LOG_LEVEL: "error" });
  });
  afterAll(async () => void (await server.stop()));

  it("taken while people sign holds every signature accepted before it, and is whole", async () => {
    const file = join(folder, "monday.db");
    const signing = signWithoutPause(server);
    await until(() => signing.accepted.length >= 100);
    const before = [...signing.accepted];
    const backup = await runCommand(server.folder, ["backup", file]);
    const during = signing.accepted.length - before.length;
    expect(await signing.stop()).toEqual([303]);
    expect(during).toBeGreaterThan(20);

    expect(backup).toMatchObject({ said: "", status: 0 });
    expect(backup.out).toContain(`Wrote ${file} (letters: 1, signatures: `);
    expect(backup.out).toContain("It does NOT hold SECRET_KEY, which is in var/secret-key.");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["monday.db"]);

    const url = `file:${join(folder, "var/undersigned.db")}`;
    const erasures = "var/undersigned.db.erasures";
    const words = ["restore", file, "--erasures", erasures];
    const restore = await runCommand(server.folder, words, { DATABASE_URL: url });
    expect(restore).toMatchObject({ said: "", status: 0 });
    expect(restore.out).toMatch(
      /^Restored .*undersigned\.db from .*monday\.db .*\nErased from it again .*\nNow start the/,
    );
    const db = await openSqlite(url);
    await expectWhole(db, before);
    await db.$disconnect();
    const SECRET_KEY = readFileSync(join(server.folder, "var/secret-key"), "utf8");
    const restored = await startServerForTest({ DATABASE_URL: url, SECRET_KEY });
    const page = await (await fetch(`${restored.url}/letters/open-rivers`)).text();
    expect(page).toContain("8 organisations and 12 people have signed");

    expect(await sign(server, "Signed After", "after@example.org")).toBe(303);
    const original = await openSqlite(`file:${join(server.folder, "var/undersigned.db")}`);
    const rows = await original.signature.findMany({ select: { name: true } });
    const names = new Set(rows.map(({ name }) => name));
    expect([...signing.accepted, "Signed After"].filter((name) => !names.has(name))).toEqual([]);
    await original.$disconnect();
  });

  it("is refused if a file has its name, or if one is under way", async () => {
    const file = join(folder, "taken.db");
    writeFileSync(file, "precious");
    const again = await runCommand(server.folder, ["backup", file]);
    expect(again).toMatchObject({ out: "", status: 1 });
    expect(again.said).toContain(`${file} already exists`);
    expect(readFileSync(file, "utf8")).toBe("precious");

    writeFileSync(join(folder, "other.db.partial"), "half");
    const other = await runCommand(server.folder, ["backup", join(folder, "other.db")]);
    expect(other.said).toContain("another backup is writing it, or was interrupted");
    expect(readdirSync(folder)).toEqual(["other.db.partial", "taken.db"]);
  });

  const mistakes: [string, Record<string, string>, string[], string][] = [
    ["without a name", {}, [], "Usage: npm run backup -- FILE"],
    ["without its folder", {}, ["/no/such/folder/a.db"], "The folder for"],
    ["of nothing", { DATABASE_URL: "file:./var/none.db" }, ["a.db"], "There is no database"],
    ["of PostgreSQL", { DATABASE_URL: "postgresql://a/b" }, ["a.db"], "pg_dump --format=custom"],
    ["of D1", { DATABASE_URL: "d1:DB" }, ["a.db"], "wrangler d1 export DB"],
  ];
  it.each(mistakes)(
    "%s is refused in words",
    async (_, env, words, sentence) => {
      const { out, said, status } = await runCommand(server.folder, ["backup", ...words], env);
      expect([out, said, status]).toEqual(["", expect.stringContaining(sentence), 1]);
      expect(existsSync(join(server.folder, "a.db"))).toBe(false);
    },
    20_000,
  );
});

describe("a restore", () => {
  const restore = (file: string, ...words: string[]) => {
    const DATABASE_URL = `file:${join(folder, "undersigned.db")}`;
    return runCommand(".", ["restore", file, ...words], { DATABASE_URL });
  };

  it("moves what was there aside, with its log, and says what to do next", async () => {
    const present = copyTemplate("undersigned.db");
    const crashed = await sqliteAdapter(`file:${present}`).connect();
    await crashed.executeScript("PRAGMA journal_mode = WAL; CREATE TABLE last_words (word TEXT)");
    for (const ending of ["-wal", "-shm"]) copyFileSync(present + ending, `${present}x${ending}`);
    copyFileSync(present, `${present}x`);
    await crashed.dispose();
    for (const ending of ["", "-wal", "-shm"]) renameSync(`${present}x${ending}`, present + ending);

    const backup = copyTemplate("backup.db");
    const { out, said, status } = await restore(backup);
    expect([said, status]).toEqual(["", 0]);
    const aside = /is now (.*)\.$/m.exec(out)?.[1] ?? "";
    expect(aside).toMatch(/undersigned\.db\.\d{4}-\d\d-\d\dT/);
    expect(await tablesIn(aside)).toContain("last_words");
    expect(await tablesIn(present)).not.toContain("last_words");
    expect(statSync(present).mode & 0o777).toBe(0o600);
    expect(existsSync(backup)).toBe(true);
  });

  it("takes a database with its log too, such as one that was moved aside", async () => {
    const present = copyTemplate("undersigned.db");
    const aside = copyTemplate("aside.db");
    const running = await sqliteAdapter(`file:${aside}`).connect();
    await running.executeScript("PRAGMA journal_mode = WAL; CREATE TABLE last_words (word TEXT)");
    const { status } = await restore(aside);
    await running.dispose();
    expect(status).toBe(0);
    expect(await tablesIn(present)).toContain("last_words");
    expect(readdirSync(folder).filter((name) => name.includes("restoring"))).toEqual([]);
  });

  it("takes the log of a database away even if the database itself is gone", async () => {
    writeFileSync(join(folder, "undersigned.db-wal"), "of another database");
    expect((await restore(copyTemplate("backup.db"))).status).toBe(0);
    expect(existsSync(join(folder, "undersigned.db-wal"))).toBe(false);
    expect(readdirSync(folder).filter((name) => /T.*Z-wal$/.test(name))).toHaveLength(1);
  });

  it("takes a backup of version 0.1.0, which is migrated after", async () => {
    const older = copyTemplate("older.db");
    const db = await openSqlite(`file:${older}`);
    await makeFormer(db, "sqlite");
    await db.$disconnect();
    const checkout = checkoutWithAnotherMigration();
    const DATABASE_URL = `file:${join(folder, "undersigned.db")}`;
    const { out } = await runCommand(checkout, ["restore", older], { DATABASE_URL });
    expect(out).toContain("The backup is older than this version: run `npm run migrate`");
    const migrated = await runCommand(checkout, ["migrate"], { DATABASE_URL });
    expect(migrated.out).toBe("Applied 0002_another.\n");
  });

  it("asks for the ledger of erasures, or for a yes, and prints the one that is there", async () => {
    const backup = copyTemplate("backup.db");
    const db = await openSqlite(`file:${backup}`);
    const [at, by] = [new Date("2026-11-01T02:03:04.005Z"), "ben"];
    await db.event.create({ data: { letterId: "l", signatureId: "s", code: "published", at, by } });
    await db.$disconnect();
    const refused = await restore(backup);
    expect([refused.out, refused.status]).toEqual(["", 1]);
    expect(refused.said).toContain("was erased after 2026-11-01T02:03:04.005Z, the last moment");
    expect(refused.said).toContain("--erasures, or add --yes");
    expect(existsSync(join(folder, "undersigned.db"))).toBe(false);
    const missing = await restore(backup, "--erasures", backup);
    expect([missing.said, missing.status]).toEqual([
      expect.stringContaining("does not hold a ledger of erasures"),
      1,
    ]);
    const agreed = await restore(backup, "--yes");
    expect([agreed.status, agreed.out]).toEqual([
      0,
      expect.stringContaining("is in the database again."),
    ]);
    const line = "7 2026-11-02T02:03:04.005Z withdrawn 0193-an-entry\n";
    const ledger = join(folder, "elsewhere");
    writeFileSync(ledger, line);
    const { out } = await restore(backup, "--erasures", ledger);
    expect(out).toContain("Erased from it again what the ledger of erasures lists");
    const DATABASE_URL = `file:${join(folder, "undersigned.db")}`;
    const printed = await runCommand(".", ["erasures"], { DATABASE_URL });
    expect(printed.out).toMatch(new RegExp(`^# What was erased, .*\\n#.*\\n${line}$`));
    const replayed = await runCommand(".", ["erasures", "--replay", ledger], { DATABASE_URL });
    expect(replayed.out).toContain("(erased: 0, hidden or unnamed: 0, never to be mailed: 0,");
  });

  it("warns if another SECRET_KEY was kept with it", async () => {
    const backup = copyTemplate("backup.db");
    const db = await openSqlite(`file:${backup}`);
    await db.keyRecord.create({ data: { id: "AAAAAAAA", createdAt: new Date() } });
    await db.$disconnect();
    expect((await restore(backup)).out).toContain("made with a different SECRET_KEY");
  });

  it("is refused while a server runs, and goes through once it has stopped", async () => {
    const present = copyTemplate("undersigned.db");
    const backup = copyTemplate("backup.db");
    const server = await startServerForTest({ DATABASE_URL: `file:${present}` });
    const refused = await restore(backup);
    expect([refused.status, refused.said]).toEqual([1, expect.stringContaining("is in use: stop")]);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.stop();
    expect((await restore(backup)).status).toBe(0);
  });

  const files: [string, (path: string) => void | Promise<void>, string][] = [
    ["that is not there", () => undefined, "There is no file"],
    [
      "that is no database",
      (path) => writeFileSync(path, "Dear reader,"),
      "is not an SQLite database",
    ],
    ["that is cut off", (path) => truncateSync(path, 40_960), "is damaged"],
    ["of another program", makeForeign, "is the database of another program"],
    ["from before the first release", makeTooOld, "was made before the first release"],
    ["of a newer version", makeNewer, "a newer version (9999_from_the_future)"],
  ];
  it.each(files)(
    "refuses a file %s, and changes nothing",
    async (what, make, sentence) => {
      const present = copyTemplate("undersigned.db");
      const file = what === "that is not there" ? join(folder, "none.db") : copyTemplate("file.db");
      await make(file);
      const before = readdirSync(folder);
      const { out, said, status } = await restore(file);
      expect([out, said, status]).toEqual(["", expect.stringContaining(sentence), 1]);
      expect(said).toContain("Nothing was changed.");
      expect(readdirSync(folder)).toEqual(before);
      expect(readFileSync(present).equals(readFileSync(inject("templates").sqlite))).toBe(true);
    },
    20_000,
  );

  it("is refused if an earlier one left something behind, and on the other engines", async () => {
    writeFileSync(join(folder, "undersigned.db.restoring"), "half");
    const refused = await restore(copyTemplate("backup.db"));
    expect(refused.said).toContain("another restore is running, or was interrupted");
    for (const [DATABASE_URL, sentence] of [
      ["postgresql://a/b", "pg_restore --exit-on-error"],
      ["d1:DB", "d1 time-travel restore DB"],
    ] as const) {
      const { said, status } = await runCommand(".", ["restore", "a.db"], { DATABASE_URL });
      expect([said, status]).toEqual([expect.stringContaining(sentence), 1]);
    }
  });
});

async function makeForeign(path: string): Promise<void> {
  rmSync(path);
  const connection = await sqliteAdapter(`file:${path}`).connect();
  await connection.executeScript("CREATE TABLE letter (id TEXT); CREATE TABLE parcel (id TEXT)");
  await connection.dispose();
}

async function makeNewer(path: string): Promise<void> {
  const connection = await sqliteAdapter(`file:${path}`).connect();
  await connection.executeScript(
    "INSERT INTO migration (name, checksum, applied_at) VALUES ('9999_from_the_future', '', '')",
  );
  await connection.dispose();
}

async function makeTooOld(path: string): Promise<void> {
  const connection = await sqliteAdapter(`file:${path}`).connect();
  await connection.executeScript(
    "UPDATE migration SET name = '0005_moderation_and_accounts' WHERE name LIKE '0001%'",
  );
  await connection.dispose();
}

/** A folder to run commands in, whose version has one migration more than this one. */
function checkoutWithAnotherMigration(): string {
  const checkout = join(folder, "checkout");
  const migrations = join(checkout, "prisma/migrations/sqlite");
  cpSync("prisma/migrations/sqlite", migrations, { recursive: true });
  mkdirSync(join(migrations, "0002_another"));
  const sql = "CREATE TABLE another (id TEXT PRIMARY KEY);\n";
  writeFileSync(join(migrations, "0002_another/migration.sql"), sql);
  return checkout;
}

async function tablesIn(path: string): Promise<string[]> {
  const db = await openSqlite(`file:${path}`);
  const rows = await db.$queryRaw<{ name: string }[]>`SELECT name FROM sqlite_master`;
  await db.$disconnect();
  return rows.map(({ name }) => name);
}

/** A database with these names, sound, with the triggers of a fresh one, and counts that agree. */
async function expectWhole(db: Db, names: readonly string[]): Promise<void> {
  const rows = await db.signature.findMany();
  const held = new Set(rows.map(({ name }) => name));
  expect(names.filter((name) => !held.has(name))).toEqual([]);
  expect(await db.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: "ok" }]);
  expect(await db.$queryRaw`PRAGMA foreign_key_check`).toEqual([]);
  const fresh = await openSqlite(`file:${copyTemplate("fresh.db")}`);
  expect(await triggersIn(db)).toEqual(await triggersIn(fresh));
  await fresh.$disconnect();

  const isPublic = rows.filter(({ state, hiddenAt }) => state === "published" && hiddenAt === null);
  const letter = await db.letter.findFirstOrThrow();
  const publicOf = (kind: string, visibility: string) =>
    isPublic.filter((row) => row.kind === kind && row.visibility === visibility).length;
  expect([letter.organisations, letter.individuals, letter.anonymous]).toEqual([
    publicOf("organisation", "full"),
    publicOf("individual", "full"),
    publicOf("individual", "anonymous"),
  ]);
  const begun = await db.event.findMany({ where: { fromState: null } });
  expect(begun.map(({ signatureId }) => signatureId).sort()).toEqual(
    rows.map(({ id }) => id).sort(),
  );

  await expect(db.event.deleteMany()).rejects.toThrow();
  const [pending] = rows.filter(({ state }) => state === "pending");
  const id = pending?.id ?? "";
  await moveEntry({ db, clock: systemClock }, id, "approve", { columns: { verifiedAt: null } });
  const after = await db.letter.findFirstOrThrow();
  expect(after.revision).toBeGreaterThan(letter.revision);
  const events = await db.event.findMany({ where: { signatureId: pending?.id ?? "" } });
  expect(events.at(-1)).toMatchObject({ code: "published", by: "somebody" });
  await moveEntry({ db, clock: systemClock }, id, "undo");
}

async function triggersIn(db: Db) {
  return await db.$queryRaw`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1`;
}
