import { parentPort } from "node:worker_threads";
import { letterText } from "./letter-text.ts";
import type { Made, Wanted } from "./letter-texts.ts";

// What runs in the worker: it may take long, since nobody else waits for it.

const port = parentPort;
if (port === null) throw new Error("This runs as a thread only.");

port.on("message", ({ id, markdown, language }: Wanted) => {
  port.postMessage({ id, made: letterText(markdown, language) } satisfies Made);
});
