import type { NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { type CheckResult, checkFile, type ImportChoices, type ImportLimits } from "./check.ts";
import { columnsToAdd, entriesOf, type Fate, publishedOf, withFates } from "./entries.ts";
import type { ImportSource } from "./reading/source.ts";
import { type RememberedColumns, recallColumns } from "./remembered.ts";
import type { ImportRow } from "./row.ts";
import { good } from "./write.ts";

/** The most rows, and problems, that a preview shows of a long file. */
export const PREVIEW_MAX = 200;

export type PreviewRow = Pick<
  ImportRow,
  | "line"
  | "kind"
  | "name"
  | "title"
  | "affiliation"
  | "country"
  | "capacity"
  | "state"
  | "visibility"
> & { website: string | null; fate: Fate };

/** What becomes of a file: its first rows, and the number of rows of each fate. */
export type ImportPreview = {
  checked: CheckResult;
  /** What was chosen before for the same headings, if it was taken. */
  remembered: RememberedColumns | null;
  rows: PreviewRow[];
  fates: Record<Fate, number>;
  /** The entries that would be added as published. */
  published: NewSignature[];
  /** The most new rows that the database takes at once, if there are more; else null. */
  newMax: number | null;
};

/** Says what would become of a file of signatories. Stores nothing. */
export async function previewImport(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Letter,
  source: ImportSource,
  choices: ImportChoices & ImportLimits,
): Promise<ImportPreview> {
  const recalled: RememberedColumns[] = [];
  const recall = async (headings: readonly string[]) => {
    const found = await recallColumns(deps, letter, headings);
    if (found !== null) recalled.push(found);
    return found;
  };
  const checked = await checkFile(deps, letter, source, { ...choices, recall });
  const remembered = recalled[0] ?? null;
  const fates: Record<Fate, number> = { new: 0, corrected: 0, there: 0 };
  const rows: PreviewRow[] = [];
  const none = { rows, fates, published: [], newMax: null };
  if (!checked.ok) return { checked, remembered, ...none };
  const published: NewSignature[] = [];
  for await (const some of checked.file.rows()) {
    const entries = await entriesOf(deps, letter, good(some), "import");
    const decided = await withFates(deps, letter, entries);
    published.push(...publishedOf(columnsToAdd(decided)));
    for (const { row, fate } of decided) {
      fates[fate] += 1;
      if (rows.length < PREVIEW_MAX) rows.push(shown(row, fate));
    }
  }
  const newMax = deps.db.$limits.importRowsMax;
  const isTooMany = newMax !== null && fates.new + fates.corrected > newMax;
  return { checked, remembered, rows, fates, published, newMax: isTooMany ? newMax : null };
}

/** All of a row that becomes public, and what becomes of it. */
function shown(row: ImportRow, fate: Fate): PreviewRow {
  const { line, kind, name, title, affiliation, country, capacity, state, visibility } = row;
  const website = row.website || null;
  const listed = { line, kind, name, title, affiliation, country, capacity, state, visibility };
  return { ...listed, website, fate };
}
