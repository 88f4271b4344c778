import type { Words } from "../views/page/words.ts";
import {
  entryParagraph,
  letterFooter,
  ownPageParagraph,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells somebody that their entry was not accepted, and why. */
export function rejectedEmail(words: Words, props: SignatoryFacts & { reason: string }): Email {
  const { title, contact } = props.letter;
  return setEmail(words, {
    subject: words("mail.rejected-subject", { title }),
    paragraphs: [
      words("mail.rejected-lead", { title }),
      words("mail.rejected-reason", props),
      entryParagraph(words, props.entry),
      words("mail.rejected-appeal", { contact }),
      ownPageParagraph(words, props),
    ],
    footer: letterFooter(words, props),
  });
}
