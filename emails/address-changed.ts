import type { Words } from "../views/page/words.ts";
import { entryParagraph, letterFooter, type SignatoryFacts } from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells the former address of a signature that it has another one now. */
export function addressChangedEmail(
  words: Words,
  props: Omit<SignatoryFacts, "ownPageUrl"> & { newAddress: string; changedOn: Date },
): Email {
  const { title, contact } = props.letter;
  const { newAddress: address, changedOn } = props;
  return setEmail(words, {
    subject: words("mail.address-changed-subject", { title }),
    paragraphs: [
      words("mail.address-changed-lead", { title, address, day: words.day(changedOn) }),
      entryParagraph(words, props.entry),
      words("mail.address-changed-no-more"),
      words("mail.address-changed-not-you", { contact }),
    ],
    footer: letterFooter(words, props),
  });
}
