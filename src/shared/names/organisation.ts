import { type Found, primary } from "./found.ts";

/** Articles by language: those that are words, and those that are written close to the next one. */
const ARTICLES: Readonly<Record<string, readonly [words: string, close?: string]>> = {
  af: ["die"],
  ar: ["", "\u0627\u0644"],
  ast: ["el la los les", "l'"],
  br: ["ar an al"],
  ca: ["el la els les", "l'"],
  da: ["den det de"],
  de: ["der die das"],
  el: ["ο η το οι τα"],
  en: ["the"],
  es: ["el la los las"],
  fr: ["le la les", "l'"],
  ga: ["an na"],
  cy: ["y yr"],
  eo: ["la"],
  fy: ["de it"],
  gl: ["o a os as"],
  hu: ["a az"],
  it: ["il lo la i gli le", "l' gl'"],
  lb: ["den déi dat", "d'"],
  mt: ["", "il- l- id- in- ir- is- it- ix- iz-"],
  nb: ["den det de"],
  nds: ["de dat"],
  nn: ["den det dei"],
  nl: ["de het 't"],
  no: ["den det de"],
  oc: ["lo la los las", "l'"],
  pt: ["o a os as"],
  sv: ["den det de"],
};

/** Of an organisation: without a leading article of the letter's language. */
export function organisationListing(name: string, language: string): Found {
  const [before = ""] =
    /^[^\p{L}\p{N}'\u2018\u2019`]*[\u2018'`]?(?![ts][\s\p{Pd}])/iu.exec(name) ?? [];
  const bare = withoutClosing(name.slice(before.length), before);
  const article = articlesOf(language)?.exec(bare.replace(/^[\u2018\u2019`]/, "'"));
  if (!article) return { under: bare, because: "whole", rest: [] };
  return { under: bare.slice(article[0].length), because: "article", rest: [] };
}

function articlesOf(language: string): RegExp | null {
  const [words, close = ""] = ARTICLES[primary(language)] ?? [];
  if (words === undefined) return null;
  const closely = close
    .split(" ")
    .map((one) => one.replace("'", "['\u2018\u2019\u02BC\u00B4`]\\s*").replace("-", "\\p{Pd}"))
    .concat(words.split(" ").map((one) => `${one}\\s+`))
    .filter((one) => !["", "\\s+"].includes(one));
  return new RegExp(`^(?:${closely.join("|")})(?=\\S{2}|\\S$)`, "iu");
}

/** A text whose opening quotes or bracket were taken off, without what closes the last of them. */
function withoutClosing(text: string, opened: string): string {
  const closing = new Map(
    ["“”", "””", "„“”", "‚‘’", "‘’", "«»", "»«", "‹›", "›‹", '""', "''", "()", "[]"].map(
      ([opening = "", ...closings]) => [opening, closings.join("").replace("]", "\\]")],
    ),
  );
  const close = closing.get(opened.trim().at(-1) ?? "");
  return close === undefined ? text : text.replace(new RegExp(`\\s?[${close}](?!\\p{L})`, "u"), "");
}
