import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../src/signatures/import/csv.ts";

const LONG = 3_000;

describe("a file that is read in pieces", () => {
  it("is read as it is in one, with lines and quotes across them", async () => {
    const cells = Array.from({ length: 2_000 }, (_, at) => [
      `name ${at}`,
      at % 3 === 0 ? `two\nlines, ${'"'}quoted${'"'} ${at}` : "plain",
      "é".repeat(at % 7),
    ]);
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const source = cells.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
    const parsed = await parseCsv(`\uFEFF${source}`, LONG);
    if (!parsed.ok) throw new Error(parsed.message);
    expect(parsed.records.map((record) => record.cells)).toEqual(cells);
    // Every third record has two lines.
    expect(parsed.records.at(-1)?.line).toBe(2_000 + Math.ceil(1_999 / 3));
  });

  it("is read no further than needed to tell that it has too many rows", async () => {
    const parsed = await parseCsv("a\n".repeat(2_500_000), LONG);
    expect(parsed.ok && parsed.records.length).toBeGreaterThan(LONG);
    expect(parsed.ok && parsed.records.length).toBeLessThan(LONG + 2_000);
  });

  const endless: [string, string][] = [
    ["one line", ",".repeat(5_000_000)],
    ["one cell", "a".repeat(5_000_000)],
    ["quotes that never end", `"${"\n".repeat(5_000_000)}`],
    ["doubled quotes that never end", `"${'""'.repeat(2_500_000)}`],
  ];
  it.each(endless)("is refused by its line, and soon, if it is %s", async (_, endless) => {
    const parsed = await parseCsv(`a\nb\n${"row\n".repeat(1_000)}${endless}`, LONG);
    expect(parsed).toMatchObject({ ok: false });
    // The piece that it is in begins a little before it.
    if (!parsed.ok) expect(parsed.line).toBeGreaterThan(400);
    if (!parsed.ok) expect(parsed.message).toContain("longer than");
  });

  it("names the line of what is no CSV, wherever it is", async () => {
    const parsed = await parseCsv(`${"row\n".repeat(2_000)}a"b\n`, LONG);
    expect(parsed).toMatchObject({ ok: false, line: 2_001 });
  });

  it("lets others have their turns", async () => {
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    await parseCsv("organisation,A name that is as long as names are,,\n".repeat(50_000), 100_000);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  });
});
