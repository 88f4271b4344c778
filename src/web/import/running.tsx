import type { Context } from "hono";
import type { Child } from "hono/jsx";
import {
  ImportEnd,
  ImportRunningPage,
  ImportStep,
  STEPS_HERE,
} from "../../../views/import/running.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { logFailure } from "../../shared/unavailable-error.ts";
import type { ImportListener } from "../../signatures/import/options.ts";
import type { LimitedImport } from "../../signatures/mass/import.ts";
import { deskProps } from "../desk/letter.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";

/** An import of more entries than this is shown while it runs. */
const SHOWN_FROM = 2_000;

/** An import under way, as far as a page can show it. */
type Begun = { id: string; expected: number };

/** What a page hears of an import, and how it stops it. */
export type WatchedImport = {
  listener: ImportListener;
  signal: AbortSignal;
  /** Comes once a long one begins to write, and never for a short one. */
  begun: Promise<Begun>;
  onStep: (hear: (done: number) => void) => void;
  stop: () => void;
};

export function watchImport(): WatchedImport {
  const { promise: begun, resolve } = Promise.withResolvers<Begun>();
  const stopping = new AbortController();
  let hear: (done: number) => void = () => undefined;
  return {
    listener: {
      began: (expected, { importId }) => {
        if (expected > SHOWN_FROM && importId) resolve({ id: importId, expected });
      },
      stored: (done) => hear(done),
    },
    signal: stopping.signal,
    begun,
    onStep: (heard) => {
      hear = heard;
    },
    stop: () => stopping.abort(),
  };
}

/**
 * Answers with a page that grows as an import goes on, without scripts: each step comes as it is
 * made. Once the reader has gone, the import stops before its next slice.
 */
export async function runningPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  watched: Omit<WatchedImport, "begun"> & { begun: Begun; result: Promise<LimitedImport> },
): Promise<Response> {
  const { words } = frameFor(deps);
  const { id, expected } = watched.begun;
  const props = { ...deskProps(c, deps, "import"), room: null };
  const shell = await privatePage(c, <ImportRunningPage {...props} id={id} />);
  const [before = "", after = ""] = (await shell.text()).split(STEPS_HERE);
  const encoder = new TextEncoder();
  let isOpen = true;
  let done = 0;
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const write = async (piece: string | Child) => {
        const text = await String(piece);
        if (isOpen) controller.enqueue(encoder.encode(text));
      };
      watched.onStep((added) => {
        done = added;
        void write(<ImportStep words={words} done={added} expected={expected} />);
      });
      await write(before);
      await write(<ImportStep words={words} done={0} expected={expected} />);
      const end = await endOf(deps, words, watched.result, () => ({ id, added: done, expected }));
      await write(<ImportEnd words={words} slug={letter.slug} id={id} {...end} />);
      await write(after);
      if (isOpen) controller.close();
    },
    cancel: () => {
      isOpen = false;
      watched.stop();
    },
  });
  // A proxy that gathers an answer before it sends it would show none of its steps.
  c.header("X-Accel-Buffering", "no");
  c.header("Content-Type", "text/html; charset=UTF-8");
  return c.body(body);
}

type SoFar = { id: string; added: number; expected: number };

async function endOf(
  { log }: Pick<Deps, "log">,
  words: Words,
  running: Promise<LimitedImport>,
  soFar: () => SoFar,
): Promise<{ kind: "success" | "warning" | "error"; sentence: string }> {
  try {
    const result = await running;
    if (result.outcome === "imported") {
      const { added, alreadyThere: there } = result;
      return { kind: "success", sentence: words("importRecords.end-imported", { added, there }) };
    }
    return { kind: "warning", sentence: words("importRecords.end-stopped", soFar()) };
  } catch (error) {
    // The answer has begun, so that no error page can take its place.
    const { id, ...counts } = soFar();
    logFailure(log, "import.failed", error, { import: id });
    return { kind: "error", sentence: words("importRecords.end-failed", counts) };
  }
}
