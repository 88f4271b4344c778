import type { Words } from "../views/page/words.ts";
import { entryParagraph, letterFooter, type SignatoryFacts } from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** A new link to a signatory's own page, in place of one that was lost. */
export function ownLinkEmail(words: Words, props: SignatoryFacts & { entriesUrl: string }): Email {
  const { title } = props.letter;
  return setEmail(words, {
    subject: words("mail.own-link-subject", { title }),
    paragraphs: [
      words("mail.own-link-lead", { title }),
      entryParagraph(words, props.entry),
      { action: words("mail.own-page-action"), href: props.ownPageUrl },
      words("mail.own-link-replaces"),
      { action: words("mail.own-entries-action"), href: props.entriesUrl, isQuiet: true },
      words("mail.own-link-not-you"),
    ],
    footer: letterFooter(words, props),
  });
}
