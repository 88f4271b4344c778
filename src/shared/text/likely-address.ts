import { parse } from "tldts";
import { isFreeMail } from "./domain.ts";
import type { EmailAddress } from "./email-address.ts";

/** Where most people have their addresses. A slip in a shorter name could be another's domain. */
const PROVIDERS =
  `gmail.com googlemail.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de outlook.com outlook.de
  outlook.fr yahoo.com yahoo.co.uk yahoo.fr yahoo.de icloud.com protonmail.com proton.me
  t-online.de freenet.de posteo.de mailbox.org orange.fr wanadoo.fr laposte.net btinternet.com
  comcast.net libero.it telenet.be skynet.be bluewin.ch ziggo.nl fastmail.com zoho.com yandex.ru
  riseup.net web.de gmx.de gmx.net gmx.at gmx.ch hotmail.it hotmail.es yahoo.it yahoo.es
  yahoo.co.in yahoo.co.jp yahoo.com.br hotmail.com.br sympatico.ca rogers.com verizon.net
  sbcglobal.net bellsouth.net virginmedia.com talktalk.net ntlworld.com bigpond.com
  optusnet.com.au eircom.net virgilio.it tiscali.it interia.pl seznam.cz centrum.cz rambler.ru
  ukr.net naver.com hanmail.net rediffmail.com uol.com.br terra.com.br sapo.pt otenet.gr
  walla.co.il freemail.hu citromail.hu planet.nl kpnmail.nl hetnet.nl sunrise.ch abv.bg onet.pl
  tutanota.com`.split(/\s+/);
const NAME_LENGTH_MIN = 5;
/** Brands that are at .com, whose other endings are slips though they exist. */
const AT_COM =
  /^(hotmail|outlook|yahoo|aol|live|msn|protonmail|ymail)\.(?:co|cm|om|cmo|con|vom|xom|cim|comm|coom|ocm)$/;
/** They are at .com alone: nobody has an address at gmail.de. */
const AT_COM_ALONE = /^(gmail|googlemail|icloud)\.(?!com$)[a-z.]+$/;

/** The endings that people mean if theirs does not exist, the likelier ones first. */
const SUFFIXES =
  "com org net edu gov info de fr uk eu it es nl ch at be pl se no dk ie au ca us br in jp nz pt gr cz hu".split(
    " ",
  );
/** They are in no list of suffixes, and nobody mistypes another one to get them. */
const KEPT = new Set([
  "example",
  "test",
  "invalid",
  "localhost",
  "local",
  "onion",
  "internal",
  "arpa",
]);

/**
 * The address that was probably meant if this one's domain looks like a slip: an ending that does
 * not exist, or nearly the name of a large provider. Null if it looks right. Only to be asked.
 */
export function likelyAddress({ local, domain }: EmailAddress): EmailAddress | null {
  const near = nearProvider(domain);
  const mended = near === domain ? nearProvider(withSuffix(domain)) : near;
  return mended === domain ? null : { local, domain: mended };
}

function withSuffix(domain: string): string {
  const { isIcann, isPrivate, publicSuffix } = parse(domain, { allowPrivateDomains: true });
  if (isIcann || isPrivate || publicSuffix === null || KEPT.has(publicSuffix)) return domain;
  const suffix = domain.slice(domain.lastIndexOf(".") + 1);
  const begun = (known: string) => suffix.length === 1 && known.startsWith(suffix);
  const meant = SUFFIXES.filter((known) => begun(known) || isSlip(suffix, known))
    .sort((one, other) => Number(begun(other)) - Number(begun(one)))
    .map((known) => domain.slice(0, -suffix.length) + known);
  // “example.com.a” is in Australia: there is no “com.at”.
  const isOfTwo = (name: string) => parse(name).publicSuffix?.includes(".") === true;
  return meant.find(isOfTwo) ?? meant[0] ?? domain;
}

function nearProvider(domain: string): string {
  const [, brand] = AT_COM_ALONE.exec(domain) ?? AT_COM.exec(domain) ?? [];
  if (brand !== undefined) return `${brand}.com`;
  if (isFreeMail(domain)) return domain;
  const name = domain.slice(0, domain.indexOf("."));
  const isNear = (known: string) =>
    known.indexOf(".") >= NAME_LENGTH_MIN && name.length >= NAME_LENGTH_MIN - 1
      ? isSlip(domain, known)
      : known.startsWith(`${name}.`) && isSlip(domain, known) && !parse(domain).isIcann;
  return PROVIDERS.find(isNear) ?? domain;
}

/** One letter too much, too few or another one, or two that changed places. */
function isSlip(typed: string, meant: string): boolean {
  if (typed === meant) return false;
  const length = Math.max(typed.length, meant.length);
  const start = [...meant].findIndex((letter, at) => letter !== typed[at]);
  const alike = start === -1 ? Math.min(typed.length, meant.length) : start;
  let end = 0;
  while (end < length - 1 - alike && typed.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const isOneOff = Math.abs(typed.length - meant.length) <= 1 && alike + end >= length - 1;
  return isOneOff || isSwapped(typed, meant);
}

function isSwapped(typed: string, meant: string): boolean {
  if (typed.length !== meant.length) return false;
  const at = [...typed].findIndex((letter, index) => letter !== meant[index]);
  const swapped = `${typed.slice(0, at)}${typed[at + 1]}${typed[at]}${typed.slice(at + 2)}`;
  return at >= 0 && swapped === meant;
}
