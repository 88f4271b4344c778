import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";

/** A text file of the repository; its path is relative and has forward slashes. */
export type SourceFile = { path: string; text: string };

export type SizedFile = { path: string; sizeBytes: number };

const NOT_OURS = [
  "node_modules",
  "dist",
  "var",
  "coverage",
  ".git",
  ".wrangler",
  "src/db/generated",
  "views/generated",
];
/** Written by tools, or by others. */
const UNREAD = [
  "package-lock.json",
  "LICENSE",
  "views/fonts/ICONS.txt",
  "views/fonts/INTER.txt",
  "views/fonts/OFL.txt",
];

/** The paths of all files that belong to the repository. */
export function repositoryPaths(): string[] {
  return (trackedPaths() ?? walkedPaths()).filter((path) => existsSync(path)).sort();
}

/** The files that people wrote, with their text. What holds a zero byte is not text. */
export function readSources(paths: readonly string[]): SourceFile[] {
  return paths
    .filter((path) => !UNREAD.includes(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }))
    .filter(({ text }) => !text.includes("\0"));
}

export function sizesOf(paths: readonly string[]): SizedFile[] {
  return paths.map((path) => ({ path, sizeBytes: statSync(path).size }));
}

/** The subject of the last commit; null if there is no history to ask. */
export function lastSubject(): string | null {
  return git(["log", "-1", "--format=%s"])?.trim() ?? null;
}

/** Null if there is no git, or if this folder is only a part of somebody else's. */
function trackedPaths(): string[] | null {
  const paths = git(["ls-files", "-z"])?.split("\0").filter(Boolean);
  return paths?.includes("package.json") ? paths : null;
}

function walkedPaths(): string[] {
  const isOurs = (path: string) =>
    !NOT_OURS.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return globSync(["**/*", ".*", ".*/**/*"], { exclude: (path) => !isOurs(path) }).filter(
    (path) => isOurs(path) && statSync(path).isFile(),
  );
}

function git(args: readonly string[]): string | null {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    // No git, no repository, or one that is not ours to read: the files are walked instead.
    return null;
  }
}
