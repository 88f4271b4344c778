import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../src/shared/pages/paths.ts";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { openSite, type Site } from "../support/browser/site.ts";

/** Long enough for the pause before a preview on a busy machine. */
const WAIT_MS = 15_000;

describe.skipIf(chromiumPath() === null)("a campaigner in a browser", () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    browser = await launchChromium();
    site = await openSite(browser);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  it("takes up what was typed into a new letter before the page's script came", async () => {
    const page = await site.open({ isStaff: true, width: 1280 });
    page.setDefaultTimeout(WAIT_MS);
    const { promise: typed, resolve: goOn } = Promise.withResolvers<void>();
    await page.route(/letter-editor/, async (route) => {
      await typed;
      await route.continue();
    });
    await page.goto(paths.newLetter, { waitUntil: "commit" });
    await page.getByLabel("Title").fill("Give the weirs back");
    await page.getByLabel("Text", { exact: true }).fill("We **ask**.");
    expect(await page.getByLabel("Address").inputValue()).toBe("");
    goOn();
    await expect
      .poll(() => page.getByLabel("Address").inputValue(), { timeout: WAIT_MS })
      .toBe("give-the-weirs-back");
    await page.locator("#preview strong", { hasText: "ask" }).waitFor();
    await page.close();
  });

  it("writes a letter with its preview next to it, opens it and imports its signatories", async () => {
    const page = await site.open({ isStaff: true, width: 1280 });
    page.setDefaultTimeout(WAIT_MS);
    await page.goto("/admin");
    await page.getByRole("link", { name: "New letter" }).click();
    await page.getByLabel("Title").fill("Give the weirs back");
    await page.getByRole("button", { name: "Write in Markdown" }).click();
    await page.getByLabel("Text", { exact: true }).fill("We ask:\n\n1. **Open** them.");
    await page.locator("#preview strong", { hasText: "Open" }).waitFor();
    expect(await page.getByLabel("Address").inputValue()).toBe("give-the-weirs-back");
    await page.getByLabel("Published by").fill("Friends of the Weir");
    await page.getByRole("button", { name: "Save as a draft" }).click();
    await page.getByText("We have saved the letter as a draft.").waitFor();
    expect((await fetch(`${site.server.url}/letters/give-the-weirs-back`)).status).toBe(404);

    await page.getByRole("button", { name: "Open the letter" }).click();
    await page.getByText("The letter is open.").waitFor();
    await page.getByRole("link", { name: "Import", exact: true }).click();
    const csv = "kind,name,title,affiliation\norganisation,Weir Watch,,\nindividual,Ada Weir,,\n";
    await page
      .getByLabel("File", { exact: true })
      .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.getByRole("button", { name: "Show the result" }).click();
    await page.getByRole("button", { name: "Import 2 signatories" }).click();
    await page.getByText("2 signatories were added").waitFor();
    await page.goto("/letters/give-the-weirs-back");
    await page.getByText("Weir Watch").first().waitFor();
    await page.context().close();
  });

  it("fits a phone in every room", async () => {
    const page = await site.open({ isStaff: true, width: 320 });
    for (const room of ["", "/edit", "/settings", "/import", "/exports"]) {
      await page.goto(`/admin/letters/open-rivers${room}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, room).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });
});
