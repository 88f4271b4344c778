import { z } from "zod";
import { sha256Hex } from "../../shared/keys/hash.ts";
import type { ImportChoices } from "../../signatures/import/check.ts";
import { KIND_RULES } from "../../signatures/import/mapping/columns.ts";
import { toDateOrder } from "../../signatures/import/mapping/dates.ts";
import { toImportField } from "../../signatures/import/mapping/fields.ts";
import { toEncoding } from "../../signatures/import/reading/encoding.ts";

/** The field that says what a column holds, by its place. */
const COLUMN = /^map-(\d{1,3})$/;

const kinds = z.enum(KIND_RULES);

/** What was chosen about a file; what was not is found by its content. */
export function readChoices(fields: Readonly<Record<string, string>>): ImportChoices {
  const map = Object.entries(fields).flatMap(([name, value]) => {
    const at = name.match(COLUMN)?.[1];
    return at === undefined ? [] : [{ at: Number(at), field: toImportField(value) }];
  });
  return {
    map,
    kind: kinds.safeParse(fields["kind"]).data ?? null,
    dateOrder: toDateOrder(fields["date_order"] ?? ""),
    encoding: toEncoding(fields["encoding"] ?? ""),
  };
}

/** What is chosen, in short: the same for a form as it was shown and as it comes back. */
export function choicesHash(chosen: {
  columns: readonly { at: number; field: string }[];
  kind: string;
  dateOrder: string;
}): string {
  const columns = chosen.columns.map(({ at, field }) => [at, field]);
  return sha256Hex(JSON.stringify([columns, chosen.kind, chosen.dateOrder]));
}

/** The same of what was sent. */
export function sentChoicesHash(fields: Readonly<Record<string, string>>): string {
  const { map = [] } = readChoices(fields);
  const columns = map.flatMap((said) =>
    "at" in said ? [{ at: said.at, field: said.field ?? "" }] : [],
  );
  columns.sort((left, right) => left.at - right.at);
  return choicesHash({
    columns,
    kind: fields["kind"] ?? "",
    dateOrder: fields["date_order"] ?? "",
  });
}
