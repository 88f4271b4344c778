import type { Words } from "../views/page/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Invites somebody to become a member of staff: who does, as what, and to which letter. */
export function invitationEmail(
  words: Words,
  props: {
    site: string;
    acceptUrl: string;
    signInUrl: string;
    days: number;
    invited: { by: string | null; role: string; title: string | null } | null;
  },
): Email {
  return setEmail(words, {
    subject: words("mail.invitation-subject", { site: props.site }),
    paragraphs: [
      words("mail.invitation-lead", { site: props.site }),
      ...(props.invited ? [invitedSentence(words, props.invited)] : []),
      { action: words("mail.invitation-action"), href: props.acceptUrl },
      words("mail.invitation-limits", { days: props.days, address: props.signInUrl }),
    ],
    footer: [words("mail.footer-staff", { site: props.site })],
  });
}

/** Who invites, as what, and to which letter. */
export function invitedSentence(
  words: Words,
  { by, role, title }: { by: string | null; role: string; title: string | null },
): string {
  const what =
    title === null
      ? words("mail.invitation-to-all", { role })
      : words("mail.invitation-to", { role, title });
  return by === null ? what : `${words("mail.invitation-by", { name: by })} ${what}`;
}
