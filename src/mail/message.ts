import { type ActsMessage, readActs } from "./message-about-acts.ts";
import { type AddressMessage, readAboutAddress } from "./message-about-address.ts";
import type { MessageDeps } from "./message-deps.ts";
import { readAboutSignature, type SignatoryMessage } from "./message-to-signatory.ts";
import { readNewDevice, readSignIn, readWaiting, type StaffMessage } from "./message-to-staff.ts";
import { type QuestionMessage, readQuestion } from "./message-with-question.ts";
import type { ClaimedMail } from "./outbox.ts";

/** What a mail says, with everything to which the outbox row only refers. */
export type Message =
  | SignatoryMessage
  | AddressMessage
  | QuestionMessage
  | StaffMessage
  | ActsMessage;

/**
 * Fills in what an outbox row refers to. Null if the mail has become pointless meanwhile: the entry
 * was withdrawn or confirmed, the link used, or the queue emptied.
 */
export async function readMessage(deps: MessageDeps, mail: ClaimedMail): Promise<Message | null> {
  switch (mail.kind) {
    case "sign-in":
    case "invitation":
    case "step-up":
      return await readSignIn(deps, mail.kind, mail.signInId ?? "");
    case "new-device":
      return await readNewDevice(deps, mail.accountId ?? "", mail.createdAt);
    case "entries-waiting":
      return await readWaiting(deps, mail.accountId ?? "");
    case "mass-acts":
      return await readActs(deps, mail);
    case "question":
      return await readQuestion(deps, mail.questionId ?? "");
    case "address-asked":
    case "address-changed":
      return await readAboutAddress(deps, mail.kind, mail);
    default:
      return await readAboutSignature(deps, mail.kind, mail.signatureId ?? "");
  }
}
