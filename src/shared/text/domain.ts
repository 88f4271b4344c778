import { disposableEmailBlocklistSet } from "disposable-email-domains-js";
import freeMailProviders from "email-providers/common.json" with { type: "json" };
import { parse } from "tldts";

const DISPOSABLE: ReadonlySet<string> = disposableEmailBlocklistSet();
const FREE_MAIL: ReadonlySet<string> = new Set(freeMailProviders);

/** Free mail providers that the package's list lacks. */
const FREE_MAIL_BESIDE: ReadonlySet<string> = new Set([
  "fastmail.com",
  "googlemail.com",
  "pm.me",
  "posteo.de",
  "riseup.net",
  "tuta.com",
  "tutanota.com",
]);

/** Providers that give out addresses under a country's suffix of their own, such as yahoo.co.in. */
const FREE_MAIL_BRANDS: ReadonlySet<string> = new Set(["gmx", "hotmail", "outlook", "yahoo"]);

/** Institutions and example domains that the package takes for providers. */
const NO_FREE_MAIL: ReadonlySet<string> = new Set([
  "alibaba.com",
  "example.com",
  "nus.edu.sg",
  "test.de",
  "unican.es",
]);

/** Suffixes of the Public Suffix List under which no mail can be received. */
const NO_MAIL_SUFFIXES: ReadonlySet<string> = new Set(["onion", "arpa"]);

const READING = { allowPrivateDomains: true } as const;

/**
 * The part of a host name that somebody registered: example.org of mail.example.org. Pages below
 * a shared suffix such as github.io are each their own. Null if there is none.
 *
 * Source: the Public Suffix List with its private section, by tldts; docs/decisions/023.
 */
export function registrableDomain(host: string): string | null {
  return parse(host, READING).domain;
}

/** The registrable domain of a web address; null if it has none. */
export function websiteDomain(website: string): string | null {
  return registrableDomain(URL.parse(website)?.hostname ?? "");
}

/**
 * Whether mail to a domain cannot be expected to arrive by its syntax alone: no dot, a number, a
 * suffix that nobody registers under, or a suffix itself. “.example” is kept free for examples
 * (RFC 2606), so nobody deceives with it, and the demo lives there: it is as good as any.
 */
export function isOddDomain(host: string): boolean {
  const { domain, isIp, isIcann, isPrivate, publicSuffix } = parse(host, READING);
  if (isIp || domain === null || publicSuffix === null) return true;
  if (publicSuffix === "example") return false;
  return NO_MAIL_SUFFIXES.has(publicSuffix) || !(isIcann || isPrivate);
}

/** Whether anybody gets an address below this domain for nothing, so that it names nobody. */
export function isFreeMail(domain: string): boolean {
  if (NO_FREE_MAIL.has(domain)) return false;
  if (FREE_MAIL.has(domain) || FREE_MAIL_BESIDE.has(domain)) return true;
  const { domain: registrable, domainWithoutSuffix, isIcann } = parse(domain, READING);
  return (
    registrable === domain && isIcann === true && FREE_MAIL_BRANDS.has(domainWithoutSuffix ?? "")
  );
}

/** Whether a domain, or the registrable one above it, gives out throw-away addresses. */
export function isDisposable(domain: string): boolean {
  return DISPOSABLE.has(domain) || DISPOSABLE.has(registrableDomain(domain) ?? domain);
}
