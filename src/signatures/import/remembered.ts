import { z } from "zod";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { IMPORTS_REMEMBERED_MAX } from "../../limits.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";
import { jsonText } from "../../shared/text/json-text.ts";
import { KIND_RULES, type Mapping } from "./mapping/columns.ts";
import { DATE_ORDERS } from "./mapping/dates.ts";
import { IMPORT_FIELDS } from "./mapping/fields.ts";
import { plainHeading } from "./mapping/plain-heading.ts";

const choices = z.object({
  /** What each column holds, by its place; null if it is left out. */
  fields: z.array(z.enum(IMPORT_FIELDS).nullable()),
  kind: z.enum(KIND_RULES).nullable(),
  dateOrder: z.enum(DATE_ORDERS).nullable(),
});
const storedChoices = jsonText.pipe(choices);

type Choices = z.infer<typeof choices>;

/** What was chosen for the columns of an earlier file with the same headings. */
export type RememberedColumns = Choices & { chosenAt: Date };

/** Remembers what the columns of an imported file were, and forgets the oldest of too many. */
export async function rememberColumns(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { id: letterId }: Pick<Letter, "id">,
  { columns }: Pick<Mapping, "columns">,
  chosen: Pick<Choices, "kind" | "dateOrder">,
): Promise<void> {
  const headingsHash = hashOf(columns.map(({ heading }) => heading));
  if (headingsHash === null) return;
  const fields = columns.map(({ field }) => field);
  const text = JSON.stringify({ fields, ...chosen } satisfies Choices);
  const chosenAt = clock.now();
  await db.rememberedColumns.upsert({
    where: { letterId_headingsHash: { letterId, headingsHash } },
    create: { letterId, headingsHash, choices: text, chosenAt },
    update: { choices: text, chosenAt },
    select: { chosenAt: true },
  });
  await db.$write(sql`
    DELETE FROM remembered_columns WHERE letter_id = ${letterId} AND headings_hash NOT IN (
      SELECT headings_hash FROM remembered_columns WHERE letter_id = ${letterId}
      ORDER BY chosen_at DESC, headings_hash LIMIT ${IMPORTS_REMEMBERED_MAX})`);
}

/** What was chosen for a file with these headings; null if there was none. */
export async function recallColumns(
  { db }: Pick<Deps, "db">,
  { id: letterId }: Pick<Letter, "id">,
  headings: readonly string[],
): Promise<RememberedColumns | null> {
  const headingsHash = hashOf(headings);
  if (headingsHash === null) return null;
  const row = await db.rememberedColumns.findUnique({
    where: { letterId_headingsHash: { letterId, headingsHash } },
    select: { choices: true, chosenAt: true },
  });
  // What another version of the server stored may name fields that this one does not know.
  const stored = storedChoices.safeParse(row?.choices).data;
  if (row === null || stored === undefined) return null;
  return { ...stored, chosenAt: row.chosenAt };
}

/** By what files are the same; null if their columns have no names. */
function hashOf(headings: readonly string[]): string | null {
  const plain = headings.map(plainHeading);
  return plain.every((heading) => heading === "") ? null : sha256Hex(JSON.stringify(plain));
}
