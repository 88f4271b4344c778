import { describe, expect, it } from "vitest";
import {
  findSeparator,
  withoutSaidSeparator,
} from "../../../../src/signatures/import/reading/separator.ts";

const TABLES: [string, string, string][] = [
  [",", "commas", "Name,Title\nAda,Countess\nBen,Poet\n"],
  [
    ";",
    "semicolons, with commas in names",
    "Name;Art\nLovelace, Ada;Person\nRivers, Friends of the;Verein\n",
  ],
  ["\t", "tabs, with commas and semicolons", "Name\tNote\nAda; Ben\ta, b\nEve\tc, d\n"],
  ["|", "bars", "Name|Title\nAda|Countess, of L.\nBen|Poet\n"],
  [",", "semicolons within cells", "Name,Note\nAda,a; b; c\nBen,d\n"],
  [",", "separators within quotes", 'Name,Note\n"Org; Inc; GmbH","a;b"\n"X; Y","c;d"\n'],
  [";", "a comma in the heading", "Name;Role, if any;Mail\nAda;Poet;a@x.org\nBen;;b@x.org\n"],
  [",", "some short rows", "Name,Title,Mail\nAda\nBen,Poet,b@x.org\nEve,,e@x.org\nZoe,,z@x.org\n"],
  [";", "line breaks within quotes", 'Name;Note\nAda;"one\ntwo, three"\nBen;x\n'],
  [
    ";",
    "more commas in every row than in the heading",
    "Name;Role, if any\nA, B;x, y\nD, E;z, w\n",
  ],
  [",", "one column", "Name\nAda\nBen\n"],
  [";", "a comma in every name, and as many cells", "Name, all;Land;Mail\nA, B;x;y\nC, D;x;y\n"],
  ["\t", "a heading alone", "Name\tMail\n"],
];

describe("the separator of a table", () => {
  it.each(TABLES)("is %j with %s", (separator, _, text) => {
    expect(findSeparator(text).separator).toBe(separator);
  });

  it("is what a first line says, which is none of the table", () => {
    const said = "sep=;\nName,x;Mail\nAda;a@x.org\n";
    expect(findSeparator(said)).toMatchObject({ separator: ";", width: 2, isSaid: true });
    expect(withoutSaidSeparator(said)).toBe("\nName,x;Mail\nAda;a@x.org\n");
    expect(findSeparator("\uFEFFSEP=|\na|b,c,d\n")).toMatchObject({ separator: "|", width: 2 });
  });
});
