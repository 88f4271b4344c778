import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { CheckedFile, CheckedRow } from "../../src/signatures/import/check.ts";
import { problemLines, problemsHeader } from "../../src/web/import/problems.ts";
import type { Words } from "../../views/page/words.ts";

/** A file of the lines that an import left out, each with what is wrong, begun with the first. */
export function problemsFile(path: string, words: Words) {
  let stream: WriteStream | null = null;
  let count = 0;
  const write = async (text: string) => {
    stream ??= createWriteStream(path);
    const open = stream;
    if (!open.write(text)) await new Promise<void>((resolve) => open.once("drain", resolve));
  };
  return {
    get count() {
      return count;
    },
    add: async (rows: readonly CheckedRow[], file: CheckedFile) => {
      if (rows.length === 0) return;
      if (stream === null) await write(problemsHeader(file));
      count += rows.length;
      await write(problemLines(words, file, rows));
    },
    close: async () => {
      if (stream === null) return;
      stream.end();
      await finished(stream);
    },
  };
}
