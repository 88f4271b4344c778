import { contactFor } from "../config.ts";
import type { Hashes } from "../shared/keys/keys.ts";
import { signAddressToken, signOwnPageToken } from "../shared/keys/signed-token.ts";
import { paths } from "../shared/pages/paths.ts";
import { looseForm, storedEmailAddress } from "../shared/text/email-address.ts";
import type { MessageDeps } from "./message-deps.ts";

/** What mails say about a letter. */
export type MailedLetter = {
  title: string;
  publisher: string;
  /** An address for questions about a signature: there is always one. */
  contact: string;
  replyTo: string | null;
  /** Whose name stands before the address that the mail comes from; null for the site's own. */
  senderName: string | null;
  url: string;
  privacyUrl: string;
};

/** An entry; in mail that a stranger can cause its name alone, and the rest is on the page. */
export type MailedEntry = {
  name: string;
  title: string | null;
  affiliation: string | null;
  capacity: string | null;
  isNamed: boolean;
};

/** What every mail about an entry holds, whatever address it goes to. */
export type MailedTo = {
  to: string;
  language: string;
  /** The hashes of the address, which is never mailed if one of them is suppressed. */
  addressLimitKeys: Hashes;
  letter: MailedLetter;
  suppressionUrl: string;
};

/** The letter of an entry, as the database has it. */
type LetterRow = {
  slug: string;
  publisher: string;
  contact: string | null;
  replyTo: string | null;
  senderName: string | null;
};

/** What a mail about an entry holds that goes to an address, which is given encrypted. */
export async function mailedAbout(
  deps: MessageDeps,
  { letter, language }: { language: string; letter: LetterRow & { title: string } },
  email: string,
): Promise<MailedTo> {
  const { baseUrl } = deps.config;
  const to = await deps.keys.decrypt(email);
  const address = looseForm(storedEmailAddress(to));
  const addressLimitKeys = await deps.keys.hashes("address-limit", address);
  return {
    to,
    language,
    addressLimitKeys,
    letter: {
      title: letter.title,
      publisher: letter.publisher,
      contact: contactFor(deps.config, letter),
      replyTo: letter.replyTo,
      senderName: letter.senderName,
      url: baseUrl + paths.letter(letter.slug),
      privacyUrl: baseUrl + paths.privacy(letter.slug),
    },
    suppressionUrl:
      baseUrl + paths.suppression(await signAddressToken(deps.keys, addressLimitKeys)),
  };
}

/** The same, with the title that the letter has now. */
export async function mailedTo(
  deps: MessageDeps,
  {
    letter,
    language,
  }: { language: string; letter: LetterRow & { currentVersionId: string | null } },
  email: string,
): Promise<MailedTo> {
  const version = await deps.db.letterVersion.findUnique({
    where: { id: letter.currentVersionId ?? "" },
    select: { title: true },
  });
  const title = version?.title ?? letter.slug;
  return await mailedAbout(deps, { language, letter: { ...letter, title } }, email);
}

export async function ownPageUrlOf(
  deps: MessageDeps,
  { id, tokenVersion: version }: { id: string; tokenVersion: number },
): Promise<string> {
  return deps.config.baseUrl + paths.ownPage(await signOwnPageToken(deps.keys, { id, version }));
}

/** An entry by its name alone, for mail to an address that is not known to be its signatory's. */
export function onlyNamed(entry: { name: string; visibility: string }): MailedEntry {
  const { name, visibility } = entry;
  const isNamed = visibility === "full";
  return { name, title: null, affiliation: null, capacity: null, isNamed };
}
