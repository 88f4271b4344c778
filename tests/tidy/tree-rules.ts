import { posix } from "node:path";
import type { SizedFile, SourceFile } from "./files.ts";

/** In bytes: nothing that people wrote is larger. */
export const FILE_SIZE_MAX = 1_000_000;
/** In characters: what shows in a list of commits. */
export const SUBJECT_LENGTH_MAX = 72;
/** A reader sees them at a glance. */
export const FOLDER_FILES_MAX = 22;

const VERB_FOLDERS = /^src\/(?:signatures|accounts|letters|captcha|mail)\/(?!.*\bstore\.ts)/;

/**
 * Each room with a verb, which is an exported asynchronous function, has tests in the room of the
 * same name. Stores hold queries, which their verbs' tests run.
 */
export function untestedRooms(files: readonly SourceFile[]): string[] {
  const verbs = files.filter(
    ({ path, text }) => VERB_FOLDERS.test(path) && /^export async function/m.test(text),
  );
  const rooms = new Set(verbs.map(({ path }) => posix.dirname(path)));
  const testsOf = (room: string) => room.replace(/^src\//, "tests/");
  const tested = new Set(
    files.filter(({ path }) => path.endsWith(".test.ts")).map(({ path }) => posix.dirname(path)),
  );
  return [...rooms]
    .filter((room) => !tested.has(testsOf(room)))
    .map((room) => `${room} has verbs and no tests in ${testsOf(room)}`);
}

/** Each mail is set by `setEmail`, which gives text and HTML, and each kind is put into words. */
export function mailProblems(
  kinds: readonly string[],
  compose: SourceFile,
  emails: readonly SourceFile[],
): string[] {
  const inOneForm = emails.flatMap(({ path, text }) => {
    if (path.endsWith("/letterhead.tsx")) return [];
    const mails = text.match(/\): Email \{/g)?.length ?? 0;
    const set = text.match(/^ {2}return setEmail\(words, \{/gm)?.length ?? 0;
    return mails === set ? [] : [`${path}: ${mails} mails, ${set} of them set by setEmail`];
  });
  const unworded = kinds
    .filter((kind) => !compose.text.includes(`case "${kind}":`))
    .map((kind) => `${compose.path} has no words for ${kind}`);
  return [...inOneForm, ...unworded];
}

/** The example names the keys that the schema knows, each once, and no other. */
export function envProblems(example: string, keys: readonly string[]): string[] {
  const named = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, key]) => key ?? "");
  return [
    ...keys.filter((key) => !named.includes(key)).map((key) => `${key} is not in the example`),
    ...named.filter((key) => !keys.includes(key)).map((key) => `${key} is read by nobody`),
    ...repeated(named).map((key) => `${key} stands there twice`),
  ];
}

/** Scripts that documents, scripts and sentences tell people to run exist. */
export function missingScripts(
  files: readonly SourceFile[],
  scripts: Readonly<Record<string, string>>,
): string[] {
  const told = [
    ...files,
    ...Object.entries(scripts).map(([name, text]) => ({ path: `script ${name}`, text })),
  ];
  return told.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm run (?:-\S+ )*([a-z][\w:-]*)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !(name in scripts))
      .map((name) => `${path}: there is no script ${name}`),
  );
}

