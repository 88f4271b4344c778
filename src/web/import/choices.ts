import { z } from "zod";
import { sha256Hex } from "../../shared/keys/hash.ts";
import type { ImportChoices } from "../../signatures/import/check.ts";
import { KIND_RULES } from "../../signatures/import/mapping/columns.ts";
import { toDateOrder } from "../../signatures/import/mapping/dates.ts";
import { toImportField } from "../../signatures/import/mapping/fields.ts";
import { SEPARATORS } from "../../signatures/import/reading/csv.ts";
import { toEncoding } from "../../signatures/import/reading/encoding.ts";
import type { RememberedColumns } from "../../signatures/import/remembered.ts";

/** The field that says what a column holds, by its place. */
const COLUMN = /^map-(\d{1,3})$/;

const kinds = z.enum(KIND_RULES);
const separators = z.enum(SEPARATORS);

type Fields = Readonly<Record<string, string>>;

/** What was chosen about a file; what was not is found by its content. */
export function readChoices(fields: Fields): ImportChoices {
  const map = Object.entries(fields).flatMap(([name, value]) => {
    const at = name.match(COLUMN)?.[1];
    return at === undefined ? [] : [{ at: Number(at), field: toImportField(value) }];
  });
  return {
    // Read with another separator, or from another sheet, it has other columns.
    map: (fields["columns_of"] ?? columnsOf(fields)) === columnsOf(fields) ? map : [],
    kind: kinds.safeParse(fields["kind"]).data ?? null,
    dateOrder: toDateOrder(fields["date_order"] ?? ""),
    encoding: toEncoding(fields["encoding"] ?? ""),
    separator: separators.safeParse(fields["separator"]).data ?? null,
    sheet: fields["sheet"] || null,
  };
}

/** By what the columns of a file come to be. */
export function columnsOf(fields: Fields): string {
  return `${fields["separator"] ?? ""}${fields["sheet"] ?? ""}`;
}

/** What is chosen in a list of a form. */
const CHOSEN = ["kind", "date_order", "encoding", "separator", "sheet"] as const;
export type Chosen = Record<(typeof CHOSEN)[number], string>;

/** What was said, and what is suggested of what was not. */
export function chosenIn(fields: Fields, suggested: RememberedColumns | null = null): Chosen {
  const value = (name: (typeof CHOSEN)[number]) => fields[name] ?? "";
  return {
    kind: value("kind") || (suggested?.kind ?? ""),
    date_order: value("date_order") || (suggested?.dateOrder ?? ""),
    encoding: value("encoding"),
    separator: value("separator"),
    sheet: value("sheet"),
  };
}

/** What is chosen, in short: the same for a form as it was shown and as it comes back. */
export function choicesHash(
  columns: readonly { at: number; field: string }[],
  chosen: Chosen,
): string {
  const held = columns.map(({ at, field }) => [at, field]);
  return sha256Hex(JSON.stringify([held, CHOSEN.map((name) => chosen[name])]));
}

/** The same of what was sent. */
export function sentChoicesHash(fields: Fields): string {
  const { map = [] } = readChoices(fields);
  const columns = map.flatMap((said) =>
    "at" in said ? [{ at: said.at, field: said.field ?? "" }] : [],
  );
  columns.sort((left, right) => left.at - right.at);
  return choicesHash(columns, chosenIn(fields));
}
