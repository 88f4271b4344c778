import { z } from "zod";
import type { Db } from "../db/db.ts";
import { join, sql } from "../db/sql.ts";
import type { Kind } from "./name.ts";
import { BY_SIGNATORY, type EntryOwner, move } from "./store.ts";

/** Whose entries a mail is asked for. */
type Asked = Pick<EntryOwner, "letterId" | "addressKey"> & {
  kinds: readonly Kind[];
  /** An entry that is left out. */
  not?: string;
  /** The address as somebody typed it, encrypted: for entries whose own is erased. */
  typed: string;
};

/** How often other moves of the same entries may come between before the mail is given up. */
export const ASKING_TRIES_MAX = 5;

const askable = z.array(
  z.object({ id: z.string(), moveNo: z.coerce.number(), isErased: z.coerce.boolean() }),
);

/** An address that was erased and typed again is kept until the mail to it has left. */
export function typedColumns({ isErased }: { isErased: boolean }, typed: string) {
  return isErased ? { email: typed } : {};
}

/**
 * Asks for a mail that a stranger can cause about each of some entries, unless the very same is due
 * already. It leaves when its caps allow. The move and the entry's state decide which mail it is.
 */
export async function askForMail(
  db: Db,
  { letterId, addressKey, kinds, not = "", typed }: Asked,
  name: "repeat" | "send-link",
  asker: { at: Date; networkKey: string },
): Promise<void> {
  for (let tries = 0; tries < ASKING_TRIES_MAX; tries += 1) {
    const rows = await db.$rows(sql`
      SELECT signature.id, move_no AS "moveNo",
        CASE WHEN email IS NULL AND contacts_gone_at IS NOT NULL THEN 1 ELSE 0 END AS "isErased"
      FROM signature ${db.$dialect.by("signature_letter_id_kind_address_key_key")}
      JOIN move_rule ON move_rule.name = ${name} AND from_state = signature.state
      WHERE letter_id = ${letterId} AND kind IN (${join([...kinds])})
        AND address_key = ${addressKey} AND signature.id <> ${not}
        AND NOT EXISTS (SELECT 1 FROM outbox WHERE signature_id = signature.id
          AND outbox.state = 'due' AND outbox.kind = move_rule.mail)`);
    const found = askable.parse(rows);
    if (found.length === 0) return;
    const mover = { by: BY_SIGNATORY, at: asker.at };
    // Who asks in the same moment finds the entry moved, and the mail due.
    let moved = 0;
    for (const { id, moveNo, isErased } of found) {
      const columns = { mailNetworkKey: asker.networkKey, ...typedColumns({ isErased }, typed) };
      moved += (await move(db, { id, moveNo }, name, mover, columns)).length;
    }
    if (moved === found.length) return;
  }
}
