import { z } from "zod";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { DAY_MS, later, utcDay, windowStart } from "../../shared/clock.ts";
import type { Kind } from "../name.ts";

/** Days in a bar of a plot: the shortest of these with which the bars are not too many. */
const DAYS_IN_BAR = [1, 7, 28, 364] as const;
const BARS_MAX = 92;

/** What a stretch of days brought a letter. */
export type Bar = {
  /** Its first and its last day. */
  from: Date;
  to: Date;
  /** Those who signed in it, whatever became of their entries. */
  signed: Record<Kind, number>;
  /** Those counted in public who signed by its end, whatever text they signed. */
  listed: number;
};

export type Progress = {
  today: number;
  /** Today and the six days before it. */
  week: number;
  daysInBar: number;
  /** From the first day on which somebody signed, oldest first; empty if nobody did. */
  bars: Bar[];
};

const dayRows = z.array(
  z.object({
    day: z.string(),
    kind: z.enum(["organisation", "individual"]),
    signed: z.coerce.number(),
    listed: z.coerce.number(),
  }),
);
type DayRow = z.infer<typeof dayRows>[number];

/** How a letter has done since its first day, from counts that triggers keep. Days are in UTC. */
export async function letterProgress(
  { db, clock }: Pick<Deps, "db" | "clock">,
  letterId: string,
): Promise<Progress> {
  const counted = dayRows.parse(
    await db.$rows(sql`
      SELECT day, kind, sum(count) AS signed,
        sum(CASE WHEN state = 'published' AND NOT is_hidden THEN count ELSE 0 END) AS listed
      FROM signature_count WHERE letter_id = ${letterId}
      GROUP BY day, kind HAVING sum(count) > 0 ORDER BY day`),
  );
  const today = windowStart(clock.now(), DAY_MS);
  const weekAgo = utcDay(later(today, -6 * DAY_MS));
  return {
    today: signedIn(counted.filter(({ day }) => day === utcDay(today))),
    week: signedIn(counted.filter(({ day }) => day >= weekAgo)),
    ...barsOf(counted, today),
  };
}

function signedIn(rows: readonly DayRow[]): number {
  return rows.reduce((sum, { signed }) => sum + signed, 0);
}

function barsOf(rows: readonly DayRow[], today: Date): Pick<Progress, "daysInBar" | "bars"> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return { daysInBar: 1, bars: [] };
  const start = new Date(first.day);
  const end = Math.max(new Date(last.day).getTime(), today.getTime());
  const days = (end - start.getTime()) / DAY_MS + 1;
  const daysInBar = DAYS_IN_BAR.find((length) => days <= length * BARS_MAX) ?? DAYS_IN_BAR[3];
  const bars = Array.from({ length: Math.ceil(days / daysInBar) }, (_, place): Bar => {
    const from = later(start, place * daysInBar * DAY_MS);
    const to = new Date(Math.min(end, later(from, (daysInBar - 1) * DAY_MS).getTime()));
    return { from, to, signed: { organisation: 0, individual: 0 }, listed: 0 };
  });
  for (const { day, kind, signed, listed } of rows) {
    const ago = (new Date(day).getTime() - start.getTime()) / DAY_MS;
    const bar = bars[Math.floor(ago / daysInBar)];
    if (bar === undefined) throw new Error("The bars reach from the first day to the last.");
    bar.signed[kind] += signed;
    bar.listed += listed;
  }
  let listed = 0;
  for (const bar of bars) {
    listed += bar.listed;
    bar.listed = listed;
  }
  return { daysInBar, bars };
}
