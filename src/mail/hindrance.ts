import { perDatabase } from "../db/per-database.ts";
import type { Deps } from "../deps.ts";
import { FIRST_MAILS_PER_DOMAIN } from "../limits.ts";
import { countOne } from "../rate-limit.ts";
import { batched } from "../shared/batch.ts";
import { later, windowStart } from "../shared/clock.ts";
import { isFreeMail, registrableDomain } from "../shared/text/domain.ts";
import { storedEmailAddress } from "../shared/text/email-address.ts";
import { spendAllowance } from "./allowance.ts";
import type { Message } from "./message.ts";
import { type ClaimedMail, MAIL_BATCH } from "./outbox.ts";

type HindranceDeps = Pick<Deps, "db" | "keys" | "clock">;

/** Why a mail does not leave, or until when it waits. */
export type Hindrance =
  | { outcome: "drop"; why: "suppressed" }
  | { outcome: "wait"; why: "domain-cap" | "address-cap"; until: Date };

/**
 * What keeps a mail from leaving: its address asked never to be mailed again; or its domain has had
 * its share of first mails for this hour, or its address its share of what counts, for which the
 * mail waits. Mail about a decision is always sent.
 */
export async function hindranceTo(
  deps: HindranceDeps,
  mail: ClaimedMail,
  message: Message,
): Promise<Hindrance | null> {
  if (!("letter" in message)) return null;
  const { addressLimitKeys, counted } = message;
  const [isNeverMailed, domain] = await Promise.all([
    isSuppressed(deps.db)(addressLimitKeys),
    mail.attempts === 1 ? countForDomain(deps, message) : NOT_COUNTED,
  ]);
  if (isNeverMailed) {
    await domain.takeBack();
    return { outcome: "drop", why: "suppressed" };
  }
  if (counted === null) return null;
  if (!domain.isWithin) {
    return { outcome: "wait", why: "domain-cap", until: await wait(deps, mail, message) };
  }
  const until = await spendAllowance(deps, mail, addressLimitKeys[0], counted);
  if (until === null) return null;
  await domain.takeBack();
  return { outcome: "wait", why: "address-cap", until };
}

/** The domain that somebody registered: all below it is likely to have one mail server. */
export function mailDomain(address: string): string {
  const { domain } = storedEmailAddress(address);
  return registrableDomain(domain) ?? domain;
}

type FirstMail = Extract<Message, { confirmUrl: string }>;

/** Whether a mail is about an entry that nobody has confirmed. */
function isFirst(message: Message): message is FirstMail {
  return message.kind === "confirm" || message.kind === "reminder";
}

/** Whether a mail goes to an address that nobody has proved to be theirs, first or later. */
function isToUnproved(message: Message): boolean {
  return isFirst(message) || (message.kind === "question" && message.question === "address");
}

const NOT_COUNTED = { isWithin: true, takeBack: async () => undefined };

async function countForDomain(deps: HindranceDeps, message: Message) {
  if (!isToUnproved(message) || isFreeMail(mailDomain(message.to))) return NOT_COUNTED;
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
