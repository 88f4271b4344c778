import { z } from "zod";
import { isUniqueViolation } from "../../db/db.ts";
import { join, sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { type EmailAddress, strictForm } from "../../shared/text/email-address.ts";
import { addressColumns } from "../entry.ts";
import { KINDS } from "../name.ts";

const idRows = z.array(z.object({ id: z.string() }));

/**
 * Hashes an address anew in entries of which only its hash is left, under a SECRET_KEY that was
 * replaced since: its owner has just typed it. Nothing to do as long as no key was replaced.
 */
export async function renewAddressKeys(
  { db, keys }: Pick<Deps, "db" | "keys">,
  address: EmailAddress,
): Promise<void> {
  const [, ...older] = await keys.hashes("address", strictForm(address));
  if (older.length === 0) return;
  const rows = await db.$rows(sql`
    SELECT signature.id FROM letter
    CROSS JOIN signature ${db.$dialect.by("signature_letter_id_kind_address_key_key")}
    WHERE signature.letter_id = letter.id AND signature.kind IN (${join([...KINDS])})
      AND address_key IN (${join(older)})`);
  const { email: _, ...columns } = await addressColumns(keys, address);
  for (const { id } of idRows.parse(rows)) {
    try {
      await db.signature.updateMany({ where: { id, addressKey: { in: older } }, data: columns });
    } catch (error) {
      // The address has signed anew since: that entry keeps it.
      if (!isUniqueViolation(error)) throw error;
    }
  }
}
