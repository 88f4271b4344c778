import type { Words } from "../views/page/words.ts";
import {
  entryParagraph,
  letterFooter,
  ownPageParagraph,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells somebody who signs again that they are in already. */
export function alreadySignedEmail(
  words: Words,
  props: SignatoryFacts & { isPublished: boolean },
): Email {
  const { title } = props.letter;
  return setEmail(words, {
    subject: words("mail.already-signed-subject", { title }),
    paragraphs: [
      words("mail.already-signed-lead", { title }),
      words(props.isPublished ? "mail.already-signed-published" : "mail.already-signed-pending"),
      entryParagraph(words, props.entry),
      ownPageParagraph(words, props),
      words("mail.already-signed-not-you"),
    ],
    footer: letterFooter(words, props),
  });
}
