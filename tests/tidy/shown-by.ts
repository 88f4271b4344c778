import type { SourceFile } from "./files.ts";

/**
 * Each row of a document's tables ends with the tests that show it, or says that there is none.
 * What does not hold or does not apply needs none.
 */
export function unshownClaims({ path, text }: SourceFile, paths: readonly string[]): string[] {
  return rowsOf(text).flatMap((cells) => {
    const named = [...(cells.at(-1) ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    const isClaim = !/^Does not (?:hold|apply): ./.test(cells.at(-2) ?? "");
    const isUnshown = named.length === 0 && cells.at(-1) !== (isClaim ? "no test" : "–");
    if (isUnshown) return [`${path}: ${cells[0]}: no test`];
    return named
      .filter((name) => !(/\.(?:test|deep)\.ts$/.test(name) && paths.includes(name)))
      .map((name) => `${path}: ${cells[0]}: there is no test ${name}`);
  });
}

/** The cells of each row below the heading of a table. */
function rowsOf(text: string): string[][] {
  const tables = [...text.matchAll(/^\|.*\n\|[-|]+\|\n((?:\|.*\n?)+)/gm)];
  return tables.flatMap(([, body = ""]) =>
    body
      .trim()
      .split("\n")
      .map((row) => row.split("|").slice(1, -1))
      .map((cells) => cells.map((cell) => cell.trim())),
  );
}
