import { getDomain } from "tldts";

/** Hosts where anybody gets an address: one there says nothing about who has it. */
const FREE_MAIL = new Set(
  [
    "126.com 163.com aol.com bk.ru btinternet.com comcast.net cox.net daum.net duck.com email.cz",
    "fastmail.com foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net",
    "googlemail.com hanmail.net hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr",
    "hotmail.it hushmail.com icloud.com inbox.ru interia.pl laposte.net libero.it list.ru live.com",
    "live.fr live.nl mac.com mail.com mail.de mail.ru mailbox.org mailfence.com me.com msn.com",
    "naver.com nate.com o2.pl onet.pl op.pl orange.fr outlook.com outlook.de outlook.fr pm.me",
    "posteo.de posteo.net proton.me protonmail.ch protonmail.com qq.com rambler.ru rediffmail.com",
    "riseup.net rocketmail.com sbcglobal.net seznam.cz sfr.fr sina.cn sina.com sohu.com t-online.de",
    "tuta.com tuta.io tutanota.com tutanota.de uol.com.br verizon.net virgilio.it vodafone.it",
    "wanadoo.fr web.de wp.pl yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br",
    "yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru yeah.net ymail.com ziggo.nl zoho.com",
  ].flatMap((line) => line.split(" ")),
);

/**
 * The part of a host that somebody registered: `example.co.uk` of `mail.example.co.uk`. Null for a
 * public suffix, under which everybody can register, and for what is no name.
 *
 * Shape:  the host in lower-case punycode.
 * Source: the Public Suffix List with its private part, so that `github.io` is a suffix too.
 */
export function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true });
}

/** The registrable domain of a web address; null where it has none. */
export function websiteDomain(website: string): string | null {
  return registrableDomain(URL.parse(website)?.hostname ?? "");
}

/** Whether anybody can get an address at this registrable domain. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}
