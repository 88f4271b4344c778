import type { Words } from "../views/page/words.ts";
import {
  type Closing,
  closesParagraph,
  entryParagraph,
  letterFooter,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Reminds the owner of an address, once, that their signature is not confirmed yet. */
export function reminderEmail(
  words: Words,
  props: SignatoryFacts & { confirmUrl: string; until: Date; closes: Closing },
): Email {
  const { title } = props.letter;
  return setEmail(words, {
    subject: words("mail.reminder-subject", { title }),
    paragraphs: [
      words("mail.reminder-lead", { title }),
      entryParagraph(words, props.entry),
      { action: words("mail.confirm-action"), href: props.confirmUrl },
      words("mail.reminder-until", { day: words.day(props.until) }),
      ...closesParagraph(words, props.closes),
      words("mail.confirm-not-you"),
    ],
    footer: letterFooter(words, props),
  });
}
