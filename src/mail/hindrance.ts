import { perDatabase } from "../db/per-database.ts";
import type { Deps } from "../deps.ts";
import {
  FIRST_MAILS_PER_DOMAIN,
  MAILS_PER_ADDRESS,
  REAFFIRM_MAILS_PER_ADDRESS,
} from "../limits.ts";
import { countOne, countWithin } from "../rate-limit.ts";
import { batched } from "../shared/batch.ts";
import { later, windowStart } from "../shared/clock.ts";
import { isFreeMail, registrableDomain } from "../shared/text/domain.ts";
import { storedEmailAddress } from "../shared/text/email-address.ts";
import type { Message } from "./message.ts";
import type { QuestionMessage } from "./message-with-question.ts";
import { type ClaimedMail, MAIL_BATCH } from "./outbox.ts";

type HindranceDeps = Pick<Deps, "db" | "keys" | "clock">;

/** Why a mail does not leave, or until when it waits. */
export type Hindrance =
  | { outcome: "drop"; why: "suppressed" | "address-cap" }
  | { outcome: "wait"; why: "domain-cap" | "reaffirm-cap"; until: Date };

/**
 * What keeps a mail from leaving: its address asked never to be mailed again, or it has had its
 * share for today of the mail that strangers can cause; or its domain has had its share for this
 * hour of first mails, for which the mail waits. A mail counts at its first try; what is dropped
 * or waits does not.
 */
export async function hindranceTo(
  deps: HindranceDeps,
  mail: ClaimedMail,
  message: Message,
): Promise<Hindrance | null> {
  if (!("letter" in message)) return null;
  const { addressLimitKeys } = message;
  const isCounted = message.isCapped && mail.attempts === 1;
  const [isNeverMailed, domain] = await Promise.all([
    isSuppressed(deps.db)(addressLimitKeys),
    isCounted ? countForDomain(deps, message) : NOT_COUNTED,
  ]);
  if (isNeverMailed) {
    await domain.takeBack();
    return { outcome: "drop", why: "suppressed" };
  }
  if (message.kind === "question" && message.question === "reaffirm") {
    return await reaffirmCap(deps, mail, message);
  }
  if (!isCounted) return null;
  if (!domain.isWithin) {
    return { outcome: "wait", why: "domain-cap", until: await wait(deps, mail, message) };
  }
  if (await countWithin(deps, `mail ${addressLimitKeys[0]}`, MAILS_PER_ADDRESS)) return null;
  await domain.takeBack();
  return { outcome: "drop", why: "address-cap" };
}

/**
 * A letter whose text is changed again and again asks its signatories no more often than this: what
 * is above waits for the next window, when the latest text may be another one.
 */
async function reaffirmCap(
  deps: HindranceDeps,
  mail: ClaimedMail,
  { addressLimitKeys }: Pick<QuestionMessage, "addressLimitKeys">,
): Promise<Hindrance | null> {
  if (mail.attempts > 1) return null;
  const limit = REAFFIRM_MAILS_PER_ADDRESS;
  if (await countWithin(deps, `reaffirm ${addressLimitKeys[0]}`, limit)) return null;
  const { windowMs } = limit;
  const until = later(windowStart(deps.clock.now(), windowMs), windowMs);
  return { outcome: "wait", why: "reaffirm-cap", until };
}

/** The domain that somebody registered: all below it is likely to have one mail server. */
export function mailDomain(address: string): string {
  const { domain } = storedEmailAddress(address);
  return registrableDomain(domain) ?? domain;
}

type FirstMail = Extract<Message, { confirmUrl: string }>;

/** Whether a mail goes to an address that nobody has proved to be theirs. */
function isFirst(message: Message): message is FirstMail {
  return message.kind === "confirm" || message.kind === "reminder";
}

const NOT_COUNTED = { isWithin: true, takeBack: async () => undefined };

async function countForDomain(deps: HindranceDeps, message: Message) {
  if (!isFirst(message) || isFreeMail(mailDomain(message.to))) return NOT_COUNTED;
  const key = await deps.keys.hash("domain", mailDomain(message.to));
  return await countOne(deps, `first-mail ${key}`, FIRST_MAILS_PER_DOMAIN);
}

/** The next hour. The entry, and with it the link in the mail, lives longer by as much. */
async function wait({ db, clock }: HindranceDeps, mail: ClaimedMail, message: Message) {
  const now = clock.now();
  const { windowMs } = FIRST_MAILS_PER_DOMAIN;
  const until = later(windowStart(now, windowMs), windowMs);
  if (isFirst(message) && mail.signatureId !== null) {
    await db.signature.updateMany({
      where: { id: mail.signatureId, state: "unverified", expiresAt: message.until },
      data: { expiresAt: later(message.until, until.getTime() - now.getTime()) },
    });
  }
  return until;
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
