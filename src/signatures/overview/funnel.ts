import { z } from "zod";
import { date } from "../../db/columns.ts";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { BY_SIGNATORY } from "../store.ts";

/** How many of those who signed last are looked at, and how far back in what signatories did. */
const SIGNED_MAX = 500;
const EVENTS_MAX = 2_000;

/** Whoever sent the form, on their way to the list. */
export type Funnel = {
  signed: number;
  confirmed: number;
  approved: number;
  /** In the public list now. */
  listed: number;
  /** Half of those who confirmed took no longer than this; null if nobody did. */
  msToConfirm: number | null;
  /** The same from there to a moderator's approval. */
  msToApprove: number | null;
};

const ways = z.array(
  z.object({
    signedAt: date,
    confirmedAt: date.nullable(),
    approvedAt: date.nullable(),
    listed: z.coerce.number(),
  }),
);

/**
 * What became of the last {@link SIGNED_MAX} who sent the form, from the history: it still knows
 * of those who never confirmed and were forgotten. What staff did is not read, so that a decision
 * about a hundred thousand entries hides nobody. Whether a link was opened is stored nowhere.
 */
export async function letterFunnel({ db }: Pick<Deps, "db">, letterId: string): Promise<Funnel> {
  const rows = ways.parse(
    await db.$rowsInBackground(sql`
      WITH latest AS (
        SELECT signature_id, move, at FROM event
        WHERE letter_id = ${letterId} AND "by" = ${BY_SIGNATORY}
        ORDER BY at DESC LIMIT ${EVENTS_MAX}
      ), began AS (
        SELECT signature_id, at FROM latest WHERE move IN ('sign', 'hold')
        ORDER BY at DESC LIMIT ${SIGNED_MAX}
      )
      SELECT began.at AS "signedAt",
        (SELECT min(at) FROM event WHERE event.signature_id = began.signature_id
          AND move = 'confirm') AS "confirmedAt",
        (SELECT min(at) FROM event WHERE event.signature_id = began.signature_id
          AND move IN ('approve', 'overturn')) AS "approvedAt",
        (SELECT count(*) FROM signature WHERE signature.id = began.signature_id
          AND state = 'published' AND hidden_at IS NULL) AS listed
      FROM began`),
  );
  const confirmed = rows.flatMap(({ signedAt, confirmedAt, approvedAt }) =>
    confirmedAt === null ? [] : [{ signedAt, confirmedAt, approvedAt }],
  );
  const approved = confirmed.flatMap(({ confirmedAt, approvedAt }) =>
    approvedAt === null ? [] : [{ confirmedAt, approvedAt }],
  );
  return {
    signed: rows.length,
    confirmed: confirmed.length,
    approved: approved.length,
    listed: rows.filter(({ listed }) => listed > 0).length,
    msToConfirm: median(confirmed.map((way) => way.confirmedAt.getTime() - way.signedAt.getTime())),
    msToApprove: median(
      approved.map((way) => way.approvedAt.getTime() - way.confirmedAt.getTime()),
    ),
  };
}

/** The middle one, or the lower of two; null of none. */
function median(values: readonly number[]): number | null {
  return values.toSorted((left, right) => left - right)[Math.ceil(values.length / 2) - 1] ?? null;
}
