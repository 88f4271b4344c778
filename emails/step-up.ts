import type { Words } from "../views/page/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** A link by which a member of staff proves again that it is them. */
export function stepUpEmail(
  words: Words,
  props: { site: string; stepUpUrl: string; minutes: number },
): Email {
  return setEmail(words, {
    subject: words("accountMail.step-up-subject", { site: props.site }),
    paragraphs: [
      words("accountMail.step-up-lead"),
      { action: words("accountMail.step-up-action"), href: props.stepUpUrl },
      words("accountMail.step-up-limits", { minutes: props.minutes }),
    ],
    footer: [words("mail.footer-staff", { site: props.site })],
  });
}
