import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { openSite, type Site } from "../support/browser/site.ts";

const LETTER = "/letters/open-rivers";
/** Of the demo's signatories: one who signs for herself, and the contact of an organisation. */
const [PERSON, CONTACT] = ["rezapour@rivers.example", "estuary.trust@mailbox.example"];
const WAIT_MS = 15_000;

describe.skipIf(chromiumPath() === null)("who has another address", () => {
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

  /** The link to an own page, as it is mailed to whoever lost theirs. */
  async function ownPage(page: Page, email: string): Promise<string> {
    await page.goto(`${site.server.url}${LETTER}/lost-link`);
    await page.getByLabel("Email address").fill(email);
    await page.getByRole("button", { name: "Mail me a link" }).click();
    return await site.linkTo(email, "signature");
  }

  it.each([
    { width: 375, javaScriptEnabled: false, from: PERSON, to: "niloufar@later.example" },
    { width: 1280, javaScriptEnabled: true, from: CONTACT, to: "office@estuary.example" },
  ])("takes the signature there by one press from the mail: $width px", async (look) => {
    const { width, javaScriptEnabled, from, to } = look;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      javaScriptEnabled,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    const own = await ownPage(page, from);
    await page.goto(own);
    await page.getByText("Change your address", { exact: true }).click();
    await page.getByLabel("New email address").fill("no address");
    await page.getByRole("button", { name: "Mail the new address" }).click();
    await page.getByRole("heading", { name: "There is a problem" }).waitFor();
    await page.getByLabel("New email address").fill(to);
    await page.getByRole("button", { name: "Mail the new address" }).click();
    await page.getByText("We have sent a message to the new address").waitFor();
    expect(await site.linkTo(from, "signature")).toContain("/signature/");

    const link = await site.linkTo(to, "question");
    await page.goto(link);
    await page.getByText(`We send mail about this signature to ${to}.`).waitFor();
    await page.getByRole("button", { name: "Yes, this is my address" }).click();
    await page.getByRole("heading", { name: "You have confirmed your new address" }).waitFor();
    await page.getByRole("link", { name: /^See, change, hide/ }).click();
    await page.getByText("Change your address", { exact: true }).waitFor();
    await page.goto(own);
    await page.getByRole("heading", { name: "There is a newer link" }).waitFor();
    await context.close();
  });
});
