import { z } from "zod";
import { date } from "../../db/columns.ts";
import type { Db } from "../../db/db.ts";
import { join, sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { ENTRIES_SHOWN_MAX } from "../../limits.ts";
import { readEntriesToken } from "../../shared/keys/entries-token.ts";
import { signToken } from "../../shared/keys/signed-token.ts";
import { isOneOf, MOVES, type State } from "../lifecycle.ts";
import { KINDS } from "../name.ts";
import { toState } from "../store.ts";
import { ownPageTokenOf } from "./view.ts";
import { withdraw } from "./withdraw.ts";

/** An entry among all of its address. */
export type AddressEntry = {
  id: string;
  name: string;
  state: State;
  isHidden: boolean;
  letter: { slug: string; title: string; language: string; publisher: string };
  /** Where it is seen and changed; null for one that nobody has confirmed. */
  ownPageToken: string | null;
  /** Where it is confirmed or refused; null for one that somebody has confirmed. */
  verificationToken: string | null;
  canWithdraw: boolean;
};

/** What the link to all entries of an address leads to. */
export type EntriesView =
  | { outcome: "found"; entries: AddressEntry[]; expiresAt: Date }
  | { outcome: "expired" }
  | { outcome: "unknown" };

/** Reads the link. Changes nothing, however often it is opened. */
export async function viewEntries(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  token: string,
): Promise<EntriesView> {
  const claim = await readEntriesToken(deps.keys, token);
  if (claim === null) return { outcome: "unknown" };
  if (claim.expiresAt <= deps.clock.now()) return { outcome: "expired" };
  const rows = await entriesOfAddress(deps.db, claim.addressKey);
  const entries = await Promise.all(rows.map((row) => toEntry(deps, row)));
  return { outcome: "found", entries, expiresAt: claim.expiresAt };
}

/** Withdraws those of the entries that are named and can be; gives how many were. */
export async function withdrawEntries(
  deps: Pick<Deps, "db" | "clock" | "log">,
  entries: readonly AddressEntry[],
): Promise<number> {
  let withdrawn = 0;
  for (const entry of entries)
    if (entry.canWithdraw && (await withdraw(deps, entry))) withdrawn += 1;
  return withdrawn;
}

async function toEntry(deps: Pick<Deps, "keys" | "clock">, row: AddressRow): Promise<AddressEntry> {
  const { id, name, expiresAt, slug, title, language, publisher } = row;
  const state = toState(row.state);
  const isUnconfirmed = state === "unverified";
  const isInTime = expiresAt !== null && expiresAt > deps.clock.now();
  return {
    id,
    name,
    state,
    isHidden: row.hiddenAt !== null,
    letter: { slug, title, language, publisher },
    ownPageToken: isUnconfirmed ? null : await ownPageTokenOf(deps, row),
    verificationToken:
      isUnconfirmed && isInTime
        ? await signToken(deps.keys, "verification", { id, expiresAt })
        : null,
    canWithdraw: isOneOf(state, MOVES.withdraw.from),
  };
}

const addressRow = z.object({
  id: z.string(),
  moveNo: z.coerce.number(),
  name: z.string(),
  state: z.string(),
  hiddenAt: date.nullable(),
  expiresAt: date.nullable(),
  tokenVersion: z.coerce.number(),
  slug: z.string(),
  title: z.string(),
  language: z.string(),
  publisher: z.string(),
  mailIsDue: z.coerce.boolean(),
  isErased: z.coerce.boolean(),
});

type AddressRow = z.infer<typeof addressRow>;

/**
 * The entries of an address in all letters that are public: those of which a link is mailed. It
 * asks for each letter and kind, so that the index of repeats finds them; SQLite keeps to the order
 * of a cross join.
 */
export async function entriesOfAddress(db: Db, addressKey: string): Promise<AddressRow[]> {
  const rows = await db.$rows(sql`
    SELECT signature.id, move_no AS "moveNo", signature.name, signature.state,
      hidden_at AS "hiddenAt", signature.expires_at AS "expiresAt",
      token_version AS "tokenVersion", letter.slug, letter_version.title,
      letter_version.language, letter.publisher,
      CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE signature_id = signature.id
        AND outbox.state = 'due' AND outbox.kind = 'own-entries') THEN 1 ELSE 0 END AS "mailIsDue",
      CASE WHEN email IS NULL AND contacts_gone_at IS NOT NULL THEN 1 ELSE 0 END AS "isErased"
    FROM letter
    JOIN letter_version ON letter_version.id = letter.current_version_id
    CROSS JOIN signature ${db.$dialect.by("signature_letter_id_kind_address_key_key")}
    WHERE signature.letter_id = letter.id AND signature.kind IN (${join([...KINDS])})
      AND address_key = ${addressKey} AND letter.state <> 'draft'
      AND signature.state IN (${join(MOVES["send-entries"].from)})
    ORDER BY CASE WHEN signature.state = 'unverified' THEN 1 ELSE 0 END, signature.id
    LIMIT ${ENTRIES_SHOWN_MAX}`);
  return z.array(addressRow).parse(rows);
}
