import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { buildLetter } from "../../prisma/builders.ts";
import type { RoleName } from "../../src/accounts/account.ts";
import { invite } from "../../src/accounts/invite.ts";
import { switchBoard } from "../../src/accounts/switches.ts";
import { createApp } from "../../src/app.ts";
import { altchaCaptcha } from "../../src/captcha/altcha.ts";
import { hcaptchaCaptcha } from "../../src/captcha/hcaptcha.ts";
import { readConfig } from "../../src/config.ts";
import type { EngineLimits } from "../../src/db/db.ts";
import type { Deps } from "../../src/deps.ts";
import type { Letter } from "../../src/letters/letter.ts";
import { CHALLENGES, FLOOD } from "../../src/limits.ts";
import { deliverDueMail } from "../../src/mail/relay.ts";
import { smtpMailer } from "../../src/mail/smtp.ts";
import { makeImages } from "../../src/runtime/images/make-images.ts";
import { openKeys } from "../../src/runtime/keys/key-record.ts";
import { letterText } from "../../src/runtime/letter-texts/letter-text.ts";
import { sharePictures } from "../../src/runtime/share-picture/pictures.ts";
import { renderPicture } from "../../src/runtime/share-picture/render.ts";
import { asLongAsItTakes } from "../../src/shared/equal-time.ts";
import { floodGate } from "../../src/shared/flood-gate.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { noPageMemory } from "../../src/shared/pages/page-memory.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { parseEmailAddress } from "../../src/shared/text/email-address.ts";
import { DECISION_MAIL_DELAY_MS } from "../../src/signatures/side-effects.ts";
import { siteBoard } from "../../src/site/board.ts";
import { wordsFor } from "../../views/page/words.ts";
import type { Heard } from "./databases/counting.ts";
import { openTestDatabase } from "./databases/database.ts";
import { openMailbox } from "./mail/mailbox.ts";

/** So little work for a challenge that tests can solve hundreds. */
export const TEST_EFFORT = { rounds: 10, triesMin: 2, triesMax: 5 };
/** The key that every test's world is written with. */
export const SECRET_KEY = Buffer.alloc(32, 7).toString("base64");
/** The header in which a test says which client it is. */
const CLIENT_HEADER = "x-test-client";

/** The whole product in one process: real app, database and SMTP; only the clock is turned. */
export type World = Awaited<ReturnType<typeof openWorld>>;

/** A line of the log, as a test reads it. */
export type LoggedEvent = { level: string; event: string; fields: object };

/**
 * Opens a world of its own for a test, with one open letter in it. The environment chooses the
 * captcha, as it does for the product. Whoever is to hear of it is told each statement.
 */
export async function openWorld(
  env: Record<string, string> = {},
  overrides: Partial<Pick<Deps, "asset">> = {},
  heard: Heard | null = null,
) {
  const database = await openTestDatabase(undefined, heard);
  const mailbox = await openMailbox();
  const config = readConfig({
    DATABASE_URL: database.url,
    SMTP_URL: mailbox.url,
    SECRET_KEY,
    ...env,
  });
  const { db } = database;
  const keys = await deriveKeys(SECRET_KEY);
  const clock = turnableClock();
  const log: LoggedEvent[] = [];
  const deferred: Promise<unknown>[] = [];
  const mailer = smtpMailer(mailbox.url, config);
  const port = collectingLog(log);
  const deps: Deps = {
    config,
    db,
    keys,
    clock,
    mailer,
    captcha:
      config.hcaptcha === null
        ? await altchaCaptcha({ db, keys, clock }, TEST_EFFORT)
        : hcaptchaCaptcha({ log: port }, config.hcaptcha),
    log: port,
    switches: switchBoard({ db, clock, log: port }),
    site: siteBoard({ db, clock, log: port }),
    makeImages,
    defer: (work) => void deferred.push(work),
    clientAddress: (c) => c.req.header(CLIENT_HEADER) ?? "192.0.2.1",
    asset: (name) => `/assets/${name}`,
    health: async () => ({ reads: true, writes: db.$writeFailure() === null }),
    equalTime: asLongAsItTakes,
    floodGate: floodGate(clock, FLOOD),
    challengeGate: floodGate(clock, CHALLENGES),
    pages: noPageMemory,
    letterTexts: async (markdown, language) => letterText(markdown, await wordsFor(language)),
    sharePicture: sharePictures(clock, renderPicture),
    metrics: null,
    mailFolder: null,
    ...overrides,
  };
  const letter = await buildLetter(deps);
  return {
    deps,
    db,
    /** One more connection to the same database, as another process has one. */
    openAnother: database.openAnother,
    clock,
    log,
    letter,
    mailbox,
    app: createApp(deps),
    /** Waits for what requests left to be done after their answers. */
    settle: async () => {
      await Promise.all(deferred.splice(0));
    },
    /**
     * Sends the mail that is due, as the relay does. First turns the clock past the time in which
     * a decision can be undone, so that what was just decided is mailed too.
     */
    deliver: async () => {
      clock.advance(DECISION_MAIL_DELAY_MS);
      await Promise.all(deferred.splice(0));
      return await deliverDueMail(deps, () => true);
    },
    close: async () => {
      await Promise.all(deferred);
      await mailer.close();
      await database.close();
      await mailbox.close();
    },
  };
}

