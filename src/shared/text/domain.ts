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
  `1drv.ms 500px.com about.me academia.edu actionnetwork.org airtable.com allevents.in
  allmylinks.com ameblo.jp angelfire.com archive.org assoconnect.com bandcamp.com beacons.ai
  beehiiv.com beepworld.de behance.net bento.me betterplace.me betterplace.org bigcartel.com
  bilibili.com bio.link bit.ly blackblogs.org blogger.com box.com bravesites.com bsky.app
  bsky.social business.site buttondown.com buttondown.email buymeacoffee.com campaign-archive.com
  campsite.bio canalblog.com canva.com canva.site cargo.site carrd.co centerblog.net change.org
  chaos.social chayns.net chayns.site chng.it chuffed.org clubhouse.com codeberg.org cutt.ly
  dailymotion.com de.tl discord.com discord.gg docs.com donorbox.org doodlekit.com douban.com
  douyin.com dribbble.com dropbox.com durable.co dzen.ru e-monsite.com edublogs.org eepurl.com
  eklablog.com etsy.com everyaction.com facebook.com fandom.com fb.com fb.me fc2.com flickr.com
  flow.page format.com forms.gle framaforms.org framasite.org framer.site fundrazr.com g.page
  ghost.io github.com gitlab.com givebutter.com glide.page glitch.me godaddysites.com gofund.me
  gofundme.com goo.gl good.do goodreads.com gumroad.com helloasso.com home.blog hoo.be
  hostingersite.com hubspotpagebuilder.com hubspotpagebuilder.eu hypotheses.org indiegogo.com
  instagram.com is.gd issuu.com jimdo.com jimdofree.com jimdosite.com jotform.com justgiving.com
  kickstarter.com ko-fi.com kofi.com letterboxd.com liberapay.com linkedin.com linkin.bio
  linkpop.com linktr.ee livejournal.com lnk.bio lnkd.in mailchi.mp mailchimpsites.com mas.to
  mastodon.online mastodon.social mastodon.world medium.com meetup.com meinverein.de
  messenger.com milkshake.app miro.com mixcloud.com mobirisesite.com mozello.com my-free.website
  mystrikingly.com narod.ru nationbuilder.com naver.me nebenan.de neocities.org nextdoor.com
  ning.com noblogs.org note.com notion.so odoo.com office.com ok.ru opencollective.com
  openpetition.de openpetition.eu orcid.org over-blog.com overblog.com ow.ly pagesperso-orange.fr
  patreon.com paypal.me podia.com quora.com raisely.com reddit.com replit.com researchgate.net
  rumble.com rutube.ru scribd.com sharepoint.com simdif.com site123.me skyrock.com slack.com
  snapchat.com softr.app solo.to soundcloud.com sourceforge.io sourceforge.net spotify.com
  squarespace.com startnext.com strikingly.com substack.com super.site surveymonkey.com t.co t.me
  taplink.cc telegram.me telegram.org threads.com threads.net tiktok.com tilda.ws tiny.cc
  tinyurl.com tistory.com trello.com tripod.com tumblr.com twitch.tv twitter.com typeform.com
  typepad.com ucraft.net ueniweb.com unblog.fr venmo.com vimeo.com vk.com wa.me wattpad.com
  webnode.page webs.com weebly.com weibo.com whatsapp.com wikidot.com wikipedia.org wix.com
  wordpress.com x.com xing.com yola.com yolasite.com youtu.be youtube.com zhihu.com zyrosite.com`.split(
    /\s+/,
  ),
);

/** The same under a suffix of each country. */
const PLATFORM_BRANDS = /^(?:blogspot|google|pinterest|eventbrite|webnode|ucoz)\.[a-z.]+$/;

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

/** The name that somebody registered, without its suffix: example of mail.example.org. */
export function registeredName(host: string): string | null {
  return parse(host, READING).domainWithoutSuffix;
}

/**
 * Whether a host is nobody's own: at a free mail provider, or on a platform where anybody has a
 * page or an account. What is there says nothing about who somebody is.
 */
export function isShared(host: string): boolean {
  const { domain, isPrivate, publicSuffix } = parse(host, READING);
  // A shared suffix itself has pages, too: s3.amazonaws.com/rivers.
  if (isPrivate === true && !isSold(publicSuffix ?? "")) return true;
  if (domain === null) return false;
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
