import type { Words } from "../views/page/words.ts";
import type { LetterFacts } from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Asks an organisation, at an address that it publishes, whether an entry is its own. */
export function secondConfirmationEmail(
  words: Words,
  props: {
    letter: LetterFacts;
    entry: { name: string; website: string };
    contact: { name: string; role: string };
    answerUrl: string;
    until: Date;
    suppressionUrl: string;
  },
): Email {
  const { letter, entry, contact } = props;
  const { title, publisher } = letter;
  const site = new URL(letter.url).host;
  return setEmail(words, {
    subject: words("secondConfirmation.mail-subject", { name: entry.name, title }),
    paragraphs: [
      words("secondConfirmation.mail-lead", { title, publisher }),
      { label: words("secondConfirmation.the-entry"), lines: [entry.name, entry.website] },
      ...(contact.name === ""
        ? []
        : [
            {
              label: words("secondConfirmation.signed-by"),
              lines: [words("verification.contact", contact)],
            },
          ]),
      words("secondConfirmation.mail-question"),
      { action: words("secondConfirmation.mail-action"), href: props.answerUrl },
      words("secondConfirmation.mail-until", { day: words.day(props.until) }),
    ],
    footer: [
      words("secondConfirmation.mail-footer", { site }),
      ...(letter.hasReplyTo ? [words("mail.reply-hint")] : []),
      { action: words("mail.privacy-label"), href: letter.privacyUrl },
      { action: words("mail.suppression-label"), href: props.suppressionUrl },
    ],
  });
}
