import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import type { ImportProblem, ImportRow } from "./file.ts";
import { type Fate, readEntries, withFates } from "./rows.ts";

/** The most rows, and problems, that a preview shows of a long file. */
export const PREVIEW_MAX = 200;

export type PreviewRow = Pick<
  ImportRow,
  "line" | "kind" | "name" | "title" | "affiliation" | "state"
> & { fate: Fate };

/** What becomes of a file: its first rows and problems, and the number of rows of each fate. */
export type ImportPreview = {
  rows: PreviewRow[];
  problems: ImportProblem[];
  rowCount: number;
  problemCount: number;
  fates: Record<Fate, number>;
  /** The most new rows that the database takes at once, if there are more; else null. */
  newMax: number | null;
};

/** Says what would become of a file of signatories, of `rowsMax` rows at most. Stores nothing. */
export async function previewImport(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Letter,
  { source, rowsMax }: { source: string; rowsMax: number },
): Promise<ImportPreview> {
  const { entries, problems } = await readEntries(deps, letter, source, rowsMax);
  const decided = await withFates(deps, letter, entries);
  const fates: Record<Fate, number> = { new: 0, corrected: 0, there: 0 };
  for (const { fate } of decided) fates[fate] += 1;
  const newMax = deps.db.$limits.importRowsMax;
  const isTooMany = newMax !== null && fates.new + fates.corrected > newMax;
  return {
    rows: decided.slice(0, PREVIEW_MAX).map(({ row, fate }) => {
      const { line, kind, name, title, affiliation, state } = row;
      return { line, kind, name, title, affiliation, state, fate };
    }),
    problems: problems.slice(0, PREVIEW_MAX),
    rowCount: decided.length,
    problemCount: problems.length,
    fates,
    newMax: isTooMany ? newMax : null,
  };
}
