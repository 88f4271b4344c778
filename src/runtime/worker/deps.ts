import { assets, migrations } from "undersigned:built";
import type { ExecutionContext } from "@cloudflare/workers-types";
import { LRUCache } from "lru-cache";
import { wordsFor } from "../../../views/page/words.ts";
import { switchBoard } from "../../accounts/switches.ts";
import { altchaCaptcha } from "../../captcha/altcha.ts";
import { hcaptchaCaptcha } from "../../captcha/hcaptcha.ts";
import { openD1InWorker } from "../../db/d1/open-in-worker.ts";
import type { Db } from "../../db/db.ts";
import { migrationNames, SQLITE_TABLES } from "../../db/migration-names.ts";
import { raw } from "../../db/sql.ts";
import type { Deps, Log } from "../../deps.ts";
import type { MadeText } from "../../letters/text.ts";
import { FLOOD } from "../../limits.ts";
import { SECOND_MS, systemClock } from "../../shared/clock.ts";
import { equalTime, type TimeClasses } from "../../shared/equal-time.ts";
import type { FloodGate } from "../../shared/flood-gate.ts";
import { deriveKeys, type Keys } from "../../shared/keys/keys.ts";
import { noPageMemory } from "../../shared/pages/page-memory.ts";
import { PLAIN_SITE, type Site } from "../../shared/pages/site.ts";
import type { Known } from "../../shared/polled.ts";
import { causeOf, logFailure } from "../../shared/unavailable-error.ts";
import { missingMoves } from "../../signatures/move-rules.ts";
import { siteBoard } from "../../site/board.ts";
import { assetPaths } from "../built.ts";
import { openKeys } from "../keys/key-record.ts";
import { letterText } from "../letter-texts/letter-text.ts";
import { isTooOld } from "../migrations/too-old.ts";
import type { WorkerConfig, WorkerEnv } from "./config.ts";
import { workerMailer } from "./mail.ts";
import { memoryMailer, memoryMails } from "./memory-mail.ts";

/**
 * How long an answer takes whose length could tell something. Longer than on Node: each of the
 * queries that make the difference may cross an ocean, and all of them must fit.
 */
const ANSWER_TIME: TimeClasses = { leastMs: SECOND_MS, stepMs: SECOND_MS };

/** The site as this isolate read it last: plain values, too. */
const knownSite: Known<Site> = { value: PLAIN_SITE, at: null };

/** Texts of letters that an isolate keeps. */
const TEXTS_MAX = 20;

/** The parts that differ between places, as they are in one invocation of a Worker. */
export type WorkerDeps = {
  deps: Deps;
  /** Waits for what was deferred until now. */
  settle: () => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Opens everything that the app needs for one invocation: a Worker may not use what another request
 * opened.
 */
export async function openWorkerDeps(
  config: WorkerConfig,
  env: WorkerEnv,
  context: Pick<ExecutionContext, "waitUntil">,
  log: Log,
): Promise<WorkerDeps> {
  const db = openD1InWorker(env.DB);
  const clock = systemClock;
  const keys = await keysOf({ db, clock, log }, config.secretKey);
  const { smtpUrl } = config;
  const mailer = smtpUrl === null ? memoryMailer(clock) : workerMailer(smtpUrl, config);
  const deferred: Promise<unknown>[] = [];
  const deps: Deps = {
    config,
    db,
    keys,
    clock,
    log,
    mailer,
    switches: switchBoard({ db, clock, log }),
    site: siteBoard({ db, clock, log }, knownSite),
    captcha:
      config.hcaptcha === null
        ? await altchaCaptcha({ db, keys, clock })
        : hcaptchaCaptcha({ log }, config.hcaptcha),
    asset: assetPaths(assets),
    equalTime: equalTime(ANSWER_TIME),
    floodGate: bindingGate(env.FLOOD, "form"),
    // Under a name of its own: what it counts to is the same for both.
    challengeGate: bindingGate(env.FLOOD, "challenge"),
    // Cloudflare compresses and keeps; an isolate lives too short to remember much.
    pages: noPageMemory,
    letterTexts: async (markdown, language) => textOnce(markdown, language),
    // What draws them is larger than the free plan allows: previews show a picture of all letters.
    sharePicture: async () => null,
    // Nor is there room for what makes images.
    makeImages: null,
    metrics: null,
    mailFolder: smtpUrl === null ? memoryMails : null,
    clientAddress: (c) => c.req.header("CF-Connecting-IP") ?? "unknown",
    defer: (work) => {
      const done = work.catch((error: unknown) => logFailure(log, "deferred.failed", error));
      deferred.push(done);
      context.waitUntil(done);
    },
    health: async () => {
      const reads = await isReady(db, log);
      return { reads, writes: reads && db.$writeFailure() === null };
    },
  };
  const settle = async () => {
    await Promise.all(deferred);
  };
  return { deps, settle, close: mailer.close };
}

/** Texts of letters that this isolate made, by what they were made from. */
const texts = new LRUCache<string, MadeText>({ max: TEXTS_MAX });

async function textOnce(markdown: string, language: string): Promise<MadeText> {
  const key = `${language} ${markdown}`;
  const made = texts.get(key) ?? letterText(markdown, await wordsFor(language));
  texts.set(key, made);
  return made;
}

/** The keys that this isolate opened: plain values, which one request may take from another. */
let opened: { secretKey: string; keys: Keys } | null = null;

/** The keys of the database, read from it once; before it has its tables, those of the secret. */
async function keysOf(deps: Pick<Deps, "db" | "clock" | "log">, secretKey: string): Promise<Keys> {
  if (opened?.secretKey === secretKey) return opened.keys;
  const derived = await deriveKeys(secretKey);
  if (!(await isReady(deps.db, deps.log))) return derived;
  const keys = await openKeys(deps, derived);
  opened = { secretKey, keys };
  return keys;
}

/** Cloudflare counts for each of its locations; `wrangler.toml` says how many and how long. */
function bindingGate(limiter: WorkerEnv["FLOOD"], what: string): FloodGate {
  return async (client) => {
    const { success } = await limiter.limit({ key: `${what} ${client}` });
    return success ? null : FLOOD.windowMs / SECOND_MS;
  };
}

/** Whether the database was seen to know every move of this version. */
let hasAllMoves = false;

async function isReady(db: Db, log: Log): Promise<boolean> {
  try {
    const applied = await migrationNames((query) => db.$rows(raw(query)), SQLITE_TABLES);
    if (isTooOld(applied)) log.error("database.too-old");
    if (!migrations.every((name) => applied.includes(name))) return false;
    hasAllMoves ||= (await missingMoves({ db })).length === 0;
    return hasAllMoves;
  } catch (error) {
    log.warn("database.away", { error: causeOf(error) });
    return false;
  }
}
