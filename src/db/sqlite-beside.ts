import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { SqliteConnections, SqliteTask } from "./sqlite-connections.ts";

/** What the thread is asked. */
export type Question = { id: number; task: SqliteTask } | "close";

/** What it answers: the rows, or what went wrong; an error's code does not cross by itself. */
export type Answer =
  | { id: number; rows: unknown[] }
  | { id: number; failed: { message: string; code: string | null } };

/** Beside the source it is a source, beside what was built it was built. */
const THREAD = new URL(
  import.meta.url.endsWith(".ts") ? "./sqlite-thread.ts" : "./sqlite-thread.js",
  import.meta.url,
);
/** It holds little for long: a small young generation keeps its memory small. */
const YOUNG_MB = 4;

type Waiting = { resolve: (rows: unknown[]) => void; reject: (error: Error) => void };

/**
 * Connections in a thread of their own, which starts with the first task: while SQLite writes and
 * waits for the disk, the server answers others. A thread that dies fails what it was asked, and
 * the next task starts another.
 */
export function connectionsBeside(path: string): SqliteConnections {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let lastId = 0;

  const start = (): Worker => {
    const started = new Worker(THREAD, {
      workerData: path,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    started.on("message", (answer: Answer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ("rows" in answer) asked?.resolve(answer.rows);
      else asked?.reject(errorOf(answer.failed));
    });
    const onEnd = (error: Error) => {
      if (thread === started) thread = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on("error", onEnd);
    started.on("exit", () => onEnd(new Error("The thread beside SQLite ended.")));
    return started;
  };

  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        thread ??= start();
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        thread.postMessage({ id: lastId, task } satisfies Question);
      }),
    close: async () => {
      if (thread === null) return;
      const ended = once(thread, "exit");
      thread.postMessage("close" satisfies Question);
      await ended;
    },
  };
}

function errorOf({ message, code }: { message: string; code: string | null }): Error {
  return Object.assign(new Error(message), { code });
}
