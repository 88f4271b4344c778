import type { Deps } from "../deps.ts";
import { countWithin, MAILS_PER_ADDRESS } from "../limits.ts";
import { unreachable } from "../shared/unreachable.ts";
import { composeEmail } from "./compose.ts";
import type { OutgoingMail } from "./mailer.ts";
import { type Message, readMessage } from "./message.ts";
import {
  type ClaimedMail,
  claimDueMail,
  markDropped,
  markFailed,
  markParked,
  markSent,
} from "./outbox.ts";

type DeliverDeps = Pick<Deps, "db" | "keys" | "clock" | "config" | "mailer" | "log">;

/** Mails under way at once; as many as the SMTP pool has connections. */
const PARALLEL_MAX = 5;

/**
 * Sends the mail that is due and says how much it claimed. One bad row is recorded and does not
 * hold up the others.
 */
export async function deliverDueMail(deps: DeliverDeps): Promise<number> {
  const claimed = await claimDueMail(deps);
  const waiting = [...claimed];
  const worker = async () => {
    for (let mail = waiting.shift(); mail !== undefined; mail = waiting.shift()) {
      await deliver(deps, mail);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_MAX }, worker));
  return claimed.length;
}

async function deliver(deps: DeliverDeps, mail: ClaimedMail): Promise<void> {
  const made = await make(deps, mail);
  if (made === null) return await markDropped(deps, mail, "no-longer-due");
  if (made === "failed") return await markFailed(deps, mail, "not-composed");
  if (!(await isWithinCap(deps, mail, made.message))) {
    deps.log.warn("mail.capped", { mail: mail.id, kind: mail.kind });
    return await markDropped(deps, mail, "address-cap");
  }
  const result = await deps.mailer.send(made.outgoing);
  switch (result.outcome) {
    case "sent":
      deps.log.info("mail.sent", { mail: mail.id, kind: mail.kind });
      return await markSent(deps, mail);
    case "later":
      deps.log.warn("mail.failed", { mail: mail.id, kind: mail.kind, code: result.code });
      return await markFailed(deps, mail, result.code);
    case "never":
      deps.log.warn("mail.refused", { mail: mail.id, kind: mail.kind, code: result.code });
      return await markParked(deps, mail, result.code);
    default:
      return unreachable(result);
  }
}

type MadeMail = { message: Message; outgoing: OutgoingMail };

async function make(deps: DeliverDeps, mail: ClaimedMail): Promise<MadeMail | null | "failed"> {
  try {
    const message = await readMessage(deps, mail);
    if (message === null) return null;
    const replyTo = "letter" in message ? message.letter.replyTo : null;
    const email = composeEmail(deps.config, message);
    const messageId = await messageIdOf(deps, mail);
    return { message, outgoing: { messageId, to: message.to, replyTo, ...email } };
  } catch (error) {
    // One row that cannot be read, such as an address under a lost key, must not stop the rest.
    const name = error instanceof Error ? error.name : "unknown";
    deps.log.error("mail.not-composed", { mail: mail.id, kind: mail.kind, error: name });
    return "failed";
  }
}

/** The same id for the same outbox row, so that a mail sent twice shows once in most programs. */
async function messageIdOf(deps: DeliverDeps, mail: ClaimedMail): Promise<string> {
  const mac = await deps.keys.mac("message-id", `${mail.id} ${mail.createdAt.getTime()}`);
  return `<${mac}@${new URL(deps.config.baseUrl).hostname}>`;
}

/** Counts a mail that a stranger caused, on its first try only. */
async function isWithinCap(
  deps: DeliverDeps,
  mail: ClaimedMail,
  message: Message,
): Promise<boolean> {
  if (!("limitKey" in message) || message.limitKey === null || mail.attempts > 1) return true;
  return await countWithin(deps, `mail ${message.limitKey}`, MAILS_PER_ADDRESS);
}
