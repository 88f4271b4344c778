import type { Words } from "../views/page/words.ts";
import type { Paragraph } from "./letterhead.tsx";

export type LetterFacts = {
  title: string;
  publisher: string;
  contact: string;
  hasReplyTo: boolean;
  url: string;
  privacyUrl: string;
};

export type EntryFacts = {
  name: string;
  title: string | null;
  affiliation: string | null;
  /** As of an entry of the list. */
  capacity: string | null;
  isNamed: boolean;
};

export type SignatoryFacts = {
  letter: LetterFacts;
  entry: EntryFacts;
  /** Where the signatory sees and changes their entry. */
  ownPageUrl: string;
  /** Where the owner of the address stops all mail. */
  suppressionUrl: string;
};

/** When a letter closes; null if nobody said. */
export type Closing = { at: Date; timeZone: string } | null;

/** Until when the letter can be signed, if it is known. */
export function closesParagraph(words: Words, closes: Closing): Paragraph[] {
  if (closes === null) return [];
  return [words("mail.closes", { moment: words.closing(closes.at, closes.timeZone) })];
}

/** The entry as the list shows it. */
export function entryParagraph(words: Words, entry: EntryFacts): Paragraph {
  const label = words("mail.entry-label");
  if (!entry.isNamed) return { label, lines: [words("mail.entry-unnamed")] };
  const roles = [entry.title, entry.affiliation].filter((part) => part !== null).join(", ");
  const capacity = entry.capacity === "own" ? words("letter.own-capacity") : "";
  const second = [roles, capacity].filter(Boolean).join(" · ");
  return { label, lines: second === "" ? [entry.name] : [entry.name, second] };
}

/** The way to the signatory's own page. */
export function ownPageParagraph(words: Words, { ownPageUrl }: SignatoryFacts): Paragraph {
  return { action: words("mail.own-page-action"), href: ownPageUrl, isQuiet: true };
}

/** The small print of a mail about a signature. */
export function letterFooter(
  words: Words,
  { letter, suppressionUrl }: Pick<SignatoryFacts, "letter" | "suppressionUrl">,
): Paragraph[] {
  const { title, publisher } = letter;
  return [
    words("mail.footer-letter", { title, publisher }),
    ...(letter.hasReplyTo ? [words("mail.reply-hint")] : []),
    { action: words("mail.privacy-label"), href: letter.privacyUrl },
    { action: words("mail.suppression-label"), href: suppressionUrl },
  ];
}
