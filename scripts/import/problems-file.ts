import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { BYTE_ORDER_MARK, toCsv } from "../../src/shared/text/csv.ts";
import type { CheckedFile, CheckedRow } from "../../src/signatures/import/check.ts";
import { rowSentences } from "../../src/web/import/sentences.ts";
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
    add: async (rows: readonly CheckedRow[], { table, mapping }: CheckedFile) => {
      if (rows.length === 0) return;
      const { headings } = table;
      if (stream === null) await write(`${BYTE_ORDER_MARK}${toCsv([[...headings, "problem"]])}`);
      count += rows.length;
      await write(
        toCsv(
          rows.map((row) => {
            const own = headings.map((_, at) => row.record.cells[at] ?? "");
            const beyond = row.record.cells.slice(headings.length);
            return [...own, rowSentences(words, row, mapping).join(" "), ...beyond];
          }),
        ),
      );
    },
    close: async () => {
      if (stream === null) return;
      stream.end();
      await finished(stream);
    },
  };
}
