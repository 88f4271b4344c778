import { join } from "node:path";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { altchaCaptcha } from "../captcha/altcha.ts";
import { hcaptchaCaptcha } from "../captcha/hcaptcha.ts";
import type { Config } from "../config.ts";
import type { Deps, Log } from "../deps.ts";
import { ANSWER_QUANTUM_MS, FLOOD } from "../limits.ts";
import { smtpMailer } from "../mail/smtp.ts";
import { clientAddress, isLoopbackAddress, isTrusted } from "../shared/client-address.ts";
import { systemClock } from "../shared/clock.ts";
import { equalTime } from "../shared/equal-time.ts";
import { floodGate } from "../shared/flood-gate.ts";
import { deriveKeys } from "../shared/keys.ts";
import { readAssets } from "./assets.ts";
import { type OpenDatabase, openDatabase } from "./database.ts";
import { secretKeyOf, VAR_FOLDER } from "./environment.ts";
import { jsonLog } from "./log.ts";
import { folderMailer, mailFolder } from "./mail-folder.ts";

/** The parts that differ between places, as they are on Node, and how to put them away. */
export type NodeDeps = { deps: Deps; close: () => Promise<void> };

/** Opens everything that the app needs on Node. */
export async function openNodeDeps(config: Config, log: Log = jsonLog(config)): Promise<NodeDeps> {
  const database = await openDatabase(config.databaseUrl);
  const { db } = database;
  const keys = await deriveKeys(secretKeyOf(config));
  const clock = systemClock;
  const folder = join(VAR_FOLDER, "mail");
  const mailer =
    config.smtpUrl === null
      ? folderMailer(folder, config.mailFrom, clock)
      : smtpMailer(config.smtpUrl, config);
  const deferred = new Set<Promise<unknown>>();
  const deps: Deps = {
    config,
    db,
    keys,
    clock,
    log,
    mailer,
    captcha:
      config.hcaptcha === null
        ? await altchaCaptcha({ db, keys, clock })
        : hcaptchaCaptcha({ log }, config.hcaptcha),
    asset: readAssets(),
    equalTime: equalTime(ANSWER_QUANTUM_MS),
    floodGate: floodGate(clock, FLOOD),
    mailFolder: showsMailFolder(config) ? mailFolder(folder) : null,
    clientAddress: nodeClientAddress(config, log),
    defer: (work) => keepUntilDone(deferred, work, log),
    isReady: () => isReady(database, log),
  };
  const close = async () => {
    await Promise.all(deferred);
    await mailer.close();
    await database.close();
  };
  return { deps, close };
}

/** A database that does not answer is as little ready as one that lacks a migration. */
async function isReady(database: OpenDatabase, log: Log): Promise<boolean> {
  try {
    return (await database.pending()).length === 0;
  } catch (error) {
    log.warn("database.away", { error: error instanceof Error ? error.name : "unknown" });
    return false;
  }
}

/** The folder is shown to this machine alone: its mails hold links that sign in. */
function showsMailFolder(config: Config): boolean {
  const isLocal = config.host === "localhost" || isLoopbackAddress(config.host);
  return config.smtpUrl === null && !config.isProduction && isLocal;
}

function keepUntilDone(deferred: Set<Promise<unknown>>, work: Promise<unknown>, log: Log): void {
  const done = work
    .catch((error: unknown) => {
      log.error("deferred.failed", { error: error instanceof Error ? error.name : "unknown" });
    })
    .finally(() => deferred.delete(done));
  deferred.add(done);
}

/**
 * The client's address on Node. A forwarding header from this machine that nobody said to trust
 * is warned of once: it means a forgotten proxy, behind which all the world is one client.
 */
function nodeClientAddress(config: Config, log: Log): (c: Context) => string {
  let hasWarned = false;
  return (c) => {
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
    return clientAddress(peer, forwarded, config.trustedProxies);
  };
}
