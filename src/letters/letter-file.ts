import { LETTER_NESTING_MAX } from "../limits.ts";
import { readMarkdown } from "../shared/markdown/dialect.ts";
import { type Dropped, findDropped } from "../shared/markdown/dropped.ts";
import { type FrontMatter, parseFrontMatter } from "./front-matter.ts";
import { findIntricacy, type Intricacy } from "./intricacy.ts";
import { findForbidden, LETTER_LENGTH_MAX, lineFeeds, tidyBody } from "./letter-limits.ts";
import { readYaml } from "./read-yaml.ts";

/** A letter in a Markdown file with YAML front matter. */
export type LetterFile = FrontMatter & { body: string };

/** Front matter, perhaps behind blank lines; closed by --- or, as YAML may be, by three dots. */
const FRONT_MATTER =
  /^[\uFEFF\u200B]*((?:[ \t]*\n)*)---[ \t]*\n(?:([\s\S]*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n([\s\S]*))?$/;

/**
 * Reads a letter file, or gives a sentence for each thing that is wrong with it. Notices are about
 * what it holds and nobody will see.
 */
export function parseLetterFile(
  source: string,
): { ok: true; file: LetterFile; notices: string[] } | { ok: false; problems: string[] } {
  const match = FRONT_MATTER.exec(lineFeeds(source));
  if (match === null) return { ok: false, problems: [whyNone(lineFeeds(source))] };
  const [, blank = "", head = "", text = ""] = match;
  /** The line that the front matter begins at, below its first --- */
  const first = blank.split("\n").length + 1;
  const before = first + head.split("\n").length;
  const forbidden = findForbidden(source);
  if (forbidden !== null) {
    const { line, character } = forbidden;
    const problem = `Line ${line}: remove the character ${character}, which does not belong in a text.`;
    return { ok: false, problems: [problem] };
  }
  const yaml = readYaml(head, first);
  if (!yaml.ok) return { ok: false, problems: [yaml.problem] };
  const body = tidyBody(text);
  const problems: string[] = [];
  if (body === "") problems.push("The letter has no text.");
  if (body.length > LETTER_LENGTH_MAX.body)
    problems.push(`The letter is longer than ${LETTER_LENGTH_MAX.body} characters.`);
  else problems.push(...intricacies(text, before));
  const parsed = parseFrontMatter(yaml.value);
  if (!parsed.ok) problems.push(...parsed.problems);
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  const notices = [...yaml.notices, ...parsed.notices, ...notShown(text, before)];
  return { ok: true, file: { ...parsed.front, body }, notices };
}

/** Why a file has no front matter: what its first line is in place of three hyphens. */
function whyNone(source: string): string {
  const lines = source.replace(/^[\uFEFF\u200B]+/, "").split("\n");
  const index = lines.findIndex((line) => line.trim() !== "");
  const [at, first] = [`Line ${index + 1}`, lines[index] ?? ""];
  if (/^---[ \t]*$/.test(first)) {
    return `${at}: the front matter that begins here does not end. Put a line of --- below it.`;
  }
  if (/^[ \t]*[-\u2010-\u2015\u2212*+=_~]+[ \t]*$/.test(first)) {
    return `${at}: write --- here, three hyphens, and the same below the front matter.`;
  }
  if (/^[a-z_]+[ \t]*:/i.test(first)) return `${at}: put a line of --- above the front matter.`;
  return "The file does not begin with front matter between two lines of ---.";
}

/** A sentence for each thing that the text holds and the page does not show. */
function notShown(text: string, before: number): string[] {
  return findDropped(readMarkdown(text)).map(({ what, name, line }) => {
    return `Line ${before + line}: ${NOT_SHOWN[what](name)} is not shown.`;
  });
}

const NOT_SHOWN: Readonly<Record<Dropped["what"], (name: string) => string>> = {
  html: (tag) => `the HTML tag ${tag}`,
  block: (tag) => `the HTML tag ${tag} with its content`,
  comment: () => "an HTML comment",
  image: (description) => `the image “${description}”`,
  link: (address) => `the link address ${address}`,
  note: (note) => `the footnote ${note}, to which nothing refers,`,
  definition: (label) => `the address ${label}, to which nothing refers,`,
  cell: (text) => `the cell “${text}”, which has no column in the heading row of its table,`,
};

/** A sentence that names the line of the file, if its text is more intricate than any letter. */
function intricacies(text: string, before: number): string[] {
  const intricacy = findIntricacy(text);
  if (intricacy === null) return [];
  return [`Line ${before + intricacy.line}: ${INTRICATE[intricacy.problem]}`];
}

const INTRICATE: Readonly<Record<Intricacy["problem"], string>> = {
  nested: `more than ${LETTER_NESTING_MAX} quotations and lists are nested here.`,
  "marked-up": "the text has too much markup up to this line. Use less, or add blank lines.",
};
