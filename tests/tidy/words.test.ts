import { describe, expect, it } from "vitest";
import { readSources, repositoryPaths } from "./files.ts";
import { wordProblems } from "./words.ts";

const said = (sentence: string, path = "views/locales/en/public/a.json") =>
  wordProblems({ path, text: `export const a = { b: "${sentence}" };\n` });

describe("sentences for people", () => {
  const spoken = readSources(repositoryPaths());

  it("are worded as docs/words.md asks", () => {
    expect(spoken.flatMap(wordProblems)).toEqual([]);
  });

  it.each([
    "The link then works no more.",
    "You administrate without a passkey.",
    "Mend this first:",
    "Lift this filter",
    "Any sign at all",
    "You need do nothing.",
    "Once that is mended, run it again.",
    "The state is to be draft or open.",
    "This is no time zone.",
    "The database has not the tables of this version.",
    "Take out the spaces before it.",
    "Run it again to go on with it.",
    "We mail nobody about it.",
    "The host is unknown, so look at the URL.",
    "A throw-away address",
    "It stands in the list.",
    "Sign this, too.",
    "Please wait a moment.",
    "Scripts, e.g. a Latin one.",
    "It is closed..",
    "Wait a moment...",
    "The letter’s text",
    'The \\"text\\" of a letter',
    "A new organization",
    "You are in!",
  ])("are missed if they say: %s", (sentence) => {
    expect(said(sentence)).toHaveLength(1);
    expect(said(sentence, "scripts/a.ts")).toHaveLength(1);
    expect(said(sentence, "src/a.ts")).toHaveLength(1);
    expect(said(sentence, "tests/a.ts")).toEqual([]);
  });

  it.each([
    "The link works only once.",
    "You can no longer sign the letter's text.",
    "Read it again, then decide. It is too long…",
    "A signature that nobody needs",
    "There is no file, and the link is no longer valid.",
    "{count, plural, one {# entry} other {# entries}} from “{name}”.",
  ])("pass if they say: %s", (sentence) => {
    expect(said(sentence)).toEqual([]);
  });

  it("are not looked for in comments and keys", () => {
    const text =
      '/** Mend "any sign of it" first. */\n// "Please wait for it"\nconst b = "please";';
    expect(wordProblems({ path: "emails/a.ts", text })).toEqual([]);
  });
});