/** Files that scripts run, and that documents and comments name or link to, exist. */
export function missingFiles(
  files: readonly SourceFile[],
  scripts: Readonly<Record<string, string>>,
  paths: readonly string[],
): string[] {
  const folders = new Set(paths.flatMap((path) => foldersOf(path)));
  const exists = (path: string) => paths.includes(path) || folders.has(path.replace(/\/$/, ""));
  const run = Object.entries(scripts).flatMap(([name, text]) =>
    [...text.matchAll(/(?<![\w./*])(?!dist\/)[\w./-]+\.(?:tsx?|m?js|json)(?!\S)/g)]
      .filter(([path]) => !exists(path))
      .map(([path]) => `script ${name}: there is no ${path}`),
  );
  const named = files.flatMap(({ path, text }) =>
    [...pathsNamedIn(path, text)]
      .filter((target) => !exists(target))
      .map((target) => `${path}: there is no ${target}`),
  );
  return [...run, ...named];
}

function* pathsNamedIn(path: string, text: string): Generator<string> {
  if (path.endsWith(".md"))
    for (const [, target = ""] of text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g))
      yield posix.join(posix.dirname(path), target);
  for (const [, target = ""] of text.matchAll(
    /`((?:src|views|emails|scripts|prisma|tests|docs|\.ci|\.githooks)\/[\w./-]+)`/g,
  ))
    yield target;
  // In code a document is named without a quote or a link.
  for (const [target] of text.matchAll(/\bdocs\/decisions\/[\w-]+\.md\b/g)) yield target;
}

/** A number that a document states: the first group of the pattern, in digits or as a word. */
export type StatedNumber = { path: string; pattern: RegExp; is: number };

const NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight"]
  .concat(["nine", "ten", "eleven", "twelve"])
  .map((word, value) => [word, value] as const);
const NUMBERS: ReadonlyMap<string, number> = new Map([...NUMBER_WORDS, ["thirty", 30]]);

/** Numbers that documents state are those in the code, wherever the sentence stands. */
export function wrongNumbers(
  files: readonly SourceFile[],
  stated: readonly StatedNumber[],
): string[] {
  return stated.flatMap(({ path, pattern, is }) => {
    const text = files.find((file) => file.path === path)?.text.replace(/\s+/g, " ") ?? "";
    const found = [...text.matchAll(new RegExp(pattern, "g"))].map(([, number = ""]) => number);
    if (found.length === 0) return [`${path} no longer says ${pattern}`];
    return found
      .filter((number) => (NUMBERS.get(number.toLowerCase()) ?? Number(number)) !== is)
      .map((number) => `${path} says ${number}, the code ${is}: ${pattern}`);
  });
}

/** Migrations count on from one, under the same names for every database, with LF line ends. */
export function migrationProblems(files: readonly SourceFile[]): string[] {
  const migrations = files.flatMap(({ path, text }) => {
    const [, dialect, name] =
      path.match(/^prisma\/migrations\/([^/]+)\/([^/]+)\/migration\.sql$/) ?? [];
    return dialect === undefined || name === undefined ? [] : [{ path, dialect, name, text }];
  });
  const dialects = [...new Set(migrations.map(({ dialect }) => dialect))];
  const namesOf = (dialect: string) =>
    migrations.filter((migration) => migration.dialect === dialect).map(({ name }) => name);
  const all = [...new Set(migrations.map(({ name }) => name))];
  return [
    ...migrations.filter(({ text }) => text.includes("\r")).map(({ path }) => `${path} has CRLF`),
    ...dialects.flatMap((dialect) => [
      ...countingProblems(`migrations for ${dialect}`, namesOf(dialect), /^(\d{4})_[a-z0-9_]+$/),
      ...all
        .filter((name) => !namesOf(dialect).includes(name))
        .map((name) => `${dialect} has no ${name}`),
    ]),
  ];
}

/** Each document has one title. A letter's stands in its front matter. */
export function titleProblems(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path, text }) => path.endsWith(".md") && !text.startsWith("---\n"))
    .flatMap(({ path, text }) => {
      const outsideCode = text.replace(/^```[\s\S]*?^```$/gm, "");
      const titles = outsideCode.match(/^# /gm)?.length ?? 0;
      return titles === 1 ? [] : [`${path} has ${titles} titles`];
    });
}

/** Decisions count on from one, and the title of each has its number. */
export function decisionProblems(files: readonly SourceFile[]): string[] {
  const decisions = files.flatMap(({ path, text }) => {
    const [, name] = path.match(/^docs\/decisions\/([^/]+)$/) ?? [];
    return name === undefined ? [] : [{ path, name, title: text.split("\n")[0] ?? "" }];
  });
  const names = decisions.map(({ name }) => name);
  return [
    ...countingProblems("decisions", names, /^(\d{3})-[a-z0-9-]+\.md$/),
    ...decisions
      .filter(({ name, title }) => !title.startsWith(`# ${name.slice(0, 3)} · `))
      .map(({ path }) => `${path} has another number in its title`),
  ];
}

/** Nothing that is kept here is large. */
export function largeFiles(files: readonly SizedFile[]): string[] {
  return files
    .filter(({ sizeBytes }) => sizeBytes > FILE_SIZE_MAX)
    .map(({ path, sizeBytes }) => `${path} has ${sizeBytes} bytes, at most ${FILE_SIZE_MAX}`);
}

/** No folder of code holds more than can be read at a glance. */
export function crowdedFolders(paths: readonly string[]): string[] {
  const ofCode = paths.filter((path) => /^(?:src|views|emails|scripts)\//.test(path));
  const counts = new Map<string, number>();
  for (const folder of ofCode.map((path) => posix.dirname(path))) {
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > FOLDER_FILES_MAX)
    .map(([folder, count]) => `${folder} has ${count} files, at most ${FOLDER_FILES_MAX}`);
}

/** The subject of a commit fits the line it is listed on, and ends like a heading. */
export function subjectProblems(subject: string): string[] {
  const length = [...subject].length;
  return [
    ...(length > SUBJECT_LENGTH_MAX ? [`${length} characters, at most ${SUBJECT_LENGTH_MAX}`] : []),
    ...(subject.endsWith(".") ? ["a full stop at its end"] : []),
  ];
}

function foldersOf(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}

function countingProblems(what: string, names: readonly string[], pattern: RegExp): string[] {
  const numbers = names.map((name) => pattern.exec(name)?.[1] ?? null);
  const unnumbered = names.filter((_, index) => numbers[index] === null);
  const taken = numbers.filter((number) => number !== null).sort();
  const wrong = taken.findIndex((number, index) => Number(number) !== index + 1);
  return [
    ...unnumbered.map((name) => `${what}: ${name} has no number`),
    ...(wrong === -1 ? [] : [`${what} do not count on: ${taken[wrong]} is number ${wrong + 1}`]),
  ];
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
