import type { Words } from "../views/page/words.ts";
import { entryParagraph, letterFooter, type SignatoryFacts } from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Asks the owner of an address whether they signed. */
export function confirmEmail(
  words: Words,
  props: SignatoryFacts & { confirmUrl: string; until: Date },
): Email {
  const { title } = props.letter;
  return setEmail(words, {
    subject: words("mail.confirm-subject", { title }),
    paragraphs: [
      words("mail.confirm-lead", { title }),
      entryParagraph(words, props.entry),
      { action: words("mail.confirm-action"), href: props.confirmUrl },
      words("mail.confirm-until", { day: words.day(props.until) }),
      words("mail.confirm-not-you"),
    ],
    footer: letterFooter(words, props),
  });
}
