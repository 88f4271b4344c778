import { z } from "zod";
import { givenRows } from "../../../db/batch/json-rows.ts";
import { sql } from "../../../db/sql.ts";
import type { Deps } from "../../../deps.ts";
import { isOpen } from "../../../letters/letter.ts";
import { findLetterById } from "../../../letters/read.ts";
import { QUESTION_MAILS_WAITING_MAX } from "../../../limits.ts";
import { newId } from "../../../shared/ids.ts";
import { causeOf, UnavailableError } from "../../../shared/unavailable-error.ts";
import { IS_SUPPRESSED, isAskedAbout, isEarlier } from "./progress.ts";

/** Signatories that one statement asks, so few that nobody waits long for SQLite's one writer. */
const BATCH_SIZE = 100;
/** A pause between two statements, in ms, in which requests have their turn. */
const PAUSE_MS = 10;
/** The most letters whose signatories are asked by turns. */
const AT_ONCE_MAX = 10;

type RunDeps = Pick<Deps, "db" | "clock" | "log">;

/**
 * Asks those who signed earlier texts, a batch of each letter at a time, until all have been asked
 * or the caller says stop. It keeps no more mails waiting than leave in a few minutes, so that who
 * signs meanwhile is mailed as soon as always. A key keeps each from being asked twice about one
 * text: it can be broken off anywhere, and two processes may do it at once.
 */
export async function runAskings(deps: RunDeps, mayGoOn: () => boolean): Promise<void> {
  let isLeft = true;
  while (isLeft) {
    isLeft = false;
    for (const row of await underWay(deps)) {
      isLeft = (await goOnWith(deps, row)) || isLeft;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (!mayGoOn()) return;
    }
  }
}

async function underWay({ db }: RunDeps) {
  return await db.asking.findMany({
    where: { endedAt: null },
    orderBy: [{ askedAt: "asc" }, { letterId: "asc" }],
    take: AT_ONCE_MAX,
  });
}

type AskingRow = Awaited<ReturnType<typeof underWay>>[number];

/** If one fails, it is logged and the others keep their turns; the next run tries it again. */
async function goOnWith(deps: RunDeps, row: AskingRow): Promise<boolean> {
  try {
    return await askSome(deps, row);
  } catch (error) {
    if (error instanceof UnavailableError) throw error;
    deps.log.error("reaffirm.failed", { letter: row.letterId, error: causeOf(error) });
    return false;
  }
}

/** Asks one batch, or records the end. Gives whether there may be more to ask just now. */
async function askSome(deps: RunDeps, row: AskingRow): Promise<boolean> {
  const { db, clock, log } = deps;
  const { letterId, about, askedAt } = row;
  const letter = await findLetterById(db, letterId);
  const isStill = letter?.version.textNumber === about && isOpen(letter, clock.now());
  const room = QUESTION_MAILS_WAITING_MAX - (isStill ? await countWaiting(deps) : 0);
  if (room <= 0) return false;
  const ids = isStill ? await nextToAsk(deps, row, Math.min(room, BATCH_SIZE)) : [];
  const last = ids.at(-1);
  // Begun again meanwhile, it starts at the first entry.
  const where = { letterId, about, askedAt, endedAt: null };
  if (last === undefined) {
    await db.asking.updateMany({ where, data: { endedAt: clock.now() } });
    log.info("reaffirm.ended", { letter: letterId, about });
    return false;
  }
  await askThese(deps, row, ids);
  await db.asking.updateMany({
    where: { ...where, askedUpTo: { lt: last } },
    data: { askedUpTo: last },
  });
  return true;
}

const foundRows = z.array(z.object({ id: z.string() }));
const countRows = z.array(z.object({ count: z.coerce.number() }));

/** How many questions wait to be mailed, as far as it matters. */
async function countWaiting({ db }: RunDeps): Promise<number> {
  const rows = await db.$rows(sql`
    SELECT count(*) AS count FROM (
      SELECT 1 FROM outbox WHERE state = 'due' AND kind = 'question'
      LIMIT ${QUESTION_MAILS_WAITING_MAX}
    ) AS waiting`);
  return countRows.parse(rows)[0]?.count ?? 0;
}

async function nextToAsk(
  { db }: RunDeps,
  { letterId, about, askedUpTo }: AskingRow,
  max: number,
): Promise<string[]> {
  const rows = await db.$rowsInBackground(sql`
    SELECT id FROM signature
    WHERE letter_id = ${letterId} AND id > ${askedUpTo} AND ${isEarlier(about)}
      AND email IS NOT NULL AND NOT ${IS_SUPPRESSED} AND NOT ${isAskedAbout(about)}
    ORDER BY id LIMIT ${max}`);
  return foundRows.parse(rows).map(({ id }) => id);
}

/** One statement: whom it asks is still to be asked, and the letter still shows the text. */
async function askThese(
  { db, clock }: RunDeps,
  { letterId, about, wording, askedBy }: AskingRow,
  ids: readonly string[],
): Promise<void> {
  const now = clock.now();
  const { moment } = db.$dialect;
  const given = ids.map((signatureId) => ({ questionId: newId(clock), signatureId }));
  await db.$write(sql`
    WITH ${givenRows("given", given, db.$dialect)}
    INSERT INTO question (id, signature_id, letter_id, kind, about, wording, asked_by, asked_at)
    SELECT question_id, signature.id, ${letterId}, 'reaffirm', current_text.text_number, ${wording},
      ${askedBy}, ${moment(now)}
    FROM given JOIN signature ON signature.id = given.signature_id
      JOIN letter ON letter.id = signature.letter_id
      JOIN letter_version AS current_text ON current_text.id = letter.current_version_id
    WHERE letter.id = ${letterId} AND current_text.text_number = ${about}
      AND letter.state = 'open' AND (closes_at IS NULL OR closes_at > ${moment(now)})
      AND email IS NOT NULL AND ${isEarlier(about)}
    ON CONFLICT (signature_id, kind, about) DO NOTHING`);
}
