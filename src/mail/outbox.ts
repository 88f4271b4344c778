import { z } from "zod";
import type { Db } from "../db/db.ts";
import { perDatabase } from "../db/per-database.ts";
import { join, sql } from "../db/sql.ts";
import { batched } from "../shared/batch.ts";
import { type Clock, HOUR_MS, later, MINUTE_MS, SECOND_MS } from "../shared/clock.ts";

/** Mail to signatories. */
export const SIGNATORY_MAIL_KINDS = [
  "confirm",
  "reminder",
  "already-signed",
  "already-rejected",
  "own-link",
  "own-entries",
  "published",
  "rejected",
  "edit-accepted",
  "edit-rejected",
] as const;

export type SignatoryMailKind = (typeof SIGNATORY_MAIL_KINDS)[number];

/** Mail to the address that an entry has, or had, about a change of it. */
const ADDRESS_MAIL_KINDS = ["address-asked", "address-changed"] as const;

export type AddressMailKind = (typeof ADDRESS_MAIL_KINDS)[number];

/** Mail that follows a move of an entry. */
export type MoveMailKind = SignatoryMailKind | AddressMailKind;

/** Mail about an entry, to its signatory or to whoever is asked about it. */
export const ENTRY_MAIL_KINDS = [
  ...SIGNATORY_MAIL_KINDS,
  ...ADDRESS_MAIL_KINDS,
  "question",
] as const;

export type EntryMailKind = (typeof ENTRY_MAIL_KINDS)[number];

/** All mail. Triggers write these kinds; `compose.ts` has a case for each. */
export const MAIL_KINDS = [
  ...ENTRY_MAIL_KINDS,
  "sign-in",
  "invitation",
  "step-up",
  "new-device",
  "entries-waiting",
  "mass-acts",
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

const mailKind = z.enum(MAIL_KINDS);

export const MAIL_STATES = ["due", "sent", "parked", "dropped"] as const;

export type MailState = (typeof MAIL_STATES)[number];

/** A due mail that only this process may send until the lease ends. */
export type ClaimedMail = {
  id: number;
  kind: MailKind;
  signatureId: string | null;
  questionId: string | null;
  signInId: string | null;
  accountId: string | null;
  letterId: string | null;
  attempts: number;
  createdAt: Date;
};

/**
 * Longer than all timeouts of a mail and of the one whose connection it waits for together, so that
 * a lease ends only if its process died.
 */
const LEASE_MS = 3 * MINUTE_MS;
/** Mails that ask or are marked at the same time do so in batches of this size. */
export const MAIL_BATCH = 25;
/** The wait after each failed try. After the last one, the mail is parked for an operator. */
const RETRY_DELAYS_MS = [
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
];

/**
 * Claims up to so many mails that are due. Two processes may find the same rows; a conditional
 * update then claims each row, so only one of them gets it. If a process dies, its claims are free
 * again when their leases end. A kind that only a later version knows is left to that version.
 */
export async function claimDueMail(
  deps: { db: Db; clock: Clock },
  max: number,
): Promise<ClaimedMail[]> {
  const now = deps.clock.now();
  // A lease far ahead was taken before the clock was put back.
  const ended = [{ leaseUntil: { lte: now } }, { leaseUntil: { gt: later(now, HOUR_MS) } }];
  const isFree = { OR: [{ leaseUntil: null }, ...ended] };
  const isDue = { state: "due", kind: { in: [...MAIL_KINDS] }, dueAt: { lte: now }, ...isFree };
  const due = await findDue(deps.db, now, max);
  if (due.length === 0) return [];
  const claimed = await deps.db.outbox.updateManyAndReturn({
    where: { id: { in: due }, ...isDue },
    data: { leaseUntil: later(now, LEASE_MS), attempts: { increment: 1 } },
    select: {
      id: true,
      kind: true,
      signatureId: true,
      questionId: true,
      signInId: true,
      accountId: true,
      letterId: true,
      attempts: true,
      createdAt: true,
    },
  });
  return claimed.map((row) => ({ ...row, kind: mailKind.parse(row.kind) }));
}

const dueRows = z.array(z.object({ id: z.coerce.number() }));

/** The ids of mails that are due and free: asked most often in vain, so in SQL. */
async function findDue(db: Db, now: Date, max: number): Promise<number[]> {
  const { moment } = db.$dialect;
  const rows = await db.$rows(sql`
    SELECT id FROM outbox
    WHERE state = 'due' AND kind IN (${join(MAIL_KINDS)}) AND due_at <= ${moment(now)}
      AND (lease_until IS NULL OR lease_until <= ${moment(now)}
        OR lease_until > ${moment(later(now, HOUR_MS))})
    ORDER BY due_at, id LIMIT ${max}`);
  return dueRows.parse(rows).map(({ id }) => id);
}

export async function markSent(deps: { db: Db; clock: Clock }, mail: ClaimedMail): Promise<void> {
  await sentTogether(deps.db)({ mail, sentAt: deps.clock.now() });
}

/** Mails that were sent in parallel are marked in one batch. */
const sentTogether = perDatabase((db) =>
  batched(async (sent: readonly { mail: ClaimedMail; sentAt: Date }[]) => {
    for (const [attempts, tried] of Map.groupBy(sent, ({ mail }) => mail.attempts)) {
      const sentAt = new Date(Math.max(...tried.map((one) => one.sentAt.getTime())));
      const ids = tried.map(({ mail }) => mail.id);
      await db.outbox.updateMany({
        where: { id: { in: ids }, attempts, state: "due" },
        data: { state: "sent", sentAt, lastError: null, leaseUntil: null },
      });
    }
    return sent.map(() => true);
  }, MAIL_BATCH),
);

/** Records that a mail will not be sent, and why: a cap was reached, or its entry has ended. */
export async function markDropped(deps: { db: Db }, mail: ClaimedMail, why: string): Promise<void> {
  await end(deps.db, mail, { state: "dropped", lastError: why });
}

/** Records that a mail cannot be sent; an operator finds it with its code. */
export async function markParked(deps: { db: Db }, mail: ClaimedMail, code: string): Promise<void> {
  await end(deps.db, mail, { state: "parked", lastError: code });
}

/** Puts a mail back that was not tried: it waits until then. */
export async function markWaiting(deps: { db: Db }, mail: ClaimedMail, until: Date): Promise<void> {
  await deps.db.outbox.updateMany({
    where: { id: mail.id, state: "due", attempts: mail.attempts },
    data: { dueAt: until, leaseUntil: null, attempts: { decrement: 1 } },
  });
}

/** Puts a mail back for a later try, or parks it after the last one. */
export async function markFailed(
  deps: { db: Db; clock: Clock },
  mail: ClaimedMail,
  code: string,
): Promise<void> {
  const delayMs = RETRY_DELAYS_MS[mail.attempts - 1];
  if (delayMs === undefined) return await markParked(deps, mail, code);
  await deps.db.outbox.updateMany({
    where: { id: mail.id, state: "due", attempts: mail.attempts },
    data: { dueAt: later(deps.clock.now(), delayMs), leaseUntil: null, lastError: code },
  });
}

type End = { state: "dropped" | "parked"; lastError: string };

/** Ends a claim, unless its lease ran out and another process has the mail by now. */
async function end(db: Db, mail: ClaimedMail, columns: End): Promise<void> {
  await db.outbox.updateMany({
    where: { id: mail.id, attempts: mail.attempts, state: "due" },
    data: { ...columns, leaseUntil: null },
  });
}
