import { z } from "zod";
import type { Words } from "../../../views/page/words.ts";
import type { Letter } from "../../letters/letter.ts";
import type { CsvSeparator } from "../../shared/text/csv.ts";
import { CONTACT_COLUMNS, type CsvLayout, EXPORT_COLUMNS } from "../../signatures/export/write.ts";

const SEPARATORS = { comma: ",", semicolon: ";", tab: "\t" } as const satisfies Record<
  string,
  CsvSeparator
>;

/** What a form says of how a CSV is laid out; what cannot be read is as for programs. */
const layoutSchema = z.object({
  separator: z.enum(["comma", "semicolon", "tab"]).catch("comma"),
  dates: z.enum(["utc", "letter"]).catch("utc"),
  headings: z.enum(["names", "words"]).catch("names"),
});

export type TypedLayout = z.infer<typeof layoutSchema>;

export function typedLayout(fields: Readonly<Record<string, string>>): TypedLayout {
  return layoutSchema.parse(fields);
}

/** The layout that a form asks for. */
export function layoutOf(words: Words, letter: Letter, typed: TypedLayout): CsvLayout {
  const columns = [...EXPORT_COLUMNS, ...CONTACT_COLUMNS];
  return {
    separator: SEPARATORS[typed.separator],
    timeZone: typed.dates === "letter" ? letter.timeZone : null,
    headings: new Map(
      typed.headings === "words"
        ? columns.map((name) => [name, words(`exportColumns.${name}`)])
        : [],
    ),
  };
}
