import type { Words } from "../views/words.ts";
import type { Paragraph } from "./letterhead.tsx";

/** What mails about a signature need to know of the letter. */
export type LetterFacts = {
  title: string;
  publisher: string;
  contact: string;
  hasReplyTo: boolean;
  url: string;
  privacyUrl: string;
};

/** What mails about a signature need to know of the entry. */
export type EntryFacts = {
  name: string;
  title: string | null;
  affiliation: string | null;
  isNamed: boolean;
};

/** The entry as it stands in the list. */
export function entryParagraph(words: Words, entry: EntryFacts): Paragraph {
  const label = words("mail.entry-label");
  if (!entry.isNamed) return { label, lines: [words("mail.entry-unnamed")] };
  const second = [entry.title, entry.affiliation].filter((part) => part !== null).join(", ");
  return { label, lines: second === "" ? [entry.name] : [entry.name, second] };
}

/** The small print of a mail about a signature. */
export function letterFooter(words: Words, letter: LetterFacts): Paragraph[] {
  const { title, publisher } = letter;
  return [
    words("mail.footer-letter", { title, publisher }),
    ...(letter.hasReplyTo ? [words("mail.reply-hint")] : []),
    { action: words("mail.privacy-label"), href: letter.privacyUrl },
  ];
}
