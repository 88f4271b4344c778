import { senderOf } from "../../emails/sender.ts";
import { wordsFor } from "../../views/page/words.ts";
import type { Deps } from "../deps.ts";
import { causeOf, UnavailableError } from "../shared/unavailable-error.ts";
import { unreachable } from "../shared/unreachable.ts";
import { composeEmail } from "./compose.ts";
import type { DomainSlots } from "./domain-slots.ts";
import { hindranceTo, mailDomain } from "./hindrance.ts";
import type { OutgoingMail } from "./mailer.ts";
import { type Message, readMessage } from "./message.ts";
import { SIGNATORY_MAILS } from "./message-to-signatory.ts";
import {
  type ClaimedMail,
  markDropped,
  markFailed,
  markParked,
  markSent,
  markWaiting,
} from "./outbox.ts";

export type DeliverDeps = Pick<
  Deps,
  "db" | "keys" | "clock" | "config" | "mailer" | "log" | "site"
>;

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
  const slot = domains.take(mailDomain(made.outgoing.to));
  if ("freeAt" in slot) return await markWaiting(deps, mail, slot.freeAt);
  try {
    await send(deps, mail, made);
  } finally {
    slot.giveBack();
  }
}

async function send(deps: DeliverDeps, mail: ClaimedMail, made: MadeMail): Promise<void> {
  const hindrance = await hindranceTo(deps, mail, made.message);
  switch (hindrance?.outcome) {
    case "drop":
      deps.log.warn("mail.dropped", { mail: mail.id, kind: mail.kind, why: hindrance.why });
      return await markDropped(deps, mail, hindrance.why);
    case "wait":
      deps.log.warn("mail.waits", { mail: mail.id, kind: mail.kind, why: hindrance.why });
      return await markWaiting(deps, mail, hindrance.until);
    case undefined:
      return await sendUnhindered(deps, mail, made);
  }
}

async function sendUnhindered(deps: DeliverDeps, mail: ClaimedMail, made: MadeMail): Promise<void> {
  const result = await deps.mailer.send(made.outgoing);
  switch (result.outcome) {
    case "sent":
      deps.log.info("mail.sent", { mail: mail.id, kind: mail.kind });
      await replaceLinks(deps, made.message);
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
    const letter = "letter" in message ? message.letter : null;
    const { name: siteName } = await deps.site.read();
    const { mailFrom } = deps.config;
    const words = await wordsFor(message.language);
    const { name: fromName } = senderOf(words, letter, { siteName, mailFrom });
    const email = await composeEmail(deps.config, message);
    const messageId = await messageIdOf(deps, mail);
    const unsubscribeUrl = "letter" in message ? message.suppressionUrl : null;
    const { to } = message;
    const replyTo = letter?.replyTo ?? null;
    return { message, outgoing: { messageId, fromName, to, replyTo, unsubscribeUrl, ...email } };
  } catch (error) {
    // It is nothing of this mail's, which is due again when its lease ends.
    if (error instanceof UnavailableError) throw error;
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
 * A new link to an own page ends the older ones once its mail has been handed over, and not before,
 * so that nobody is locked out. Of two at once, one does. Until then both work.
 */
async function replaceLinks({ db, clock }: DeliverDeps, message: Message): Promise<void> {
  if (message.kind !== "own-link") return;
  const { signatureId: id, tokenVersion } = message;
  await db.signature.updateMany({
    where: {
      id,
      tokenVersion: tokenVersion - 1,
      state: { in: [...SIGNATORY_MAILS["own-link"].states] },
    },
    data: {
      tokenVersion,
      move: "replace-links",
      moveNo: { increment: 1 },
      movedAt: clock.now(),
      movedBy: "job",
      moveReason: null,
      mailDueAt: null,
    },
  });
}
