import { type Program, parseSync, Visitor } from "oxc-parser";
import { isCode } from "./code.ts";
import type { SourceFile } from "./files.ts";

/** What code says of classes: names, the beginnings of computed ones, and all its texts. */
type Said = { names: Set<string>; starts: Set<string>; texts: Set<string>; isComputed: boolean };

/**
 * Rules of style sheets for a class that no page and no script gives, and classes that no style
 * sheet knows and no script or test looks for.
 */
export function classProblems(sources: readonly SourceFile[]): string[] {
  const sheets = sources.filter(({ path }) => /^views\/.*\.css$/.test(path));
  const said = sources
    .filter((file) => isCode(file) && /^(?:views|src\/letters)\//.test(file.path))
    .map((file) => ({ file, ...classesSaidIn(file) }));
  const names = new Set(
    said.flatMap((one) => [...one.names, ...(one.isComputed ? one.texts : [])]),
  );
  const starts = said.flatMap((one) => [...one.starts]);
  const isSaid = (name: string) =>
    names.has(name) || starts.some((start) => name.startsWith(start)) || isOfLibrary(name);
  const known = new Set([
    ...sheets.flatMap(({ text }) => classesStyledIn(text)),
    ...sources.filter(({ path }) => LOOKERS.test(path)).flatMap(({ text }) => lookedForIn(text)),
  ]);
  return [
    ...sheets.flatMap(({ path, text }) =>
      [...new Set(classesStyledIn(text))]
        .filter((name) => !isSaid(name))
        .map((name) => `${path}: no page has the class “${name}”`),
    ),
    ...said.flatMap(({ file, names }) =>
      [...names]
        .filter((name) => !known.has(name))
        .map((name) => `${file.path}: nothing knows the class “${name}”`),
    ),
  ];
}

/** The editor's own classes, which no page of ours says. */
const isOfLibrary = (name: string) => name.startsWith("ProseMirror");

/** Scripts and tests, which find places of a page by its classes. */
const LOOKERS = /^(?:views\/browser|tests)\//;

function lookedForIn(code: string): string[] {
  const texts = code.match(/"[^"\n]*"|'[^'\n]*'|`[^`]*`|\/[^/\n]+\//g) ?? [];
  return texts.flatMap((text) => [
    ...[...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = ""]) => name),
    ...[...text.matchAll(/class="([^"]*)/g)].flatMap(([, said = ""]) => said.split(" ")),
  ]);
}

/** The classes in the selectors of a style sheet. */
function classesStyledIn(css: string): string[] {
  const preludes = css.replace(/\/\*[\s\S]*?\*\//g, "").match(/[^{};]+(?=\{)/g) ?? [];
  return preludes
    .filter((prelude) => !prelude.trim().startsWith("@"))
    .flatMap((prelude) => [...prelude.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = ""]) => name));
}

/**
 * The words of attributes named `class`, and of what scripts set. What is said by way of a variable
 * or a function cannot be followed: then every text of the file may be one.
 */
function classesSaidIn({ path, text }: SourceFile): Said {
  const said: Said = {
    names: new Set(),
    starts: new Set(),
    texts: new Set(),
    isComputed: path.startsWith("src/letters/"),
  };
  const { program } = parseSync(path, text);
  const { classes, compared } = spansOf(text, program);
  const isIn = (spans: readonly Span[], start: number) =>
    spans.some(([from, to]) => start >= from && start < to);
  const isClass = (start: number) => isIn(classes, start) && !isIn(compared, start);
  const add = (start: number, words: string) => {
    for (const word of words.split(/\s+/).filter(Boolean)) {
      said.texts.add(word);
      if (isClass(start)) said.names.add(word);
    }
  };
  new Visitor({
    Literal({ value, start }) {
      if (typeof value === "string") add(start, value);
    },
    TemplateElement({ value, start, tail }) {
      // What an expression follows without a blank is the beginning of a name.
      const [begun = ""] = tail ? [] : (/\S+$/.exec(value.raw) ?? []);
      if (begun !== "" && (said.isComputed || isClass(start))) said.starts.add(begun);
      add(start, value.raw.slice(0, value.raw.length - begun.length));
    },
    Identifier({ start }) {
      if (isClass(start)) said.isComputed = true;
    },
  }).visit(program);
  return said;
}

type Span = readonly [number, number];

/** Where a file says classes, and where within them it only compares something. */
function spansOf(text: string, program: Program): { classes: Span[]; compared: Span[] } {
  const classes: Span[] = [];
  const compared: Span[] = [];
  new Visitor({
    JSXAttribute({ name, value }) {
      if (name.name === "class" && value !== null) classes.push([value.start, value.end]);
    },
    Property({ key, value }) {
      if (key.type === "Identifier" && key.name === "class") classes.push([value.start, value.end]);
    },
    AssignmentExpression({ left, right }) {
      if (text.slice(left.start, left.end).endsWith(".className"))
        classes.push([right.start, right.end]);
    },
    CallExpression({ callee, end }) {
      if (/\.classList\.\w+$/.test(text.slice(callee.start, callee.end)))
        classes.push([callee.end, end]);
    },
    BinaryExpression({ start, end }) {
      compared.push([start, end]);
    },
    MemberExpression({ computed, property }) {
      if (computed) compared.push([property.start, property.end]);
    },
  }).visit(program);
  return { classes, compared };
}
