import { addressAskedEmail } from "../../emails/address-asked.ts";
import { addressChangedEmail } from "../../emails/address-changed.ts";
import { alreadySignedEmail } from "../../emails/already-signed.ts";
import { confirmEmail } from "../../emails/confirm.ts";
import { editAcceptedEmail } from "../../emails/edit-accepted.ts";
import { editRejectedEmail } from "../../emails/edit-rejected.ts";
import { entriesWaitingEmail } from "../../emails/entries-waiting.ts";
import { invitationEmail } from "../../emails/invitation.ts";
import type { Email } from "../../emails/letterhead.tsx";
import { massActsEmail } from "../../emails/mass-acts.ts";
import { newDeviceEmail } from "../../emails/new-device.ts";
import { ownEntriesEmail } from "../../emails/own-entries.ts";
import { ownLinkEmail } from "../../emails/own-link.ts";
import { publishedEmail } from "../../emails/published.ts";
import { questionEmail } from "../../emails/question.ts";
import { rejectedEmail } from "../../emails/rejected.ts";
import { reminderEmail } from "../../emails/reminder.ts";
import { signInEmail } from "../../emails/sign-in.ts";
import { stepUpEmail } from "../../emails/step-up.ts";
import { type Words, wordsFor } from "../../views/page/words.ts";
import type { Config } from "../config.ts";
import { DAY_MS, MINUTE_MS } from "../shared/clock.ts";
import { paths } from "../shared/pages/paths.ts";
import { isReason } from "../shared/reasons.ts";
import { unreachable } from "../shared/unreachable.ts";
import type { Message } from "./message.ts";

/** Puts a message into words, in its reader's language. */
export async function composeEmail(config: Config, message: Message): Promise<Email> {
  const words = await wordsFor(message.language);
  const email = compose(words, config, message);
  if (!("isTest" in message) || !message.isTest) return email;
  return { ...email, subject: words("mail.test-subject", { subject: email.subject }) };
}

function compose(words: Words, config: Config, message: Message): Email {
  const site = new URL(config.baseUrl).host;
  switch (message.kind) {
    case "confirm":
      return confirmEmail(words, { ...message, letter: letterFacts(message) });
    case "reminder":
      return reminderEmail(words, { ...message, letter: letterFacts(message) });
    case "already-signed":
      return alreadySignedEmail(words, { ...message, letter: letterFacts(message) });
    case "own-link":
      return ownLinkEmail(words, { ...message, letter: letterFacts(message) });
    case "own-entries":
      return ownEntriesEmail(words, { ...message, site });
    case "published":
      return publishedEmail(words, { ...message, letter: letterFacts(message) });
    case "edit-accepted":
      return editAcceptedEmail(words, { ...message, letter: letterFacts(message) });
    case "edit-rejected":
    case "already-rejected":
    case "rejected": {
      const email = message.kind === "edit-rejected" ? editRejectedEmail : rejectedEmail;
      const code = isReason(message.reason) ? message.reason : "other";
      const reason = message.sentence ?? words(`mail.reason-${code}`);
      return email(words, { ...message, letter: letterFacts(message), reason });
    }
    case "address-asked":
      return addressAskedEmail(words, { ...message, letter: letterFacts(message) });
    case "address-changed":
      return addressChangedEmail(words, { ...message, letter: letterFacts(message) });
    case "question":
      return questionEmail(words, { ...message, letter: letterFacts(message) });
    case "sign-in": {
      const minutes = message.ttlMs / MINUTE_MS;
      return signInEmail(words, { site, signInUrl: message.url, minutes });
    }
    case "step-up": {
      const minutes = message.ttlMs / MINUTE_MS;
      return stepUpEmail(words, { site, stepUpUrl: message.url, minutes });
    }
    case "new-device":
      return newDeviceEmail(words, { ...message, site });
    case "invitation": {
      const days = message.ttlMs / DAY_MS;
      const signInUrl = config.baseUrl + paths.signIn;
      const { invited } = message;
      return invitationEmail(words, { site, acceptUrl: message.url, signInUrl, days, invited });
    }
    case "entries-waiting":
      return entriesWaitingEmail(words, { ...message, site });
    case "mass-acts":
      return massActsEmail(words, { ...message, site });
    default:
      return unreachable(message);
  }
}

function letterFacts({ letter }: Extract<Message, { letter: unknown }>) {
  return { ...letter, hasReplyTo: letter.replyTo !== null };
}
