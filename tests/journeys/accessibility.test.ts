import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { addMassActs } from "../support/browser/mass-acts.ts";
import { openSite, type Site } from "../support/browser/site.ts";
import { CLAIMS, type Findings, type Stop, walk } from "../support/browser/walk.ts";

const LETTER = "/letters/open-rivers";
const QUEUE = `/admin${LETTER}/queue`;

const press = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).first().click();
  await page.waitForLoadState();
};

/** Sends the empty form for a kind, and waits for it to come back. */
const sendEmpty = (kind: string) => async (page: Page) => {
  await page.getByText(kind).click();
  await page.getByRole("button", { name: "Sign the letter" }).click();
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
};

const openChange = async (page: Page) => {
  await page.getByText("Change your entry", { exact: true }).click();
  await page.getByText("Change your address", { exact: true }).click();
};

function publicStops(links: Links): Stop[] {
  return [
    { name: "letter", path: LETTER },
    { name: "form of a person", path: LETTER, act: (page) => choose(page, "as a person") },
    {
      name: "form of an organisation",
      path: LETTER,
      act: (page) => choose(page, "for an organisation"),
    },
    { name: "errors of a person", path: LETTER, act: sendEmpty("I sign as a person") },
    {
      name: "errors of an organisation",
      path: LETTER,
      act: sendEmpty("I sign for an organisation"),
    },
    { name: "inbox", path: `${LETTER}/check-your-inbox` },
    { name: "list", path: `${LETTER}/signatories` },
    { name: "list with nobody", path: `${LETTER}/signatories?q=zzz` },
    { name: "privacy", path: `${LETTER}/privacy` },
    { name: "versions", path: `${LETTER}/versions` },
    { name: "version", path: `${LETTER}/versions/1` },
    { name: "lost links", path: "/lost-link" },
    { name: "lost link", path: `${LETTER}/lost-link` },
    { name: "lost link, mistyped", path: `${LETTER}/lost-link`, act: press("Mail me a link") },
    { name: "confirmation", path: links.question },
    { name: "confirmed", path: links.confirmed },
    { name: "own page", path: links.own },
    { name: "own page, changing", path: links.own, act: openChange },
    { name: "own page, withdrawing", path: links.own, act: press("Withdraw my signature…") },
    { name: "withdrawn", path: links.withdrawn },
    { name: "suppression", path: links.suppression },
    { name: "no page", path: "/no-such-page" },
    { name: "link that does not work", path: "/signature/nonsense" },
  ];
}

const STAFF: Stop[] = [
  { name: "letters", path: "/admin" },
  ...["pending", "held", "published", "rejected", "unverified"].map((state) => ({
    name: `queue, ${state}`,
    path: `${QUEUE}?state=${state}`,
  })),
  {
    name: "queue, rejecting",
    path: QUEUE,
    act: (page) => page.getByText("Reject…").first().click(),
  },
  {
    name: "queue, after a decision",
    path: `${QUEUE}?done=approve&count=2&skipped=rejected.unknown`,
  },
  { name: "history", path: `${QUEUE}?state=rejected`, act: followHistory },
  ...[
    "",
    "/edit",
    "/settings",
    "/reasons",
    "/import",
    "/people",
    "/history",
    "/invalidations",
    "/exports",
    "/releases",
    "/retention",
  ].map((room) => ({ name: `room ${room}`, path: `/admin${LETTER}${room}` })),
  ...["new-letter", "people", "switches", "account", "account/digest", "account/passkeys/new"].map(
    (page) => ({ name: page, path: `/admin/${page}` }),
  ),
  { name: "export without a purpose", path: `/admin${LETTER}/exports`, act: exportForNothing },
  { name: "import above the limit", path: `/admin${LETTER}/import`, act: importMany },
  { name: "sign in", path: "/admin/sign-in" },
  { name: "sign in, mistyped", path: "/admin/sign-in", act: press("Send me a link") },
  { name: "used link", path: "/admin/sign-in/nonsense" },
  { name: "mail folder", path: "/dev/mail" },
  { name: "components", path: "/dev/components" },
];

