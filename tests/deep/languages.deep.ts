import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { knownLanguages } from "../../scripts/locales/files.ts";
import { openSqlite } from "../../src/db/sqlite/open.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { launchChromium } from "../support/browser/chromium.ts";
import { openSite, type Site } from "../support/browser/site.ts";
import { SECRET_KEY } from "../support/world.ts";

const FOLDER = "var/pictures/languages";
/** The narrowest that has to work, and a desktop. */
const WIDTHS = [320, 1280];

let browser: Browser;
let site: Site;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await launchChromium();
  site = await openSite(browser);
  const db = await openSqlite(`file:${site.server.folder}/var/undersigned.db`);
  const deps = { db, keys: await deriveKeys(SECRET_KEY), clock: systemClock };
  for (const language of knownLanguages())
    await buildLetter(deps, { slug: `in-${language}`, language, controller: "River Watch" });
  await db.$disconnect();
});
afterAll(async () => {
  await site.stop();
  await browser.close();
});

it.each(knownLanguages())("every page of a letter fits, in %s", async (language) => {
  const letter = `/letters/in-${language}`;
  const found: string[] = [];
  for (const width of WIDTHS) {
    const page = await site.open({ isStaff: false, width });
    const look = async (name: string) => {
      found.push(...(await outside(page)).map((text) => `${name} at ${width} px: ${text}`));
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      const path = `${FOLDER}/${language}-${name}-${width}.png`;
      await page.screenshot({ path, fullPage: true });
    };
    for (const [name, path] of Object.entries({
      letter,
      list: `${letter}/signatories`,
      privacy: `${letter}/privacy`,
      versions: `${letter}/versions`,
      "lost-link": `${letter}/lost-link`,
    })) {
      await page.goto(path);
      await look(name);
    }
    await page.goto(letter);
    await page.locator("input[name=kind][value=organisation]").check();
    await page
      .locator("#sign button[type=submit], form.sign-form button[type=submit]")
      .first()
      .click();
    await page.locator("[aria-invalid=true]").first().waitFor();
    await look("errors");
    const address = `ada.${language}.${width}@example.org`;
    await sign(page, letter, address);
    await look("inbox");
    await page.goto(await site.linkTo(address, "verification"));
    await look("confirm");
    await page.locator("main form button").first().click();
    await look("confirmed");
    await page.locator("a[href*='/signature/']").first().click();
    await look("own-page");
    await page.context().close();
  }
  expect(found).toEqual([]);
});

/** Signs as a person, whatever language the form is in. */
async function sign(page: Page, letter: string, address: string): Promise<void> {
  await page.goto(letter);
  await page.locator("input[name=kind][value=individual]").check();
  await page.locator("input[name=name]").fill("Ada Çelik");
  await page.locator("input[name=email]").fill(address);
  await page.locator("input[name=consent]").check();
  await page.locator("form.sign-form button[type=submit]").first().click();
  await page.waitForURL(/check-your-inbox/);
}

/** Texts that are wider than their box, or reach out of a page that scrolls sideways. */
async function outside(page: Page): Promise<string[]> {
  return await page.locator("main *, footer *").evaluateAll((boxes) => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const isCut = (box: Element) =>
      box.matches("button, .button, label, h1, h2, h3, th, td, li, p") &&
      box.clientWidth > 0 &&
      box.scrollWidth > box.clientWidth + 1;
    const reachesOut = (box: Element) => {
      const { left, right, width } = box.getBoundingClientRect();
      return scrollWidth > clientWidth && width > 1 && (left < 0 || right > clientWidth);
    };
    return boxes
      .filter((box) => isCut(box) || reachesOut(box))
      .map(
        ({ nodeName, className, textContent }) =>
          `${nodeName}.${className} ${(textContent ?? "").trim().slice(0, 40)}`,
      );
  });
}
