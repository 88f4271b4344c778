import type { Words } from "../views/page/words.ts";
import { letterFooter } from "./about-letter.ts";
import { confirmParagraphs, type ToConfirm } from "./confirm.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Reminds the owner of an address, once, that their signature is not confirmed yet. */
export function reminderEmail(words: Words, props: ToConfirm): Email {
  return setEmail(words, {
    subject: words("mail.reminder-subject", { title: props.letter.title }),
    paragraphs: confirmParagraphs(words, "reminder", props),
    footer: letterFooter(words, props),
  });
}
