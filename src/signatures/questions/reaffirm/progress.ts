import { z } from "zod";
import { join, type Sql, sql } from "../../../db/sql.ts";
import type { Deps } from "../../../deps.ts";
import type { Letter } from "../../../letters/letter.ts";
import { QUESTIONS } from "../kinds.ts";

/** Those who signed an earlier text of a letter, and no later one. */
export type EarlierSignatories = {
  total: number;
  /** They can be asked, and have not been. */
  toAsk: number;
  /** They have no address, as if imported without one. */
  withoutAddress: number;
  /** They asked never to be mailed. */
  suppressed: number;
};

/** What came of asking about the current text. */
export type AskingProgress = {
  /** When it was begun last; null if nobody asked. */
  begunAt: Date | null;
  isUnderWay: boolean;
  asked: number;
  mailed: number;
  answered: number;
  /** They withdrew after they were asked. */
  withdrew: number;
};

const number = z.coerce.number();
const earlierRows = z.array(
  z.object({ total: number, to_ask: number, without_address: number, suppressed: number }),
);
const progressRows = z.array(
  z.object({ asked: number, mailed: number, answered: number, withdrew: number }),
);

export async function earlierSignatories(
  { db }: Pick<Deps, "db">,
  { id, version }: Letter,
): Promise<EarlierSignatories> {
  const rows = await db.$rowsInBackground(sql`
    SELECT count(*) AS total,
      count(CASE WHEN NOT is_asked AND NOT is_suppressed AND email IS NOT NULL THEN 1 END)
        AS to_ask,
      count(CASE WHEN email IS NULL THEN 1 END) AS without_address,
      count(CASE WHEN NOT is_asked AND is_suppressed THEN 1 END) AS suppressed
    FROM (
      SELECT email, ${IS_SUPPRESSED} AS is_suppressed,
        ${isAskedAbout(version.textNumber)} AS is_asked
      FROM signature WHERE letter_id = ${id} AND ${isEarlier(version.textNumber)}
    ) AS earlier`);
  const [row] = earlierRows.parse(rows);
  return {
    total: row?.total ?? 0,
    toAsk: row?.to_ask ?? 0,
    withoutAddress: row?.without_address ?? 0,
    suppressed: row?.suppressed ?? 0,
  };
}

export async function askingProgress(
  { db }: Pick<Deps, "db">,
  { id: letterId, version }: Letter,
): Promise<AskingProgress> {
  const about = version.textNumber;
  const [asking, rows] = await Promise.all([
    db.asking.findUnique({ where: { letterId_about: { letterId, about } } }),
    db.$rowsInBackground(sql`
      SELECT count(*) AS asked, count(mailed_at) AS mailed, count(answer) AS answered,
        count(CASE WHEN state = 'withdrawn' THEN 1 END) AS withdrew
      FROM question JOIN signature ON signature.id = signature_id
      WHERE question.letter_id = ${letterId} AND question.kind = 'reaffirm' AND about = ${about}`),
  ]);
  const [row] = progressRows.parse(rows);
  return {
    begunAt: asking?.askedAt ?? null,
    isUnderWay: asking !== null && asking.endedAt === null,
    ...(row ?? { asked: 0, mailed: 0, answered: 0, withdrew: 0 }),
  };
}

/** Whether an entry of a letter stands under another text than this one, and is one to be asked. */
export function isEarlier(textNumber: number): Sql {
  const states = join(QUESTIONS.reaffirm.states);
  return sql`signature.text_number <> ${textNumber} AND signature.state IN (${states})`;
}

export function isAskedAbout(textNumber: number): Sql {
  return sql`EXISTS (
    SELECT 1 FROM question AS earlier_question
    WHERE earlier_question.signature_id = signature.id AND earlier_question.kind = 'reaffirm'
      AND earlier_question.about = ${textNumber}
  )`;
}

export const IS_SUPPRESSED = sql`EXISTS (
  SELECT 1 FROM suppression WHERE suppression.address_limit_key = signature.address_limit_key
)`;
