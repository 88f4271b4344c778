import type { Words } from "../views/words.ts";
import { type EntryFacts, entryParagraph, type LetterFacts, letterFooter } from "./about-letter.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells a signatory that their entry is public now. */
export function publishedEmail(
  words: Words,
  props: { letter: LetterFacts; entry: EntryFacts },
): Email {
  const { title, contact, url } = props.letter;
  return setEmail(words, {
    subject: words("mail.published-subject", { title }),
    paragraphs: [
      words(props.entry.isNamed ? "mail.published-lead" : "mail.published-unnamed-lead", { title }),
      entryParagraph(words, props.entry),
      { action: words("mail.published-action"), href: url },
      words("mail.published-withdraw", { contact }),
    ],
    footer: letterFooter(words, props.letter),
  });
}
