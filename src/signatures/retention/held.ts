import { z } from "zod";
import { date } from "../../db/columns.ts";
import { sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { type Letter, totalOf } from "../../letters/letter.ts";
import { monthsLater } from "../../shared/clock.ts";
import { CONTACT_MONTHS_AFTER_SIGNING, contactsUntil } from "./clocks.ts";
import { HAS_CONTACTS, IS_REFUSED, REFUSED_AT } from "./retain.ts";

/** How many entries hold something, and when the first of them loses it; null if none does. */
type Counted = { count: number; next: Date | null };

/** What a letter holds of those who signed it. */
export type Held = {
  /** All at once at `until`, or else each some months after signing. */
  contacts: Counted & { until: Date | null };
  refused: Counted;
  /** Taken down, and not erased yet. */
  takendown: number;
  unconfirmed: number;
  listed: number;
  exports: number;
};

const countedRows = z.array(z.object({ count: z.coerce.number(), first: date.nullable() }));

/** What a letter holds now. It counts, and reads no entry. */
export async function whatIsHeld({ db }: Pick<Deps, "db">, letter: Letter): Promise<Held> {
  const { id: letterId, rejectedMonths } = letter;
  const [contacts, refused, takendown, unconfirmed, exports] = await Promise.all([
    db.$rowsInBackground(sql`
      SELECT count(*) AS count, min(signed_at) AS first
      FROM signature ${db.$dialect.by("signature_contacts_idx")}
      WHERE letter_id = ${letterId} AND ${HAS_CONTACTS}`),
    db.$rowsInBackground(sql`
      SELECT count(*) AS count, min(${REFUSED_AT}) AS first
      FROM signature ${db.$dialect.by("signature_refused_idx")}
      WHERE letter_id = ${letterId} AND ${IS_REFUSED}`),
    db.signature.count({ where: { letterId, takendownFrom: { not: null } } }),
    db.signature.count({ where: { letterId, state: { in: ["unverified", "held"] } } }),
    db.exportRecord.count({ where: { letterId } }),
  ]);
  const counted = (rows: unknown[], months: number): Counted => {
    const [row] = countedRows.parse(rows);
    const first = row?.first ?? null;
    return { count: row?.count ?? 0, next: first && monthsLater(first, months) };
  };
  const until = contactsUntil(letter);
  return {
    contacts: { ...counted(contacts, CONTACT_MONTHS_AFTER_SIGNING), until },
    refused: counted(refused, rejectedMonths),
    takendown,
    unconfirmed,
    listed: totalOf(letter.counts),
    exports,
  };
}
