import type { Words } from "../views/page/words.ts";
import {
  entryParagraph,
  letterFooter,
  ownPageParagraph,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells a signatory that their entry is public now. */
export function publishedEmail(words: Words, props: SignatoryFacts): Email {
  const { title, url } = props.letter;
  return setEmail(words, {
    subject: words("mail.published-subject", { title }),
    paragraphs: [
      words(props.entry.isNamed ? "mail.published-lead" : "mail.published-unnamed-lead", { title }),
      entryParagraph(words, props.entry),
      { action: words("mail.published-action"), href: url },
      words("mail.own-page-lead"),
      ownPageParagraph(words, props),
    ],
    footer: letterFooter(words, props),
  });
}
