import { z } from "zod";
import { perDatabase } from "../db/per-database.ts";
import type { Deps } from "../deps.ts";
import {
  type Limit,
  MAIL_INTERVAL_MS,
  MAILS_PER_ADDRESS,
  SIGNING_MAILS_PER_NETWORK,
} from "../limits.ts";
import { batched } from "../shared/batch.ts";
import { DAY_MS, HOUR_MS, later, SECOND_MS } from "../shared/clock.ts";
import { type ClaimedMail, MAIL_BATCH } from "./outbox.ts";

/** As what a mail counts for its address, and the network that caused it, if any is known. */
export type Counted = { as: keyof typeof MAILS_PER_ADDRESS; networkKey: string | null };

type AllowanceDeps = Pick<Deps, "db" | "clock">;

/** The longest span over which mails are counted. */
const LONGEST_MS = DAY_MS;
/** Each try that fails lets another mail to the same address through. */
const TRIES_MAX = MAIL_BATCH;

/** A mail that counts: its id in the outbox, and when it was last tried, in epoch ms. */
const spentMail = z.object({
  mail: z.number(),
  as: z.string(),
  network: z.string().nullable(),
  at: z.number(),
});
const spentMails = z.array(spentMail);
type SpentMail = z.infer<typeof spentMail>;

/**
 * Counts a mail for its address, or gives the moment until which it waits. All that counts for one
 * address stands in one row, which is replaced only as it was read: so of two mails at once, one is
 * counted first. A mail that is tried again counts once; one that was dropped does not.
 */
export async function spendAllowance(
  deps: AllowanceDeps,
  mail: ClaimedMail,
  address: string,
  counted: Counted,
): Promise<Date | null> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const now = deps.clock.now();
    const was = await spentFor(deps.db)(address);
    const all = spentMails.parse(JSON.parse(was.spent));
    const counting = all.filter(({ at }) => at > now.getTime() - LONGEST_MS);
    const others = counting.filter((one) => one.mail !== mail.id);
    const until = await waitingTime(deps, mail, counted, others, now);
    if (until !== null) return until;
    const one = { mail: mail.id, as: counted.as, network: counted.networkKey, at: now.getTime() };
    const spent = JSON.stringify([...others, one]);
    const version = was.version + 1;
    const row = { addressLimitKey: address, spent, version, expiresAt: later(now, LONGEST_MS) };
    if (await deps.db.$replaceAllowance(row)) return null;
  }
  return later(deps.clock.now(), SECOND_MS);
}

/** Mails that are made at the same time ask in one batch. */
const spentFor = perDatabase((db) =>
  batched(async (asked: readonly string[]) => {
    const rows = await db.mailAllowance.findMany({
      where: { addressLimitKey: { in: [...new Set(asked)] } },
      select: { addressLimitKey: true, spent: true, version: true },
    });
    const found = new Map(rows.map((row) => [row.addressLimitKey, row]));
    return asked.map((key) => found.get(key) ?? { spent: "[]", version: 0 });
  }, MAIL_BATCH),
);

/** When the last of a mail's caps has room for it; null if all have. */
async function waitingTime(
  deps: AllowanceDeps,
  mail: ClaimedMail,
  counted: Counted,
  others: readonly SpentMail[],
  now: Date,
): Promise<Date | null> {
  // What lies far ahead was sent before the clock was put back.
  const near = others.filter(({ at }) => at <= later(now, HOUR_MS).getTime());
  if (near.length === 0) return null;
  const { undropped, ofSignature } = await among(deps, mail, near);
  const alike = undropped.filter((one) => one.as === counted.as);
  const ofNetwork = alike.filter((one) => one.network === counted.networkKey);
  const strangers = ofSignature.filter((one) => !isStaffs(one.as));
  const frees = [
    freeAt(alike, MAILS_PER_ADDRESS[counted.as], now),
    counted.as === "signing" && counted.networkKey !== null
      ? freeAt(ofNetwork, SIGNING_MAILS_PER_NETWORK, now)
      : null,
    isStaffs(counted.as) ? null : freeAt(strangers, { max: 1, windowMs: MAIL_INTERVAL_MS }, now),
  ];
  const waits = frees.flatMap((at) => at ?? []);
  return waits.length === 0 ? null : new Date(Math.max(...waits));
}

/** Whether staff ask what the mail asks, and no stranger can cause it. */
const isStaffs = (as: string) => ["second", "reaffirm", "moderator"].includes(as);

/** Those that were not dropped after a failed try, and among them those about one signature. */
async function among(
  { db }: AllowanceDeps,
  { signatureId }: ClaimedMail,
  some: readonly SpentMail[],
): Promise<{ undropped: SpentMail[]; ofSignature: SpentMail[] }> {
  const rows = await db.outbox.findMany({
    where: { id: { in: some.map(({ mail }) => mail) } },
    select: { id: true, state: true, signatureId: true },
  });
  const found = new Map(rows.map((row) => [row.id, row]));
  const undropped = some.filter(({ mail }) => found.get(mail)?.state !== "dropped");
  const ofSignature = undropped.filter(({ mail }) => found.get(mail)?.signatureId === signatureId);
  return { undropped, ofSignature };
}

/** When a span of this length has room for one more; null if it has now. In epoch ms. */
function freeAt(some: readonly SpentMail[], { max, windowMs }: Limit, now: Date): number | null {
  const times = some.map(({ at }) => at).filter((at) => at > now.getTime() - windowMs);
  const oldest = times.toSorted((one, other) => one - other)[times.length - max];
  return oldest === undefined ? null : oldest + windowMs;
}
