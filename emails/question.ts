import { type Difference, differenceLines } from "../src/shared/text/difference.ts";
import type { Words } from "../views/page/words.ts";
import { type EntryFacts, entryParagraph, type LetterFacts } from "./about-letter.ts";
import { type Email, type Paragraph, setEmail } from "./letterhead.tsx";

/** What every question holds, and what those of its kind do. */
export type QuestionFacts = {
  letter: LetterFacts;
  /** Where it is answered. */
  answerUrl: string;
  suppressionUrl: string;
} & (SecondFacts | ReaffirmFacts | AddressFacts | ModeratorFacts);

/** Asks something about an entry, to be answered on the page behind the link. */
export function questionEmail(words: Words, props: QuestionFacts): Email {
  const { letter, question } = props;
  const { subject, body, after, footer } = bodyOf(words, props);
  return setEmail(words, {
    subject,
    paragraphs: [
      ...body,
      words(`question.${question}-question`),
      { action: words(`question.${question}-mail-action`), href: props.answerUrl },
      ...after,
    ],
    footer: [
      footer,
      ...(letter.hasReplyTo ? [words("mail.reply-hint")] : []),
      { action: words("mail.privacy-label"), href: letter.privacyUrl },
      { action: words("mail.suppression-label"), href: props.suppressionUrl },
    ],
  });
}

/** What a mail says before its question, after the link, and why its reader gets it. */
type Body = { subject: string; body: Paragraph[]; after: Paragraph[]; footer: string };

function bodyOf(words: Words, props: QuestionFacts): Body {
  switch (props.question) {
    case "second":
      return second(words, props.letter, props);
    case "reaffirm":
      return reaffirm(words, props.letter, props);
    case "address":
      return address(words, props.letter, props);
    case "moderator":
      return moderator(words, props.letter, props);
  }
}

type SecondFacts = {
  question: "second";
  entry: { name: string; website: string };
  contact: { name: string; role: string };
  until: Date;
};

/** The entry, and who signed in the organisation's name. */
function second(words: Words, letter: LetterFacts, { entry, contact, until }: SecondFacts): Body {
  const { title, publisher } = letter;
  const site = new URL(letter.url).host;
  const signedBy = words("question.second-signed-by");
  return {
    subject: words("question.second-mail-subject", { name: entry.name, title }),
    body: [
      words("question.second-mail-lead", { title, publisher }),
      { label: words("question.second-the-entry"), lines: [entry.name, entry.website] },
      ...(contact.name === ""
        ? []
        : [{ label: signedBy, lines: [words("verification.contact", contact)] }]),
    ],
    after: [words("question.second-mail-until", { day: words.day(until) })],
    footer: words("question.second-mail-footer", { site }),
  };
}

type ReaffirmFacts = {
  question: "reaffirm";
  entry: EntryFacts;
  signedOn: Date;
  changedOn: Date;
  /** Between the two texts. */
  difference: Difference;
};

/** What was signed, what it was changed to, and that silence changes nothing. */
function reaffirm(words: Words, letter: LetterFacts, facts: ReaffirmFacts): Body {
  const { title, publisher } = letter;
  const { lines, isCut } = beginningOf(words, facts.difference);
  const days = { signed: words.day(facts.signedOn), changed: words.day(facts.changedOn) };
  return {
    subject: words("question.reaffirm-mail-subject", { title }),
    body: [
      words("question.reaffirm-mail-lead", { title, ...days }),
      ...(lines.length === 0 ? [] : [{ label: words("question.reaffirm-signs"), lines }]),
      ...(isCut ? [words("question.reaffirm-more", { count: lines.length })] : []),
      entryParagraph(words, facts.entry),
      words("question.reaffirm-stays", days),
    ],
    after: [words("question.reaffirm-silence")],
    footer: words("mail.footer-letter", { title, publisher }),
  };
}

type AddressFacts = { question: "address"; entry: EntryFacts; until: Date };

/** Whose signature is to move to the address that is mailed, and that silence changes nothing. */
function address(words: Words, { title, publisher }: LetterFacts, facts: AddressFacts): Body {
  return {
    subject: words("question.address-mail-subject", { title }),
    body: [words("question.address-mail-lead", { title }), entryParagraph(words, facts.entry)],
    after: [
      words("question.address-mail-until", { day: words.day(facts.until) }),
      words("question.address-mail-not-you"),
    ],
    footer: words("question.address-mail-footer", { title, publisher }),
  };
}

type ModeratorFacts = { question: "moderator"; entry: EntryFacts; text: string; until: Date };

/** What a moderator asks, in their own words; the mail names none of them. */
function moderator(words: Words, { title, publisher }: LetterFacts, facts: ModeratorFacts): Body {
  return {
    subject: words("question.moderator-mail-subject", { title }),
    body: [
      words("question.moderator-mail-lead", { title }),
      { label: words("question.moderator-asks"), lines: [facts.text] },
      entryParagraph(words, facts.entry),
    ],
    after: [words("question.moderator-mail-until", { day: words.day(facts.until) })],
    footer: words("mail.footer-letter", { title, publisher }),
  };
}

/** Characters of a difference that a mail holds; whoever wants to read more follows its link. */
const DIFFERENCE_LENGTH_MAX = 2_000;

function beginningOf(words: Words, difference: Difference): { lines: string[]; isCut: boolean } {
  const all = differenceLines(difference, (count) =>
    words("question.reaffirm-unchanged", { count }),
  );
  const lines: string[] = [];
  let length = 0;
  for (const line of all) {
    length += line.length;
    if (length > DIFFERENCE_LENGTH_MAX) return { lines, isCut: true };
    if (line !== "") lines.push(line);
  }
  return { lines, isCut: difference.isReplaced };
}
