import { once } from "node:events";
import { Worker } from "node:worker_threads";
import {
  DriverAdapterError,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import { wrapConnection } from "../wrap-connection.ts";
import type { SqliteConnection, SqliteTask } from "./connection.ts";

/** What the thread is asked: a task of ours, or a statement of Prisma's. */
export type Asked =
  | { task: SqliteTask }
  | { query: SqlQuery; wants: "rows" }
  | { query: SqlQuery; wants: "changes" };

/** What is sent to it; after "close" it ends. */
export type Question = ({ id: number } & Asked) | "close";

/** What went wrong, in pieces: an error of the driver's does not cross as what it was. */
export type Failure = { message: string; code: string | null; cause: MappedError | null };

/** What Prisma is told of an error. */
export type MappedError = DriverAdapterError["cause"];

/** What the thread answers. */
export type Answer = { id: number } & (
  | { rows: unknown[] }
  | { resultSet: SqlResultSet }
  | { changes: number }
  | { failure: Failure }
);

/** The worker next to this file: its source next to the source, the built one next to the build. */
const THREAD = new URL(
  import.meta.url.endsWith(".ts") ? "./worker.ts" : "./sqlite-worker.js",
  import.meta.url,
);
/** It holds little for long: a small young generation keeps its memory small. */
const YOUNG_MB = 4;

/** A connection in a thread of its own, and one of Prisma's. */
export type WorkerConnection = SqliteConnection & {
  isStarted: () => boolean;
  /** An adapter of Prisma's whose writes the thread does while there is one. */
  writesFor: (adapter: SqlDriverAdapterFactory) => SqlDriverAdapterFactory;
};

type Waiting = { resolve: (answer: Answer) => void; reject: (error: Error) => void };

/**
 * Opens a thread, with the first that it is asked: while SQLite writes and waits for the disk, the
 * server answers others. A thread that dies fails what it was asked, and the next question starts
 * another.
 */
export function workerConnection(path: string): WorkerConnection {
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
      if ("failure" in answer) asked?.reject(errorOf(answer.failure));
      else asked?.resolve(answer);
    });
    const onEnd = (error: Error) => {
      if (thread === started) thread = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on("error", onEnd);
    started.on("exit", () => onEnd(new Error("The SQLite worker ended.")));
    return started;
  };

  const ask = (asked: Asked) =>
    new Promise<Answer>((resolve, reject) => {
      thread ??= start();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      thread.postMessage({ id: lastId, ...asked } satisfies Question);
    });

  const queryRaw = async (query: SqlQuery) => {
    const answer = await ask({ query, wants: "rows" });
    return "resultSet" in answer ? answer.resultSet : mistaken();
  };
  const executeRaw = async (query: SqlQuery) => {
    const answer = await ask({ query, wants: "changes" });
    return "changes" in answer ? answer.changes : mistaken();
  };
  return {
    run: async (task) => {
      const answer = await ask({ task });
      return "rows" in answer ? answer.rows : mistaken();
    },
    isStarted: () => thread !== null,
    writesFor: (adapter) => ({
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      connect: async () => {
        const here = await adapter.connect();
        // At rest there is no thread, which would only take memory: the little that is written is
        // written here.
        const isFor = (query: SqlQuery) => thread !== null && isWrite(query);
        return wrapConnection(here, {
          queryRaw: (query) => (isFor(query) ? queryRaw(query) : here.queryRaw(query)),
          executeRaw: (query) => (isFor(query) ? executeRaw(query) : here.executeRaw(query)),
        });
      },
    }),
    close: async () => {
      if (thread === null) return;
      const ended = once(thread, "exit");
      thread.postMessage("close" satisfies Question);
      await ended;
    },
  };
}

/** Whether a statement of Prisma's writes. One that does and is not known as such is run here. */
function isWrite({ sql }: SqlQuery): boolean {
  return /^\s*(?:INSERT|UPDATE|DELETE)\b/i.test(sql);
}

function errorOf({ message, code, cause }: Failure): Error {
  if (cause !== null) return new DriverAdapterError(cause);
  return Object.assign(new Error(message), { code });
}

function mistaken(): never {
  throw new Error("The SQLite worker answered something else.");
}
