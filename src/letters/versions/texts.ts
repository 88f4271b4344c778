import { z } from "zod";
import { date, flag } from "../../db/columns.ts";
import type { Db } from "../../db/db.ts";
import { sql } from "../../db/sql.ts";
import { type LetterCounts, totalOf } from "../letter.ts";

/**
 * A text of a letter: one version, and those after it that say the same. Who signed one of them
 * stands under all of them, and under no other text.
 */
export type SignedText = {
  textNumber: number;
  /** Its latest version. */
  version: number;
  /** When its first version could be read first. */
  since: Date;
  /** Who signed it: published and not hidden. */
  counts: LetterCounts;
  isCurrent: boolean;
};

/** The texts of a letter: the current one, then all others that somebody signed, latest first. */
export type SignedTexts = {
  texts: SignedText[];
  /** The version that is shown, since when, and whether there are others to read. */
  shown: { version: number; since: Date; hasOthers: boolean };
  /** How many signed each version, first version first; none that nobody signed. */
  byVersion: { version: number; total: number }[];
};

const versionRows = z.array(
  z.object({
    number: z.coerce.number(),
    text_number: z.coerce.number(),
    since: date,
    is_public: flag,
    organisations: z.coerce.number(),
    individuals: z.coerce.number(),
    anonymous: z.coerce.number(),
    is_current: flag,
  }),
);

type VersionRow = z.infer<typeof versionRows>[number];

/** Which texts of a letter were signed, and by how many. */
export async function readTexts({ db }: { db: Db }, letterId: string): Promise<SignedTexts> {
  const rows = versionRows.parse(
    await db.$rows(sql`
      SELECT number, text_number, coalesce(public_since, version.created_at) AS since,
        public_since IS NOT NULL
          OR version.organisations + version.individuals + version.anonymous > 0 AS is_public,
        version.organisations, version.individuals, version.anonymous,
        version.id = current_version_id AS is_current
      FROM letter_version AS version JOIN letter ON letter.id = version.letter_id
      WHERE version.letter_id = ${letterId} ORDER BY number, version.id`),
  );
  const shown = rows.find((row) => row.is_current);
  const texts = [...Map.groupBy(rows, (row) => row.text_number)].map(textOf);
  return {
    texts: texts
      .filter(({ isCurrent, counts }) => isCurrent || totalOf(counts) > 0)
      .sort(
        (one, other) =>
          Number(other.isCurrent) - Number(one.isCurrent) || other.textNumber - one.textNumber,
      ),
    shown: {
      version: shown?.number ?? 1,
      since: shown?.since ?? new Date(0),
      hasOthers: rows.some((row) => row.is_public && !row.is_current),
    },
    byVersion: rows
      .map((row) => ({ version: row.number, total: totalOf(row) }))
      .filter(({ total }) => total > 0),
  };
}

function textOf([textNumber, versions]: [number, VersionRow[]]): SignedText {
  const sum = (name: keyof LetterCounts) => versions.reduce((all, row) => all + row[name], 0);
  return {
    textNumber,
    version: Math.max(...versions.map(({ number }) => number)),
    since: new Date(Math.min(...versions.map(({ since }) => since.getTime()))),
    counts: {
      organisations: sum("organisations"),
      individuals: sum("individuals"),
      anonymous: sum("anonymous"),
    },
    isCurrent: versions.some((row) => row.is_current),
  };
}
