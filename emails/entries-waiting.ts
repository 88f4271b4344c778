import type { Words } from "../views/page/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** What waits in one letter. */
type WaitingLetter = { title: string; count: number; oldest: Date; queueUrl: string };

/** Tells a member of staff in which letters entries wait. Nothing in it is about a signatory. */
export function entriesWaitingEmail(
  words: Words,
  props: {
    site: string;
    total: number;
    letters: readonly WaitingLetter[];
    otherLetters: number;
    lettersUrl: string;
    settingUrl: string;
  },
): Email {
  const { site, total, otherLetters } = props;
  const letters = props.letters.map(({ title, count, oldest, queueUrl }) => ({
    action: words("mail.entries-waiting-letter", { title, count, moment: words.moment(oldest) }),
    href: queueUrl,
    isQuiet: true,
  }));
  const others = {
    action: words("mail.entries-waiting-others", { count: otherLetters }),
    href: props.lettersUrl,
    isQuiet: true,
  };
  return setEmail(words, {
    subject: words("mail.entries-waiting-subject", { site, count: total }),
    paragraphs: [
      words("mail.entries-waiting-lead", { count: total }),
      ...letters,
      ...(otherLetters > 0 ? [others] : []),
    ],
    footer: [
      words("mail.footer-staff", { site }),
      { action: words("mail.entries-waiting-setting"), href: props.settingUrl },
    ],
  });
}
