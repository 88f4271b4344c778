import type { Words } from "../views/page/words.ts";
import {
  entryParagraph,
  letterFooter,
  ownPageParagraph,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, type Paragraph, setEmail } from "./letterhead.tsx";

type PublishedFacts = SignatoryFacts & {
  /** The entry in both wordings, as lines; null if no moderator corrected it. */
  corrected: { was: readonly string[]; now: readonly string[] } | null;
};

/** Tells a signatory that their entry is public now. */
export function publishedEmail(words: Words, props: PublishedFacts): Email {
  const { title, url } = props.letter;
  return setEmail(words, {
    subject: words("mail.published-subject", { title }),
    paragraphs: [
      words(props.entry.isNamed ? "mail.published-lead" : "mail.published-unnamed-lead", { title }),
      entryParagraph(words, props.entry),
      ...correctedParagraphs(words, props),
      { action: words("mail.published-action"), href: url },
      words("mail.own-page-lead"),
      ownPageParagraph(words, props),
    ],
    footer: letterFooter(words, props),
  });
}

function correctedParagraphs(words: Words, { corrected }: PublishedFacts): Paragraph[] {
  if (corrected === null) return [];
  return [
    words("mail.corrected-lead"),
    { label: words("mail.corrected-was"), lines: corrected.was },
    { label: words("mail.corrected-now"), lines: corrected.now },
  ];
}
