import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  csvRecords,
  SEPARATORS,
  type Separator,
} from "../../../../src/signatures/import/reading/csv.ts";

async function* pieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function read(text: string, separator: Separator = ",", length = 2_000) {
  const records = [];
  for await (const some of csvRecords(pieces(text, length), separator)) records.push(...some);
  return records;
}

describe("a table", () => {
  it("is read as it was written, in pieces of any length, with any separator", async () => {
    const cell = fc
      .string({ unit: fc.constantFrom(..."ab ,;|\t\"'\nü") })
      .filter((text) => text.trim() === text);
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...SEPARATORS),
        fc.integer({ min: 1, max: 40 }),
        async (rows, separator, length) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const text = rows.map((row) => row.map(quoted).join(separator)).join("\n");
          expect((await read(text, separator, length)).map(({ cells }) => cells)).toEqual(rows);
        },
      ),
      { numRuns: 100 },
    );
  });

  const lines: [string, string, [number, string[]][]][] = [
    [
      "blanks after separators",
      'a, b\n"x", "y, z"\n',
      [
        [1, ["a", "b"]],
        [2, ["x", "y, z"]],
      ],
    ],
    [
      "blanks behind a quoted cell",
      'a,b\n"x, y" ,z\n',
      [
        [1, ["a", "b"]],
        [2, ["x, y", "z"]],
      ],
    ],
    ["a nickname in quotes", 'Anna "Anya" Petrova,x\n', [[1, ['Anna "Anya" Petrova', "x"]]]],
    ["a nickname first", '"Bob" Smith,x\n', [[1, ['"Bob" Smith', "x"]]]],
    ["an inch", '5" pipe,x\n', [[1, ['5" pipe', "x"]]]],
    [
      "a cell of two lines",
      'a,"two\nlines"\nlast,x\n',
      [
        [1, ["a", "two\nlines"]],
        [3, ["last", "x"]],
      ],
    ],
    [
      "short and long rows",
      "a,b\nx\n1,2,3\n",
      [
        [1, ["a", "b"]],
        [2, ["x"]],
        [3, ["1", "2", "3"]],
      ],
    ],
    [
      "no line end at the end",
      "a,b\nx,y",
      [
        [1, ["a", "b"]],
        [2, ["x", "y"]],
      ],
    ],
    ["empty cells", 'a,,"",\n', [[1, ["a", "", "", ""]]]],
    [
      "a blank line",
      "a\n\nb\n",
      [
        [1, ["a"]],
        [2, [""]],
        [3, ["b"]],
      ],
    ],
    ["doubled quotes", '"say ""hi""",x\n', [[1, ['say "hi"', "x"]]]],
  ];
  it.each(lines)("is understood with %s", async (_, text, records) => {
    expect((await read(text)).map(({ line, cells }) => [line, cells])).toEqual(records);
  });

  const endless: [string, string, string][] = [
    ["one line", ",".repeat(5_000_000), "long-record"],
    ["one cell", "a".repeat(5_000_000), "long-record"],
    ["quotes that never end", `"${"\n".repeat(5_000_000)}`, "long-record"],
    ["doubled quotes that never end", `"${'""'.repeat(2_500_000)}`, "long-record"],
    ["a quote that nothing closes", '"Ada,,\nb\n', "open-quote"],
  ];
  it.each(endless)("is refused by its line, and soon, if it is %s", async (_, text, code) => {
    const reading = read(`a\nb\n${"row\n".repeat(1_000)}${text}`);
    await expect(reading).rejects.toMatchObject({ code, line: 1_003 });
  });

  it("lets others have their turns", async () => {
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    await read("organisation,A name that is as long as names are,,\n".repeat(50_000));
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  });
});
