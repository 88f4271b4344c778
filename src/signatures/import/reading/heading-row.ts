import { headingsKnown } from "../mapping/columns.ts";
import { plainHeading } from "../mapping/plain-heading.ts";
import { SEPARATORS } from "./csv.ts";

/** Lines that may stand above the headings: a title, a date, where it was exported. */
const TITLE_LINES_MAX = 10;

/** Which of the first records names the columns: what stands above it is narrower. */
export function headingRowOf(rows: readonly (readonly string[])[]): number {
  const first = rows.slice(0, TITLE_LINES_MAX + 1);
  const at = first.findIndex((cells) => headingsKnown(cells) >= 2);
  const width = filled(first[at] ?? []);
  return at > 0 && first.slice(0, at).every((cells) => filled(cells) < width) ? at : 0;
}

/** Where in a text the line with the headings begins, if lines stand above it; else 0. */
export function tableStart(text: string): number {
  const lines = text.split("\n", TITLE_LINES_MAX * 2);
  const starts = SEPARATORS.map((separator) => {
    const rows = lines.map((line) =>
      line.split(separator).map((cell) => cell.replace(/^[\s"\uFEFF]+|[\s"]+$/g, "")),
    );
    return headingRowOf(rows);
  });
  const at = Math.max(...starts);
  return lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== "").length;
}

const TOTAL = new Set(
  "total totals sum sum total in total somme summe gesamt insgesamt gesamtzahl suma soma toplam razem всього разом итого всего المجموع الاجمالي مجموع جمع 合计 总计 总数".split(
    " ",
  ),
);

/**
 * Whether a record is no signatory: the headings once more, as where files were put together, the
 * second line of headings that SurveyMonkey writes, or a total.
 */
export function isPassedOver(cells: readonly string[], headings: readonly string[]): boolean {
  const texts = cells.map((cell) => cell.replace(/[\s\uFEFF]+/g, " ").trim());
  if (texts.includes("Open-Ended Response")) return true;
  if (headings.some((one) => one !== "") && headings.every((one, at) => one === (texts[at] ?? "")))
    return true;
  const [first = "", ...others] = texts.filter((text) => text !== "");
  const words = plainHeading(first).split(" ");
  const isTotal = words.some((word) => TOTAL.has(word));
  const isCount = (word: string) => TOTAL.has(word) || /^\p{N}*$/u.test(word);
  return isTotal && words.every(isCount) && others.every((text) => /^[\d\s.,'%]+$/.test(text));
}
