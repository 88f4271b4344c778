import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { BYTE_ORDER_MARK, toCsv } from "../../shared/text/csv.ts";
import {
  type CheckedFile,
  type CheckedRow,
  checkFile,
  type ImportChoices,
  type ImportLimits,
} from "../../signatures/import/check.ts";
import type { ImportSource } from "../../signatures/import/reading/source.ts";
import { rowSentences } from "./sentences.ts";

/** The lines of a file that are wrong, as CSV, with a column that says what is wrong. */
export async function problemsCsv(
  deps: Pick<Deps, "clock">,
  letter: Letter,
  source: ImportSource,
  { choices, words }: { choices: ImportChoices & ImportLimits; words: Words },
): Promise<string> {
  const checked = await checkFile(deps, letter, source, choices);
  if (!checked.ok) return "";
  const { file } = checked;
  let csv = problemsHeader(file);
  for await (const rows of file.rows()) csv += problemLines(words, file, rows);
  return csv;
}

export function problemsHeader({ table }: CheckedFile): string {
  return `${BYTE_ORDER_MARK}${toCsv([[...table.headings, "problem"]])}`;
}

export function problemLines(
  words: Words,
  { table, mapping }: CheckedFile,
  rows: readonly CheckedRow[],
): string {
  const { headings } = table;
  const wrong = rows.filter(({ problems }) => problems.length > 0);
  return toCsv(
    wrong.map((row) => {
      const own = headings.map((_, at) => row.record.cells[at] ?? "");
      const beyond = row.record.cells.slice(headings.length);
      return [...own, rowSentences(words, row, mapping).join(" "), ...beyond];
    }),
  );
}
