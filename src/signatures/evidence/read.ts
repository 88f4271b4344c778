import { isNamedAfter } from "../../shared/names/named-after.ts";
import {
  isDisposable,
  isFreeMail,
  isOddDomain,
  isShared,
  registrableDomain,
} from "../../shared/text/domain.ts";
import { webHost } from "../../shared/text/email-address.ts";
import { mixedWord } from "../../shared/text/skeleton.ts";
import type { State } from "../lifecycle.ts";
import type { Kind } from "../name.ts";
import { EVIDENCE_MARKS, type EvidenceCode, SENDING_CODES, type StoredEvidence } from "./codes.ts";

/** One observation about an entry: it confirms the entry, is neutral, or asks for a closer look. */
export type Evidence =
  | { code: "domain-matches"; domain: string }
  | { code: "affiliation-matches"; domain: string; affiliation: string }
  | { code: "domain-differs"; domain: string; website: string }
  | { code: "free-mail" | "disposable" | "odd-domain"; domain: string }
  | { code: "no-website" }
  | { code: "same-name"; count: number; state: State }
  /** How many entries come from the mailbox now, this one among them. */
  | { code: "one-mailbox"; count: number }
  /** The other's name and state as they are now; null if it is gone. */
  | { code: "look-alike"; other: { name: string; state: State } | null }
  | { code: "mixed-scripts"; word: string }
  | { code: (typeof SENDING_CODES)[number] };

/** What an entry shows by itself. */
export type EvidenceSource = {
  kind: Kind;
  name: string;
  website: string | null;
  affiliation: string | null;
  /** The domain of its address, in lower-case punycode; null if it has none. */
  domain: string | null;
  heldReason: string | null;
};

/** The other entries of a letter that an entry resembles. */
export type OtherEntries = {
  /** Those of the same name, by state. */
  sameName: readonly { state: State; count: number }[];
  /** Those that it can be taken for. */
  alike: readonly { name: string; state: State }[];
};

/** Entries of what may be the same mailbox, if several spellings of it are among them; else 0. */
export type MailboxCount = { ofMailbox: number };

/** What a moderator should see beside an entry, in the order of {@link EVIDENCE_MARKS}. */
export function evidenceOf(
  entry: EvidenceSource,
  others: OtherEntries & MailboxCount,
  stored: StoredEvidence,
): Evidence[] {
  const evidence: Evidence[] = [...ownEvidence(entry)];
  for (const counted of others.sameName) evidence.push({ code: "same-name", ...counted });
  for (const other of others.alike) evidence.push({ code: "look-alike", other });
  if (stored.codes.includes("look-alike") && others.alike.length === 0) {
    evidence.push({ code: "look-alike", other: null });
  }
  if (others.ofMailbox > 0 || stored.codes.includes("one-mailbox")) {
    evidence.push({ code: "one-mailbox", count: others.ofMailbox });
  }
  const known = new Set<EvidenceCode>(evidence.map(({ code }) => code));
  for (const code of SENDING_CODES) {
    if (stored.codes.includes(code) && !known.has(code)) evidence.push({ code });
  }
  const order = Object.keys(EVIDENCE_MARKS);
  return evidence.sort((left, right) => order.indexOf(left.code) - order.indexOf(right.code));
}

/**
 * What an entry shows by itself, without a look at any other: its domains, its letters, and why it
 * is held. A person may well write from a free provider; for an organisation it is worth a mention.
 */
export function ownEvidence(entry: EvidenceSource): Evidence[] {
  const evidence: Evidence[] = [];
  const { kind, domain, heldReason } = entry;
  const website = entry.website === null ? null : websiteDomain(entry.website);
  if (website !== null && domain !== null) evidence.push(...domainsOf(domain, website));
  evidence.push(...affiliationOf(entry));
  // An imported one has no address as a rule, and nobody was asked.
  if (kind === "organisation" && website === null && domain !== null) {
    evidence.push({ code: "no-website" });
  }
  if (domain !== null && isDisposable(domain)) evidence.push({ code: "disposable", domain });
  else if (domain !== null && kind === "organisation" && isFreeMail(domain)) {
    evidence.push({ code: "free-mail", domain });
  }
  const odd = [domain, website].find((host) => host !== null && isOddDomain(host)) ?? null;
  if (odd !== null) evidence.push({ code: "odd-domain", domain: odd });
  const word = mixedWord(entry.name);
  if (word !== null) evidence.push({ code: "mixed-scripts", word });
  if (heldReason === "captcha") evidence.push({ code: "no-captcha" });
  if (heldReason === "limit") evidence.push({ code: "over-limit" });
  if (heldReason === "message") evidence.push({ code: "message" });
  return evidence;
}

/**
 * Hosts that have no registrable domain, such as a bare suffix, match only if they are equal. The
 * domain of a provider or a platform belongs to everybody, and that they match says nothing.
 */
function domainsOf(domain: string, website: string): Evidence[] {
  const [ours, theirs] = [
    registrableDomain(domain) ?? domain,
    registrableDomain(website) ?? website,
  ];
  if (ours !== theirs) return [{ code: "domain-differs", domain, website }];
  return isShared(domain) ? [] : [{ code: "domain-matches", domain }];
}

/** A person's address at the organisation that they name; at a shared domain it says nothing. */
function affiliationOf({ kind, affiliation, domain }: EvidenceSource): Evidence[] {
  if (kind !== "individual" || affiliation === null || domain === null) return [];
  if (isShared(domain) || isDisposable(domain) || !isNamedAfter(domain, affiliation)) return [];
  return [{ code: "affiliation-matches", domain, affiliation }];
}

function websiteDomain(website: string): string {
  const host = URL.parse(website)?.hostname ?? website;
  return (webHost(host) ?? host).replace(/^www\./, "");
}
