import type { Deps } from "../../../deps.ts";
import { openUnder } from "../../../shared/keys/key-change.ts";
import { parseEmailAddress, strictForm } from "../../../shared/text/email-address.ts";
import { isOneOf, MOVES } from "../../lifecycle.ts";
import { ownPageTokenOf } from "../../own-page/view.ts";
import { toState } from "../../store.ts";

/** What changes if a question about a change of address is confirmed. */
export type NewAddress = {
  address: string;
  /** Who speaks for the organisation then; null: whoever does so now. */
  contact: { name: string; role: string } | null;
};

/** Null if it was erased, or if it cannot be opened. */
export async function newAddress(
  { keys }: Pick<Deps, "keys">,
  row: { email: string | null; contactName: string | null; contactRole: string | null },
): Promise<NewAddress | null> {
  const address = row.email === null ? null : await openUnder(keys, row.email);
  if (address === null) return null;
  const { contactName: name, contactRole } = row;
  return { address, contact: name === null ? null : { name, role: contactRole ?? "" } };
}

/** Whether the address has signed the letter with another entry of the same kind. */
export async function isTaken(
  { db, keys, clock }: Pick<Deps, "db" | "keys" | "clock">,
  asked: { signatureId: string; letterId: string; signature: { kind: string } },
  { address }: NewAddress,
): Promise<boolean> {
  const to = parseEmailAddress(address);
  if (to === null) return false;
  const addressKey = await keys.hash("address", strictForm(to));
  const { letterId, signature, signatureId } = asked;
  const other = await db.signature.findFirst({
    where: {
      letterId,
      kind: signature.kind,
      addressKey,
      id: { not: signatureId },
      OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }],
    },
    select: { id: true },
  });
  return other !== null;
}

/**
 * The own page of an entry that has moved, for whoever has the link by which it did: it proves the
 * address, until it expires or the entry moves on. Null if it proves it no more.
 */
export async function ownPageAfter(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  asked: {
    signatureId: string;
    about: number;
    expiresAt: Date | null;
    signature: { id: string; state: string; tokenVersion: number };
  },
): Promise<string | null> {
  const { signatureId, about, expiresAt, signature } = asked;
  const isOver = expiresAt === null || expiresAt <= deps.clock.now();
  if (isOver || !isOneOf(toState(signature.state), MOVES.withdraw.from)) return null;
  const later = { signatureId, kind: "address", answer: "confirmed", about: { gt: about } };
  if ((await deps.db.question.count({ where: later })) > 0) return null;
  return await ownPageTokenOf(deps, signature);
}
