import { describe, expect, it } from "vitest";
import {
  headingRowOf,
  isPassedOver,
  tableStart,
} from "../../../../src/signatures/import/reading/heading-row.ts";

describe("the line that names the columns", () => {
  const starts: [string, string, number][] = [
    ["is the first", "Name,Affiliation\nAda,Lakes", 0],
    ["stands below a title", "Open letter, on rivers\n\nName;Title;Country\nAda;Dr;IT", 24],
    ["stands below Numbers’ name of a table", "Tabelle 1;;\nName;Land\nAda;Italien", 12],
    ["is unknown", "Bezeichnung,Sonstiges\nAda,Lakes", 0],
    ["is none in a list", "Rivers Trust\nAda Orr, Writer\nBo Ahl, Poet", 0],
  ];
  it.each(starts)("%s", (_, text, start) => {
    expect(tableStart(text)).toBe(start);
  });

  it("is wider than what stands above it", () => {
    expect(
      headingRowOf([
        ["Lakes", "Rivers"],
        ["Name", "Country"],
      ]),
    ).toBe(0);
    expect(
      headingRowOf([
        ["Lakes", ""],
        ["Name", "Country"],
      ]),
    ).toBe(1);
  });
});

describe("a record that is no signatory", () => {
  const headings = ["Name", "Affiliation", "Country"];
  const records: [string[], boolean][] = [
    [["Name", "Affiliation", "Country"], true],
    [["\uFEFFName", " Affiliation", "Country"], true],
    [["Name", "", "Country"], false],
    [["Open-Ended Response", "Open-Ended Response", ""], true],
    [["Total", "2", ""], true],
    [["Gesamt: 2", "", ""], true],
    [["", "Итого", "17"], true],
    [["Total", "Paris", "FR"], false],
    [["Total Rivers", "", ""], false],
    [["Ada Orr", "2", ""], false],
  ];
  it.each(records)("%j: %s", (cells, isNone) => {
    expect(isPassedOver(cells, headings)).toBe(isNone);
  });
});
