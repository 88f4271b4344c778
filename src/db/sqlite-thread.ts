import { parentPort, workerData } from "node:worker_threads";
import type { Answer, Question } from "./sqlite-beside.ts";
import { openConnections } from "./sqlite-connections.ts";

// What runs in the thread beside the server. It may wait for a lock: nobody else waits for it.
const WAIT_MS = 200;

const port = parentPort;
if (port === null || typeof workerData !== "string") throw new Error("This runs as a thread only.");
const { run, close } = openConnections(workerData, WAIT_MS);

port.on("message", (question: Question) => {
  if (question === "close") {
    close();
    port.close();
  } else {
    port.postMessage(answerTo(question));
  }
});

function answerTo({ id, task }: Exclude<Question, "close">): Answer {
  try {
    return { id, rows: run(task) };
  } catch (error) {
    const message = error instanceof Error ? error.message : "unknown";
    const code = error instanceof Error && "code" in error ? `${error.code}` : null;
    return { id, failed: { message, code } };
  }
}
