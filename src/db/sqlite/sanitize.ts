import { z } from "zod";
import type { Sanitized } from "../db.ts";
import { raw, sql } from "../sql.ts";
import { isLocked, type SqliteConnection, taskOf } from "./connection.ts";

/** A larger file is rewritten at night alone: nobody can sign meanwhile, for some seconds. */
export const REWRITE_BY_DAY_MAX_BYTES = 256 * 1024 * 1024;
/** The hours of the night, in UTC. */
const NIGHT_HOURS: readonly number[] = [1, 2, 3, 4];
/** A file of so many bytes is rewritten once a second at most; one of 60 MB, once a minute. */
const BYTES_PER_SECOND = 1_000_000;
/** How much room it takes meanwhile, in files of its size: a temporary one, and the log. */
const ROOM_FILES = 3;

/** How long after that it is tried again. */
const NO_ROOM_PAUSE_MS = 3_600_000;

const states = z.array(
  z.object({ erased: z.number(), clean: z.number(), bytes: z.number(), hour: z.number() }),
);
const checkpoints = z.array(z.object({ busy: z.number() }));

type Place = {
  /** For what is over soon. */
  here: () => SqliteConnection;
  /** For what takes long: it holds nobody up. */
  beside: SqliteConnection;
  freeBytes: () => number;
};

/**
 * Lets the files of a SQLite database hold nothing of what was erased. Zeros leave two things: the
 * log, which holds pages as they were, and is emptied here; and fragments of neighbouring entries
 * where SQLite has laid a page out anew. Those go when the file is rewritten, once something
 * was erased after the last time: `user_version` holds the number of the last erasure before that,
 * plus one; it is 0 in a file that was made without zeros.
 *
 * Source: docs/decisions/045-forgotten.md; https://www.sqlite.org/lang_vacuum.html
 */
export function sanitizer({ here, beside, freeBytes }: Place): () => Promise<Sanitized> {
  let notBeforeMs = 0;
  const rewrite = async (): Promise<Sanitized> => {
    const [state] = states.parse(await here().run(taskOf(STATE)));
    if (state === undefined || state.clean >= state.erased) return "clean";
    const { bytes, erased } = state;
    if (performance.now() < notBeforeMs || !isTimeFor(state)) return "put-off";
    if (freeBytes() < ROOM_FILES * bytes) {
      notBeforeMs = performance.now() + NO_ROOM_PAUSE_MS;
      return "no-room";
    }
    notBeforeMs = performance.now() + (1_000 * bytes) / BYTES_PER_SECOND;
    await beside.run(taskOf(sql`VACUUM`));
    await beside.run(taskOf(raw(`PRAGMA user_version = ${erased}`)));
    return "clean";
  };
  const emptyLog = async (): Promise<Sanitized> => {
    const [done] = checkpoints.parse(await here().run(taskOf(CHECKPOINT)));
    return done?.busy === 0 ? "clean" : "in-use";
  };
  return async () => {
    const rewritten = await unlessLocked(rewrite);
    const emptied = await unlessLocked(emptyLog);
    return emptied === "clean" ? rewritten : emptied;
  };
}

async function unlessLocked(work: () => Promise<Sanitized>): Promise<Sanitized> {
  try {
    return await work();
  } catch (error) {
    if (isLocked(error)) return "in-use";
    throw error;
  }
}

const CHECKPOINT = sql`PRAGMA wal_checkpoint(TRUNCATE)`;

const STATE = sql`
  SELECT
    (SELECT coalesce(max(id), 0) + 1 FROM erasure) AS erased,
    (SELECT user_version FROM pragma_user_version) AS clean,
    (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) AS bytes,
    CAST(strftime('%H', 'now') AS INTEGER) AS hour`;

/** Whether a file of this size may be rewritten at this hour. */
export function isTimeFor({ bytes, hour }: { bytes: number; hour: number }): boolean {
  return bytes <= REWRITE_BY_DAY_MAX_BYTES || NIGHT_HOURS.includes(hour);
}