/** The same world served by another process, under this SECRET_KEY. */
export async function reopenWorld(world: World, secretKey: string): Promise<World> {
  const keys = await openKeys(world.deps, await deriveKeys(secretKey));
  const deferred: Promise<unknown>[] = [];
  const deps: Deps = {
    ...world.deps,
    keys,
    captcha: await altchaCaptcha({ ...world.deps, keys }, TEST_EFFORT),
    defer: (work) => void deferred.push(work),
  };
  const deliver = async () => {
    world.clock.advance(DECISION_MAIL_DELAY_MS);
    await Promise.all(deferred.splice(0));
    return await deliverDueMail(deps, () => true);
  };
  return { ...world, deps, app: createApp(deps), deliver };
}

function turnableClock() {
  let at = Date.now();
  return {
    now: () => new Date(at),
    advance: (ms: number) => {
      at += ms;
    },
  };
}

function collectingLog(events: LoggedEvent[]): Deps["log"] {
  const record =
    (level: string) =>
    (event: string, fields: object = {}) => {
      events.push({ level, event, fields });
    };
  return { info: record("info"), warn: record("warn"), error: record("error") };
}

/** The same world, whose database takes less at once. */
export function withLimits(world: World, limits: Partial<EngineLimits>): World {
  const $limits = { ...world.db.$limits, ...limits };
  const db = new Proxy(world.db, {
    get: (target, name) => (name === "$limits" ? $limits : Reflect.get(target, name)),
  });
  const deps = { ...world.deps, db };
  return { ...world, db, deps, app: createApp(deps) };
}

/** What a browser can be sent to: a world, or a server elsewhere. */
export type Asked = {
  app: { request: (path: string, init?: RequestInit) => Response | Promise<Response> };
};

/** A browser: keeps cookies, says where its requests come from, follows no redirect. */
export function browserIn(world: Asked, client = "192.0.2.1") {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set(CLIENT_HEADER, client);
    if (!headers.has("Sec-Fetch-Site")) headers.set("Sec-Fetch-Site", "same-origin");
    if (init.body instanceof URLSearchParams && !headers.has("Content-Length"))
      headers.set("Content-Length", String(init.body.toString().length));
    if (cookies.size > 0)
      headers.set("Cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
    const response = await world.app.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = (line.split(";")[0] ?? "").split("=");
      if (name && value) cookies.set(name, value);
      else if (name) cookies.delete(name);
    }
    return response;
  };
  return {
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    post: (path: string, fields: FormFields = {}, headers: Record<string, string> = {}) =>
      send(path, { method: "POST", body: toBody(fields), headers }),
    send,
    cookies,
  };
}

/** The fields of a form; a list repeats its field. */
export type FormFields = Record<string, string | readonly string[] | undefined>;

function toBody(fields: FormFields): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === "string" ? [value] : (value ?? [])) body.append(name, one);
  }
  return body;
}

/** Solves a fresh challenge for a letter, as the widget does, and gives the form's field. */
export async function solveCaptcha(world: Asked, slug = "rivers"): Promise<string> {
  // From wherever: how many challenges one client may have is not what most tests are about.
  const client = `198.51.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;
  const response = await browserIn(world, client).get(paths.challenge(slug));
  return await solutionOf(await response.json());
}

/** The form's field for a challenge. */
export async function solutionOf(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
}

/** A member of staff, signed in through the real link. */
export async function signInAs(world: World, role: RoleName, letter: Letter | null = world.letter) {
  const local = `${role}-${Math.random().toString(36).slice(2, 8)}`;
  const address = parseEmailAddress(`${local}@staff.example`);
  if (address === null) throw new Error("A test address is wrong.");
  const invitation = {
    address,
    displayName: local,
    role,
    letterId: letter?.id ?? null,
    byMail: false,
  };
  const { token, accountId } = await invite(world.deps, invitation);
  const browser = browserIn(world);
  const response = await browser.post(paths.signInLink(token));
  if (response.status !== 303) throw new Error(`Signing in answered ${response.status}.`);
  return { ...browser, accountId, address: `${local}@staff.example`, displayName: local };
}
