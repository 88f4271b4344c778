import { Worker } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import { wordsFor } from "../../../views/page/words.ts";
import type { Deps, Log } from "../../deps.ts";
import { isLight } from "../../letters/intricacy.ts";
import { type MadeText, renderPlainly } from "../../letters/text.ts";
import { SECOND_MS } from "../../shared/clock.ts";
import { causeOf } from "../../shared/unavailable-error.ts";
import { letterText } from "./letter-text.ts";

/** What the worker is asked, and what it answers. */
export type Wanted = { id: number } & Text;
export type Made = { id: number; made: MadeText };
type Text = { markdown: string; language: string };

/** The worker next to this file: its source next to the source, the built one next to the build. */
const THREAD = new URL(
  import.meta.url.endsWith(".ts") ? "./worker.ts" : "./letter-worker.js",
  import.meta.url,
);
/** Characters of texts that stay, with what they came from. */
const KEPT_MAX = 8_000_000;
/** How long a text may take, those before it counted; then it is shown plainly. */
const TIMEOUT_MS = 10 * SECOND_MS;
/** How long a worker that has nothing to do stays. */
const IDLE_MS = 10 * SECOND_MS;

/**
 * Makes the texts of letters: a short one at once, a long one in a worker, which nobody else waits
 * for. Each is made once and stays for a while.
 */
export function letterTexts(log: Log): { make: Deps["letterTexts"]; close: () => Promise<void> } {
  const worker = letterWorker();
  const kept = new LRUCache<string, MadeText, Text>({
    maxSize: KEPT_MAX,
    sizeCalculation: ({ html }, key) => html.length + key.length,
    fetchMethod: (_, __, { context }) => worker.make(context),
  });
  return {
    make: async (markdown, language) => {
      if (isLight(markdown)) return letterText(markdown, await wordsFor(language));
      const context = { markdown, language };
      try {
        return await kept.forceFetch(`${language} ${markdown}`, { context });
      } catch (error) {
        log.error("letter-text.failed", { error: causeOf(error) });
        return renderPlainly(markdown);
      }
    },
    close: worker.end,
  };
}

type Waiting = Map<number, { resolve: (made: MadeText) => void; reject: (error: Error) => void }>;

/** A worker that is there while it has something to do, and a little longer. */
function letterWorker() {
  let running: { thread: Worker; waiting: Waiting } | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  const end = async () => {
    clearTimeout(idle);
    const ending = running;
    running = null;
    await ending?.thread.terminate();
  };
  const make = async (text: Text): Promise<MadeText> => {
    clearTimeout(idle);
    running ??= startWorker(() => {
      running = null;
    });
    const { thread, waiting } = running;
    lastId += 1;
    const id = lastId;
    const late = setTimeout(end, TIMEOUT_MS);
    try {
      return await new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        thread.postMessage({ id, ...text } satisfies Wanted);
      });
    } finally {
      clearTimeout(late);
      waiting.delete(id);
      if (waiting.size === 0) idle = setTimeout(end, IDLE_MS).unref();
    }
  };
  return { make, end };
}

function startWorker(onFailure: () => void): { thread: Worker; waiting: Waiting } {
  const waiting: Waiting = new Map();
  const thread = new Worker(THREAD);
  // It never keeps the process from ending.
  thread.unref();
  thread.on("message", ({ id, made }: Made) => waiting.get(id)?.resolve(made));
  const onEnd = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
  };
  thread.on("error", (error: Error) => {
    onFailure();
    onEnd(error);
  });
  thread.on("exit", () => onEnd(new Error("The worker for letters ended.")));
  return { thread, waiting };
}
