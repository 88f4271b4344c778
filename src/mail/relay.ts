import { type DeliverDeps, deliver } from "./deliver.ts";
import { domainSlots } from "./domain-slots.ts";
import { type ClaimedMail, claimDueMail } from "./outbox.ts";

/** Mails that are made while others leave, so that no slot waits, as a share of the slots. */
const MADE_AHEAD = 0.25;
/** With so few slots, as in a Worker, each mail is made when its slot is free. */
const AHEAD_FROM = 10;

/** How soon mail that becomes due is found while other mail is still under way, in ms. */
const LOOK_AGAIN_MS = 500;

/**
 * Sends the mail that is due, each in one of a number of slots, and gives how many mails it
 * claimed. The mailer has as many connections as there are slots; some more mails are made
 * meanwhile. One that has left lets another be claimed, so a slow mail holds up none but itself.
 * Ends when nothing is due or once `mayGoOn` says no; what is under way is finished. One bad row is
 * recorded and does not hold up the others. A process that dies holds up only what it was sending.
 */
export async function deliverDueMail(deps: DeliverDeps, mayGoOn: () => boolean): Promise<number> {
  const slots = deps.config.mailSlots;
  const inHandMax = slots + (slots < AHEAD_FROM ? 0 : Math.ceil(slots * MADE_AHEAD));
  const domains = domainSlots(deps.clock, slots);
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let claimedInAll = 0;
  const start = (mail: ClaimedMail) => {
    const done = deliver(deps, mail, domains)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };
  try {
    while (failures.length === 0 && mayGoOn()) {
      const free = inHandMax - underWay.size;
      const claimed = free === 0 ? [] : await claimDueMail(deps, free);
      claimedInAll += claimed.length;
      claimed.forEach(start);
      if (claimed.length === 0 && underWay.size === 0) break;
      const isMoreDue = claimed.length === free;
      if (!isMoreDue || underWay.size === inHandMax) await untilOneEnds(underWay);
    }
  } finally {
    await Promise.all(underWay);
  }
  if (failures.length > 0) throw failures[0];
  return claimedInAll;
}

async function untilOneEnds(underWay: ReadonlySet<Promise<void>>): Promise<void> {
  const { promise: isTime, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LOOK_AGAIN_MS);
  await Promise.race([...underWay, isTime]);
  clearTimeout(timer);
}
