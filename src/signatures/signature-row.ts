import { z } from "zod";
import { columnName } from "../db/batch/json-rows.ts";
import { date, flag } from "../db/columns.ts";
import type { Db } from "../db/db.ts";
import { raw, sql } from "../db/sql.ts";
import { agreementsOf, PURPOSE_NAMES, PURPOSES } from "./signing/purposes.ts";

const text = z.string();
const optional = text.nullable();
const COLUMNS = {
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
  isTest: flag,
  contactName: optional,
  contactRole: optional,
  expiresAt: date.nullable(),
  sortName: optional,
  updates: flag,
  consentHash: optional,
  consentAt: date.nullable(),
  updatesHash: optional,
  updatesAt: date.nullable(),
  hiddenAt: date.nullable(),
  takendownFrom: optional,
  contactsGoneAt: date.nullable(),
  reason: optional,
  tokenVersion: z.coerce.number(),
  proposal: optional,
  proposedAt: date.nullable(),
  proposalReason: optional,
};

/** The sentences that were agreed to, by purpose. */
const TEXTS = { publicationText: optional, newsText: optional };

const signatureRows = z.array(z.object({ ...COLUMNS, ...TEXTS }));

const SELECTED = raw(
  [
    ...Object.keys(COLUMNS).map((name) => `${columnName(name)} AS "${name}"`),
    ...PURPOSE_NAMES.map((purpose) => {
      const hash = `signature.${columnName(PURPOSES[purpose].hash)}`;
      return `(SELECT text FROM wording WHERE wording.hash = ${hash}) AS "${purpose}Text"`;
    }),
  ].join(", "),
);

/** An entry as the pages of its signatory need it; null if there is none of this id. */
export async function findSignature(db: Db, id: string) {
  const rows = await db.$rows(sql`SELECT ${SELECTED} FROM signature WHERE id = ${id}`);
  const [row] = signatureRows.parse(rows);
  if (row === undefined) return null;
  return { ...row, agreements: agreementsOf(row, (purpose) => row[`${purpose}Text`]) };
}