async function exportForNothing(page: Page): Promise<void> {
  await page.locator("[name=contacts]").check();
  await press("Download")(page);
  await page.getByText("We did not export anything").waitFor();
}

/** Previews more than one person may add, and asks for it. */
async function importMany(page: Page): Promise<void> {
  const lines = Array.from({ length: 101 }, (_, index) => `individual,Many ${index},,`);
  await page.locator("#text").fill(["kind,name,title,affiliation", ...lines].join("\n"));
  await press("Show the result")(page);
  await press("Ask to import 101 signatories")(page);
  await page.getByText("We did not add anything").waitFor();
}

async function choose(page: Page, kind: string): Promise<void> {
  await page.getByText(`I sign ${kind}`).click();
}

async function followHistory(page: Page): Promise<void> {
  await page
    .getByRole("link", { name: /^Details/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "History" }).waitFor();
}

type Links = {
  question: string;
  confirmed: string;
  own: string;
  withdrawn: string;
  suppression: string;
};

/** Signs by keyboard alone, and gives the links of the mail. */
async function signByKeyboard(site: Site, name: string, address: string): Promise<void> {
  const page = await site.open({ isStaff: false, width: 1280 });
  await page.goto(LETTER);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expectFocus(page, "Skip to the form");
  await page.keyboard.press("Enter");
  await tabTo(page, "kind");
  await page.keyboard.press("Space");
  await tabTo(page, "name");
  await page.keyboard.type(name);
  await tabTo(page, "title");
  await page.keyboard.type("Hydrologist");
  await tabTo(page, "email");
  await page.keyboard.type(address);
  await tabTo(page, "consent");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  await page.context().close();
}

async function expectFocus(page: Page, text: string): Promise<void> {
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(text);
}

