import { areNameTurned } from "../../../shared/names/person.ts";
import { COUNTRY_NOT_SAID } from "../../../shared/text/country.ts";
import { countryOf } from "../../../shared/text/country-words.ts";
import type { Kind } from "../../name.ts";
import type { FileRecord } from "./csv.ts";
import {
  capitalised,
  hasSmallWords,
  isAddressed,
  isDegree,
  looksLikePerson,
  namesInstitution,
  namesTitle,
  sectionOf,
} from "./list-words.ts";

/** What the parts of a line of a list are, as the columns of a table. */
const COLUMNS = ["kind", "name", "title", "affiliation", "country"];

export type ReadList = { columns: string[]; records: FileRecord[]; headingLines: number[] };

type Line = {
  line: number;
  text: string;
  /** Empty if it has none. */
  email: string;
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
      lines.push({ line: at + 1, ...withoutAddress(plain), section, said });
      continue;
    }
    headingLines.push(at + 1);
    if (heading !== null) said = heading;
    section += 1;
  }
  const kinds = kindsOf(lines, kind, language);
  const hasAddresses = lines.some(({ email }) => email !== "");
  const records = lines.map(({ line, text: one, email }, at) => {
    const cells = partsOf(one, kinds[at] ?? "individual", language);
    return { line, cells: hasAddresses ? [...cells, email] : cells };
  });
  return { columns: hasAddresses ? [...COLUMNS, "email"] : COLUMNS, records, headingLines };
}

const BULLET =
  /^(?:\s|[\u200B\uFEFF])*(?:(?:[\u2022\u00B7\u2023\u25AA\u25AB\u25E6\u25CB\u25CF\u25A0\u25A1\u2013\u2014*\u27A2\u2713\u2714]|-(?=\s)|\(?\d{1,6}[.):\u3001](?!\d)|\(\d{1,6}\)|\d{1,6}\t|[a-z]\))\s*)*/u;

function withoutBullet(line: string): string {
  return line
    .replace(BULLET, "")
    .replace(/[^\S\t]+/g, " ")
    .replace(/[\s,;|\uFF0C\u3001]+$/u, "");
}

