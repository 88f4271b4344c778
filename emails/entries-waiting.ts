import type { Words } from "../views/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells a moderator that entries wait for them. */
export function entriesWaitingEmail(
  words: Words,
  props: { site: string; title: string; count: number; oldest: Date; queueUrl: string },
): Email {
  const { title, count } = props;
  return setEmail(words, {
    subject: words("mail.entries-waiting-subject", { title, count }),
    paragraphs: [
      words("mail.entries-waiting-lead", { title, count }),
      words("mail.entries-waiting-oldest", { moment: words.moment(props.oldest) }),
      { action: words("mail.entries-waiting-action"), href: props.queueUrl },
    ],
    footer: [words("mail.footer-staff", { site: props.site })],
  });
}
