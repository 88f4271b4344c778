import { join } from "node:path";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { switchBoard } from "../accounts/switches.ts";
import { altchaCaptcha } from "../captcha/altcha.ts";
import { hcaptchaCaptcha } from "../captcha/hcaptcha.ts";
import type { Config } from "../config.ts";
import type { Deps, Log } from "../deps.ts";
import { pagesVersion } from "../letters/public-version.ts";
import { ANSWER_TIME, CHALLENGES, FLOOD } from "../limits.ts";
import { smtpMailer } from "../mail/smtp.ts";
import { clientAddress, isLoopbackAddress, isTrusted } from "../shared/client-address.ts";
import { type Clock, systemClock } from "../shared/clock.ts";
import { equalTime } from "../shared/equal-time.ts";
import { floodGate } from "../shared/flood-gate.ts";
import { deriveKeys, type Keys } from "../shared/keys/keys.ts";
import type { ImageMaker } from "../shared/pages/image-maker.ts";
import { pageMemory } from "../shared/pages/page-memory.ts";
import { logFailure } from "../shared/unavailable-error.ts";
import { siteBoard } from "../site/board.ts";
import { readAssets } from "./assets.ts";
import { compressPage } from "./compress.ts";
import { healthOf, type OpenDatabase } from "./database.ts";
import { VAR_FOLDER } from "./environment.ts";
import { openKeys } from "./keys/key-record.ts";
import { secretKeyOf } from "./keys/secret-key.ts";
import { letterTexts } from "./letter-texts/letter-texts.ts";
import { jsonLog } from "./log.ts";
import { folderMailer, mailFolder } from "./mail-folder.ts";
import { sharePictures } from "./share-picture/pictures.ts";
import { renderPicture } from "./share-picture/render.ts";

/** The parts that differ between places, as they are on Node, and how to put them away. */
export type NodeDeps = { deps: Deps; close: () => Promise<void> };

/** Loads libvips with the first upload: most processes never need it. */
const makeImages: ImageMaker = async (upload, uses) => {
  const images = await import("./images/make-images.ts");
  return await images.makeImages(upload, uses);
};

/**
 * Opens everything that the app needs on Node.
 *
 * Throws: {@link ConfigError} if the database goes with another SECRET_KEY.
 */
export async function openNodeDeps(
  config: Config,
  database: OpenDatabase,
  log: Log = jsonLog(config),
): Promise<NodeDeps> {
  const { db } = database;
  const clock = systemClock;
  const keys = await keysOf(config, database, clock);
  const folder = join(VAR_FOLDER, "mail");
  const mailer =
    config.smtpUrl === null
      ? folderMailer(folder, config.mailFrom, clock)
      : smtpMailer(config.smtpUrl, config);
  const deferred = new Set<Promise<unknown>>();
  const switches = switchBoard({ db, clock, log });
  const site = siteBoard({ db, clock, log });
  const texts = letterTexts(log);
  const deps: Deps = {
    config,
    db,
    keys,
    clock,
    log,
    mailer,
    switches,
    site,
    captcha:
      config.hcaptcha === null
        ? await altchaCaptcha({ db, keys, clock })
        : hcaptchaCaptcha({ log }, config.hcaptcha),
    asset: readAssets(),
    equalTime: equalTime(ANSWER_TIME),
    floodGate: floodGate(clock, FLOOD),
    challengeGate: floodGate(clock, CHALLENGES),
    pages: pageMemory({
      clock,
      versionOf: (slug) => pagesVersion({ db, clock, switches, site }, slug),
      compress: compressPage,
    }),
    letterTexts: texts.make,
    sharePicture: sharePictures(clock, renderPicture),
    makeImages,
    metrics:
      config.metricsToken === null
        ? null
        : await metricsFor({ db, clock, log, switches }, config.metricsToken),
    mailFolder: showsMailFolder(config) ? mailFolder(folder) : null,
    clientAddress: nodeClientAddress(config, log),
    defer: (work) => keepUntilDone(deferred, work, log),
    health: () => healthOf(database, log),
  };
  const close = async () => {
    await Promise.all(deferred);
    await mailer.close();
    await texts.close();
    await database.close();
  };
  return { deps, close };
}

/** The keys of the database, which is closed again if it goes with another SECRET_KEY. */
async function keysOf(config: Config, { db, close }: OpenDatabase, clock: Clock): Promise<Keys> {
  try {
    return await openKeys({ db, clock }, await deriveKeys(secretKeyOf(config)));
  } catch (error) {
    await close();
    throw error;
  }
}

/** The package that counts is loaded only if somebody reads what it counts. */
async function metricsFor(deps: Pick<Deps, "db" | "clock" | "log" | "switches">, token: string) {
  const { nodeMetrics } = await import("./metrics.ts");
  return nodeMetrics(deps, token);
}

/** The folder is shown to this machine alone: its mails hold links that sign in. */
function showsMailFolder(config: Config): boolean {
  const isLocal = config.host === "localhost" || isLoopbackAddress(config.host);
  return config.smtpUrl === null && !config.isProduction && isLocal;
}

function keepUntilDone(deferred: Set<Promise<unknown>>, work: Promise<unknown>, log: Log): void {
  const done = work
    .catch((error: unknown) => logFailure(log, "deferred.failed", error))
    .finally(() => deferred.delete(done));
  deferred.add(done);
}

/**
 * The client's address on Node. A forwarding header from this machine that nobody said to trust
 * is warned of once: it means a forgotten proxy, behind which all the world is one client.
 */
function nodeClientAddress(config: Config, log: Log): (c: Context) => string {
  let hasWarned = false;
  // A form asks twice: who sends too many, and who signed.
  const known = new WeakMap<Context, string>();
  return (c) => {
    const asked = known.get(c);
    if (asked !== undefined) return asked;
    const peer = getConnInfo(c).remote.address ?? "unknown";
    const forwarded = c.req.header("X-Forwarded-For");
    if (
      forwarded !== undefined &&
      !hasWarned &&
      isLoopbackAddress(peer) &&
      !isTrusted(peer, config.trustedProxies)
    ) {
      hasWarned = true;
      log.warn("proxy.not-trusted", { set: "TRUSTED_PROXIES" });
    }
    const address = clientAddress(peer, forwarded, config.trustedProxies);
    known.set(c, address);
    return address;
  };
}
