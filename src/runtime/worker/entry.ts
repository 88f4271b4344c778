import type { ExecutionContext, ExportedHandler } from "@cloudflare/workers-types";
import { createApp } from "../../app.ts";
import { ConfigError } from "../../config.ts";
import { deliverDueMail } from "../../mail/relay.ts";
import { isLoopbackHost } from "../../shared/client-address.ts";
import { logFailure } from "../../shared/unavailable-error.ts";
import { runJobs } from "../jobs.ts";
import { type WorkerConfig, type WorkerEnv, workerConfig } from "./config.ts";
import { consoleLog } from "./console-log.ts";
import { openWorkerDeps, type WorkerDeps } from "./deps.ts";

/**
 * Pieces of long work that one timer does: each is some twenty queries to D1, and an invocation may
 * make a thousand. What is left waits for the next minute.
 *
 * Source: https://developers.cloudflare.com/d1/platform/limits/
 */
const PIECES_MAX = 30;
const NOT_SET_UP =
  "This site is not set up yet. The people who run it can find the reason in the log.";
const SAFE_METHODS = ["GET", "HEAD"];

/** The product on Cloudflare Workers: answers requests, and does each minute what is due. */
// biome-ignore lint/style/noDefaultExport: Cloudflare asks for it.
export default {
  async fetch(request, env, context) {
    const config = configOrNull(env);
    if (config === null) return unavailable(NOT_SET_UP);
    if (!config.isProduction && !isLoopbackHost(new URL(request.url).hostname))
      return unavailable("This is a development server. It answers only on its own machine.");
    const opened = await openOrExplain(config, env, context);
    if (opened === null) return unavailable(NOT_SET_UP);
    const response = await createApp(opened.deps).fetch(request);
    if (!SAFE_METHODS.includes(request.method)) context.waitUntil(deliverAfter(opened));
    return response;
  },

  async scheduled(_event, env, context) {
    const config = configOrNull(env);
    if (config === null) return;
    const opened = await openOrExplain(config, env, context);
    if (opened === null) return;
    await runJobs(opened.deps, atMost(PIECES_MAX));
    await opened.close();
  },
} satisfies ExportedHandler<WorkerEnv>;

/** Lets work go on for so many pieces. */
function atMost(pieces: number): () => boolean {
  let done = 0;
  return () => {
    done += 1;
    return done <= pieces;
  };
}

/** Sends some of the mail that the request made due, once its deferred work is done. */
async function deliverAfter({ deps, settle, close }: WorkerDeps): Promise<void> {
  try {
    await settle();
    const { "read-only": readOnly } = await deps.switches.read();
    if (!readOnly.isOn) await deliverDueMail(deps, atMost(1));
  } catch (error) {
    // The next minute's run finds what is left.
    logFailure(deps.log, "deferred.failed", error);
  } finally {
    await close();
  }
}

/** The configuration of this isolate: where another is deployed, other isolates have it. */
let configured: WorkerConfig | null = null;

/** The configuration; null after having logged what is wrong, one sentence for each key. */
function configOrNull(env: WorkerEnv): WorkerConfig | null {
  try {
    configured ??= workerConfig(env);
    return configured;
  } catch (error) {
    return explain(error);
  }
}

/** What an invocation needs; null after having logged that SECRET_KEY is not the database's. */
async function openOrExplain(
  config: WorkerConfig,
  env: WorkerEnv,
  context: Pick<ExecutionContext, "waitUntil">,
): Promise<WorkerDeps | null> {
  try {
    return await openWorkerDeps(config, env, context, consoleLog(config));
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): null {
  if (!(error instanceof ConfigError)) throw error;
  const log = consoleLog({ logLevel: "info" });
  for (const problem of error.problems) log.error("config.wrong", { problem });
  return null;
}

function unavailable(sentence: string): Response {
  const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
  return new Response(`${sentence}\n`, { status: 503, headers });
}
