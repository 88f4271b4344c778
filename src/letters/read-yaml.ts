import { LineCounter, parseDocument } from "yaml";

/** What a line says, such as “title: Rivers: a letter”. */
const LINE = /^([A-Za-z_]+)[ \t]*:[ \t]*(.*)$/;

/** A text that begins with a quote and has no other one. */
const OPEN_QUOTE = /^[A-Za-z_]+:[ \t]*(?:"[^"]*|'[^']*)$/;

type ReadYaml = { ok: true; value: unknown; notices: string[] } | { ok: false; problem: string };

/** Reads front matter, which begins at this line of its file, or says how to mend it. */
export function readYaml(text: string, first: number): ReadYaml {
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1] ?? "";
    const slip = slipIn(line) ?? indentIn(line, before) ?? outdentIn(line, before);
    if (slip !== null) return { ok: false, problem: `Line ${first + index}: ${slip}` };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const open = lines.findIndex((line, index) => isOpen(line, lines[index + 1] ?? ""));
    const at = open === -1 ? lineCounter.linePos(error.pos[0]).line - 1 : open;
    const problem = `Line ${first + at}: ${explain(error.code, lines[at] ?? "")}`;
    return { ok: false, problem };
  }
  try {
    return {
      ok: true,
      value: document.toJS(),
      notices: lines.flatMap((line, index) => [
        ...commentIn(line, first + index),
        ...joinedIn(line, lines[index + 1] ?? "", first + index),
      ]),
    };
  } catch (error) {
    // An alias without its anchor, or one of too many.
    if (!(error instanceof ReferenceError)) throw error;
    return { ok: false, problem: "Put what begins with * or & in quotes." };
  }
}

/** Whether what a line begins, a quotation or a list, does not end. */
function isOpen(line: string, next: string): boolean {
  return OPEN_QUOTE.test(line) || (/^[a-z_]+:[ \t]*\[[^\]]*$/.test(line) && LINE.test(next));
}

/** A line that YAML reads as something else than people mean, or as nothing. */
function slipIn(line: string): string | null {
  if (/^[a-z_]+:[^\s:/]/.test(line)) return "put a space after the colon.";
  const [, before] = /^([a-z_]+)[ \t]*(?:\uFF1A|:(?![ \t\n])\s)/i.exec(line) ?? [];
  if (before !== undefined) return `write “${before}: ”, with a plain colon and a plain space.`;
  const [, key = "", value = ""] = LINE.exec(line) ?? [];
  const isComment = TEXTS.has(key) && /^#\S/.test(value);
  return isComment || /^[a-z_]+:[ \t]+[*&!@`%]/.test(line) ? explain("", line) : null;
}

/** A key that is indented, below one that is not and has its value. */
function indentIn(line: string, before: string): string | null {
  const [, key] = /^[ \t]+([a-z_]+):(?:[ \t]|$)/.exec(line) ?? [];
  const [, , value = ""] = LINE.exec(before) ?? [];
  if (key === undefined || value === "" || /^["'|>[{]/.test(value)) return null;
  return `remove the spaces before “${key}”.`;
}

/** A line that is not indented, below a key that says with | that lines follow. */
function outdentIn(line: string, before: string): string | null {
  const [, key] = /^([a-z_]+):[ \t]*[|>][-+\d]*[ \t]*$/.exec(before) ?? [];
  const isIndented = line.trim() === "" || line.startsWith(" ");
  if (key === undefined || isIndented || /^[a-z_]+:(?:[ \t]|$)/.test(line)) return null;
  return `put two spaces before this line, and before each line of “${key}”.`;
}

function explain(code: string, line: string): string {
  const [, key = "", value = ""] = LINE.exec(line) ?? [];
  if (code === "DUPLICATE_KEY") return `“${key}” is there twice.`;
  if (code === "TAB_AS_INDENT") return "replace the tab with spaces.";
  if (OPEN_QUOTE.test(line)) return `the quotation marks of “${key}” are not closed.`;
  if (key === "" || value === "") {
    return "this is not a line such as “title: A letter”. If it continues the line before, put two spaces before it.";
  }
  if (key === "tags" && value.startsWith("[")) {
    const tags = value.split(/[[\],'"]+/).map((tag) => tag.trim());
    return `write this line so: tags: ${tags.filter((tag) => tag !== "").join(", ")}`;
  }
  const [, , inner = value] = /^(["'])(.*)\1$/.exec(value.trim()) ?? [];
  const quoted = `${key}: '${inner.replaceAll("'", "''")}'`;
  return `put the ${key.replaceAll("_", " ")} in quotes, such as ${quoted}`;
}

/** What YAML takes for a comment and people may not: the end of a line of text. */
function commentIn(line: string, at: number): string[] {
  const [, key = "", value = ""] = LINE.exec(line) ?? [];
  if (!TEXTS.has(key) || /^["'|>]/.test(value)) return [];
  const comment = /\s(#.*)$/.exec(value)?.[1];
  if (comment === undefined) return [];
  const mend = `Put the ${key} in quotes to keep it.`;
  return [`Line ${at}: “${comment}” looks like a YAML comment. ${mend}`];
}

/** Lines of a closing, of which YAML makes one without a |. */
function joinedIn(line: string, next: string, at: number): string[] {
  if (!/^closing:[ \t]*[^ \t|"'[{]/.test(line) || !/^[ \t]+\S/.test(next)) return [];
  return [
    `Line ${at}: the lines of the closing were joined. To keep them apart, write them below “closing: |”.`,
  ];
}

const TEXTS = new Set([
  "title",
  "published_by",
  "author",
  "summary",
  "closing",
  "controller",
  "contact",
  "tags",
  "change_reason",
]);
