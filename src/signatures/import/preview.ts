import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import type { ImportProblem, ImportRow } from "./file.ts";
import { describeRows, type Fate, sortOut } from "./rows.ts";

/** Rows, and problems, that a preview shows of a long file. */
export const PREVIEW_MAX = 200;

/** One row of a file, and what becomes of it. */
export type PreviewRow = Pick<
  ImportRow,
  "line" | "kind" | "name" | "title" | "affiliation" | "state"
> & { fate: Fate };

/** What a file becomes, as far as it is shown, and how many rows there are of each fate. */
export type ImportPreview = {
  rows: PreviewRow[];
  problems: ImportProblem[];
  rowCount: number;
  problemCount: number;
  fates: Record<Fate, number>;
  /** The most new rows that the database takes at once, where there are more; else null. */
  newMax: number | null;
};

/** Says what a file of signatories, of `rowsMax` rows at most, would become. Stores nothing. */
export async function previewImport(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Letter,
  { source, rowsMax }: { source: string; rowsMax: number },
): Promise<ImportPreview> {
  const { entries, problems } = await describeRows(deps, letter, source, rowsMax);
  const sorted = await sortOut(deps, letter, entries);
  const fates: Record<Fate, number> = { new: 0, corrected: 0, there: 0 };
  for (const { fate } of sorted) fates[fate] += 1;
  const newMax = deps.db.$limits.importRowsMax;
  const isTooMany = newMax !== null && fates.new + fates.corrected > newMax;
  return {
    rows: sorted.slice(0, PREVIEW_MAX).map(({ entry: { row }, fate }) => {
      const { line, kind, name, title, affiliation, state } = row;
      return { line, kind, name, title, affiliation, state, fate };
    }),
    problems: problems.slice(0, PREVIEW_MAX),
    rowCount: sorted.length,
    problemCount: problems.length,
    fates,
    newMax: isTooMany ? newMax : null,
  };
}
