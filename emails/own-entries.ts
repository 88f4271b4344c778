import type { Words } from "../views/page/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** The link to all signatures of an address. */
export function ownEntriesEmail(
  words: Words,
  props: { site: string; entriesUrl: string; until: Date; suppressionUrl: string },
): Email {
  const { site } = props;
  return setEmail(words, {
    subject: words("mail.own-entries-subject", { site }),
    paragraphs: [
      words("mail.own-entries-lead", { site }),
      { action: words("mail.own-entries-action"), href: props.entriesUrl },
      words("mail.own-entries-until", { day: words.day(props.until) }),
      words("mail.own-link-not-you"),
    ],
    footer: [
      words("mail.own-entries-footer", { site }),
      { action: words("mail.suppression-label"), href: props.suppressionUrl },
    ],
  });
}
