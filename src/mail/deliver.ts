import { perDatabase } from "../db/per-database.ts";
import type { Deps } from "../deps.ts";
import { MAILS_PER_ADDRESS } from "../limits.ts";
import { countWithin } from "../rate-limit.ts";
import { batched } from "../shared/batch.ts";
import { causeOf } from "../shared/unavailable-error.ts";
import { unreachable } from "../shared/unreachable.ts";
import { composeEmail } from "./compose.ts";
import type { OutgoingMail } from "./mailer.ts";
import { type Message, readMessage } from "./message.ts";
import {
  CLAIM_MAX,
  type ClaimedMail,
  claimDueMail,
  markDropped,
  markFailed,
  markParked,
  markSent,
} from "./outbox.ts";

type DeliverDeps = Pick<Deps, "db" | "keys" | "clock" | "config" | "mailer" | "log">;

/**
 * Sends some of the mail that is due, in parallel, and gives how many mails it claimed. One bad row
 * is recorded and does not hold up the others. A process that dies holds up only what it was
 * sending.
 */
export async function deliverDueMail(deps: DeliverDeps): Promise<number> {
  const claimed = await claimDueMail(deps);
  const ended = await Promise.allSettled(claimed.map((mail) => deliver(deps, mail)));
  const failure = ended.find((end) => end.status === "rejected");
  if (failure !== undefined) throw failure.reason;
  return claimed.length;
}

async function deliver(deps: DeliverDeps, mail: ClaimedMail): Promise<void> {
  const made = await make(deps, mail);
  if (made === null) return await markDropped(deps, mail, "no-longer-due");
  if (made === "failed") return await markFailed(deps, mail, "not-composed");
  const why = await reasonToDrop(deps, mail, made.message);
  if (why !== null) {
    deps.log.warn("mail.dropped", { mail: mail.id, kind: mail.kind, why });
    return await markDropped(deps, mail, why);
  }
  await endOlderLinks(deps, made.message);
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
    const unsubscribeUrl = "letter" in message ? message.suppressionUrl : null;
    return { message, outgoing: { messageId, to: message.to, replyTo, unsubscribeUrl, ...email } };
  } catch (error) {
    // One row that cannot be read, such as an address under a lost key, must not stop the rest.
    const name = causeOf(error);
    deps.log.error("mail.not-composed", { mail: mail.id, kind: mail.kind, error: name });
    return "failed";
  }
}

/** The same id for the same outbox row, so that most programs show a mail sent twice only once. */
async function messageIdOf(deps: DeliverDeps, mail: ClaimedMail): Promise<string> {
  const mac = await deps.keys.mac("message-id", `${mail.id} ${mail.createdAt.getTime()}`);
  return `<${mac}@${new URL(deps.config.baseUrl).hostname}>`;
}

/**
 * Why a mail must not leave: its address asked never to be mailed again, or has had its share for
 * today of the mail that strangers can cause, which only a mail's first try counts.
 */
async function reasonToDrop(
  deps: DeliverDeps,
  mail: ClaimedMail,
  message: Message,
): Promise<"suppressed" | "address-cap" | null> {
  if (!("letter" in message)) return null;
  const { addressLimitKeys } = message;
  if (await isSuppressed(deps.db)(addressLimitKeys)) return "suppressed";
  if (!message.isCapped || mail.attempts > 1) return null;
  const isWithin = await countWithin(deps, `mail ${addressLimitKeys[0]}`, MAILS_PER_ADDRESS);
  return isWithin ? null : "address-cap";
}

/** Mails that are composed at the same time ask in one batch. */
const isSuppressed = perDatabase((db) =>
  batched(async (asked: readonly (readonly string[])[]) => {
    const rows = await db.suppression.findMany({
      where: { addressLimitKey: { in: asked.flat() } },
      select: { addressLimitKey: true },
    });
    const suppressed = new Set(rows.map(({ addressLimitKey }) => addressLimitKey));
    return asked.map((keys) => keys.some((key) => suppressed.has(key)));
  }, CLAIM_MAX),
);

/** A new link to an own page ends older ones only when it leaves, so that nobody is locked out. */
async function endOlderLinks(deps: DeliverDeps, message: Message): Promise<void> {
  if (message.kind !== "own-link") return;
  await deps.db.signature.updateMany({
    where: { id: message.signatureId, tokenVersion: message.tokenVersion - 1 },
    data: { tokenVersion: message.tokenVersion },
  });
}
