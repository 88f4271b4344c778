import type { Words } from "../views/page/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** A member of staff's link to sign in. */
export function signInEmail(
  words: Words,
  props: { site: string; signInUrl: string; minutes: number },
): Email {
  return setEmail(words, {
    subject: words("mail.sign-in-subject", { site: props.site }),
    paragraphs: [
      words("mail.sign-in-lead"),
      { action: words("mail.sign-in-action"), href: props.signInUrl },
      words("mail.sign-in-limits", { minutes: props.minutes }),
    ],
    footer: [words("mail.footer-staff", { site: props.site })],
  });
}
