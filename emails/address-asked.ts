import type { Words } from "../views/page/words.ts";
import {
  entryParagraph,
  letterFooter,
  ownPageParagraph,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells a signatory that their signature is to move to another address, while they can stop it. */
export function addressAskedEmail(
  words: Words,
  props: SignatoryFacts & { newAddress: string; until: Date },
): Email {
  const { title } = props.letter;
  const { newAddress: address, until } = props;
  return setEmail(words, {
    subject: words("mail.address-asked-subject", { title }),
    paragraphs: [
      words("mail.address-asked-lead", { title, address }),
      entryParagraph(words, props.entry),
      words("mail.address-asked-until", { day: words.day(until) }),
      words("mail.address-asked-not-you"),
      ownPageParagraph(words, props),
    ],
    footer: letterFooter(words, props),
  });
}
