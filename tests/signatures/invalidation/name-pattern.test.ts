import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { sql } from "../../../src/db/sql.ts";
import { fold, hasLetter, tidyLine } from "../../../src/shared/text/text.ts";
import { LIKE_BYTES_MAX, namePattern } from "../../../src/signatures/invalidation/name-pattern.ts";
import { openTestDatabase, type TestDatabase } from "../../support/databases/database.ts";

const foundRows = z.tuple([z.object({ found: z.number() })]);

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

/** Whether a name matches, as the database says. */
async function doesMatch(name: string, like: string): Promise<boolean> {
  const query = sql`SELECT ' ' || ${fold(name)} || ' ' LIKE ${like} ESCAPE '!' AS found`;
  const rows = await database.db.$rows(query);
  return foundRows.parse(rows)[0].found === 1;
}

/** Whether a name matches, as the rules say: whole words next to each other, or the whole name. */
function matches(name: string, typed: string): boolean {
  const pieces = tidyLine(typed).split("*").map(fold);
  const [first = "", ...rest] = pieces;
  const folded = fold(name);
  if (rest.length === 0) return ` ${folded} `.includes(` ${first} `);
  const last = rest.pop() ?? "";
  if (!folded.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = folded.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return folded.length - at >= last.length && folded.endsWith(last);
}

const piece = fc.constantFrom(
  "a",
  "b",
  "A",
  "é",
  "ß",
  " ",
  "%",
  "_",
  "\\",
  "!",
  "[",
  "?",
  "'",
  "7",
);
const name = fc
  .string({ unit: piece, maxLength: 10 })
  .map((text) => tidyLine(text))
  .filter((text) => text !== "");
const typed = fc.string({
  unit: fc.oneof({ weight: 3, arbitrary: piece }, fc.constant("*")),
  maxLength: 8,
});

describe("the pattern of a name", () => {
  it("matches what its rules say, with nothing special in it but the star", async () => {
    await fc.assert(
      fc.asyncProperty(name, typed, async (one, text) => {
        const pattern = namePattern(text);
        expect(pattern.outcome === "empty").toBe(!hasLetter(text));
        if (pattern.outcome !== "pattern") return;
        expect(await doesMatch(one, pattern.like)).toBe(matches(one, text));
      }),
      { numRuns: 500 },
    );
  });

  it("finds a name by any cut of it that a star stands for", async () => {
    const cut = fc.tuple(name.filter(hasLetter), fc.nat(9), fc.nat(9));
    await fc.assert(
      fc.asyncProperty(cut, async ([one, from, length]) => {
        const text = `${one.slice(0, from)}*${one.slice(from + length)}`;
        const pattern = namePattern(text);
        if (pattern.outcome === "pattern")
          expect(await doesMatch(one, pattern.like)).toBe(matches(one, text));
        const whole = namePattern(one);
        expect(whole.outcome === "pattern" && (await doesMatch(one, whole.like))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("is as long as every database takes, at most", () => {
    expect(namePattern("x".repeat(LIKE_BYTES_MAX - 4)).outcome).toBe("pattern");
    expect(namePattern("x".repeat(LIKE_BYTES_MAX - 3)).outcome).toBe("too-long");
    expect(namePattern("名".repeat(16)).outcome).toBe("too-long");
  });
});
