import { parentPort, workerData } from "node:worker_threads";
import { DriverAdapterError, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { BUSY_TIMEOUT_MS, sqliteAdapter } from "./adapter.ts";
import { CHECKPOINT_PAGES, openConnection, SECURE_DELETE } from "./connection.ts";
import type { Answer, Asked, Failure, Question } from "./worker-connection.ts";

// What runs in the worker. It may wait for a lock: nobody else waits for it.

const port = parentPort;
if (port === null || typeof workerData !== "string") throw new Error("This runs as a thread only.");
const path = workerData;
const { run, close } = openConnection(path, BUSY_TIMEOUT_MS);
let prisma: Promise<SqlDriverAdapter> | null = null;

port.on("message", async (question: Question) => {
  if (question === "close") {
    close();
    await (await prisma)?.dispose();
    port.close();
  } else {
    const { id, ...asked } = question;
    const answer = await answerTo(asked).catch((error: unknown) => ({ failure: failureOf(error) }));
    port.postMessage({ id, ...answer } satisfies Answer);
  }
});

async function answerTo(asked: Asked) {
  if ("task" in asked) return { rows: run(asked.task) };
  prisma ??= connectPrisma();
  const connection = await prisma;
  if (asked.wants === "rows") return { resultSet: await connection.queryRaw(asked.query) };
  return { changes: await connection.executeRaw(asked.query) };
}

async function connectPrisma(): Promise<SqlDriverAdapter> {
  const connection = await sqliteAdapter(`file:${path}`).connect();
  await connection.executeScript("PRAGMA synchronous = FULL");
  await connection.executeScript(SECURE_DELETE);
  await connection.executeScript(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return connection;
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : "unknown";
  const code = error instanceof Error && "code" in error ? `${error.code}` : null;
  return { message, code, cause: error instanceof DriverAdapterError ? error.cause : null };
}