const ADDRESS =
  /[<([]?(?:e-?mail\s?:\s?|mailto:)?([^\s<>()[\],;:|"\uFF1C]+@[^\s<>()[\],;:|"]+\.[^\s<>()[\],;:|"]+)[>)\]]?/iu;

/** “Ann Lee <ann@example.org>, nurse”, as mail programs write people, also with quotes. */
function withoutAddress(text: string): { text: string; email: string } {
  const [whole = "", email = ""] = ADDRESS.exec(text) ?? [];
  if (email === "") return { text, email };
  const rest = text
    .replace(whole, "")
    .replace(/^"([^"]+)"/, "$1")
    .replace(/^[\s,;|\p{Pd}]+|[\s,;|\p{Pd}]+$/gu, "");
  return { text: rest, email };
}

/** What each line is by what is said of it, by its own words, or by the nearest that is certain. */
function kindsOf(lines: readonly Line[], fixed: Kind | null, language: string): Kind[] {
  const certain = lines.map(({ text, said }) => fixed ?? said ?? certainKind(text, language));
  return lines.map((line, at) => {
    const own = certain[at];
    if (own !== null && own !== undefined) return own;
    const { name } = partsIn(line.text, language);
    return nearest(lines, certain, at) ?? (isPerson(name) ? "individual" : "organisation");
  });
}

function certainKind(text: string, language: string): Kind | null {
  const { name, more } = partsIn(text, language);
  if (namesInstitution(name)) return "organisation";
  const rest = more.filter((part) => !isDegree(part));
  if (rest.length < more.length) return "individual";
  if (isPerson(name)) {
    const isTelling = rest.some((part) => namesTitle(part) || namesInstitution(part));
    if (isTelling || isAddressed(name)) return "individual";
  }
  // “Müller, nurse”
  if (rest.length > 0 && !name.includes(" ") && rest.every(namesTitle)) return "individual";
  return rest.length === 0 && hasSmallWords(name) ? "organisation" : null;
}

function isPerson(name: string): boolean {
  return looksLikePerson(capitalised(name));
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

const COMMA = /\s*[,\uFF0C\u3001]\s*/;
const STRONGER = [/\s*[\t|]\s*/, /\s+[\u2013\u2014]\s+|\s+-\s+/, /\s*;\s*/];

/** A line's parts, by the first separator that it has. */
function splitLine(text: string): string[] {
  const stronger = STRONGER.find((one) => one.test(text));
  const [first = "", ...rest] = stronger === undefined ? [text] : text.split(stronger);
  const [name = "", ...behind] = first.split(COMMA);
  // “Lee, Ann; nurse” has a name with a comma, “Ann Lee, nurse; Leeds” none.
  const isWhole = stronger !== undefined && !behind.some((part) => isOther(part));
  const parts = isWhole ? [first] : [name, ...behind];
  return [...parts, ...rest.flatMap((part) => part.split(COMMA))].filter((part) => part !== "");
}

/** Whether a part is no name. */
function isOther(part: string): boolean {
  return namesTitle(part) || namesInstitution(part) || isDegree(part);
}

/** “she/her”, which is said of who has the name. */
const PRONOUNS = /^\p{L}{1,6}(?:\s?\/\s?\p{L}{1,6})+$/u;

/** “Name, Title, Affiliation”, or “Name (Title, Affiliation)” of what looks like a person. */
function partsIn(text: string, language: string): { name: string; more: string[] } {
  const [, before = "", within = ""] =
    text.match(/^([^;|\u2013\u2014]+?)\s*\(([^()]{3,})\)$/) ?? [];
  if (before !== "" && !PRONOUNS.test(within)) {
    const { name, more } = partsIn(before, language);
    if (more.length === 0 && isPerson(name)) return { name, more: within.split(COMMA) };
  }
  const [name = "", ...more] = splitLine(text);
  const [next = "", ...others] = more;
  if (!isTurned(name, next, language)) return { name, more };
  return { name: `${name}, ${next}`, more: others };
}

/** “O'Neil, Cy”, “van der Berg, Jan”; but “Müller, Director”. */
function isTurned(family: string, given: string, language: string): boolean {
  const names = capitalised(given).split(/\s+/);
  const areGiven = names.length <= 3 && names.every((word) => /^\p{Lu}[^\d()]*$/u.test(word));
  const isOne = areGiven && !isOther(given) && !namesInstitution(family);
  return isOne && areNameTurned(family, given, language);
}

/** The cells of {@link COLUMNS}. */
function partsOf(text: string, kind: Kind, language: string): string[] {
  const { rest, country } = withoutCountry(text, language);
  if (kind === "organisation") return [kind, rest.replaceAll("\t", " "), "", "", country];
  const { name: first, more: parts } = partsIn(rest, language);
  let name = first;
  while (parts[0] !== undefined && isDegree(parts[0])) name += `, ${parts.shift()}`;
  const [second = "", ...others] = parts;
  const isTitle =
    namesTitle(second) ||
    (others.length > 0 && !namesInstitution(second)) ||
    isLowerOnly(second, name);
  const [title, affiliation] = isTitle ? [second, others] : ["", parts];
  return [kind, name, title, affiliation.join(", "), country];
}

/** No place and no institution is written small behind a name that is not. */
function isLowerOnly(part: string, name: string): boolean {
  return /^\p{Ll}/u.test(part) && /\p{Lu}/u.test(name) && !namesInstitution(part);
}

/** “Rivers Trust (UK)”: a country in brackets at the end, and nothing else in them. */
function withoutCountry(text: string, language: string): { rest: string; country: string } {
  const [whole = "", word = ""] = text.match(/\s*\(([^(),;/]+)\)$/) ?? [];
  const country = whole === "" ? null : countryOf(word, language);
  if (country === null || country === COUNTRY_NOT_SAID) return { rest: text, country: "" };
  return { rest: text.slice(0, -whole.length), country };
}
