import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { filesOf, knownLanguages, readAreas, SOURCE } from "../../scripts/locales/files.ts";
import { formatsOf } from "../../views/page/language.ts";

/** The product's name, and sentences that a language shares with English. */
const SAME = new Set([
  "site.name",
  "de form.name",
  "de list.read-text",
  "de difference.kind-code",
  "de versions.number",
  "de mail.test-subject",
  "es form.error-prefix",
  "es form.page-title-error",
  "fr form.affiliation",
  "fr letter.organisations",
  "fr list.read-text",
  "fr share.qr",
  "fr difference.kind-code",
  "fr versions.number",
]);

const languages = knownLanguages().filter((language) => language !== SOURCE);
const publicFiles = filesOf(SOURCE).filter((file) => file.startsWith("public/"));

type Sentences = Map<string, string>;
type Node = ReturnType<IntlMessageFormat["getAst"]>[number];
type Branches = Extract<Node, { options: unknown; offset: number }>;

/** All sentences of some files, by their names. */
function sentencesOf(language: string, files: readonly string[]): Sentences {
  return new Map(
    files.flatMap((file) =>
      Object.entries(readAreas(language, file)).flatMap(([area, sentences]) =>
        Object.entries(sentences).map(([key, text]) => [`${area}.${key}`, text] as const),
      ),
    ),
  );
}

function parse(text: string, language: string): Node[] {
  return new IntlMessageFormat(text, formatsOf(language), undefined, { ignoreTag: true }).getAst();
}

/** A sentence's nodes with those inside its branches. */
function nodesIn(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) =>
    "options" in node
      ? [node, ...Object.values(node.options).flatMap(({ value }) => nodesIn(value))]
      : [node],
  );
}

/** The names of what is put into a sentence. */
function argumentsOf(text: string, language: string): string[] {
  const named = nodesIn(parse(text, language)).flatMap((node) =>
    "value" in node && node.type !== 0 ? [node.value] : [],
  );
  return [...new Set(named)].toSorted();
}

/** The forms that a count takes in a sentence, and those that it has to take, where they differ. */
function wrongForms(text: string, language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const isPlural = (node: Node): node is Branches =>
    "pluralType" in node && node.pluralType === "cardinal";
  return nodesIn(parse(text, language))
    .filter(isPlural)
    .map(({ options }) => Object.keys(options).filter((form) => !form.startsWith("=")))
    .filter((forms) => String(forms.toSorted()) !== String(pluralCategories.toSorted()))
    .map((forms) => `${forms.join(" ")}: not ${pluralCategories.join(" ")}`);
}

/** Whether a sentence is the English one; one of arguments alone is in no language. */
function isEnglish(text: string, source: string): boolean {
  return text === source && /\p{L}/u.test(text.replace(/\{[^{}]*\}/g, ""));
}

/** Where a language does not say what English does, as names of sentences with what is wrong. */
function problemsOf(language: string, english: Sentences, own: Sentences): string[] {
  const missing = [...english.keys()].filter((name) => !own.has(name));
  const leftOver = [...own.keys()].filter((name) => !english.has(name));
  const wrong = [...own].flatMap(([name, text]) => {
    const source = english.get(name) ?? "";
    const [given, wanted] = [argumentsOf(text, language), argumentsOf(source, SOURCE)];
    return [
      ...(String(given) === String(wanted) ? [] : [`{${given}} instead of {${wanted}}`]),
      ...wrongForms(text, language),
      ...(isEnglish(text, source) && !SAME.has(name) && !SAME.has(`${language} ${name}`)
        ? ["is English"]
        : []),
      ...(/["\u2066-\u2069\u202A-\u202E\u200E\u200F]/.test(text) ? ["odd characters"] : []),
    ].map((problem) => `${name}: ${problem}`);
  });
  return [
    ...missing.map((name) => `${name} is missing`),
    ...leftOver.map((name) => `${name} is left over`),
    ...wrong,
  ];
}

describe.each(languages)("the words in %s", (language) => {
  it("are those of the public pages, whole, with the same arguments and all plural forms", () => {
    const english = sentencesOf(SOURCE, publicFiles);
    const own = sentencesOf(language, publicFiles);
    expect(problemsOf(language, english, own)).toEqual([]);
  });

  it("are in the same files as the English ones", () => {
    expect(filesOf(SOURCE)).toEqual(expect.arrayContaining(filesOf(language)));
  });
});

describe("a language whose words are not right", () => {
  const english: Sentences = new Map([["a.b", "{count, plural, one {# name} other {# names}}"]]);
  const forms = "{count, plural, one {# imię} few {# imiona} many {# imion} other {# imienia}}";

  it.each<[string, string, Sentences]>([
    ["nothing", "pl", new Map([["a.b", forms]])],
    ["a.b is missing", "pl", new Map()],
    ["a.c is left over", "pl", new Map([...english, ["a.c", "Nic"]])],
    ["{n} instead of {count}", "pl", new Map([["a.b", "{n}"]])],
    ["one other: not one few many other", "pl", english],
    ["is English", "de", english],
    ["odd characters", "pl", new Map([["a.b", `${forms} "\u200F"`]])],
  ])("is told: %s", (problem, language, own) => {
    const problems = problemsOf(language, english, own).join("\n");
    if (problem === "nothing") expect(problems).toBe("");
    else expect(problems).toContain(problem);
  });
});
