import type { Db } from "../../db/db.ts";
import type { SignedTexts } from "../../letters/versions/texts.ts";
import { BYTE_ORDER_MARK, toCsv } from "../../shared/text/csv.ts";
import type { Cursor } from "./cursor.ts";
import { type ListPage, listSignatories } from "./read.ts";

/** The columns of the public file, in this order. */
const PUBLIC_COLUMNS = [
  "kind",
  "name",
  "title",
  "affiliation",
  "country",
  "website",
  "version",
  "group",
  "capacity",
] as const;
/** Entries of the public file that are read at a time. */
const FILE_PAGE_SIZE = 1_000;

/** The most entries that the public file may hold, if a letter has more; else null. */
export function exceededByList({ db }: { db: Db }, { texts }: SignedTexts): number | null {
  const max = db.$limits.exportRowsMax;
  if (max === null) return null;
  const listed = texts.map(({ counts }) => counts.organisations + counts.individuals);
  return listed.reduce((all, some) => all + some, 0) > max ? max : null;
}

/** The whole public list as CSV, in pieces; memory does not grow with its length. */
export async function* publicCsv(
  deps: { db: Db },
  letterId: string,
  signed: SignedTexts,
): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${toCsv([PUBLIC_COLUMNS])}`;
  const everybody = { q: "", kind: null, country: null, signed };
  let after: Cursor | null = null;
  do {
    const page: ListPage = await listSignatories(
      deps,
      letterId,
      { ...everybody, after },
      FILE_PAGE_SIZE,
    );
    const rows = page.signatories.map((entry) =>
      PUBLIC_COLUMNS.map((name) => String(entry[name] ?? "")),
    );
    if (rows.length > 0) yield toCsv(rows);
    after = page.next;
  } while (after !== null);
}
