import { asciiDomain } from "../shared/email-address.ts";
import { registrableDomain } from "../shared/registrable-domain.ts";
import type { State } from "./lifecycle.ts";
import type { Kind } from "./name.ts";
import type { SecondEvidence } from "./second-evidence.ts";

/** One observation about an entry: something that confirms it, or asks for a closer look. */
export type Evidence =
  | { sign: "domain-matches"; domain: string }
  | { sign: "domain-differs"; domain: string; website: string }
  | { sign: "same-name"; count: number; state: State }
  | { sign: "no-captcha" }
  | { sign: "over-limit" }
  | SecondEvidence;

/** What the evidence is drawn from. */
export type EvidenceSource = {
  kind: Kind;
  website: string | null;
  email: string | null;
  heldReason: string | null;
};

/** Entries of the same name in the same letter, counted by state. */
export type Twins = { state: State; count: number };

/** What a moderator should see beside an entry. Evidence, never a verdict. */
export function evidenceOf(entry: EvidenceSource, twins: readonly Twins[]): Evidence[] {
  const evidence: Evidence[] = [];
  const domain = entry.email?.split("@").at(-1) ?? null;
  if (entry.website !== null && domain !== null) {
    const website = websiteDomain(entry.website);
    evidence.push(
      isSameSite(domain, website)
        ? { sign: "domain-matches", domain }
        : { sign: "domain-differs", domain, website },
    );
  }
  for (const { state, count } of twins) evidence.push({ sign: "same-name", state, count });
  if (entry.heldReason === "captcha") evidence.push({ sign: "no-captcha" });
  if (entry.heldReason === "limit") evidence.push({ sign: "over-limit" });
  return evidence;
}

function websiteDomain(website: string): string {
  const host = URL.parse(website)?.hostname ?? website;
  return (asciiDomain(host) ?? host).replace(/^www\./, "");
}

/** Below one domain that somebody registered: mail.example.org belongs to www.example.org. */
function isSameSite(left: string, right: string): boolean {
  const domain = registrableDomain(left);
  return domain !== null && domain === registrableDomain(right);
}
