import { perDatabase } from "../db/per-database.ts";
import type { Deps } from "../deps.ts";
import { MAILS_PER_ADDRESS } from "../limits.ts";
import { countWithin } from "../rate-limit.ts";
import { batched } from "../shared/batch.ts";
import { registrableDomain } from "../shared/text/domain.ts";
import { storedEmailAddress } from "../shared/text/email-address.ts";
import { causeOf } from "../shared/unavailable-error.ts";
import { unreachable } from "../shared/unreachable.ts";
import { composeEmail } from "./compose.ts";
import type { DomainSlots } from "./domain-slots.ts";
import type { OutgoingMail } from "./mailer.ts";
import { type Message, readMessage } from "./message.ts";
import {
  type ClaimedMail,
  MAIL_BATCH,
  markDropped,
  markFailed,
  markParked,
  markSent,
  markWaiting,
} from "./outbox.ts";

export type DeliverDeps = Pick<Deps, "db" | "keys" | "clock" | "config" | "mailer" | "log">;

/**
 * Makes a claimed mail and sends it. While its domain has no slot, it is put back instead, for the
 * time at which there should be one. Whatever becomes of it is recorded.
 */
export async function deliver(
  deps: DeliverDeps,
  mail: ClaimedMail,
  domains: DomainSlots,
): Promise<void> {
  const made = await make(deps, mail);
  if (made === null) return await markDropped(deps, mail, "no-longer-due");
  if (made === "failed") return await markFailed(deps, mail, "not-composed");
  const slot = domains.take(domainOf(made.outgoing));
  if ("freeAt" in slot) return await markWaiting(deps, mail, slot.freeAt);
  try {
    await send(deps, mail, made);
  } finally {
    slot.giveBack();
  }
}

async function send(deps: DeliverDeps, mail: ClaimedMail, made: MadeMail): Promise<void> {
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

/** The domain that somebody registered: all below it is likely to have one mail server. */
function domainOf({ to }: OutgoingMail): string {
  const { domain } = storedEmailAddress(to);
  return registrableDomain(domain) ?? domain;
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
  }, MAIL_BATCH),
);

/** A new link to an own page ends older ones only when it leaves, so that nobody is locked out. */
async function endOlderLinks(deps: DeliverDeps, message: Message): Promise<void> {
  if (message.kind !== "own-link") return;
  await deps.db.signature.updateMany({
    where: { id: message.signatureId, tokenVersion: message.tokenVersion - 1 },
    data: { tokenVersion: message.tokenVersion },
  });
}
