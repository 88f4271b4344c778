import type { Words } from "../views/page/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Invites somebody to become a member of staff. */
export function invitationEmail(
  words: Words,
  props: { site: string; acceptUrl: string; signInUrl: string; days: number },
): Email {
  return setEmail(words, {
    subject: words("mail.invitation-subject", { site: props.site }),
    paragraphs: [
      words("mail.invitation-lead", { site: props.site }),
      { action: words("mail.invitation-action"), href: props.acceptUrl },
      words("mail.invitation-limits", { days: props.days, address: props.signInUrl }),
    ],
    footer: [words("mail.footer-staff", { site: props.site })],
  });
}
