import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../../src/shared/clock.ts";
import { fromCell, toCsv } from "../../../src/shared/text/csv.ts";
import { checkFile } from "../../../src/signatures/import/check.ts";
import { anyText } from "../../support/any-text.ts";
import { GENUINE_NAMES } from "../../support/genuine-names.ts";

/** Text in which formulas, separators, blanks and quotes are common. */
const pieces = [
  ..."=+-@＝＋－＠;|\t\n\r,'\" \u00A0\u000B\u0085\u2028aé1",
  '"";',
  ";'",
  "\r\n",
  "=1+1",
];
const wicked = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 14 });
const rows = fc.array(fc.array(fc.oneof(wicked, anyText), { minLength: 2, maxLength: 3 }), {
  minLength: 1,
  maxLength: 3,
});
const RUNS = { numRuns: 5_000 };

/** The cells that a spreadsheet makes of a file with this separator if it heeds no quotes. */
function cellsBy(separator: RegExp, csv: string): string[] {
  return csv.split(separator).map((cell) => cell.replace(/^[\s\p{Cc}"]+/u, ""));
}

describe("a file of comma-separated values", () => {
  it("holds no formula, whatever stands in its cells and whatever its reader takes for a separator", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const csv = toCsv(some);
        for (const separator of [/;/, /\t/, /\|/, /[\r\n]/, /[;|\t-\r\u0085\u2028\u2029]/]) {
          for (const cell of cellsBy(separator, csv)) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
        }
        const read: string[][] = parse(csv, { relax_column_count: true, record_delimiter: "\r\n" });
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[\s\p{Cc}"]*[=+\-@＝＋－＠]/u);
      }),
      { ...RUNS, examples: [[[["Ada;=1+1", "x"]]], [[['Ada\t"=1', "x"]]], [[["a| '=1", "x"]]]] },
    );
  });

  it("gives every value back to whoever reads it as it was written", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const csv = toCsv(some);
        const read: string[][] = parse(csv, {
          relax_column_count: true,
          record_delimiter: "\r\n",
          skip_empty_lines: false,
        });
        expect(read.map((cells) => cells.map(fromCell))).toEqual(some);
      }),
      { ...RUNS, examples: [[[["'=1", "''=1"]]], [[[";'=1", "\t=1"]]], [[["'\t=1", ";''=;="]]]] },
    );
  });

  it("is imported with the names that it was exported with", async () => {
    const names = [
      ...GENUINE_NAMES,
      "Ada;=1+1",
      "Rock | -Roll",
      "'=Equality",
      "A; @home",
      "'n Boer",
    ];
    const header = ["kind", "name", "title", "affiliation"];
    const csv = toCsv([header, ...names.map((name) => ["organisation", name, "", ""])]);
    const limits = { rowsMax: 1_000, unpackedMax: 0, keptMax: 1_000 };
    const checked = await checkFile(
      { clock: systemClock },
      { id: "", language: "en", timeZone: "UTC" },
      csv,
      limits,
    );
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    expect(checked.file.problems).toEqual([]);
    const read: string[] = [];
    for await (const rows of checked.file.rows())
      read.push(...rows.map(({ row }) => row?.name ?? ""));
    expect(read).toEqual(names);
  });

  it("is written plainly where nothing is wrong", () => {
    expect(toCsv([["Ada", "O'Neill", "a;b", "c, d", ""]])).toBe('Ada,O\'Neill,a;b,"c, d",\r\n');
    expect(toCsv([["=1", "Ada;=1"]])).toBe("'=1,Ada;'=1\r\n");
  });
});
