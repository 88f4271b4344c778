import type { Deps } from "../../../deps.ts";
import { ADDRESS_CHANGES } from "../../../limits.ts";
import { countWithin } from "../../../rate-limit.ts";
import { maskedEmailAddress, storedEmailAddress } from "../../../shared/text/email-address.ts";
import { askForMail } from "../../ask-for-mail.ts";
import { addressColumns, type EntryRow } from "../../entry.ts";
import { isOneOf } from "../../lifecycle.ts";
import { clientKeys } from "../../signing/client.ts";
import type { Wording } from "../../signing/wording.ts";
import { BY_SIGNATORY } from "../../store.ts";
import { askQuestion } from "../ask.ts";
import { QUESTIONS } from "../kinds.ts";
import { NO_NEW_ADDRESS } from "./answer.ts";
import type { AddressForm } from "./form.ts";
import { type NewAddress, newAddress } from "./view.ts";

/** What became of asking for a change of address. It never tells whether the address is known. */
export type AddressAsked =
  | "address-asked"
  /** So many were asked for today; it does not matter for which addresses. */
  | "address-too-often"
  /** The entry's state does not allow it. */
  | "impossible";

type AskDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** How often two who ask at once may miss each other before it must be a bug. */
const TRIES_MAX = 3;

/**
 * Asks at a new address whether a signature is to move there; what was asked before is replaced.
 * Whoever has signed the letter with that address gets instead what they would for signing again.
 */
export async function askForAddress(
  deps: AskDeps,
  letterId: string,
  entry: Pick<EntryRow, "id" | "kind" | "state"> & { contactsGoneAt: Date | null },
  { address: to, contact }: AddressForm,
  { wording, clientAddress }: { wording: Omit<Wording, "hash">; clientAddress: string },
): Promise<AddressAsked> {
  if (!isOneOf(entry.state, QUESTIONS.address.states)) return "impossible";
  // Nobody could be told at the address of before.
  if (entry.contactsGoneAt !== null) return "impossible";
  const { db, keys, clock } = deps;
  if (!(await countWithin(deps, `address-change ${entry.id}`, ADDRESS_CHANGES))) {
    return "address-too-often";
  }
  const { networkKey } = await clientKeys(deps, clientAddress);
  await db.signature.updateMany({
    where: { id: entry.id, state: { in: [...QUESTIONS.address.states] } },
    data: { mailNetworkKey: networkKey },
  });
  const about = { signatureId: entry.id, letterId, kind: "address" } as const;
  const said = { contactName: contact?.name ?? null, contactRole: contact?.role ?? null };
  const question = { ...about, ...said, to, wording, askedBy: BY_SIGNATORY };
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const number = 1 + (await lastNumber(db, entry.id));
    if (!(await askQuestion(deps, { ...question, about: number }))) continue;
    const { addressKey, email: typed } = await addressColumns(keys, to);
    const others = { letterId, kinds: [entry.kind], addressKey, not: entry.id, typed };
    await askForMail(db, others, "repeat", { at: clock.now(), networkKey });
    return "address-asked";
  }
  throw new Error("A change of address could not be asked for.");
}

async function lastNumber(db: Deps["db"], signatureId: string): Promise<number> {
  const last = await db.question.findFirst({
    where: { signatureId, kind: "address" },
    orderBy: { about: "desc" },
    select: { about: true },
  });
  return last?.about ?? 0;
}

/** A change of address that nobody has confirmed yet, as the own page shows it. */
export type OpenAddressChange = {
  /** Enough to recognise an address that one knows, and no more. */
  masked: string;
  contact: NewAddress["contact"];
  askedAt: Date;
  until: Date;
};

/** The change of address that is asked for; null if none is. */
export async function openAddressChange(
  { db, keys, clock }: Pick<Deps, "db" | "keys" | "clock">,
  signatureId: string,
): Promise<OpenAddressChange | null> {
  const row = await db.question.findFirst({
    where: { ...openChange(signatureId), expiresAt: { gt: clock.now() } },
    orderBy: { about: "desc" },
    select: { email: true, contactName: true, contactRole: true, askedAt: true, expiresAt: true },
  });
  const change = row && (await newAddress({ keys }, row));
  if (!row?.expiresAt || !change) return null;
  const masked = maskedEmailAddress(storedEmailAddress(change.address));
  return { masked, contact: change.contact, askedAt: row.askedAt, until: row.expiresAt };
}

/** Takes back what was asked for: its link works no more. False if nothing was open. */
export async function cancelAddressChange(
  { db, clock, log }: Pick<Deps, "db" | "clock" | "log">,
  { id }: Pick<EntryRow, "id">,
): Promise<boolean> {
  const { count } = await db.question.updateMany({
    where: openChange(id),
    data: { answer: "cancelled", answeredAt: clock.now(), ...NO_NEW_ADDRESS },
  });
  if (count > 0) log.info("signature.address-cancelled", { signature: id });
  return count > 0;
}

function openChange(signatureId: string) {
  return { signatureId, kind: "address", answer: null };
}
