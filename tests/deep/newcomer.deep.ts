import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { launchChromium } from "../support/browser/chromium.ts";
import { cloneInto, start } from "../support/servers/clone.ts";
import { freePort } from "../support/servers/server.ts";

// From a fresh clone to “my own letter with my own signatories is public”, as somebody goes who has
// read nothing but the two commands: by what the terminal and the pages say.

const PICTURES = "var/pictures/newcomer";
const STEPS_MAX = 12;
const MINUTES_MAX = 10;
/** How long a person reads and thinks before each step, beyond what the machine takes. */
const THINKING_MS = 20_000;
const MINUTE_MS = 60_000;

const LETTER =
  '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7"><p><span style="font-weight:400">We, who live along the river, ask the ministry to</span></p><ol><li aria-level="1"><p><span>publish every overflow within one hour,</span></p></li><li aria-level="1"><p><span style="font-weight:700">measure</span><span> what flows in.</span></p></li></ol><p><span>We thank you.</span></p></b>';
const SIGNATORIES = `Weir Watch
Friends of the River
Ada Weir, Professor, University of Bern
Bea Lind, PhD, Lake Institute
Carl Otter`;

/** Whether a step is done: each is timed, and has a picture of where it leads. */
function walk() {
  const steps: { name: string; ms: number }[] = [];
  mkdirSync(PICTURES, { recursive: true });
  const step = async (name: string, act: () => Promise<Page>) => {
    const from = performance.now();
    const page = await act();
    steps.push({ name, ms: performance.now() - from });
    await page.screenshot({ path: `${PICTURES}/${steps.length}.png`, fullPage: true });
    return page;
  };
  return { steps, step };
}

async function pasteInto(page: Page, html: string): Promise<void> {
  await page.getByRole("textbox", { name: "Text", exact: true }).evaluate((box, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", text);
    box.focus();
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, html);
}

it("leads from a fresh clone to an own letter in public, in 12 steps and 10 minutes", async () => {
  const outer = mkdtempSync(join(tmpdir(), "newcomer-"));
  onTestFinished(() => rmSync(outer, { recursive: true, force: true }));
  const browser = await launchChromium();
  onTestFinished(async () => await browser.close());
  const place = cloneInto(outer, "clone", null);
  const { steps, step } = walk();
  let page = await step("npm ci && npm start", async () => {
    const installed = start(place, ["ci", "--no-audit", "--no-fund"]);
    expect(await installed.ended, installed.printed().slice(-3_000)).toBe(0);
    const server = start(place, ["start"], { PORT: String(await freePort()) });
    onTestFinished(async () => {
      server.stop();
      await server.ended;
    });
    return await openPrinted(browser, server.printed);
  });
  page = await step("Open the link in the terminal, and press “Sign in”", async () => {
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Letters" }).waitFor();
    return page;
  });
  page = await step("New letter", async () => {
    await page.getByRole("link", { name: "New letter" }).click();
    await page.getByLabel("Title").waitFor();
    return page;
  });
  page = await step("Type the title and who publishes it, and paste the text", async () => {
    await page.getByLabel("Title").fill("Measure what flows into our river");
    await page.getByLabel("Published by").fill("Friends of the River");
    await pasteInto(page, LETTER);
    await page.locator("#preview strong", { hasText: "measure" }).waitFor();
    return page;
  });
  page = await step("Save as a draft", async () => {
    await page.getByRole("button", { name: "Save as a draft" }).click();
    await page.getByText("We have saved the letter as a draft.").waitFor();
    return page;
  });
  page = await step("Open the letter", async () => {
    await page.getByRole("button", { name: "Open the letter" }).click();
    await page.getByText("The letter is open.").waitFor();
    return page;
  });
  page = await step("Import", async () => {
    await page.getByRole("link", { name: "Import", exact: true }).click();
    await page.getByLabel("Or paste the lines").waitFor();
    return page;
  });
  page = await step("Paste the signatories, and press “Show the result”", async () => {
    await page.getByLabel("Or paste the lines").fill(SIGNATORIES);
    await page.getByRole("button", { name: "Show the result" }).click();
    await page.getByRole("button", { name: "Import 5 signatories" }).waitFor();
    return page;
  });
  page = await step("Import 5 signatories", async () => {
    await page.getByRole("button", { name: "Import 5 signatories" }).click();
    await page.getByText("5 signatories were added").waitFor();
    return page;
  });
  page = await step("See the letter", async () => {
    await page.getByRole("link", { name: "See the letter" }).click();
    return page;
  });
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(page.url());
  for (const name of ["Weir Watch", "Friends of the River", "Ada Weir", "Carl Otter"]) {
    await stranger.getByText(name).first().waitFor();
  }
  expect(await stranger.locator("article ol > li").count()).toBeGreaterThanOrEqual(2);
  const spent = steps.reduce((sum, { ms }) => sum + ms + THINKING_MS, 0);
  const lines = steps.map(({ name, ms }, at) => `${at + 1}. ${name}: ${(ms / 1000).toFixed(1)} s`);
  process.stdout.write(`${lines.join("\n")}\nin all ${(spent / MINUTE_MS).toFixed(1)} minutes\n`);
  expect(steps.length).toBeLessThanOrEqual(STEPS_MAX);
  expect(spent).toBeLessThanOrEqual(MINUTES_MAX * MINUTE_MS);
});

/** Waits for the link that the terminal prints, and opens it. */
async function openPrinted(browser: Browser, printed: () => string): Promise<Page> {
  for (let tries = 0; tries < 600; tries += 1) {
    const link = /http\S+\/admin\/sign-in\/\S+/.exec(printed())?.[0];
    if (link !== undefined) {
      const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
      await page.goto(link);
      return page;
    }
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`No link was printed: ${printed().slice(-3_000)}`);
}
