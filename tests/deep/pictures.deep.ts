import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchChromium } from "../support/browser/chromium.ts";
import { openSite, type Site } from "../support/browser/site.ts";

const FOLDER = "var/pictures";
const LETTER = "/letters/open-rivers";
const DESK = `/admin${LETTER}`;

const PUBLIC = {
  letter: LETTER,
  list: `${LETTER}/signatories`,
  privacy: `${LETTER}/privacy`,
  versions: `${LETTER}/versions`,
  version: `${LETTER}/versions/1`,
  inbox: `${LETTER}/check-your-inbox`,
  "lost-link": `${LETTER}/lost-link`,
  "lost-links": "/lost-link",
  "no-page": "/no-such-page",
  "sign-in": "/admin/sign-in",
};
const STAFF = {
  letters: "/admin",
  overview: DESK,
  queue: `${DESK}/queue`,
  held: `${DESK}/queue?state=held`,
  history: `${DESK}/history`,
  invalidations: `${DESK}/invalidations`,
  exports: `${DESK}/exports`,
  import: `${DESK}/import`,
  text: `${DESK}/edit`,
  reaffirm: `${DESK}/reaffirm`,
  settings: `${DESK}/settings`,
  reasons: `${DESK}/reasons`,
  "people-of-a-letter": `${DESK}/people`,
  "new-letter": "/admin/new-letter",
  people: "/admin/people",
  switches: "/admin/switches",
  account: "/admin/account",
};

let browser: Browser;
let site: Site;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await launchChromium();
  site = await openSite(browser);
});
afterAll(async () => {
  await site.stop();
  await browser.close();
});

const looks = [375, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

it.each(looks)(
  "every page at $width px, $scheme, says nothing in the console and fits",
  async (look) => {
    const found: string[] = [];
    for (const [isStaff, pages] of [
      [false, PUBLIC],
      [true, STAFF],
    ] as const) {
      const page = await site.open({ isStaff, ...look });
      page.on("console", (message) => {
        const isError = message.type() === "error" && !/status of 404/.test(message.text());
        if (isError) found.push(`${page.url()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => found.push(`${page.url()}: ${error.message}`));
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(path);
        if (await scrollsSideways(page)) found.push(`${name} scrolls sideways`);
        const file = `${FOLDER}/${name}-${look.width}-${look.scheme}.png`;
        await page.screenshot({ path: file, fullPage: true });
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
  },
);

async function scrollsSideways(page: Page): Promise<boolean> {
  return await page.evaluate("document.documentElement.scrollWidth > innerWidth");
}
