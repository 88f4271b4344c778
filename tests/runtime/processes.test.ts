import { afterEach, beforeEach, expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { altchaCaptcha } from "../../src/captcha/altcha.ts";
import { readConfig } from "../../src/config.ts";
import type { Letter } from "../../src/letters/letter.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { PERSON } from "../support/forms.ts";
import { linkIn, type Mailbox, openMailbox } from "../support/mail/mailbox.ts";
import { freePort, type RunningServer, startServer } from "../support/servers/server.ts";
import { SECRET_KEY, solutionOf, TEST_EFFORT } from "../support/world.ts";

/** Two processes accept signatures while one of them, in turn, is killed this often. */
const KILLS = 5;
const KILL_EVERY_MS = 1_500;
const SIGNERS = 6;
/** How long each of them rests, so that the machine has something left for whoever is killed. */
const REST_MS = 50;

let database: TestDatabase;
let mailbox: Mailbox;
let servers: RunningServer[] = [];
let letter: Letter;

beforeEach(async () => {
  database = await openTestDatabase("postgres");
  mailbox = await openMailbox();
  const keys = await deriveKeys(SECRET_KEY);
  letter = await buildLetter({ db: database.db, keys, clock: systemClock });
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  await mailbox.close();
  await database.close();
});

const start = () =>
  startServer({
    DATABASE_URL: database.url,
    SECRET_KEY,
    SMTP_URL: mailbox.url,
    BASE_URL: "http://localhost:1",
    TRUSTED_PROXIES: "127.0.0.1",
    DEMO: "off",
    LOG_LEVEL: "error",
  });

/** Sends a form to one of the servers; null if that one died before it answered. */
async function post(path: string, fields: Record<string, string>, client: string) {
  const server = servers[Math.floor(Math.random() * servers.length)];
  try {
    return await fetch(`${server?.url}${path}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": client },
      redirect: "manual",
    });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

it("starts before its database is migrated, and serves once it is", async () => {
  const url = new URL(database.url);
  url.pathname = `/early_${crypto.randomUUID()}`;
  await onServer(database.url, `CREATE DATABASE "${url.pathname.slice(1)}"`);
  const port = String(await freePort());
  const starting = startServer({ DATABASE_URL: url.href, PORT: port, LOG_LEVEL: "error" });
  const statusOf = async (path: string) => {
    const answer = await fetch(`http://localhost:${port}${path}`).catch(() => null);
    return answer?.status ?? null;
  };
  while ((await statusOf("/healthz")) === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await statusOf("/healthz")).toBe(200);
  expect(await statusOf("/readyz")).toBe(503);
  expect(await statusOf("/")).toBe(503);
  await applyMigrations(url.href);
  const server = await starting;
  expect(await statusOf("/readyz")).toBe(200);
  expect(await statusOf("/")).toBe(200);
  expect(server.output()).toContain("Waiting for the database");
  expect(await server.stop()).toBe(0);
  await onServer(database.url, `DROP DATABASE "${url.pathname.slice(1)}" WITH (FORCE)`);
});

it("loses nothing and doubles nothing when one of two processes is killed again and again", async () => {
  const keys = await deriveKeys(SECRET_KEY);
  const captcha = await altchaCaptcha({ db: database.db, keys, clock: systemClock }, TEST_EFFORT);
  const { challenge } = captcha;
  if (challenge === null) throw new Error("There is no challenge to solve.");
  const accepted: string[] = [];
  const confirmed: string[] = [];
  let isOver = false;
  servers = await Promise.all([start(), start()]);

  const signer = async (number: number) => {
    for (let count = 0; !isOver; count += 1) {
      const email = `person-${number}@site-${count}.example`;
      const client = `198.51.${number}.${count % 250}`;
      const altcha = await solutionOf(JSON.parse(JSON.stringify(await challenge(letter.slug))));
      const answer = await post(paths.sign(letter.slug), { ...PERSON, email, altcha }, client);
      if (answer?.status === 303) accepted.push(email);
      else if (answer !== null) expect([answer.status, 503]).toEqual([503, 503]);
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  };
  const reader = async () => {
    for (let read = 0; !isOver || read < mailbox.mails.length; ) {
      const mail = mailbox.mails[read];
      if (mail === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      const link = linkIn(mail, "verification");
      const answer = await post(link, { decision: "confirm" }, "203.0.113.7");
      if (answer?.status === 200) confirmed.push(mail.to[0] ?? "");
      read += 1;
    }
  };
  const killer = async () => {
    for (let kills = 0; kills < KILLS; kills += 1) {
      await new Promise((resolve) => setTimeout(resolve, KILL_EVERY_MS));
      const victim = kills % 2;
      await servers[victim]?.kill();
      servers[victim] = await start();
    }
    isOver = true;
  };
  await Promise.all([
    ...Array.from({ length: SIGNERS }, (_, number) => signer(number)),
    reader(),
    killer(),
  ]);
  expect(accepted.length).toBeGreaterThan(50);

  // As if the claims of the dead had run out: what they were sending is anybody's again.
  await database.db.outbox.updateMany({ where: { state: "due" }, data: { leaseUntil: null } });
  await untilSent();
  const arrivals = Map.groupBy(mailbox.mails, (mail) => mail.to[0] ?? "");
  const stored = await database.db.signature.groupBy({ by: ["addressKey"], _count: true });
  expect(stored.filter(({ _count }) => _count !== 1)).toEqual([]);
  expect(stored.length).toBeGreaterThanOrEqual(accepted.length);
  expect(await database.db.outbox.count()).toBe(stored.length);
  expect(accepted.filter((email) => !arrivals.has(email))).toEqual([]);

  // A mail that was on its way at a kill may arrive twice, as the same mail to its reader.
  const messageIds = [...arrivals.values()].map((mails) => mails.map(({ messageId }) => messageId));
  expect(messageIds.filter((ids) => new Set(ids).size !== 1)).toEqual([]);
  const doubles = mailbox.mails.length - arrivals.size;
  expect(doubles).toBeLessThanOrEqual(KILLS * readConfig({}).mailSlots);
  const pending = await database.db.signature.count({ where: { state: "pending" } });
  expect(pending).toBeGreaterThanOrEqual(new Set(confirmed).size);
  expect(confirmed.length).toBeGreaterThan(10);
}, 150_000);

async function untilSent(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await database.db.outbox.count({ where: { state: "due" } })) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("There is mail that did not leave.");
}
