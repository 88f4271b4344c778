import { describe, expect, it } from "vitest";
import { readMigrations } from "../../../src/runtime/migrations/files.ts";
import { statementsIn } from "../../../src/runtime/migrations/statements.ts";

const cut = (file: string) => statementsIn(file).map(({ sql }) => sql);

describe("a file of SQL", () => {
  it("is cut at its semicolons, and each statement knows its line", () => {
    expect(
      statementsIn("-- why; this\n\nSELECT 1;\n\n  SELECT\n 2 ;;\n/* end; */ SELECT 3"),
    ).toEqual([
      { sql: "SELECT 1", line: 3 },
      { sql: "SELECT\n 2", line: 5 },
      { sql: "SELECT 3", line: 7 },
    ]);
    expect(cut("-- nothing;\n")).toEqual([]);
  });

  it.each([
    "SELECT 'a;b''c;'",
    'SELECT "a;b", `c;d`',
    "SELECT 1 -- a;\n, 2",
    "SELECT 1 /* a;\n */, 2",
    "SELECT E'it\\'s;'",
    "SELECT $$a;$$ || $tag$b;$$;$tag$",
    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN NEW;\nEND;\n$$",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
    "CREATE TRIGGER t AFTER UPDATE ON x\nBEGIN\n  SELECT CASE WHEN 1 THEN 2 END;\n  DELETE FROM y;\nEND",
    "create temp trigger t after insert on x begin select ';'; end",
    "CREATE TRIGGER t AFTER UPDATE ON x EXECUTE FUNCTION f()",
  ])("is not cut within %j", (statement) => {
    expect(cut(`${statement};\nSELECT 'next';`)).toEqual([statement, "SELECT 'next'"]);
  });

  it("loses none of the migrations' text but blanks, comments and semicolons", () => {
    for (const { sql } of [...readMigrations("sqlite"), ...readMigrations("postgres")]) {
      const bare = (text: string) => text.replace(/--.*$/gm, "").replace(/[\s;]/g, "");
      expect(bare(cut(sql).join(""))).toBe(bare(sql));
    }
  });
});
