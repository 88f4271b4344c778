import { z } from "zod";
import { columnName } from "../db/batch/json-rows.ts";
import { date, flag } from "../db/columns.ts";
import type { Db } from "../db/db.ts";
import { raw, sql } from "../db/sql.ts";

const text = z.string();
const optional = text.nullable();
const signatureRows = z.array(
  z.object({
    id: text,
    letterId: text,
    kind: text,
    state: text,
    name: text,
    title: optional,
    affiliation: optional,
    website: optional,
    country: text,
    visibility: text,
    capacity: optional,
    edition: z.coerce.number(),
    signals: text,
    contactName: optional,
    contactRole: optional,
    expiresAt: date.nullable(),
    sortName: optional,
    updates: flag,
    hiddenAt: date.nullable(),
    reason: optional,
    tokenVersion: z.coerce.number(),
    proposal: optional,
    proposedAt: date.nullable(),
    proposalReason: optional,
  }),
);

const SIGNATURE_COLUMNS = raw(
  Object.keys(signatureRows.element.shape)
    .map((name) => `${columnName(name)} AS "${name}"`)
    .join(", "),
);

/** An entry as the pages of its signatory need it; null if there is none of this id. */
export async function findSignature(db: Db, id: string) {
  const rows = await db.$rows(sql`SELECT ${SIGNATURE_COLUMNS} FROM signature WHERE id = ${id}`);
  return signatureRows.parse(rows)[0] ?? null;
}
