import { describe, expect, it } from "vitest";
import { isShared } from "../../../src/shared/text/domain.ts";

describe("a host that is nobody's own", () => {
  it.each([
    "facebook.com",
    "www.instagram.com",
    "linktr.ee",
    "sites.google.com",
    "docs.google.com",
    "google.de",
    "wordpress.com",
    "rivers.wordpress.com",
    "medium.com",
    "rivers.medium.com",
    "rivers.github.io",
    "github.com",
    "rivers.blogspot.com",
    "rivers.blogspot.co.uk",
    "rivers.wixsite.com",
    "rivers.netlify.app",
    "rivers.carrd.co",
    "rivers.jimdofree.com",
    "rivers.substack.com",
    "x.com",
    "t.me",
    "gmail.com",
    "yahoo.co.in",
    "s3.amazonaws.com",
    "rivers.bandcamp.com",
    "rivers.nationbuilder.com",
    "rivers.jimdosite.com",
    "forms.gle",
    "paypal.me",
    "rivers.noblogs.org",
    "rivers.webnode.page",
    "betterplace.org",
    "rivers.bsky.social",
    "rivers.beehiiv.com",
    "rivers.home.blog",
    "openpetition.eu",
    "lnkd.in",
    "rivers.webnode.cz",
    "rivers.ucoz.net",
    "rivers.eklablog.com",
    "rivers.beepworld.de",
    "rivers.narod.ru",
    "mastodon.world",
  ])("is one of a platform or a provider: %s", (host) => {
    expect(isShared(host)).toBe(true);
  });

  it.each([
    "rivers.org",
    "www.rivers.org.uk",
    "rivers.uk.com",
    "rivers.eu.org",
    "rivers.co.com",
    "rivers.gov.scot",
    "my_pages.rivers.org",
    "flüsse.example",
    "googleplex.example",
    "medium.org",
    "wordpress.org",
    "192.0.2.7",
  ])("is none that somebody registered: %s", (host) => {
    expect(isShared(host)).toBe(false);
  });
});
