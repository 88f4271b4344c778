/** How many cells a line has that is a row between bars, or one of tabs as spreadsheets copy it. */
function widthOf(line = ""): number {
  const row = line.trim();
  if (/^\|.*\|$/.test(row)) return (row.match(/(?<!\\)\|/g) ?? []).length - 1;
  const tabs = line.trimStart() === line ? line.split("\t").length : 0;
  // Two columns may be words that a typewriter set apart.
  return tabs > 2 ? tabs : 0;
}

/** The line below the head of a table. */
const DELIMITER_ROW = /^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$/;

/**
 * A row of a table that is typed without Markdown's line below the head, as Markdown; with that
 * line if it is the first. Nothing if the line is no row of such a table.
 */
export function typedRow(lines: readonly string[], index: number): [row?: string, below?: string] {
  const [line = "", next = ""] = [lines[index], lines[index + 1]];
  const width = widthOf(line);
  const isFirst = widthOf(lines[index - 1]) !== width;
  if (width < 2 || DELIMITER_ROW.test(next)) return [];
  if (isFirst && widthOf(next) !== width) return [];
  const row = line.includes("\t")
    ? `| ${line.replaceAll("|", "\\|").replaceAll("\t", " | ")} |`
    : line;
  return isFirst ? [row, `|${" - |".repeat(width)}`] : [row];
}
