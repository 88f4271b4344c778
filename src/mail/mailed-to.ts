import { contactFor } from "../config.ts";
import type { Hashes } from "../shared/keys/keys.ts";
import { signAddressToken } from "../shared/keys/signed-token.ts";
import { paths } from "../shared/pages/paths.ts";
import { looseForm, storedEmailAddress } from "../shared/text/email-address.ts";
import type { MessageDeps } from "./message-deps.ts";
import type { MailedEntry, MailedLetter } from "./message-to-signatory.ts";

/** What every mail holds that goes to another address than that of an entry, or asks about one. */
export type MailedTo = {
  to: string;
  language: string;
  /** The hashes of the address, which is never mailed if one of them is suppressed. */
  addressLimitKeys: Hashes;
  letter: MailedLetter;
  suppressionUrl: string;
};

/** An entry, and its letter as the database has it. */
type AboutEntry = {
  language: string;
  letter: {
    slug: string;
    publisher: string;
    contact: string | null;
    replyTo: string | null;
    currentVersionId: string | null;
  };
};

/** What a mail about an entry holds that goes to an address, which is given encrypted. */
export async function mailedTo(
  deps: MessageDeps,
  { letter, language }: AboutEntry,
  email: string,
): Promise<MailedTo> {
  const { baseUrl } = deps.config;
  const to = await deps.keys.decrypt(email);
  const address = looseForm(storedEmailAddress(to));
  const addressLimitKeys = await deps.keys.hashes("address-limit", address);
  const version = await deps.db.letterVersion.findUnique({
    where: { id: letter.currentVersionId ?? "" },
    select: { title: true },
  });
  return {
    to,
    language,
    addressLimitKeys,
    letter: {
      title: version?.title ?? letter.slug,
      publisher: letter.publisher,
      contact: contactFor(deps.config, letter),
      replyTo: letter.replyTo,
      url: baseUrl + paths.letter(letter.slug),
      privacyUrl: baseUrl + paths.privacy(letter.slug),
    },
    suppressionUrl:
      baseUrl + paths.suppression(await signAddressToken(deps.keys, addressLimitKeys)),
  };
}

/** An entry by its name alone, for mail to an address that is not known to be its signatory's. */
export function onlyNamed(entry: { name: string; visibility: string }): MailedEntry {
  const { name, visibility } = entry;
  const isNamed = visibility === "full";
  return { name, title: null, affiliation: null, capacity: null, isNamed };
}
