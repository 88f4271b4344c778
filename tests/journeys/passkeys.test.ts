import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../src/shared/clock.ts";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { turnBackSessions } from "../support/servers/old-sessions.ts";
import { type RunningServer, startServer } from "../support/servers/server.ts";

const ADMINISTRATOR = "admin@example.org";

describe.skipIf(chromiumPath() === null)("an administrator's passkey", () => {
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startServer({ LOG_LEVEL: "warn" });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it("is added, signs in, proves again, and when it is lost a recovery code opens", async () => {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      // A refused answer is also logged to the console; the page says it in words.
      if (message.type() === "error" && !message.text().includes("status of 4"))
        complaints.push(message.text());
    });
    const chrome = await context.newCDPSession(page);
    await chrome.send("WebAuthn.enable");
    const authenticatorId = await addAuthenticator(chrome);

    await page.goto(server.output().match(/http\S+\/admin\/sign-in\/\S+/)?.[0] ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("You look after letters without a second factor").waitFor();
    await page.getByRole("link", { name: "Add a passkey" }).click();
    const codes = await addPasskey(page, "Key in the drawer");
    expect(codes).toHaveLength(10);
    await page.getByRole("link", { name: "I have saved them" }).click();
    await page.getByRole("cell", { name: "Key in the drawer", exact: true }).waitFor();

    await signInByMail(page);
    await page.getByRole("heading", { name: "Confirm that it is you" }).waitFor();
    await page.goto("/admin/people");
    await page.getByRole("button", { name: "Use your passkey" }).click();
    await page.getByRole("heading", { name: "Letters" }).waitFor();

    turnBackSessions(server, 20 * MINUTE_MS);
    await page.goto("/admin/account");
    await page.getByRole("button", { name: "Make ten new codes" }).click();
    await page.getByText("We have not done what you asked yet").waitFor();
    await page.getByRole("button", { name: "Use your passkey" }).click();
    await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
    const [fresh = ""] = await page.locator("code").allTextContents();
    expect(codes).not.toContain(fresh);

    await chrome.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
    await signInByMail(page);
    await page.getByRole("textbox", { name: "Recovery code" }).fill(codes[0] ?? "");
    await page.getByRole("button", { name: "Use the recovery code" }).click();
    await page.getByText("not one of your recovery codes, or you have used it").waitFor();
    await page.getByRole("textbox", { name: "Recovery code" }).fill(fresh.toUpperCase());
    await page.getByRole("button", { name: "Use the recovery code" }).click();
    await page.getByText("You have 9 recovery codes left").waitFor();
    await addAuthenticator(chrome);
    await page.getByRole("textbox", { name: "Name of this passkey" }).fill("New phone");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("cell", { name: "New phone", exact: true }).waitFor();
    await page.getByRole("button", { name: "Remove Key in the drawer" }).click();
    await page
      .getByRole("cell", { name: "Key in the drawer", exact: true })
      .waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function addAuthenticator(chrome: CDPSession): Promise<string> {
  const { authenticatorId } = await chrome.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

async function addPasskey(page: Page, name: string): Promise<string[]> {
  await page.getByRole("textbox", { name: "Name of this passkey" }).fill(name);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  return await page.locator("code").allTextContents();
}

async function signInByMail(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).first().click();
  const before = await linksInMail(page);
  await page.goto("/admin/sign-in");
  await page.getByRole("textbox", { name: "Your email address" }).fill(ADMINISTRATOR);
  await page.getByRole("button", { name: "Send me a link" }).click();
  for (let tries = 0; tries < 50; tries += 1) {
    const links = await linksInMail(page);
    if (links > before) break;
    await page.waitForTimeout(100);
  }
  await page.getByRole("link", { name: "Your link to sign in" }).first().click();
  await page.locator("pre a").first().click();
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function linksInMail(page: Page): Promise<number> {
  await page.goto("/dev/mail");
  return await page.getByRole("link", { name: "Your link to sign in" }).count();
}
