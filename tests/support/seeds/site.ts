import Database from "better-sqlite3";
import { buildLetter } from "../../../prisma/builders.ts";
import { openSession } from "../../../src/accounts/sessions.ts";
import { switchBoard } from "../../../src/accounts/switches.ts";
import { createApp } from "../../../src/app.ts";
import { altchaCaptcha } from "../../../src/captcha/altcha.ts";
import { readConfig } from "../../../src/config.ts";
import type { Db } from "../../../src/db/db.ts";
import { raw } from "../../../src/db/sql.ts";
import { openSqlite, sqlitePath } from "../../../src/db/sqlite/open.ts";
import type { Deps } from "../../../src/deps.ts";
import { CHALLENGES, FLOOD } from "../../../src/limits.ts";
import type { OutgoingMail } from "../../../src/mail/mailer.ts";
import { letterText } from "../../../src/runtime/letter-texts/letter-text.ts";
import { asLongAsItTakes } from "../../../src/shared/equal-time.ts";
import { floodGate } from "../../../src/shared/flood-gate.ts";
import { deriveKeys } from "../../../src/shared/keys/keys.ts";
import { noPageMemory } from "../../../src/shared/pages/page-memory.ts";
import { siteBoard } from "../../../src/site/board.ts";
import { wordsFor } from "../../../views/page/words.ts";
import { openTestDatabase } from "../databases/database.ts";
import { browserIn, SECRET_KEY, TEST_EFFORT } from "../world.ts";
import type { Chance } from "./chance.ts";
import { type Fate, faultyDb, type Life, never } from "./faulty-db.ts";

/** What happens to the process while it does one thing. */
export type Trouble =
  | { kind: "none" }
  /** The statement of this number, counted from 0, or the write, meets this fate. */
  | { kind: "statement" | "write"; number: number; fate: Fate }
  /** From this statement on, none works. */
  | { kind: "outage"; number: number }
  /** The process is killed at its mail of this number, once it has left or just before. */
  | { kind: "mail"; number: number; hasLeft: boolean }
  /** Another process holds the lock for so many ms. */
  | { kind: "lock"; ms: number }
  /** The disk is full. */
  | { kind: "full" };

/** What came of an attempt; null if the process died in it. */
export type Attempt<Result> = { result: Result } | { error: unknown } | null;

/** A letter that is already sent, at what time, and whether its sender was in trouble. */
export type SentMail = { mail: OutgoingMail; at: Date; wasInTrouble: boolean };

export type Site = Awaited<ReturnType<typeof openSite>>;

type Process = {
  deps: Deps;
  app: ReturnType<typeof createApp>;
  db: Db;
  deferred: Promise<unknown>[];
};