/** Presses Tab until a field, link or button has the focus, which must be visible at every stop. */
async function tabTo(page: Page, target: string): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const named = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
      return { id: element.id, named, outline: style.outlineStyle, width: style.outlineWidth };
    });
    if (stop !== null && presses > 0) {
      expect([stop.named, stop.outline === "none" || stop.width === "0px"]).toEqual([
        stop.named,
        false,
      ]);
    }
    if (stop?.id === target || stop?.named === target) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Nobody gets to “${target}” by keyboard.`);
}

async function pressFocused(page: Page, target: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

describe.skipIf(chromiumPath() === null)("for everybody", () => {
  let browser: Browser;
  let site: Site;
  let links: Links;
  let findings: Findings;

  beforeAll(async () => {
    browser = await launchChromium();
    site = await openSite(browser);
    const address = "ada.key@example.org";
    await Promise.all([
      signByKeyboard(site, "Ada Key", "gone@example.org"),
      signByKeyboard(site, "Ben Key", address),
      signByKeyboard(site, "Cem Key", "open@example.org"),
    ]);
    const confirmed = await site.linkTo(address, "verification");
    const withdrawn = await confirm(await site.linkTo("gone@example.org", "verification"));
    const own = await confirm(confirmed);
    await withdrawByKeyboard(withdrawn);
    links = {
      confirmed,
      own,
      withdrawn,
      question: await site.linkTo("open@example.org", "verification"),
      suppression: await site.linkTo("open@example.org", "suppression"),
    };
    await addMassActs(site.server);
    findings = await walkEverywhere();
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  /** Looks at the public's pages and at the staff's, side by side. */
  async function walkEverywhere(): Promise<Findings> {
    const [found, foundByStaff] = await Promise.all([
      site.open({ isStaff: false, width: 375 }).then((page) => walk(page, publicStops(links))),
      site.open({ isStaff: true, width: 375 }).then((page) => walk(page, STAFF)),
    ]);
    const claims = CLAIMS.map((claim) => [claim, { ...found[claim], ...foundByStaff[claim] }]);
    return Object.fromEntries(claims);
  }

  /** Confirms by keyboard and gives the link to the own page. */
  async function confirm(link: string): Promise<string> {
    const page = await site.open({ isStaff: false, width: 1280 });
    await page.goto(link);
    await pressFocused(page, "Yes, I confirm my signature");
    await page.getByRole("heading", { name: "your signature is confirmed" }).waitFor();
    await tabTo(page, "See, change, hide or withdraw your signature");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "A moderator will read your entry" }).waitFor();
    const own = new URL(page.url()).pathname;
    await page.context().close();
    return own;
  }

  async function withdrawByKeyboard(path: string): Promise<void> {
    const page = await site.open({ isStaff: false, width: 1280 });
    await page.goto(path);
    await pressFocused(page, "Withdraw my signature…");
    await page.getByRole("heading", { name: "Withdraw your signature?" }).waitFor();
    await pressFocused(page, "Withdraw and delete");
    await page.getByRole("heading", { name: "Your signature is withdrawn" }).waitFor();
    await page.context().close();
  }

  it.each(CLAIMS)("%s", (claim) => {
    expect(findings[claim]).toEqual({});
  });

  it("is mirrored if its language runs from right to left", async () => {
    const page = await site.open({ isStaff: false, width: 1280 });
    await page.goto(LETTER);
    const edges = async () =>
      await page.evaluate(() => {
        const label = document.querySelector("label[for=email]")?.getBoundingClientRect();
        const field = document.querySelector("#email")?.getBoundingClientRect();
        const box = document.querySelector("#consent")?.getBoundingClientRect();
        const main = document.querySelector("main")?.getBoundingClientRect();
        if (!label || !field || !box || !main) return null;
        return { fromLeft: box.left - main.left, fromRight: main.right - box.right };
      });
    const before = await edges();
    expect(before?.fromLeft).toBeLessThan(5);
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    expect((await edges())?.fromRight).toBeLessThan(5);
    await page.context().close();
  });

  it("the bar at the foot of a phone never covers the field that has the focus", async () => {
    const page = await site.open({ isStaff: false, width: 375, height: 600 });
    await page.goto(LETTER);
    for (const field of ["name", "country", "email", "consent"]) {
      await page.locator(`#${field}`).focus();
      const isCovered = await page.evaluate(() => {
        const bar = document.querySelector(".sign-bar")?.getBoundingClientRect();
        const box = document.activeElement?.getBoundingClientRect();
        return !bar || !box || (box.bottom > bar.top && box.top < bar.bottom);
      });
      expect([field, isCovered]).toEqual([field, false]);
    }
    await page.context().close();
  });

  it("a moderator approves, rejects and exports by keyboard alone", async () => {
    const page = await site.open({ isStaff: true, width: 1280 });
    await page.goto(QUEUE);
    await pressFocused(page, "Approve: Friends of the Weir");
    await page.locator(".result", { hasText: "Approved" }).waitFor();
    await tabTo(page, "Reject: Adaeze Obi");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("4");
    await page.locator(".result", { hasText: "Rejected" }).waitFor();
    await page.goto(`/admin${LETTER}/exports`);
    const download = page.waitForEvent("download");
    await pressFocused(page, "Download");
    expect((await download).suggestedFilename()).toMatch(/^open-rivers-.*\.csv$/);
    await page.context().close();
  });

  it("a signatory changes and hides their entry by keyboard alone", async () => {
    const staff = await site.open({ isStaff: true, width: 1280 });
    await staff.goto(QUEUE);
    await pressFocused(staff, "Approve: Ben Key");
    await staff.locator(".result", { hasText: "Approved" }).waitFor();
    await staff.context().close();
    const page = await site.open({ isStaff: false, width: 1280 });
    await page.goto(links.own);
    await tabTo(page, "Change your entry");
    await page.keyboard.press("Enter");
    await tabTo(page, "affiliation");
    await page.keyboard.type("Weir Society");
    await page.keyboard.press("Enter");
    await page.getByText("A moderator will read it.").waitFor();
    await pressFocused(page, "Hide my signature now");
    await page.getByRole("heading", { name: "Your signature is hidden" }).waitFor();
    await pressFocused(page, "Show my signature again");
    await page.getByRole("heading", { name: "Your signature is published" }).waitFor();
    await page.context().close();
  });
});
