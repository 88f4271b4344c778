import { COUNTRY_NOT_SAID } from "../../../shared/text/country.ts";
import { countryOf } from "../../../shared/text/country-words.ts";
import type { Kind } from "../../name.ts";
import type { FileRecord } from "./csv.ts";
import {
  hasSmallWords,
  isDegree,
  looksLikePerson,
  namesInstitution,
  namesTitle,
  sectionOf,
} from "./list-words.ts";

/** What the parts of a line of a list are, as the columns of a table. */
export const LIST_COLUMNS = ["kind", "name", "title", "affiliation", "country"] as const;

export type ReadList = { records: FileRecord[]; headingLines: number[] };

type Line = {
  line: number;
  text: string;
  /** Blank lines part one section from the next. */
  section: number;
  /** What a heading above says. */
  said: Kind | null;
};

/**
 * Reads a list of one signatory a line: an organisation's name, or “Name, Title, Affiliation” of a
 * person. A heading above tells the kind, else what a line says, else its neighbours.
 */
export function readList(
  text: string,
  { kind, language }: { kind: Kind | null; language: string },
): ReadList {
  const headingLines: number[] = [];
  const lines: Line[] = [];
  let section = 0;
  let said: Kind | null = null;
  for (const [at, written] of text.split("\n").entries()) {
    const plain = withoutBullet(written);
    if (plain === "") {
      section += 1;
      continue;
    }
    const heading = sectionOf(plain);
    if (heading === undefined) {
      lines.push({ line: at + 1, text: plain, section, said });
      continue;
    }
    headingLines.push(at + 1);
    if (heading !== null) said = heading;
    section += 1;
  }
  const kinds = kindsOf(lines, kind);
  const records = lines.map(({ line, text: one }, at) => ({
    line,
    cells: partsOf(one, kinds[at] ?? "individual", language),
  }));
  return { records, headingLines };
}

const BULLET =
  /^(?:\s|[\u200B\uFEFF])*(?:(?:[\u2022\u00B7\u2023\u25AA\u25AB\u25E6\u25CB\u25CF\u25A0\u25A1\u2013\u2014*\u27A2\u2713\u2714]|-(?=\s)|\(?\d{1,6}[.):\u3001](?!\d)|\(\d{1,6}\)|\d{1,6}\t|[a-z]\))\s*)*/u;

function withoutBullet(line: string): string {
  return line.replace(BULLET, "").replace(/\s+/g, " ").trim();
}

/** What each line is by what is said of it, by its own words, or by the nearest that is certain. */
function kindsOf(lines: readonly Line[], fixed: Kind | null): Kind[] {
  const certain = lines.map(({ text, said }) => fixed ?? said ?? certainKind(text));
  return lines.map((line, at) => {
    const own = certain[at];
    if (own !== null && own !== undefined) return own;
    return (
      nearest(lines, certain, at) ?? (looksLikePerson(line.text) ? "individual" : "organisation")
    );
  });
}

function certainKind(text: string): Kind | null {
  const { name, more } = partsIn(text);
  if (namesInstitution(name)) return "organisation";
  const rest = more.filter((part) => !isDegree(part));
  if (rest.length < more.length) return "individual";
  const isPerson = looksLikePerson(name);
  const isTelling = rest.some((part) => namesTitle(part) || namesInstitution(part));
  if (isPerson && isTelling) return "individual";
  return rest.length === 0 && hasSmallWords(name) ? "organisation" : null;
}

/** The kind of the nearest certain line of the same section; of any if it has none. */
function nearest(lines: readonly Line[], certain: readonly (Kind | null)[], at: number) {
  const section = lines[at]?.section;
  const isAlone = !lines.some((line, other) => other !== at && line.section === section);
  for (let distance = 1; distance < lines.length; distance += 1) {
    for (const other of [at - distance, at + distance]) {
      const kind = certain[other];
      if (kind && (isAlone || lines[other]?.section === section)) return kind;
    }
  }
  return null;
}

/** A line's parts, by the first separator that it has. */
function splitLine(text: string): string[] {
  const ways = [/\t|\s*\|\s*/, /\s+[\u2013\u2014]\s+|\s+-\s+/, /\s*;\s*/, /\s*[,\uFF0C\u3001]\s*/];
  const way = ways.find((one) => one.test(text));
  if (way === undefined) return [text];
  const [name = "", ...rest] = text.split(new RegExp(way, "g"));
  const isComma = way === ways[3];
  const more = isComma ? rest : rest.flatMap((part) => part.split(/\s*[,\uFF0C]\s*/));
  return [name, ...more].filter((part) => part !== "");
}

/** “Name, Title, Affiliation”, or “Name (Title, Affiliation)” of what looks like a person. */
function partsIn(text: string): { name: string; more: string[] } {
  const [, before = "", within = ""] =
    text.match(/^([^,;|\u2013\u2014]+?)\s*\(([^()]{3,})\)$/) ?? [];
  if (before !== "" && looksLikePerson(before))
    return { name: before, more: within.split(/\s*,\s*/) };
  const [name = "", ...more] = splitLine(text);
  return { name, more };
}

/** The cells of {@link LIST_COLUMNS}. */
function partsOf(text: string, kind: Kind, language: string): string[] {
  const { rest, country } = withoutCountry(text, language);
  if (kind === "organisation") return [kind, rest, "", "", country];
  const { name: first, more: parts } = partsIn(rest);
  let name = first;
  while (parts[0] !== undefined && isDegree(parts[0])) name += `, ${parts.shift()}`;
  const [second = "", ...others] = parts;
  const isTitle = namesTitle(second) || (others.length > 0 && !namesInstitution(second));
  const [title, affiliation] = isTitle ? [second, others] : ["", parts];
  return [kind, name, title, affiliation.join(", "), country];
}

/** “Rivers Trust (UK)”: a country in brackets at the end, and nothing else in them. */
function withoutCountry(text: string, language: string): { rest: string; country: string } {
  const [whole = "", word = ""] = text.match(/\s*\(([^(),;/]+)\)$/) ?? [];
  const country = whole === "" ? null : countryOf(word, language);
  if (country === null || country === COUNTRY_NOT_SAID) return { rest: text, country: "" };
  return { rest: text.slice(0, -whole.length), country };
}
