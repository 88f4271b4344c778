import type { Words } from "../views/page/words.ts";
import {
  type Closing,
  closesParagraph,
  entryParagraph,
  letterFooter,
  type SignatoryFacts,
} from "./about-letter.ts";
import { type Email, type Paragraph, setEmail } from "./letterhead.tsx";

/** An entry that is not confirmed yet. */
export type ToConfirm = SignatoryFacts & { confirmUrl: string; until: Date; closes: Closing };

/** Asks the owner of an address whether they signed. */
export function confirmEmail(
  words: Words,
  props: ToConfirm & { signed: { number: number; hash: string; textUrl: string } },
): Email {
  const { title } = props.letter;
  const { number, hash, textUrl } = props.signed;
  return setEmail(words, {
    subject: words("mail.confirm-subject", { title }),
    paragraphs: [
      ...confirmParagraphs(words, "confirm", props),
      { label: words("mail.confirm-signed", { number }), lines: [hash] },
      { action: words("mail.confirm-text"), href: textUrl, isQuiet: true },
    ],
    footer: letterFooter(words, props),
  });
}

/** What is to be confirmed, how, and until when. */
export function confirmParagraphs(
  words: Words,
  kind: "confirm" | "reminder",
  { letter, entry, confirmUrl, until, closes }: ToConfirm,
): Paragraph[] {
  return [
    words(`mail.${kind}-lead`, { title: letter.title }),
    entryParagraph(words, entry),
    { action: words("mail.confirm-action"), href: confirmUrl },
    words(`mail.${kind}-until`, { day: words.day(until) }),
    ...closesParagraph(words, closes),
    words("mail.confirm-not-you"),
  ];
}
