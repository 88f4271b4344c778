import type { Words } from "../views/page/words.ts";
import {
  entryParagraph,
  letterFooter,
  ownPageParagraph,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells a signatory that the change of their entry is public now. */
export function editAcceptedEmail(words: Words, props: SignatoryFacts): Email {
  const { title, url } = props.letter;
  return setEmail(words, {
    subject: words("mail.edit-accepted-subject", { title }),
    paragraphs: [
      words("mail.edit-accepted-lead", { title }),
      entryParagraph(words, props.entry),
      { action: words("mail.published-action"), href: url },
      ownPageParagraph(words, props),
    ],
    footer: letterFooter(words, props),
  });
}
