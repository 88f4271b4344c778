import { z } from "zod";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";

/** How many of the published entries are looked at, those that were signed last. */
const PUBLISHED_MAX = 1_000;
/** How many countries are named. */
const NAMED_MAX = 10;

export type Countries = {
  /** How many entries were looked at, and whether there are more. */
  sampled: number;
  isAll: boolean;
  /** Those with the most entries, most first. */
  named: { country: string; count: number }[];
  /** How many entries are of other countries. */
  others: number;
};

const countryRows = z.array(z.object({ country: z.string(), count: z.coerce.number() }));

/** Where the last {@link PUBLISHED_MAX} who signed and are published are from. An index says so. */
export async function letterCountries(
  { db }: Pick<Deps, "db">,
  letterId: string,
): Promise<Countries> {
  const rows = countryRows.parse(
    await db.$rowsInBackground(sql`
      SELECT country, count(*) AS count FROM (
        SELECT country FROM signature ${db.$dialect.by("signature_state_idx")}
        WHERE letter_id = ${letterId} AND state = ${"published"}
        ORDER BY signed_at DESC, id DESC LIMIT ${PUBLISHED_MAX}
      ) AS latest
      GROUP BY country ORDER BY 2 DESC, 1`),
  );
  const sum = (some: typeof rows) => some.reduce((total, { count }) => total + count, 0);
  const sampled = sum(rows);
  return {
    sampled,
    isAll: sampled < PUBLISHED_MAX,
    named: rows.slice(0, NAMED_MAX),
    others: sum(rows.slice(NAMED_MAX)),
  };
}
