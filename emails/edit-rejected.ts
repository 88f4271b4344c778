import type { Words } from "../views/page/words.ts";
import {
  entryParagraph,
  letterFooter,
  ownPageParagraph,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells a signatory that their entry stays as it was, and why. */
export function editRejectedEmail(words: Words, props: SignatoryFacts & { reason: string }): Email {
  const { title, contact } = props.letter;
  return setEmail(words, {
    subject: words("mail.edit-rejected-subject", { title }),
    paragraphs: [
      words("mail.edit-rejected-lead", { title }),
      words("mail.rejected-reason", props),
      entryParagraph(words, props.entry),
      words("mail.rejected-appeal", { contact }),
      ownPageParagraph(words, props),
    ],
    footer: letterFooter(words, props),
  });
}
