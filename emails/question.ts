import type { Words } from "../views/page/words.ts";
import type { LetterFacts } from "./about-letter.ts";
import { type Email, type Paragraph, setEmail } from "./letterhead.tsx";

/** What every question holds, and what those of its kind do. */
export type QuestionFacts = {
  letter: LetterFacts;
  answerUrl: string;
  suppressionUrl: string;
} & SecondFacts;

type SecondFacts = {
  question: "second";
  entry: { name: string; website: string };
  contact: { name: string; role: string };
  until: Date;
};

/** Asks something about an entry, to be answered on the page behind the link. */
export function questionEmail(words: Words, props: QuestionFacts): Email {
  const { letter, question } = props;
  const { body, after } = second(words, props);
  const { title } = letter;
  return setEmail(words, {
    subject: words(`question.${question}-mail-subject`, { name: props.entry.name, title }),
    paragraphs: [
      words(`question.${question}-mail-lead`, { title, publisher: letter.publisher }),
      ...body,
      words(`question.${question}-question`),
      { action: words(`question.${question}-mail-action`), href: props.answerUrl },
      ...after,
    ],
    footer: [
      words(`question.${question}-mail-footer`, { site: new URL(letter.url).host }),
      ...(letter.hasReplyTo ? [words("mail.reply-hint")] : []),
      { action: words("mail.privacy-label"), href: letter.privacyUrl },
      { action: words("mail.suppression-label"), href: props.suppressionUrl },
    ],
  });
}

/** What a mail says before its question, and after the link. */
type Body = { body: Paragraph[]; after: Paragraph[] };

/** The entry, and who signed in the organisation's name. */
function second(words: Words, { entry, contact, until }: SecondFacts): Body {
  const signedBy = words("question.second-signed-by");
  return {
    body: [
      { label: words("question.second-the-entry"), lines: [entry.name, entry.website] },
      ...(contact.name === ""
        ? []
        : [{ label: signedBy, lines: [words("verification.contact", contact)] }]),
    ],
    after: [words("question.second-mail-until", { day: words.day(until) })],
  };
}
