import type { Words } from "../views/page/words.ts";
import { type Email, setEmail } from "./letterhead.tsx";

/** Tells a member of staff that their account was signed in to from a browser it had not seen. */
export function newDeviceEmail(
  words: Words,
  props: { site: string; device: string; at: Date; accountUrl: string },
): Email {
  const device = props.device === "" ? words("account.unknown-device") : props.device;
  return setEmail(words, {
    subject: words("accountMail.new-device-subject", { site: props.site }),
    paragraphs: [
      words("accountMail.new-device-lead", { device, at: words.moment(props.at) }),
      words("accountMail.new-device-yours"),
      { action: words("accountMail.new-device-action"), href: props.accountUrl },
    ],
    footer: [words("mail.footer-staff", { site: props.site })],
  });
}
