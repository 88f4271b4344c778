import { withoutInvisible } from "./invisible.ts";
import { ofUsualWidth, unwrapped } from "./text.ts";

/** The longest address that SMTP carries (RFC 5321, section 4.5.3.1.3). */
const EMAIL_LENGTH_MAX = 254;
const LOCAL_PART_LENGTH_MAX = 64;

/** An address that was checked, its domain in lower-case punycode. */
export type EmailAddress = { readonly local: string; readonly domain: string };

/**
 * Reads one email address as people type and paste it, by {@link mendedAddress}.
 *
 * The local part takes letters and digits of any script, and what else a browser's email field
 * takes (no quotes); the domain may be in any script. Null for anything else: a list, a line
 * break, a display name, a bare host.
 *
 * Source: WHATWG HTML, “valid email address”; RFC 6531 for letters; RFC 5891 for the domain.
 */
export function parseEmailAddress(text: string): EmailAddress | null {
  const mended = mendedAddress(text);
  const at = mended.lastIndexOf("@");
  if (at < 1 || mended.length > EMAIL_LENGTH_MAX) return null;
  const local = mended.slice(0, at);
  const domain = asciiDomain(mended.slice(at + 1));
  if (domain === null || !isLocalPart(local)) return null;
  if (octetsOf(local) + 1 + domain.length > EMAIL_LENGTH_MAX) return null;
  return { local, domain };
}

/**
 * A typed address without what comes along when it is copied: characters that nobody sees, white
 * space, `mailto:`, quotes and brackets around it, the comma or full stop of a list or a sentence;
 * with “＠”, dashes and curly apostrophes as usual ones. It may be none after all.
 */
export function mendedAddress(text: string): string {
  const line = ofUsualWidth(withoutInvisible(text))
    .normalize("NFC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/(?<=\p{L})[\u2018\u2019](?=\p{L})/gu, "'")
    .replace(/(?<=\S)[\t\p{Zs}]{0,9}@[\t\p{Zs}]{0,9}(?=\S)/gu, "@")
    .trim();
  const mended = withoutWrapping(line);
  // What a link's code stood for may want mending, too.
  return mended === text ? text : mendedAddress(mended);
}

function withoutWrapping(text: string): string {
  const inside = unwrapped(text)
    .replace(/^(?:e-?mail|e-?post|mail|courriel|correo|address|adresse)\s*:/i, "")
    .replace(/^mailto:(?:\/\/)?\s*([^?]*)(?:\?.*)?$/i, (_, encoded: string) => decoded(encoded))
    .trim();
  return inside === text ? inside : withoutWrapping(inside);
}

/** What a link to an address says (RFC 6068). */
function decoded(text: string): string {
  // It reads “%40” as “@”, and leaves alone what is no code.
  return text.replace(/%[^+&]+/g, (rest) => new URLSearchParams(`x=${rest}`).get("x") ?? rest);
}

/** An address that was checked before it was stored. Throws if it is not one after all. */
export function storedEmailAddress(text: string): EmailAddress {
  const address = parseEmailAddress(text);
  if (address === null) throw new Error("A stored address is not an address.");
  return address;
}

export function formatEmailAddress(address: EmailAddress): string {
  return `${address.local}@${address.domain}`;
}

/** An address as whoever knows it recognises it: “m•••@example.org”. */
export function maskedEmailAddress({ local, domain }: EmailAddress): string {
  return `${local.slice(0, 1)}•••@${domain}`;
}

/**
 * A domain name in lower-case punycode; null if it is not one, has no dot, or is a number.
 */
export function asciiDomain(text: string): string | null {
  const host = webHost(text);
  return host === null || host.includes("_") ? null : host;
}

/**
 * The same for the host of a web page, of which the labels below the registered domain may have
 * underscores: no registry takes them, and browsers and name servers do.
 */
export function webHost(text: string): string | null {
  if (!/^(?:[\p{L}\p{M}\p{N}._-]|\u200C|\u200D)+$/u.test(text)) return null;
  const url = URL.parse(`http://${text}/`);
  if (url === null) return null;
  const labels = url.hostname.split(".");
  const isName =
    labels.length > 1 &&
    labels.slice(0, -2).every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label)) &&
    labels.slice(-2).every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label));
  return isName && !/^[0-9]+$/.test(labels.at(-1) ?? "") ? url.hostname : null;
}

/** Who this is: the same text for the same mailbox however its address is capitalised. */
export function strictForm(address: EmailAddress): string {
  return `${address.local.toLowerCase()}@${address.domain}`;
}

/**
 * Who this probably is, for limits: dots, +tags and provider aliases do not make a new person.
 * It may join two people, so it never decides who signed.
 */
export function looseForm(address: EmailAddress): string {
  const untagged = address.local.toLowerCase().replace(/\+.*$/, "").replaceAll(".", "");
  return `${untagged || address.local}@${DOMAIN_ALIASES[address.domain] ?? address.domain}`;
}

const DOMAIN_ALIASES: Record<string, string> = {
  "googlemail.com": "gmail.com",
  "pm.me": "proton.me",
  "protonmail.com": "proton.me",
  "protonmail.ch": "proton.me",
  "me.com": "icloud.com",
  "mac.com": "icloud.com",
};

/** Whether only a mail server that offers SMTPUTF8 can take it (RFC 6531). */
export function isInternational({ local }: EmailAddress): boolean {
  return octetsOf(local) > local.length;
}

function isLocalPart(local: string): boolean {
  return octetsOf(local) <= LOCAL_PART_LENGTH_MAX && LOCAL_PART.test(local);
}

const ATOM = String.raw`[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~-]+`;
const LOCAL_PART = new RegExp(String.raw`^${ATOM}(?:\.${ATOM})*$`, "u");

function octetsOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
