import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../src/db/postgres/open.ts";
import { copyInstance } from "../../src/runtime/copy/copy.ts";
import { isDatabaseInUse } from "../../src/runtime/database.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { fillInstance } from "../support/databases/instance.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { PERSON } from "../support/forms.ts";
import { linkIn, type Mailbox, openMailbox } from "../support/mail/mailbox.ts";
import { runCommand } from "../support/servers/command.ts";
import { type Pooler, pgbouncerPath, startPooler } from "../support/servers/pgbouncer.ts";
import { makeServerFolder, type RunningServer, startServer } from "../support/servers/server.ts";
import { browserIn, SECRET_KEY, solveCaptcha } from "../support/world.ts";

const LETTER =
  "---\ntitle: Rivers\nslug: rivers\npublished_by: River Watch\n---\n\nLet them flow.\n";
const PEOPLE = ["kind,name,title,affiliation,state"].concat(
  Array.from({ length: 2_500 }, (_, at) => `individual,Grace Hopper ${at},,,published`),
);

let database: TestDatabase;
let pooler: Pooler;
let mailbox: Mailbox;
let servers: RunningServer[] = [];
let settings: Record<string, string>;

beforeEach(async (context) => {
  if (pgbouncerPath() === null) context.skip("There is no PgBouncer on this machine");
  database = await openTestDatabase("postgres");
  pooler = await startPooler(database.url);
  mailbox = await openMailbox();
  settings = {
    DATABASE_URL: `${pooler.url(database.url)}?prepared_statements=off`,
    SECRET_KEY,
    SMTP_URL: mailbox.url,
    DEMO: "off",
    LOG_LEVEL: "warn",
  };
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await mailbox.close();
  await pooler.close();
  await database.close();
});

async function arrived(word: "verification"): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const mail = mailbox.mails.find(({ text }) => text.includes(`/${word}/`));
    if (mail !== undefined) return linkIn(mail, word);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`There is no mail with a ${word}.`);
}

/** Every second a server asks for news: a session that nobody asks anything in is not in use. */
async function expectNoUseAfterwards(): Promise<void> {
  const isInUse = () => isDatabaseInUse(settings["DATABASE_URL"] ?? "");
  expect(await isInUse()).toBe(true);
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await database.db.$disconnect();
  for (let tries = 0; tries < 60 && (await isInUse()); tries += 1) {
    await new Promise((done) => setTimeout(done, 500));
  }
  expect(await isInUse()).toBe(false);
}

/** How the sessions that the pooler keeps stand: what one left behind, the next would meet. */
async function leftInSessions(url = settings["DATABASE_URL"] ?? ""): Promise<unknown[]> {
  const db = openPostgres(url);
  const ask = async () => {
    return await db.$queryRaw<unknown[]>`
      SELECT current_setting('statement_timeout') AS timeout,
        current_setting('default_transaction_read_only') AS "readOnly",
        (SELECT count(*)::integer FROM pg_prepared_statements) AS statements,
        (SELECT count(*)::integer FROM pg_locks
          WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks
      FROM pg_sleep(0.2)`;
  };
  const rows = (await Promise.all([ask(), ask(), ask()])).flat();
  await db.$disconnect();
  return [...new Set(rows.map((row) => JSON.stringify(row)))].map((row) => JSON.parse(row));
}

describe("a pooler that gives each transaction another session", () => {
  it("is between two servers and their database, and nobody notices", async () => {
    const folder = makeServerFolder();
    servers = await Promise.all([startServer(settings), startServer(settings, folder)]);
    const run = async (...words: string[]) => {
      const done = await runCommand(folder, words, settings);
      expect([done.status, done.said]).toEqual([0, ""]);
      return done.out;
    };
    writeFileSync(join(folder, "letter.md"), LETTER);
    writeFileSync(join(folder, "people.csv"), PEOPLE.join("\n"));
    await run("import-letter", "letter.md");
    expect(await run("import-signatories", "rivers", "people.csv")).toContain("Added 2500");
    const invited = await run("invite", "ben@example.org", "moderator", "rivers");

    let turn = 0;
    const request = async (path: string, init?: RequestInit) => {
      turn += 1;
      return await fetch(`${servers[turn % 2]?.url}${path}`, { ...init, redirect: "manual" });
    };
    const browser = browserIn({ app: { request } });
    const altcha = await solveCaptcha({ app: { request } });
    expect((await browser.post(paths.sign("rivers"), { ...PERSON, altcha })).status).toBe(303);
    const link = await arrived("verification");
    expect((await browser.post(link, { decision: "confirm" })).status).toBe(200);

    const staff = browserIn({ app: { request } });
    const path = /\/admin\/sign-in\/\S+/.exec(invited)?.[0] ?? "";
    expect((await staff.post(path)).status).toBe(303);
    const queue = await (await staff.get("/admin/letters/rivers/queue.json")).json();
    expect(queue).toMatchObject({ total: 1, pending: [{ name: PERSON.name }] });
    const decision = { id: queue.pending[0].id, decision: "approve" };
    const decided = await staff.post("/admin/letters/rivers/decisions", decision);
    expect(decided.status).toBe(303);

    const list = await browser.get("/letters/rivers/signatories?q=lovelace");
    expect(await list.text()).toContain("Lovelace");
    const lines = (await run("export", "rivers")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + 2_500 + 1);
    const public_ = await (await browser.get("/letters/rivers/signatories.csv")).text();
    expect(public_.trimEnd().split("\r\n")).toHaveLength(1 + 2_500 + 1);
    expect(servers.map((server) => server.output()).join("")).not.toMatch(/"level"/);
    expect(pooler.log()).not.toMatch(/unsupported startup parameter|ERROR/);
    expect(await leftInSessions()).toEqual([
      { timeout: "0", readOnly: "off", statements: 0, locks: 0 },
    ]);
    await expectNoUseAfterwards();
  });

  it("is between a copy and its target, and between that and a copy of it", async () => {
    const name = `empty_${crypto.randomUUID()}`;
    await onServer(database.url, `CREATE DATABASE "${name}"`);
    const target = new URL(settings["DATABASE_URL"] ?? "");
    target.pathname = `/${name}`;
    try {
      const lines: string[] = [];
      await fillInstance(database.db);
      const migrated = await runCommand(".", ["migrate"], {
        ...settings,
        DATABASE_URL: target.href,
      });
      expect([migrated.status, migrated.said]).toEqual([0, ""]);
      const options = { startsAgain: false, say: (line: string) => void lines.push(line) };
      await copyInstance(settings["DATABASE_URL"] ?? "", target.href, options);
      expect(lines.at(-1)).toContain("equal");
      for (const url of [undefined, target.href]) {
        const left = await leftInSessions(url);
        for (const one of left) expect(one).toMatchObject({ timeout: "0", readOnly: "off" });
      }
    } finally {
      await onServer(database.url, `DROP DATABASE "${name}" WITH (FORCE)`);
    }
  });
});
