/** The longest address that SMTP carries (RFC 5321, section 4.5.3.1.3). */
const EMAIL_LENGTH_MAX = 254;
const LOCAL_PART_LENGTH_MAX = 64;

/** An address that was checked, its domain in lower-case punycode. */
export type EmailAddress = { readonly local: string; readonly domain: string };

/**
 * Reads one email address as people type it.
 *
 * The local part takes what a browser's email field takes (ASCII, no quotes); the domain may be
 * in any script. Null for anything else: a list, a line break, a display name, a bare host.
 *
 * Source: WHATWG HTML, “valid email address”; RFC 5891 for the domain.
 */
export function parseEmailAddress(text: string): EmailAddress | null {
  const at = text.lastIndexOf("@");
  if (at < 1 || text.length > EMAIL_LENGTH_MAX) return null;
  const local = text.slice(0, at);
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null || !isLocalPart(local)) return null;
  if (local.length + 1 + domain.length > EMAIL_LENGTH_MAX) return null;
  return { local, domain };
}

/** An address that was checked before it was stored. Throws if it is not one after all. */
export function storedEmailAddress(text: string): EmailAddress {
  const address = parseEmailAddress(text);
  if (address === null) throw new Error("A stored address is none.");
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
  if (!/^(?:[\p{L}\p{M}\p{N}.-]|\u200C|\u200D)+$/u.test(text)) return null;
  const url = URL.parse(`http://${text}/`);
  if (url === null) return null;
  const labels = url.hostname.split(".");
  const isName =
    labels.length > 1 && labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label));
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

function isLocalPart(local: string): boolean {
  return (
    local.length <= LOCAL_PART_LENGTH_MAX &&
    /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i.test(local)
  );
}
