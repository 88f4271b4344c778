import type { SourceFile } from "./files.ts";

const COMMENTS_AND_STRINGS =
  /(\/\*[\s\S]*?\*\/|\/\/[^\n]*)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
const IMPORTS = /^(?:import|export)\b[^;"]*\bfrom\b[^;]*;/gm;

/** Whether this is TypeScript, written by hand. */
export function isCode({ path }: SourceFile): boolean {
  return /\.tsx?$/.test(path);
}

/** The problems that `ask` finds, line by line. Lines count from one. */
export function byLine(
  text: string,
  ask: (line: string, index: number, lines: readonly string[]) => string | null,
): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const problem = ask(line, index, lines);
    return problem === null ? [] : [`line ${index + 1}: ${problem}`];
  });
}

/** The code with its comments, strings and imports blanked out; lines stay where they are. */
export function bareCode(text: string): string {
  return text
    .replace(COMMENTS_AND_STRINGS, (found, comment: string | undefined) =>
      comment === undefined ? `"${onlyLineEnds(found)}"` : onlyLineEnds(found),
    )
    .replace(IMPORTS, onlyLineEnds);
}

function onlyLineEnds(text: string): string {
  return text.replace(/[^\n]/g, "");
}
