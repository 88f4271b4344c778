import {
  isDisposable,
  isFreeMail,
  isOddDomain,
  registrableDomain,
} from "../../shared/text/domain.ts";
import { asciiDomain } from "../../shared/text/email-address.ts";
import { mixedWord } from "../../shared/text/skeleton.ts";
import type { State } from "../lifecycle.ts";
import type { Kind } from "../name.ts";
import { type Noticed, OF_SENDING, SIGNALS, type Signal } from "./signals.ts";

/** One observation about an entry: something that confirms it, or asks for a closer look. */
export type Evidence =
  | { sign: "domain-matches"; domain: string }
  | { sign: "domain-differs"; domain: string; website: string }
  | { sign: "free-mail" | "disposable" | "odd-domain"; domain: string }
  | { sign: "same-name"; count: number; state: State }
  /** The other's name and state as they are now; null where it is gone. */
  | { sign: "look-alike"; other: { name: string; state: State } | null }
  | { sign: "mixed-scripts"; word: string }
  | { sign: OfSending };

type OfSending = (typeof OF_SENDING)[number];

/** What an entry shows by itself. */
export type EvidenceSource = {
  kind: Kind;
  name: string;
  website: string | null;
  /** The domain of its address, in lower-case punycode; null where it has none. */
  domain: string | null;
  heldReason: string | null;
};

/** What others show of an entry: those of its name by state, and those that it can be taken for. */
export type Others = {
  twins: readonly { state: State; count: number }[];
  alike: readonly { name: string; state: State }[];
};

/** What a moderator should see beside an entry, in the order of {@link SIGNALS}. */
export function evidenceOf(entry: EvidenceSource, others: Others, noticed: Noticed): Evidence[] {
  const evidence: Evidence[] = [...ownEvidence(entry)];
  for (const twin of others.twins) evidence.push({ sign: "same-name", ...twin });
  for (const other of others.alike) evidence.push({ sign: "look-alike", other });
  if (noticed.signals.includes("look-alike") && others.alike.length === 0) {
    evidence.push({ sign: "look-alike", other: null });
  }
  const known = new Set<Signal>(evidence.map(({ sign }) => sign));
  for (const sign of OF_SENDING) {
    if (noticed.signals.includes(sign) && !known.has(sign)) evidence.push({ sign });
  }
  const order = Object.keys(SIGNALS);
  return evidence.sort((left, right) => order.indexOf(left.sign) - order.indexOf(right.sign));
}

/**
 * What an entry shows by itself, without a look at any other: its domains, its letters, and why it
 * is held. That a person writes from a free provider says nothing; that an organisation does, may.
 */
export function ownEvidence(entry: EvidenceSource): Evidence[] {
  const evidence: Evidence[] = [];
  const { kind, domain, heldReason } = entry;
  const website = entry.website === null ? null : websiteDomain(entry.website);
  if (website !== null && domain !== null) evidence.push(...domainsOf(domain, website));
  if (domain !== null && isDisposable(domain)) evidence.push({ sign: "disposable", domain });
  else if (domain !== null && kind === "organisation" && isFreeMail(domain)) {
    evidence.push({ sign: "free-mail", domain });
  }
  const odd = [domain, website].find((host) => host !== null && isOddDomain(host)) ?? null;
  if (odd !== null) evidence.push({ sign: "odd-domain", domain: odd });
  const word = mixedWord(entry.name);
  if (word !== null) evidence.push({ sign: "mixed-scripts", word });
  if (heldReason === "captcha") evidence.push({ sign: "no-captcha" });
  if (heldReason === "limit") evidence.push({ sign: "over-limit" });
  return evidence;
}

/**
 * Hosts that are registered under no name, such as a suffix itself, match by being the same. A
 * provider's own domain is everybody's, and says nothing.
 */
function domainsOf(domain: string, website: string): Evidence[] {
  const [ours, theirs] = [
    registrableDomain(domain) ?? domain,
    registrableDomain(website) ?? website,
  ];
  if (ours !== theirs) return [{ sign: "domain-differs", domain, website }];
  return isFreeMail(domain) ? [] : [{ sign: "domain-matches", domain }];
}

function websiteDomain(website: string): string {
  const host = URL.parse(website)?.hostname ?? website;
  return (asciiDomain(host) ?? host).replace(/^www\./, "");
}
