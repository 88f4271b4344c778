import { disposableEmailBlocklistSet } from "disposable-email-domains-js";
import freeMailProviders from "email-providers/common.json" with { type: "json" };
import { parse } from "tldts";

const DISPOSABLE: ReadonlySet<string> = disposableEmailBlocklistSet();
const FREE_MAIL: ReadonlySet<string> = new Set(freeMailProviders);

/** Free mail providers that the package's list lacks. */
const FREE_MAIL_BESIDE: ReadonlySet<string> = new Set([
  "email.com",
  "fastmail.com",
  "googlemail.com",
  "pm.me",
  "posteo.de",
  "riseup.net",
  "tuta.com",
  "tutanota.com",
  "ymail.com",
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

/** Where anybody has pages, or an account, below one domain, besides the list's private section. */
const PLATFORMS: ReadonlySet<string> = new Set(
  `about.me academia.edu actionnetwork.org airtable.com allevents.in archive.org beacons.ai
  bento.me bigcartel.com bio.link bit.ly blogger.com box.com bsky.app buymeacoffee.com
  campsite.bio canva.com canva.site change.org clubhouse.com discord.com discord.gg docs.com
  donorbox.org dropbox.com facebook.com fb.com fb.me flickr.com flow.page fundrazr.com ghost.io
  github.com gitlab.com givebutter.com gofundme.com goo.gl hoo.be hypotheses.org instagram.com
  issuu.com jimdo.com jimdofree.com justgiving.com ko-fi.com kofi.com letterboxd.com linkedin.com
  linkin.bio linkpop.com linktr.ee livejournal.com lnk.bio mailchi.mp mastodon.online
  mastodon.social medium.com meetup.com messenger.com milkshake.app mobirisesite.com neocities.org
  notion.so office.com ok.ru openpetition.de orcid.org over-blog.com overblog.com patreon.com
  quora.com reddit.com researchgate.net scribd.com sharepoint.com slack.com snapchat.com
  soundcloud.com spotify.com squarespace.com startnext.com strikingly.com substack.com t.co t.me
  taplink.cc telegram.me telegram.org threads.com threads.net tiktok.com tilda.ws tumblr.com
  twitch.tv twitter.com typepad.com ucoz.com ucoz.ru vimeo.com vk.com wa.me webs.com weebly.com
  weibo.com whatsapp.com wikipedia.org wix.com wordpress.com x.com xing.com yolasite.com youtu.be
  youtube.com`.split(/\s+/),
);

/** The same under a suffix of each country. */
const PLATFORM_BRANDS = /^(?:blogspot|google|pinterest|eventbrite)\.[a-z.]+$/;

/** Suffixes of the list's private section below which domains are sold like others. */
const SOLD_SUFFIXES: ReadonlySet<string> = new Set(
  `ae.org br.com cn.com co.com co.nl co.no com.de com.se de.com eu.com eu.org gb.net hu.net in.net
  jp.net jpn.com mex.com org.ru ru.com sa.com se.net uk.com uk.net us.com us.org za.bz za.com za.net
  za.org`.split(/\s+/),
);

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

/**
 * Whether a host is nobody's own: at a free mail provider, or on a platform where anybody has a
 * page or an account. What is there says nothing about who somebody is.
 */
export function isShared(host: string): boolean {
  const { domain, isPrivate, publicSuffix } = parse(host, READING);
  if (domain === null) return false;
  if (isPrivate === true && !isSold(publicSuffix ?? "")) return true;
  return PLATFORMS.has(domain) || PLATFORM_BRANDS.test(domain) || isFreeMail(domain);
}

/** Some governments stand in the private section as well. */
function isSold(suffix: string): boolean {
  return SOLD_SUFFIXES.has(suffix) || /^(?:.+\.)?(?:gov|gob|gouv)\./.test(suffix);
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
