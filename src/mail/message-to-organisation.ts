import { contactFor } from "../config.ts";
import type { Hashes } from "../shared/keys/keys.ts";
import { signAddressToken, signToken } from "../shared/keys/signed-token.ts";
import { paths } from "../shared/pages/paths.ts";
import { looseForm, storedEmailAddress } from "../shared/text/email-address.ts";
import type { MessageDeps } from "./message-deps.ts";
import type { MailedLetter } from "./message-to-signatory.ts";

/** Mail to an organisation, at an address that it publishes: is this entry yours? */
export type OrganisationMessage = {
  kind: "second-confirmation";
  to: string;
  language: string;
  /** The hashes of the address, which is never mailed if one of them is suppressed. */
  addressLimitKeys: Hashes;
  isCapped: true;
  letter: MailedLetter;
  entry: { name: string; website: string };
  /** Who signed in the organisation's name. */
  contact: { name: string; role: string };
  answerUrl: string;
  until: Date;
  suppressionUrl: string;
};

/**
 * Fills in the question that was asked at a moment; null if it was answered or replaced, if it has
 * expired, or if the entry is no longer one to ask about.
 */
export async function readQuestion(
  deps: MessageDeps,
  signatureId: string,
  askedAt: Date,
): Promise<OrganisationMessage | null> {
  const row = await deps.db.secondConfirmation.findFirst({
    where: { signatureId },
    orderBy: { askedAt: "desc" },
    include: { signature: { include: { letter: true } } },
  });
  if (row === null || row.email === null || row.answer !== null) return null;
  const { signature } = row;
  const isOver = row.expiresAt <= deps.clock.now() || row.askedAt.getTime() !== askedAt.getTime();
  const isAsked = signature.state === "pending" || signature.state === "published";
  if (isOver || !isAsked) return null;
  const { baseUrl } = deps.config;
  const { letter } = signature;
  const version = await deps.db.letterVersion.findUnique({
    where: { id: letter.currentVersionId ?? "" },
  });
  const to = await deps.keys.decrypt(row.email);
  const address = looseForm(storedEmailAddress(to));
  const addressLimitKeys = await deps.keys.hashes("address-limit", address);
  const claim = { id: row.id, expiresAt: row.expiresAt };
  const token = await signToken(deps.keys, "second-confirmation", claim);
  return {
    kind: "second-confirmation",
    to,
    language: signature.language,
    addressLimitKeys,
    isCapped: true,
    letter: {
      title: version?.title ?? letter.slug,
      publisher: letter.publisher,
      contact: contactFor(deps.config, letter),
      replyTo: letter.replyTo,
      url: baseUrl + paths.letter(letter.slug),
      privacyUrl: baseUrl + paths.privacy(letter.slug),
    },
    entry: { name: signature.name, website: signature.website ?? "" },
    contact: { name: signature.contactName ?? "", role: signature.contactRole ?? "" },
    answerUrl: baseUrl + paths.secondConfirmation(token),
    until: row.expiresAt,
    suppressionUrl:
      baseUrl + paths.suppression(await signAddressToken(deps.keys, addressLimitKeys)),
  };
}
