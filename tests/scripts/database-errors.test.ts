import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { TLSSocket } from "node:tls";
import Database from "better-sqlite3";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { explainDatabase } from "../../src/db/explain.ts";
import { NotConnectedError } from "../../src/db/faults.ts";
import { sql } from "../../src/db/sql.ts";
import { isDatabaseInUse, type OpenDatabase, openDatabase } from "../../src/runtime/database.ts";
import { openTestDatabase } from "../support/databases/database.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { runCommand } from "../support/servers/command.ts";
import { makeServerFolder } from "../support/servers/server.ts";

const SECRET_KEY = Buffer.alloc(32, 3).toString("base64");
const PASSWORD = "a-password-nobody-prints";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "undersigned-errors-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the operator is told if some work on a database fails. */
async function told(
  url: string,
  work: (database: OpenDatabase) => Promise<unknown> = ({ pending }) => pending(),
): Promise<string | null> {
  let database: OpenDatabase | null = null;
  try {
    database = await openDatabase(url);
    await work(database);
    return "nothing";
  } catch (error) {
    return explainDatabase(error, url);
  } finally {
    await database?.close();
  }
}

/** How many connections a role has to the server. */
async function connectionsOf(url: string, role: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const query = "SELECT 1 FROM pg_stat_activity WHERE usename = $1";
    return (await client.query(query, [role])).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

const write = ({ db }: OpenDatabase) =>
  db.suppression.create({ data: { addressLimitKey: "key", createdAt: new Date() } });

/** A server that begins as PostgreSQL does with TLS, under a certificate that nobody trusts. */
async function openTls(): Promise<string> {
  const pem = readFileSync("tests/support/mail/mailbox.pem");
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write("S");
      new TLSSocket(socket, { isServer: true, key: pem, cert: pem }).on("error", () => undefined);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  return `127.0.0.1:${address.port}`;
}

describe.skipIf("reason" in inject("templates").postgres)("PostgreSQL", () => {
  it("says in one sentence what is wrong with it, and never the password", async () => {
    const { url, close } = await openTestDatabase("postgres");
    onTestFinished(close);
    const role = `role_${crypto.randomUUID().replaceAll("-", "")}`;
    await onServer(url, `CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
    onTestFinished(async () => {
      await onServer(url, `DROP ROLE ${role}`);
    });
    const as = (change: Partial<URL>): string =>
      Object.assign(new URL(url), { username: role, password: PASSWORD, ...change }).href;
    const { host, port, pathname } = new URL(url);
    const name = pathname.slice(1);
    const at = `The database ${name} on ${host}`;
    const tls = await openTls();
    const cases: [string, string][] = [
      [
        as({ password: "another" }),
        `${at} refuses the password of the user ${role}: check the URL.`,
      ],
      [
        as({ username: "nobody-here" }),
        `${at} refuses the password of the user nobody-here: check the URL.`,
      ],
      [
        as({ pathname: "/nothing" }),
        `There is no database nothing on ${host}: create it, or check the URL.`,
      ],
      [
        as({ hostname: "nowhere.invalid" }),
        `The database ${name} on nowhere.invalid:${port} cannot be found, because the host is unknown: check the URL.`,
      ],
      [
        as({ port: "1" }),
        `The database ${name} on 127.0.0.1:1 refuses connections: start PostgreSQL, or check the host and port in the URL.`,
      ],
      [
        `postgresql://${role}:${PASSWORD}@/letters?host=/run/nowhere`,
        "The database letters on /run/nowhere refuses connections: start PostgreSQL, or check the host and port in the URL.",
      ],
      [
        as({ search: "?sslmode=verify-full" }),
        `${at} does not offer TLS, which the URL asks for: turn it on there, or remove sslmode.`,
      ],
    ];
    for (const [databaseUrl, sentence] of cases) expect(await told(databaseUrl)).toBe(sentence);
    const denied = `${at} denies the user ${role} permission: permission denied for table`;
    expect(await told(as({}), ({ db }) => db.letter.findMany())).toBe(`${denied} letter.`);
    expect(await told(as({}))).toBe(`${denied} migration.`);
    // A process that holds one on would not end for half a minute.
    await expect.poll(() => connectionsOf(url, role)).toBe(0);
    const untrusted = as({ host: tls, search: "?sslmode=verify-full" });
    expect(await told(untrusted)).toContain(
      `on ${tls} has a certificate that this machine does not trust`,
    );
    expect(await told(url, write)).toBe("nothing");
    await onServer(
      url,
      `ALTER DATABASE "${pathname.slice(1)}" SET default_transaction_read_only = on`,
    );
    expect(await told(url, write)).toBe(
      `${at} is read-only. It is a standby, or somebody made it read-only.`,
    );
    await onServer(url, `ALTER ROLE ${role} CONNECTION LIMIT 0`);
    const full = as({});
    expect(await told(full)).toMatch(
      /has no connections left \(too many connections for role "\w+"\): raise that limit/,
    );
    expect(explainDatabase(await isDatabaseInUse(full).catch((error) => error), full)).toMatch(
      /has no connections left/,
    );
    await onServer(url, `ALTER ROLE ${role} CONNECTION LIMIT -1`);
    await onServer(url, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
    expect(await told(full)).toBe(
      `${at} says: database "${name}" is not currently accepting connections (55000).`,
    );
    await onServer(url, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
    const strange = ({ db }: OpenDatabase) => db.$rows(sql`SELECT 1 FROM nothing`);
    expect(await told(url, strange)).toContain("does not have the tables of Undersigned");
  });

  it("ends every command with that sentence", async () => {
    const DATABASE_URL = `postgresql://someone:${PASSWORD}@127.0.0.1:1/letters`;
    const env = { DATABASE_URL, SECRET_KEY };
    const commands = [
      ["migrate"],
      ["letter", "rivers", "open"],
      ["import-letter", resolve("prisma/demo-letter.md")],
      ["import-signatories", "rivers", resolve("package.json")],
      ["invite", "ada@example.org", "administrator"],
      ["switch"],
      ["export", "rivers"],
      ["copy", DATABASE_URL, `file:${folder}/copy.db`],
      ["rekey"],
      ["seed-queue", "1"],
    ];
    const sentence =
      /^The database letters on 127\.0\.0\.1:1 refuses connections: start PostgreSQL, or check the host and port in the URL\.(?: Then run the same command again\.)?\n$/;
    for (const words of commands) {
      const { out, said, status } = await runCommand(".", words, env);
      expect([words[0], out, status]).toEqual([words[0], "", 1]);
      expect(said).toMatch(sentence);
    }
  });

  it("ends the server with a sentence if nobody but its operator can mend it", async () => {
    const { url, close } = await openTestDatabase("postgres");
    onTestFinished(close);
    const wrong = new URL(url);
    wrong.password = PASSWORD;
    const place = makeServerFolder();
    onTestFinished(() => rmSync(place, { recursive: true }));
    const server = spawn(process.execPath, ["dist/server.js"], {
      cwd: place,
      env: { PATH: process.env["PATH"] ?? "", DATABASE_URL: wrong.href, SECRET_KEY, PORT: "0" },
    });
    const said = text(server.stderr);
    expect((await once(server, "exit"))[0]).toBe(1);
    expect(await said).toMatch(
      /^The database .* refuses the password of the user undersigned: .*\n$/,
    );
  });
});

describe("SQLite", () => {
  it("says in one sentence what is wrong with a file", async () => {
    const path = (name: string) => join(folder, name);
    mkdirSync(path("folder"));
    writeFileSync(path("text"), "This is no database, but a text that is long enough to be one.");
    copyFileSync(inject("templates").sqlite, path("locked.db"));
    const locking = new Database(path("locked.db"));
    locking.exec("BEGIN IMMEDIATE");
    onTestFinished(() => void locking.close());
    expect(await told(`file:${path("folder")}`)).toMatch(
      /folder is a folder, not a database: check the URL\.$/,
    );
    expect(await told(`file:${path("text")}`)).toMatch(/text is not an SQLite database: check/);
    expect(await told(`file:${path("text/below/it.db")}`)).toMatch(
      /^The folder of the database .*it\.db cannot be created, because there is a file in its place\.$/,
    );
    expect(await told(`file:${path("locked.db")}`, write)).toMatch(
      /^Another process has locked the database .*locked\.db: wait until it ends, or stop it\.$/,
    );
    for (const words of [["migrate"], ["backup", path("copy.db")], ["rekey"], ["switch"]]) {
      const DATABASE_URL = `file:${path("text")}`;
      const { out, said, status } = await runCommand(".", words, { DATABASE_URL, SECRET_KEY });
      expect([words[0], out, status]).toEqual([words[0], "", 1]);
      expect(said).toMatch(/^.*text is not an SQLite database: check the URL\.\n$/);
    }
  });

  it("has a sentence for what no test can bring about", () => {
    const of = (code: string) =>
      explainDatabase(Object.assign(new Error("said"), { code }), "file:/a/letters.db");
    expect(of("SQLITE_FULL")).toBe("The disk of the database /a/letters.db is full.");
    expect(of("SQLITE_IOERR_WRITE")).toContain("is full or failing (SQLITE_IOERR_WRITE)");
    expect(of("SQLITE_READONLY_DIRECTORY")).toContain("is read-only: give this user permission");
    expect(of("SQLITE_CORRUPT")).toContain("is damaged: restore your last backup");
    expect(of("SQLITE_ERROR")).toBeNull();
    const ofServer = (code: string) =>
      explainDatabase(Object.assign(new Error("said."), { code }), "postgresql://u:p@h/letters");
    expect(ofServer("53100")).toBe(
      "The database letters on h cannot store anything, because its disk is full.",
    );
    expect(ofServer("58030")).toBe("The database letters on h says: said (58030).");
    expect(ofServer("ERR_TLS_CERT_ALTNAME_INVALID")).toContain("for a different host name");
    expect(ofServer("42601")).toBeNull();
    const nameless = Object.assign(new Error("said"), { code: "28000" });
    expect(explainDatabase(nameless, "postgresql://h/letters")).toBe(
      "The database letters on h does not let a user that the URL does not name in: said.",
    );
    expect(explainDatabase(new NotConnectedError("said"), "postgresql://h/letters")).toBe(
      "The database letters on h says: said (NOT_CONNECTED).",
    );
  });
});
