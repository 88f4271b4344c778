import { type Clock, SECOND_MS } from "../shared/clock.ts";

/** The share of all slots that one domain may have: two slow ones leave the others room. */
const SHARE_OF_DOMAIN = 0.4;
/** With so few slots, as in a Worker, they are not shared out. */
const SHARED_FROM = 5;

/** The slots that mails to one domain have, so that a slow one cannot hold all of them. */
export type DomainSlots = {
  /** A slot; or else when there should be one for this mail, behind those that wait already. */
  take: (domain: string) => { giveBack: () => void } | { freeAt: Date };
};

type Domain = { taken: number; tookMs: number; nextAt: number };

/** Shares out so many slots. What it keeps of a domain goes by how long its mails take. */
export function domainSlots(clock: Clock, slots: number): DomainSlots {
  const max = Math.max(SHARED_FROM, Math.ceil(slots * SHARE_OF_DOMAIN));
  const domains = new Map<string, Domain>();
  return {
    take: (domain) => {
      const now = clock.now().getTime();
      const known = domains.get(domain) ?? { taken: 0, tookMs: SECOND_MS, nextAt: 0 };
      domains.set(domain, known);
      if (known.taken >= max) {
        known.nextAt = Math.max(known.nextAt, now + SECOND_MS) + known.tookMs / max;
        return { freeAt: new Date(known.nextAt) };
      }
      known.taken += 1;
      return {
        giveBack: () => {
          known.taken -= 1;
          known.tookMs = clock.now().getTime() - now;
          if (known.taken === 0 && known.nextAt <= clock.now().getTime()) domains.delete(domain);
        },
      };
    },
  };
}
