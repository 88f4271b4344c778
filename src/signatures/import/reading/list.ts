import { areNameTurned } from "../../../shared/names/person.ts";
import type { Kind } from "../../name.ts";
import type { Notice } from "../findings.ts";
import type { FileRecord } from "./csv.ts";
import { countryAlone, withoutAddress, withoutCountry, withoutTelephone } from "./list-line.ts";
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
import { twoPeople } from "./two-people.ts";

/** What the parts of a line of a list are, as the columns of a table. */
const COLUMNS = ["kind", "name", "title", "affiliation", "country"];

/** What is to be noticed about a line before its cells are read. */
export type LineNotice = { line: number; code: Notice; value: string; detail?: string };

export type ReadList = { columns: string[]; records: FileRecord[]; notices: LineNotice[] };

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
  const notices: LineNotice[] = [];
  const notice = (line: number, code: Notice, value = "", detail = "") =>
    notices.push({ line, code, value, detail });
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
      const { rest, found: email } = withoutAddress(plain);
      const { rest: text, found: telephone } = withoutTelephone(rest);
      if (telephone !== "") notice(at + 1, "telephone-left-out");
      if (text !== "" || email !== "") lines.push({ line: at + 1, text, email, section, said });
      continue;
    }
    notice(at + 1, "heading-line");
    if (heading !== null) said = heading;
    section += 1;
  }
  const certain = lines.map((line) => kind ?? line.said ?? certainKind(line.text, language));
  const hasAddresses = lines.some(({ email }) => email !== "");
  const isMixed = certain.includes("organisation") && certain.includes("individual");
  const records = lines.flatMap((line, at) => {
    const known = certain[at] ?? null;
    const found = known ?? nearest(lines, certain, at) ?? kindByName(line.text, language);
    const split = partsOf(line.text, found, language);
    const isOdd = found !== kindByName(line.text, language);
    if (known === null && (isMixed || isOdd)) notice(line.line, "kind-guessed");
    if (split.isPlace) notice(line.line, "perhaps-a-place");
    if (split.names.length > 1) notice(line.line, "two-people", line.text, split.names.join(" · "));
    return split.names.map((name, which) => {
      const cells = [found, name, ...split.more];
      const email = which === 0 ? line.email : "";
      return { line: line.line, cells: hasAddresses ? [...cells, email] : cells };
    });
  });
  const columns = hasAddresses ? [...COLUMNS, "email"] : COLUMNS;
  return { columns, records, notices };
}

const BULLET =
  /^(?:\s|[\u200B\uFEFF])*(?:(?:[\u2022\u00B7\u2023\u25AA\u25AB\u25E6\u25CB\u25CF\u25A0\u25A1\u2013\u2014*\u27A2\u2713\u2714]|-(?=\s)|\(?\d{1,6}[.):\u3001](?!\d)|\(\d{1,6}\)|\d{1,6}\t|[a-z]\))\s*)*/u;

function withoutBullet(line: string): string {
  return line
    .replace(BULLET, "")
    .replace(/[^\S\t]+/g, " ")
    .replace(/[\s,;|\uFF0C\u3001]+$/u, "");
}

/** The kind of a line that says none, and whose neighbours say none. */
function kindByName(text: string, language: string): Kind {
  const { name } = partsIn(text, language);
  return isPerson(name) || twoPeople(name) !== null ? "individual" : "organisation";
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
  const pair = twoPeople(name);
  if (pair !== null) return pair.some(isAddressed) || rest.some(namesTitle) ? "individual" : null;
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

/** Who a line names, with the other cells of {@link COLUMNS}. */
type Split = { names: readonly string[]; more: string[]; isPlace: boolean };

function partsOf(text: string, kind: Kind, language: string): Split {
  const { rest, found: country } = withoutCountry(text, language);
  if (kind === "organisation") {
    return { names: [rest.replaceAll("\t", " ")], more: ["", "", country], isPlace: false };
  }
  return personIn(rest, country, language);
}

function personIn(text: string, countryBehind: string, language: string): Split {
  const whole = partsIn(text, language);
  const last = whole.more.at(-1) ?? "";
  // “Lee, Chad” is a name.
  const isNamed = whole.more.length > 1 || whole.name.includes(" ");
  const country = countryBehind || (isNamed ? countryAlone(last, language) : "");
  const isBehind = countryBehind === "" && country !== "";
  const { name: first, more } = isBehind ? withoutLast(text, last, language) : whole;
  const parts = [...more];
  let name = first;
  while (parts[0] !== undefined && isDegree(parts[0])) name += `, ${parts.shift()}`;
  const [second = "", ...others] = parts;
  const isTold = parts.some((part) => namesInstitution(part) || namesTitle(part));
  const isTitle =
    namesTitle(second) ||
    (others.length > 0 && !namesInstitution(second) && (isTold || country === "")) ||
    isLowerOnly(second, name);
  const [title, affiliation] = isTitle ? [second, others] : ["", parts];
  const isPlace = affiliation.length > 0 && !affiliation.some(isSaid);
  const names = twoPeople(name) ?? [name];
  return { names, more: [title, affiliation.join(", "), country], isPlace };
}

/** “Ben Ito, Osaka, Japan”: before a country stands a place, and not the rest of the name. */
function withoutLast(text: string, last: string, language: string) {
  const before = text.slice(0, text.lastIndexOf(last)).replace(/[\s,;|\p{Pd}]+$/u, "");
  const { name, more } = partsIn(before, language);
  const [family = "", given] = name.split(COMMA);
  const isPlace = given !== undefined && family.includes(" ") && isPerson(family);
  return isPlace ? { name: family, more: [given, ...more] } : { name, more };
}

/** Whether an affiliation is one by a word, by its length, or by its capitals: “BBC”. */
function isSaid(part: string): boolean {
  return namesInstitution(part) || part.split(" ").length > 2 || /^[\p{Lu}\d&.]{2,}$/u.test(part);
}

/** No place and no institution is written small behind a name that is not. */
function isLowerOnly(part: string, name: string): boolean {
  return /^\p{Ll}/u.test(part) && /\p{Lu}/u.test(name) && !namesInstitution(part);
}
