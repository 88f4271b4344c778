import { parentPort } from "node:worker_threads";
import { wordsFor } from "../../../views/page/words.ts";
import { letterText } from "./letter-text.ts";
import type { Made, Wanted } from "./letter-texts.ts";

// What runs in the worker: it may take long, since nobody else waits for it.

const port = parentPort;
if (port === null) throw new Error("This runs as a thread only.");

port.on("message", async ({ id, markdown, language }: Wanted) => {
  const made = letterText(markdown, await wordsFor(language));
  port.postMessage({ id, made } satisfies Made);
});