/** The whole product in one process that can be killed, above a real SQLite file. */
export async function openSite(chance: Chance) {
  const database = await openTestDatabase("sqlite");
  const { db: truth, url } = database;
  const keys = await deriveKeys(SECRET_KEY);
  let at = Date.parse("2031-01-07T09:00:00Z");
  const clock = { now: () => new Date(at) };
  const sent: SentMail[] = [];
  let trouble: Trouble = { kind: "none" };
  let [statements, writes, mails, deaths] = [0, 0, 0, 0];
  let process: Process | null = null;
  let death = Promise.withResolvers<null>();

  const bornAt = (generation: number): Life => ({
    isDead: () => generation !== deaths,
    die: () => {
      if (generation !== deaths) return;
      deaths += 1;
      death.resolve(null);
    },
    fate: (isWrite) => {
      const number = statements;
      statements += 1;
      const write = isWrite ? writes : null;
      if (isWrite) writes += 1;
      if (trouble.kind === "statement" && trouble.number === number) return trouble.fate;
      if (trouble.kind === "write" && trouble.number === write) return trouble.fate;
      if (trouble.kind === "outage" && number >= trouble.number) return "fails-before";
      return "passes";
    },
  });

  const mailerOf = (life: Life): Deps["mailer"] => ({
    takesInternational: async () => true,
    send: async (mail) => {
      if (life.isDead()) return await never();
      const isFatal = trouble.kind === "mail" && trouble.number === mails;
      mails += 1;
      const leaves = !isFatal || (trouble.kind === "mail" && trouble.hasLeft);
      const outcome = chance.oneOf([..."ssssssssln"]);
      if (leaves && (isFatal || outcome === "s"))
        sent.push({ mail, at: clock.now(), wasInTrouble: trouble.kind !== "none" });
      if (isFatal) {
        life.die();
        return await never();
      }
      if (outcome === "s") return { outcome: "sent" };
      return outcome === "l"
        ? { outcome: "later", code: "smtp-451" }
        : { outcome: "never", code: "smtp-550" };
    },
    close: async () => undefined,
  });

  async function boot(): Promise<Process> {
    const life = bornAt(deaths);
    const db = await openSqlite(url);
    // As where it is served: waiting for a lock is left to the retries.
    await db.$queryRaw`PRAGMA busy_timeout = 0`;
    const faulty = faultyDb(db, life);
    const deferred: Promise<unknown>[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const config = readConfig({ DATABASE_URL: url, SMTP_URL: "smtp://127.0.0.1:1", SECRET_KEY });
    const deps: Deps = {
      config,
      db: faulty,
      keys,
      clock,
      mailer: mailerOf(life),
      captcha: await altchaCaptcha({ db: faulty, keys, clock }, TEST_EFFORT),
      log,
      switches: switchBoard({ db: faulty, clock, log }),
      site: siteBoard({ db: faulty, clock, log }),
      makeImages: null,
      defer: (work) => void deferred.push(work.catch(() => undefined)),
      clientAddress: (c) => c.req.header("x-test-client") ?? "192.0.2.1",
      asset: (name) => `/assets/${name}`,
      health: async () => ({ reads: true, writes: true }),
      equalTime: asLongAsItTakes,
      floodGate: floodGate(clock, FLOOD),
      challengeGate: floodGate(clock, CHALLENGES),
      letterTexts: async (markdown, language) => letterText(markdown, await wordsFor(language)),
      pages: noPageMemory,
      sharePicture: async () => null,
      metrics: null,
      mailFolder: null,
    };
    return { deps, app: createApp(deps), db, deferred };
  }

  /** Makes the machine as it is in this trouble, and gives what makes it well again. */
  async function enter(entered: Trouble, { db }: Process): Promise<() => Promise<void>> {
    [trouble, statements, writes, mails] = [entered, 0, 0, 0];
    let recover = async () => {};
    if (entered.kind === "full") {
      await setPagesMax(db, 1);
      recover = () => setPagesMax(db, 2 ** 30);
    }
    if (entered.kind === "lock") {
      const other = new Database(sqlitePath(url));
      other.exec("BEGIN IMMEDIATE");
      const released = new Promise<void>((resolve) => {
        setTimeout(() => {
          other.exec("ROLLBACK");
          other.close();
          resolve();
        }, entered.ms);
      });
      recover = () => released;
    }
    return async () => {
      trouble = { kind: "none" };
      await recover();
    };
  }

  const running = async (): Promise<Process> => (process ??= await boot());

  process = await boot();
  const letter = await buildLetter({ db: truth, keys, clock });
  return {
    truth,
    keys,
    clock,
    letter,
    sent,
    /** How often the process was killed. */
    deaths: () => deaths,
    turnClock: (ms: number) => {
      at += ms;
    },
    running,
    /** Has the process do something while this happens to it; a dead one is started again. */
    attempt: async <Result>(
      meets: Trouble,
      work: (process: Process) => Promise<Result>,
    ): Promise<Attempt<Result>> => {
      const current = await running();
      const recover = await enter(meets, current);
      const done = (async () => {
        const result = await work(current);
        await Promise.all(current.deferred.splice(0));
        return { result };
      })();
      const ended = await Promise.race([
        done.catch((error: unknown) => ({ error })),
        death.promise,
      ]);
      await recover();
      if (ended === null) {
        death = Promise.withResolvers<null>();
        process = null;
        await current.db.$disconnect();
      }
      return ended;
    },
    /** A browser of a member of staff who has just signed in. */
    staff: async (accountId: string) => {
      const { app } = await running();
      const secret = await openSession({ db: truth, clock }, accountId, "test");
      const browser = browserIn({ app });
      browser.cookies.set("session", secret);
      return browser;
    },
    close: async () => {
      await process?.db.$disconnect();
      await database.close();
    },
  };
}

/** How many pages the file may have, on each connection of a process. */
async function setPagesMax(db: Db, pages: number): Promise<void> {
  const text = `PRAGMA max_page_count = ${pages}`;
  await db.$queryRawUnsafe(text);
  await db.$rows(raw(text));
}
