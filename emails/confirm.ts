import type { Words } from "../views/page/words.ts";
import {
  type Closing,
  closesParagraph,
  entryParagraph,
  letterFooter,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Asks the owner of an address whether they signed. */
export function confirmEmail(
  words: Words,
  props: SignatoryFacts & {
    confirmUrl: string;
    until: Date;
    closes: Closing;
    signed: { number: number; hash: string; textUrl: string };
  },
): Email {
  const { title } = props.letter;
  const { number, hash, textUrl } = props.signed;
  return setEmail(words, {
    subject: words("mail.confirm-subject", { title }),
    paragraphs: [
      words("mail.confirm-lead", { title }),
      entryParagraph(words, props.entry),
      { action: words("mail.confirm-action"), href: props.confirmUrl },
      words("mail.confirm-until", { day: words.day(props.until) }),
      ...closesParagraph(words, props.closes),
      words("mail.confirm-not-you"),
      { label: words("mail.confirm-signed", { number }), lines: [hash] },
      { action: words("mail.confirm-text"), href: textUrl, isQuiet: true },
    ],
    footer: letterFooter(words, props),
  });
}
