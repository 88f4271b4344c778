import { maskedEmailAddress, storedEmailAddress } from "../shared/text/email-address.ts";
import { type MailedEntry, type MailedTo, mailedTo, onlyNamed, ownPageUrlOf } from "./mailed-to.ts";
import type { MessageDeps } from "./message-deps.ts";
import type { AddressMailKind, ClaimedMail } from "./outbox.ts";

/** Tells the address of an entry that it is to move to another one, or the former that it did. */
export type AddressMessage = MailedTo & {
  counted: null;
  entry: MailedEntry;
  /** The other address, as whoever knows it recognises it. */
  newAddress: string;
} & (
    | { kind: "address-asked"; ownPageUrl: string; until: Date }
    | { kind: "address-changed"; changedOn: Date }
  );

/** Fills in a mail about a change of address; null if it was taken back, or if all is erased. */
export async function readAboutAddress(
  deps: MessageDeps,
  kind: AddressMailKind,
  mail: ClaimedMail,
): Promise<AddressMessage | null> {
  return kind === "address-asked" ? await readAsked(deps, mail) : await readChanged(deps, mail);
}

const WITH_ENTRY = { signature: { include: { letter: true } } } as const;

/** What was done by then is told by the other mail. */
async function readAsked(deps: MessageDeps, mail: ClaimedMail): Promise<AddressMessage | null> {
  const { signatureId, createdAt: askedAt } = mail;
  const row = await deps.db.question.findFirst({
    where: { signatureId: signatureId ?? "", kind: "address", askedAt, answer: null },
    include: WITH_ENTRY,
  });
  if (row === null || row.signature.email === null || row.email === null) return null;
  const { signature, expiresAt: until } = row;
  if (until === null || until <= deps.clock.now()) return null;
  return {
    ...(await mailedTo(deps, signature, row.signature.email)),
    ...(await aboutMove(deps, signature, row.email)),
    kind: "address-asked",
    ownPageUrl: await ownPageUrlOf(deps, signature),
    until,
  };
}

async function readChanged(deps: MessageDeps, mail: ClaimedMail): Promise<AddressMessage | null> {
  const { signatureId, createdAt: answeredAt } = mail;
  const row = await deps.db.question.findFirst({
    where: { signatureId: signatureId ?? "", kind: "address", answeredAt, answer: "confirmed" },
    include: WITH_ENTRY,
  });
  if (row === null || row.formerEmail === null || row.signature.email === null) return null;
  return {
    ...(await mailedTo(deps, row.signature, row.formerEmail)),
    ...(await aboutMove(deps, row.signature, row.signature.email)),
    kind: "address-changed",
    changedOn: answeredAt,
  };
}

async function aboutMove(
  deps: MessageDeps,
  entry: { name: string; visibility: string },
  newEmail: string,
) {
  const address = storedEmailAddress(await deps.keys.decrypt(newEmail));
  const newAddress = maskedEmailAddress(address);
  return { counted: null, entry: onlyNamed(entry), newAddress } as const;
}
