import { z } from "zod";
import type { Db } from "../db/db.ts";
import { perDatabase } from "../db/per-database.ts";
import { sql } from "../db/sql.ts";
import type { Deps } from "../deps.ts";
import { FIGURE_DAYS_MAX, FIGURE_MIN, FIGURES_HOLD_MS } from "../limits.ts";
import { windowStart } from "../shared/clock.ts";

/** What is counted of a letter, whatever text was signed, in the order in which it is told. */
export const FIGURE_NAMES = ["published", "inReview", "withdrawn", "removed", "hidden"] as const;

export type FigureName = (typeof FIGURE_NAMES)[number];

/** Figures as they are told: null for one below {@link FIGURE_MIN}. */
export type ToldFigures = Record<FigureName, number | null>;

export type LetterFigures = {
  asOf: Date;
  all: ToldFigures;
  /** The same by day of signing, such as 2026-03-01, newest first, without days that have none. */
  days: { day: string; figures: ToldFigures }[];
};

/** Letters whose figures a process holds; past that it forgets all. */
const HELD_MAX = 500;

type Held = { window: number; figures: Promise<LetterFigures> };

const heldFigures = perDatabase(() => new Map<string, Held>());

/** What has become of a letter's entries, read at most once in each {@link FIGURES_HOLD_MS}. */
export async function letterFigures(
  { db, clock }: Pick<Deps, "db" | "clock">,
  letterId: string,
): Promise<LetterFigures> {
  const held = heldFigures(db);
  const asOf = clock.now();
  const window = windowStart(asOf, FIGURES_HOLD_MS).getTime();
  const known = held.get(letterId);
  if (known?.window === window) return await known.figures;
  const figures = readFigures(db, letterId, asOf);
  if (held.size >= HELD_MAX) held.clear();
  held.set(letterId, { window, figures });
  try {
    return await figures;
  } catch (error) {
    held.delete(letterId);
    throw error;
  }
}

/** Which figure the entries of a row are in; null for what nobody has confirmed. */
const FIGURE_OF_ROW = sql`CASE
  WHEN state = 'published' THEN CASE WHEN is_hidden THEN 'hidden' ELSE 'published' END
  WHEN state = 'pending' THEN 'inReview'
  WHEN state = 'withdrawn' THEN 'withdrawn'
  WHEN state IN ('rejected', 'takendown', 'invalidated') THEN 'removed'
END`;

const count = z.coerce.number();
const figure = z.enum(FIGURE_NAMES);
const totalRows = z.array(z.object({ figure: figure.nullable(), count }));
const dayRows = z.array(z.object({ figure: figure.nullable(), day: z.string(), count }));

/** Of each day as many rows as there are figures, and one of what is in none. */
const DAY_ROWS_MAX = FIGURE_DAYS_MAX * (FIGURE_NAMES.length + 1);

type DayCount = { day: string; count: number };

async function readFigures(db: Db, letterId: string, asOf: Date): Promise<LetterFigures> {
  const [totals, byDay] = await Promise.all([
    db.$rows(sql`
      SELECT ${FIGURE_OF_ROW} AS figure, sum(count) AS count FROM signature_count
      WHERE letter_id = ${letterId} GROUP BY 1`),
    db.$rows(sql`
      SELECT ${FIGURE_OF_ROW} AS figure, day, sum(count) AS count FROM signature_count
      WHERE letter_id = ${letterId} GROUP BY 1, 2 HAVING sum(count) >= ${FIGURE_MIN}
      ORDER BY day DESC LIMIT ${DAY_ROWS_MAX}`),
  ]);
  const total = new Map(totalRows.parse(totals).map((row) => [row.figure, row.count]));
  const counted = Map.groupBy(dayRows.parse(byDay), (row) => row.figure);
  const all = nothingTold();
  const days = new Map<string, ToldFigures>();
  for (const name of FIGURE_NAMES) {
    const sum = total.get(name) ?? 0;
    all[name] = sum < FIGURE_MIN ? null : sum;
    for (const { day, count: ofDay } of toldDays(sum, counted.get(name) ?? [])) {
      const figures = days.get(day) ?? nothingTold();
      days.set(day, { ...figures, [name]: ofDay });
    }
  }
  const newestFirst = [...days].sort(([left], [right]) => (left < right ? 1 : -1));
  const shown = newestFirst.slice(0, FIGURE_DAYS_MAX);
  return { asOf, all, days: shown.map(([day, figures]) => ({ day, figures })) };
}

function nothingTold(): ToldFigures {
  return { published: null, inReview: null, withdrawn: null, removed: null, hidden: null };
}

/**
 * The days whose figure can be told beside the sum of all. What is left of the sum is that of the
 * days that are not told: if it is below {@link FIGURE_MIN} without being nothing, one more day is
 * kept back, that with the smallest figure.
 */
function toldDays(sum: number, days: readonly DayCount[]): DayCount[] {
  const told = days.toSorted((left, right) => right.count - left.count);
  const rest = () => told.reduce((left, { count: ofDay }) => left - ofDay, sum);
  while (told.length > 0 && rest() > 0 && rest() < FIGURE_MIN) told.pop();
  return told;
}
