import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { openSite, type Site } from "../support/browser/site.ts";

const LETTER = "/letters/open-rivers";
const DESK = `/admin${LETTER}`;
/** Of the demo's signatories: one who signs for herself, and the contact of an organisation. */
const [PERSON, CONTACT] = ["rezapour@rivers.example", "estuary.trust@mailbox.example"];
const WAIT_MS = 15_000;

describe.skipIf(chromiumPath() === null)("who signed an earlier text", () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    browser = await launchChromium();
    site = await openSite(browser);
    const page = await site.open({ isStaff: true, width: 1280 });
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(`${DESK}/edit`);
    const text = page.getByLabel("Text", { exact: true });
    await text.fill(`${await text.inputValue()}\n\nWe ask for an answer within a year.`);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByLabel("Why are you changing the text?").fill("A promise was missing");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("link", { name: /^Ask earlier signatories/ }).click();
    await page.getByText("+ We ask for an answer within a year.").waitFor();
    await page.getByRole("button", { name: /^Ask \d+ signatories/ }).click();
    await page.getByText("We are asking them now.", { exact: true }).waitFor();
    await page.context().close();
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  it.each([
    { width: 375, javaScriptEnabled: false },
    { width: 1280, javaScriptEnabled: true },
  ])("signs the new text by one press from the mail: $width px", async (look) => {
    const isPhone = look.width === 375;
    const link = await site.linkTo(isPhone ? PERSON : CONTACT, "signature");
    const context = await browser.newContext({
      viewport: { width: look.width, height: 900 },
      javaScriptEnabled: look.javaScriptEnabled,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(link);
    await page.getByRole("heading", { name: "The text that you signed has changed" }).waitFor();
    await page.getByText("We ask for an answer within a year.").waitFor();
    await page.getByText("A promise was missing").waitFor();
    const press = page.getByRole("button", { name: "Sign the new text too" });
    if (!isPhone) {
      await press.click();
      await page
        .getByText("Tick this if you have the authority to sign the new text in its name")
        .waitFor();
      await page.getByRole("checkbox").first().check();
    }
    await press.click();
    await page.getByText("You have now signed the new text.").waitFor();
    expect(await press.count()).toBe(0);
    await context.close();
  });

  it("is told to the campaigner", async () => {
    const page = await site.open({ isStaff: true, width: 1280 });
    await page.goto(`${DESK}/reaffirm`);
    const fact = page.locator("dl div", { hasText: "Signed the new text" });
    expect(await fact.locator("dd").innerText()).toBe("2");
    await page.context().close();
  });
});
