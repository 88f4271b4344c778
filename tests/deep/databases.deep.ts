import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { type LocalPostgres, startPostgres } from "../../scripts/postgres/start.ts";
import { openPostgres } from "../../src/db/postgres/open.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { runCommand } from "../support/servers/command.ts";
import { startServerForTest } from "../support/servers/server.ts";
import { SECRET_KEY } from "../support/world.ts";

const PASSWORD = "a-password-nobody-prints";
const PERSON = "secret.person@example.org";
/** What no operator should see: a stack, Prisma's own words, a password, a person. */
const INSIDES = new RegExp(`\\n\\s+at |Invalid \`|pris\\.ly|${PASSWORD}|${PERSON}`);
/** Longer than a command takes that tries for ten seconds. */
const COMMAND_MS = 25_000;
/** Twice as long as a statement is tried again, and some more. */
const AWAY_MS = 25_000;
const ENTRIES = 4_000;

let postgres: LocalPostgres;
let url: string;
let folder: string;

beforeEach(async () => {
  postgres = await startPostgres();
  url = postgres.url("letters");
  folder = mkdtempSync(join(tmpdir(), "undersigned-databases-"));
  await onServer(url, "CREATE DATABASE letters");
  await applyMigrations(url);
  const db = openPostgres(url);
  const deps = { db, keys: await deriveKeys(SECRET_KEY), clock: systemClock };
  const letter = await buildLetter(deps, { slug: "rivers" });
  await buildEntry(deps, letter, { name: "Ada", state: "published" });
  await db.$disconnect();
});
afterEach(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

/** Roles, each with what it may do in the database, and what is set for it. */
async function makeRoles(): Promise<void> {
  const all = "SELECT, INSERT, UPDATE, DELETE";
  const roles: [string, string, string][] = [
    ["nobody", "", ""],
    ["reader", "SELECT", ""],
    ["standby", all, "SET default_transaction_read_only = on"],
    ["crowded", all, "CONNECTION LIMIT 0"],
    ["lost", all, "SET search_path = nowhere"],
    ["barred", all, "NOLOGIN"],
  ];
  const db = openPostgres(url);
  for (const [name, rights, setting] of roles) {
    await db.$executeRawUnsafe(`CREATE ROLE ${name} LOGIN PASSWORD '${PASSWORD}'`);
    if (rights !== "")
      await db.$executeRawUnsafe(`GRANT ${rights} ON ALL TABLES IN SCHEMA public TO ${name}`);
    if (setting !== "") await db.$executeRawUnsafe(`ALTER ROLE ${name} ${setting}`);
  }
  await db.$disconnect();
  for (const name of ["empty", "shut"]) await onServer(url, `CREATE DATABASE ${name}`);
  await onServer(url, "ALTER DATABASE shut ALLOW_CONNECTIONS false");
}

it("every command says in words what is wrong with every database", async () => {
  await makeRoles();
  writeFileSync(join(folder, "people.csv"), `kind,name,email\nindividual,Eve,${PERSON}\n`);
  const as = (change: Partial<URL>) => Object.assign(new URL(url), change).href;
  const role = (username: string) => as({ username, password: PASSWORD });
  const readable = ["migrate", "switch", "copy"];
  const faults: [string, string, string[]][] = [
    ["wrong password", as({ password: PASSWORD }), []],
    ["unknown host", as({ hostname: "nowhere.invalid", password: PASSWORD }), []],
    ["nothing listens", as({ port: "1", password: PASSWORD }), []],
    ["no socket", `postgresql://ada:${PASSWORD}@/letters?host=/run/nowhere`, []],
    ["no TLS", as({ search: "?sslmode=require" }), []],
    ["no such file", as({ search: "?sslmode=verify-full&sslrootcert=/no/such.pem" }), []],
    ["missing database", as({ pathname: "/nothing" }), []],
    ["closed database", as({ pathname: "/shut" }), []],
    ["not migrated", as({ pathname: "/empty", username: "reader", password: PASSWORD }), []],
    ["no right at all", role("nobody"), []],
    ["only reading", role("reader"), readable],
    ["read-only", role("standby"), readable],
    ["too many connections", role("crowded"), []],
    ["another schema", role("lost"), []],
    ["not let in", role("barred"), []],
    ["unknown parameter", as({ search: "?speed=high" }), []],
    ["schema", as({ search: "?schema=letters" }), []],
  ];
  const commands = [
    ["migrate"],
    ["letter", "rivers", "open"],
    ["import-letter", resolve("prisma/demo-letter.md")],
    ["import-signatories", "rivers", join(folder, "people.csv")],
    ["invite", PERSON, "administrator"],
    ["switch"],
    ["export", "rivers", "--contacts"],
    ["rekey"],
    ["seed-queue", "1"],
  ];
  const wrong: object[] = [];
  for (const [fault, databaseUrl, mayDo] of faults) {
    const copy = join(folder, `${fault}.db`);
    for (const words of [...commands, ["copy", databaseUrl, `file:${copy}`]]) {
      const startedAt = performance.now();
      const env = { DATABASE_URL: databaseUrl, SECRET_KEY };
      const { out, said, status } = await runCommand(".", words, env);
      const isDone = mayDo.includes(words[0] ?? "") && status === 0 && said === "";
      const isExplained =
        status === 1 && /^\S.*\.\n(?: {2}.*\.\n)*$/.test(said.replace(":\n", ".\n"));
      const isQuick = performance.now() - startedAt < COMMAND_MS;
      const tells = INSIDES.test(`${out}${said}`);
      if ((!isDone && !isExplained) || !isQuick || tells)
        wrong.push({ fault, command: words[0], status, said, isQuick, tells });
    }
  }
  expect(wrong).toEqual([]);
});

it("an outage cuts a download over HTTP, and the server goes on", async () => {
  const db = openPostgres(url);
  const columns = await db.$queryRaw<{ name: string }[]>`
    SELECT column_name::text AS name FROM information_schema.columns WHERE table_name = 'signature'
    AND column_name NOT IN ('id', 'address_key', 'entry_key', 'affiliation')`;
  const named = columns.map(({ name }) => name).join(", ");
  // So much that it is not all on its way before anybody reads it.
  await db.$transaction([
    db.$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
    db.$executeRawUnsafe(
      `INSERT INTO signature (id, entry_key, affiliation, ${named})
      SELECT 'ffffffff-0000-7000-8000-' || lpad(n::text, 12, '0'), n::text, repeat('x', 5000),
        ${named}
      FROM signature, generate_series(2, ${ENTRIES}) AS n`,
    ),
  ]);
  await db.$disconnect();
  const env = { DATABASE_URL: url, SECRET_KEY, DEMO: "off", LOG_LEVEL: "warn" };
  const server = await startServerForTest(env);
  const ask = async () => await fetch(`${server.url}/letters/rivers/signatories.csv`);
  const response = await ask();
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  await reader?.read();
  const restarted = postgres.restart("fast", AWAY_MS);
  await pause(1_000);
  const rest = async () => {
    while (!(await reader?.read())?.done);
  };
  await expect(rest()).rejects.toThrow("terminated");
  await restarted;
  expect((await (await ask()).text()).trim().split("\r\n").length).toBe(ENTRIES + 1);
  expect(server.output()).toContain("web.cut");
  expect(server.output()).not.toMatch(/web\.crash|job\.failed|deferred\.failed/);
});
