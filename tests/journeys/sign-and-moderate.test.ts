import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { type RunningServer, startServer } from "../support/servers/server.ts";

/** Long enough for a captcha on a busy machine, short enough to name the step that hangs. */
const WAIT_MS = 15_000;

const SCREENS = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 375, height: 800 },
};

describe.skipIf(chromiumPath() === null)("in a browser", () => {
  let server: RunningServer;
  let browser: Browser;
  let moderator: BrowserContext;

  beforeAll(async () => {
    server = await startServer({ LOG_LEVEL: "warn" });
    browser = await launchChromium();
    moderator = await browser.newContext({ viewport: SCREENS.desktop });
    const page = await moderator.newPage();
    await page.goto(server.output().match(/http\S+\/admin\/sign-in\/\S+/)?.[0] ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Letters" }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it("a person whose browser gets no challenge is told, and signs without waiting", async () => {
    const context = await browser.newContext({ viewport: SCREENS.phone });
    const page = await context.newPage();
    await page.route("**/captcha/challenge**", (route) => route.fulfill({ status: 429 }));
    await page.goto(`${server.url}/letters/open-rivers`);
    await page.getByText("I sign as a person").click();
    await page.getByText("We cannot check at the moment").waitFor();
    await page.getByRole("textbox", { name: "Your name" }).fill("Joan Clarke");
    await page.getByRole("textbox", { name: "Email address" }).fill("joan@example.org");
    await page.getByRole("checkbox", { name: "I sign this letter, and I agree" }).check();
    await page.getByRole("button", { name: "Sign the letter" }).click();
    await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
    await context.close();
  });

  it.each(Object.entries(SCREENS))(
    "a person signs on a %s, confirms, is approved and listed",
    async (screen, viewport) => {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      const complaints = watch(page);
      await page.goto(server.url);
      expect(await requestsOf(page, /(al|cap)tcha/)).toEqual([]);

      await page.getByRole("link", { name: "Sign", exact: true }).click();
      await page.getByText("I sign as a person").click();
      await page.getByRole("textbox", { name: "Your name" }).fill(`Grace ${screen}`);
      await page.getByRole("textbox", { name: "Title or position" }).fill(" Rear  Admiral ");
      await page.getByRole("textbox", { name: "Affiliation" }).fill("Navy");
      await page.getByText(`Listed under “${screen}”, because it is the last word`).waitFor();
      await page
        .getByRole("textbox", { name: "Email address" })
        .fill(`grace.${screen}@example.org`);
      await page.getByRole("checkbox", { name: "I sign this letter, and I agree" }).check();
      const asListed = `Grace ${screen}Rear Admiral, Navy`;
      expect(await page.locator(".preview-entry").textContent()).toBe(asListed);
      // Sent at once: the form waits for its captcha by itself.
      await page.getByRole("button", { name: "Sign the letter" }).click();
      await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
      await page.getByText(`The address you gave: grace.${screen}@example.org`).waitFor();

      await page.goto(await confirmationLink(page, "Confirm your signature"));
      expect(await page.locator(".entry-card .preview-entry").textContent()).toBe(asListed);
      await page.getByRole("button", { name: "Yes, I confirm" }).click();
      await page.getByRole("heading", { name: "your signature is confirmed" }).waitFor();
      const toOwnPage = page.getByRole("link", { name: "See, change, hide or withdraw" });
      const ownPage = server.url + (await toOwnPage.getAttribute("href"));

      await decide(`Approve: Grace ${screen}`);
      await page.goto(`${server.url}/letters/open-rivers/signatories?q=grace`);
      expect(await page.locator(".entries").textContent()).toContain(`Grace ${screen}`);
      expect(await exportedNames()).toContain(`Grace ${screen}`);

      // From the mail to the own page, and out again in two presses.
      await page.goto(ownPage);
      await page.getByRole("button", { name: "Hide my signature now" }).click();
      await page.getByRole("heading", { name: "Your signature is hidden" }).waitFor();
      expect(await exportedNames()).not.toContain(`Grace ${screen}`);
      await page.getByRole("button", { name: "Withdraw my signature…" }).click();
      await page.getByRole("button", { name: "Withdraw and delete" }).click();
      await page.getByRole("heading", { name: "Your signature is withdrawn" }).waitFor();
      // With other search words than before, whose answer the browser keeps for some seconds.
      await page.goto(`${server.url}/letters/open-rivers/signatories?q=grace+${screen}`);
      expect(await page.getByText("Nobody in the list matches").count()).toBe(1);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it("an organisation signs without scripts, is held, released and confirmed", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const complaints = watch(page);
    await page.goto(`${server.url}/letters/open-rivers`);
    await page.getByText("I sign for an organisation").click();
    await page.getByRole("button", { name: "Sign the letter" }).click();
    const summary = page.getByRole("alert");
    expect(await summary.textContent()).toContain("Enter the organisation's website");
    await summary
      .getByRole("link", { name: "Enter the name as it should appear in the list" })
      .click();
    await page
      .getByRole("textbox", { name: "Name of the organisation" })
      .fill("Friends without Scripts");
    await page
      .getByRole("textbox", { name: "Website of the organisation" })
      .fill("friends.example");
    await page.getByRole("textbox", { name: "Your name" }).fill("Ida Officer");
    await page.getByRole("textbox", { name: "Your role in the organisation" }).fill("Chair");
    await page.getByRole("textbox", { name: "Email address" }).fill("office@friends.example");
    await page.getByRole("checkbox", { name: "I am entitled to sign" }).check();
    await page.getByRole("checkbox", { name: "I sign this letter, and I agree" }).check();
    await page.getByRole("button", { name: "Sign the letter" }).click();
    await page.getByRole("heading", { name: "Check your inbox" }).waitFor();

    await decide("Release: Friends without Scripts", "held");
    await page.goto(await confirmationLink(page, "Confirm your signature"));
    await page.getByRole("button", { name: "Yes, I confirm" }).click();
    const queue = await queuePage();
    const row = queue.locator("tr", { hasText: "Friends without Scripts" });
    const details = await row.locator("a", { hasText: "Details" }).getAttribute("href");
    await queue.goto(new URL(details ?? "", server.url).href);
    // The row shows first that they confirmed faster than people read.
    expect(await queue.locator("main").textContent()).toContain(
      "The address is at the organisation's own domain, friends.example.",
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("a moderator rejects one entry with a reason, and approves several at once", async () => {
    const page = await queuePage();
    const row = page.locator("tr", { hasText: "Friends of the Weir" });
    const reasons = page.locator("#reasons");
    await row.getByText("Reject…").click();
    await reasons.getByText("Reject: Friends of the Weir").waitFor();
    await reasons.getByRole("button", { name: "Reject", exact: true }).click();
    expect(await reasons.locator("select:invalid").count()).toBe(1);
    // Enter in a note must never send another decision than its own.
    await page.keyboard.press("Escape");
    await row.getByText("Note…").click();
    const note = page.locator("#note");
    await note.getByLabel("Note", { exact: true }).press("Enter");
    expect(await note.getByRole("button", { name: "Save the note" }).isVisible()).toBe(true);
    expect(await row.getAttribute("data-state")).toBe(null);
    await page.keyboard.press("Escape");
    await row.getByText("Reject…").click();
    await reasons.getByLabel("Reason").selectOption({ index: 1 });
    await reasons.getByRole("button", { name: "Reject", exact: true }).click();
    await row.locator(".result", { hasText: "Rejected" }).waitFor();

    const bar = page.locator("#bulk");
    expect(await bar.getByRole("button", { name: "Approve" }).isDisabled()).toBe(true);
    await page.getByLabel("Select all on this page").check();
    await page.getByLabel("Select The Estuary Trust").uncheck();
    await bar.getByLabel("Note").press("Enter");
    await bar.getByRole("button", { name: "Approve" }).click();
    await page.locator("tr[data-state=approve]").first().waitFor();
    await page.reload();
    expect(await page.locator("table.queue tbody tr").allTextContents()).toEqual([
      expect.stringContaining("The Estuary Trust"),
    ]);
    await page.close();
  });

  async function queuePage(state = "pending"): Promise<Page> {
    const page = await moderator.newPage();
    await page.goto(`${server.url}/admin/letters/open-rivers/queue?state=${state}`);
    return page;
  }

  async function decide(button: string, state = "pending"): Promise<void> {
    const page = await queuePage(state);
    await page.getByRole("button", { name: button }).click();
    await page.locator("tr[data-state] .result", { hasText: /Approved|Released/ }).waitFor();
    await page.close();
  }

  /** Takes an export in the browser and reads the names in the file. */
  async function exportedNames(): Promise<string[]> {
    const page = await moderator.newPage();
    await page.goto(`${server.url}/admin/letters/open-rivers/exports`);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const file = readFileSync(await (await download).path(), "utf8");
    await page.close();
    const rows: { name: string }[] = parse(file, { bom: true, columns: true });
    return rows.map(({ name }) => name);
  }

  /** The link of the newest mail with this subject, once it has been written. */
  async function confirmationLink(page: Page, subject: string): Promise<string> {
    for (let tries = 0; tries < 50; tries += 1) {
      await page.goto(`${server.url}/dev/mail`);
      const mail = page.getByRole("link", { name: subject }).first();
      if ((await mail.count()) > 0) {
        await mail.click();
        const link = await page
          .locator("pre a", { hasText: "/verification/" })
          .getAttribute("href");
        if (link !== null && !used.has(link)) {
          used.add(link);
          return link;
        }
      }
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error("The confirmation was not mailed.");
  }
  const used = new Set<string>();

  async function requestsOf(page: Page, pattern: RegExp): Promise<string[]> {
    const names = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );
    return names.filter((name) => pattern.test(name));
  }

  /** Everything that the browser complains of, and every request that leaves this machine. */
  function watch(page: Page): string[] {
    const complaints: string[] = [];
    page.setDefaultTimeout(WAIT_MS);
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      const isRefusal = message.text().includes("422");
      if (message.type() === "error" && !isRefusal) complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (!/^(http:\/\/localhost|data:)/.test(request.url())) complaints.push(request.url());
    });
    return complaints;
  }
});
