import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { findLetter } from "../../src/letters/store.ts";
import { openDatabase } from "../../src/runtime/database.ts";
import { MINUTE_MS, systemClock } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { turnBackSessions } from "../support/servers/old-sessions.ts";
import { type RunningServer, startServer } from "../support/servers/server.ts";
import { SECRET_KEY } from "../support/world.ts";

const WAIT_MS = 20_000;
const QUEUE = "/admin/letters/open-rivers/queue";

describe.skipIf(chromiumPath() === null)("the queue by keyboard alone", () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  let presses = 0;

  beforeAll(async () => {
    server = await startServer({ LOG_LEVEL: "warn", SECRET_KEY });
    await addPending(70);
    browser = await launchChromium();
    page = await (await browser.newContext({ baseURL: server.url })).newPage();
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(server.output().match(/http\S+\/admin\/sign-in\/\S+/)?.[0] ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Letters" }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** Individuals who share the name that a search narrows the queue to. */
  async function addPending(count: number): Promise<void> {
    const { db, close } = await openDatabase(`file:${server.folder}/var/undersigned.db`);
    const deps = { db, keys: await deriveKeys(SECRET_KEY), clock: systemClock };
    const letter = await findLetter(db, "open-rivers");
    if (letter === null) throw new Error("The demo letter is missing.");
    for (let index = 0; index < count; index += 1) {
      const name = `Keyboard ${index}`;
      await buildEntry(deps, letter, { state: "pending", name, hoursAgo: 100 - index });
    }
    const closer = { name: "Keyboard Closer", email: "x@mailinator.com" };
    await buildEntry(deps, letter, { state: "pending", ...closer, hoursAgo: 1 });
    await close();
  }

  async function press(key: string): Promise<void> {
    presses += 1;
    await page.keyboard.press(key);
  }

  const current = () => page.locator("tr.current");
  const currentName = async () => (await current().locator(".name").textContent()) ?? "";
  const rowOf = (name: string) =>
    page.locator("table.queue tbody tr").filter({ has: page.getByText(name, { exact: true }) });

  it.each([
    { width: 1280, height: 800, least: 10 },
    { width: 1920, height: 1080, least: 16 },
    { width: 375, height: 812, least: 3 },
  ])("shows $least entries at a glance at $width × $height", async ({ least, ...size }) => {
    await page.setViewportSize(size);
    await page.goto(`${QUEUE}?q=keyboard`);
    await current().waitFor();
    const { seen, first, wide, controls } = await page.evaluate(glance);
    expect(seen).toBeGreaterThanOrEqual(least);
    expect(wide).toBeLessThanOrEqual(size.width);
    if (size.width > 1000) expect(first).toBeLessThan(200);
    else expect(Math.min(...controls)).toBeGreaterThanOrEqual(44);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it("rejects beside the row, and nothing moves", async () => {
    await page.goto(`${QUEUE}?q=keyboard`);
    await current().waitFor();
    const tops = () =>
      page
        .locator("table.queue tbody tr[id]")
        .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    const before = await tops();
    await press("r");
    await page.locator("#reasons:popover-open select").waitFor();
    expect(await tops()).toEqual(before);
    await press("Escape");
    const beside = page.getByRole("complementary", { name: "About this entry" });
    await beside.getByText("Keyboard 0", { exact: true }).waitFor();
    await press("j");
    await beside.getByText("Keyboard 1", { exact: true }).waitFor();
    expect(await beside.getByText("Keyboard 0", { exact: true }).count()).toBe(0);
  });

  it("explains itself, selects a range and keeps a note", async () => {
    await page.goto(`${QUEUE}?q=keyboard`);
    await current().waitFor();
    await press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await press("Escape");
    await press("j");
    expect(await currentName()).toBe("Keyboard 1");
    await press("k");
    await press("n");
    await page.keyboard.type("a note with a and r in it");
    await press("Tab");
    await press("Enter");
    await rowOf("Keyboard 0").locator(".result", { hasText: "Note saved" }).waitFor();
    await press("Shift+J");
    await press("Shift+J");
    expect(await page.locator(".selected-count").textContent()).toBe("3");
    await press("x");
    await press("k");
    await press("x");
    await press("k");
    await press("x");
    expect(await page.locator("tbody input:checked").count()).toBe(0);
  });

  it("undoes a decision in its place", async () => {
    await page.goto(`${QUEUE}?q=keyboard`);
    await current().waitFor();
    await press("a");
    const row = rowOf("Keyboard 0");
    await row.getByRole("button", { name: /^Undo/ }).waitFor();
    await page.getByText("Today: 1 decided, 1 by you").waitFor();
    expect(await currentName()).toBe("Keyboard 1");
    await press("u");
    await row.locator(".result", { hasText: "Undone" }).waitFor();
    expect(await currentName()).toBe("Keyboard 0");
    expect(await row.getByRole("button", { name: "Approve: Keyboard 0" }).isVisible()).toBe(true);
  });

  it("decides fifty entries, one press to approve and two to reject", async () => {
    await page.goto(`${QUEUE}?q=keyboard`);
    await current().waitFor();
    const top = await page.locator("table.queue").evaluate((table) => table.clientHeight);
    for (let index = 0; index < 50; index += 1) {
      const before = presses;
      const isRejected = index % 5 === 4;
      if (isRejected) {
        await press("r");
        await press("3");
      } else await press("a");
      expect(presses - before).toBe(isRejected ? 2 : 1);
      const said = isRejected ? "Rejected" : "Approved";
      await rowOf(`Keyboard ${index}`).locator(".result", { hasText: said }).waitFor();
    }
    expect(await page.locator("tr[data-state]").count()).toBe(50);
    const height = await page.locator("table.queue").evaluate((table) => table.clientHeight);
    expect(Math.abs(height - top)).toBeLessThan(40);
    const focused = page.locator(":focus");
    expect(await focused.textContent()).toContain("Next 50");
    await press("Enter");
    await current().getByText("Keyboard 50", { exact: true }).waitFor();
  });

  it("says so if the server is away, and the row stays decidable", async () => {
    await page.context().setOffline(true);
    await press("a");
    await page.locator(".result.problem", { hasText: "We cannot reach the server" }).waitFor();
    await page.context().setOffline(false);
    await press("a");
    await rowOf("Keyboard 50").locator(".result", { hasText: "Approved" }).waitFor();
  });

  it("says so if it is refused, whatever the answer looks like, and the row stays decidable", async () => {
    // Before the page is there: Chromium may let a request pass that leaves right after.
    const decisions = "**/decisions";
    const page403 = { status: 403, contentType: "text/html", body: "<p>Refused</p>" };
    await page.route(decisions, (route) => route.fulfill(page403));
    await page.goto(`${QUEUE}?state=published&q=keyboard`);
    await current().waitFor();
    const name = await currentName();
    await press("p");
    await press("1");
    await rowOf(name).locator(".result.problem", { hasText: "You cannot do this now" }).waitFor();
    expect(new URL(page.url()).pathname).toContain("/queue");
    await page.unroute(decisions);
  });

  it("unpublishes by two keys, takes that back, and opens the page that takes an entry out", async () => {
    await page.goto(`${QUEUE}?state=published&q=keyboard`);
    await current().waitFor();
    const name = await currentName();
    await press("p");
    await press("1");
    await rowOf(name).locator(".result", { hasText: "Off the list" }).waitFor();
    await press("u");
    await rowOf(name).locator(".result", { hasText: "Undone" }).waitFor();
    await press("t");
    await page.waitForURL(/#take-out$/);
    await page.getByRole("heading", { name: "Unpublish, take down or erase" }).waitFor();
  });

  it("approves what asks for a closer look by a second press, not by one key", async () => {
    await page.goto(`${QUEUE}?q=keyboard+closer`);
    await current().waitFor();
    const row = rowOf("Keyboard Closer");
    const said = row.locator(".result", { hasText: "Look closer. mailinator.com" });
    await press("Shift+A");
    await said.waitFor();
    await press("a");
    await press("a");
    expect([await said.count(), await row.getAttribute("data-state")]).toEqual([1, null]);
    expect(await currentName()).toBe("Keyboard Closer");
    await press("Shift+A");
    await row.locator(".result", { hasText: "Approved" }).waitFor();
  });

  it("decides on the page of an entry by the same keys, and goes on from there", async () => {
    await page.goto(`${QUEUE}?q=keyboard`);
    await current().waitFor();
    const name = await currentName();
    await press("e");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await press("a");
    await page.getByText("1 entry approved.").waitFor();
    await press("u");
    await page.getByText("1 decision undone.").waitFor();
    await press("r");
    await press("2");
    await page.getByText("1 entry rejected.").waitFor();
    await press("j");
    await page.waitForURL(/tab=pending$/);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).not.toContain(name);
    await press("n");
    await page.keyboard.type("a and r");
    await press("Escape");
    expect(await page.locator("input[name=note]").first().inputValue()).toBe("a and r");
  });

  it("keeps a decision that asks first whether it is still them", async () => {
    turnBackSessions(server, 20 * MINUTE_MS);
    await page.goto(`${QUEUE}?state=published&q=keyboard`);
    await current().locator("td.select input").check();
    const bulk = page.locator("#bulk");
    await bulk.getByRole("combobox").selectOption({ index: 1 });
    await bulk.getByRole("button", { name: "Take down" }).click();
    await page.getByText("This page keeps it").waitFor();
    expect(await page.locator("input[name=decision]").getAttribute("value")).toBe("takedown");
  });
});

/** How many rows are seen as a whole, where the first begins, and how high its controls are. */
function glance() {
  const bar = document.querySelector("#bulk");
  const isSticky = bar !== null && getComputedStyle(bar).position === "sticky";
  const end = isSticky ? bar.getBoundingClientRect().top : innerHeight;
  const boxes = [...document.querySelectorAll("table.queue tbody tr[id]")].map((row) =>
    row.getBoundingClientRect(),
  );
  const controls = document.querySelectorAll("table.queue tbody tr[id] .choices .button");
  return {
    seen: boxes.filter(({ top, bottom }) => top >= 0 && bottom <= end).length,
    first: boxes[0]?.top,
    wide: document.documentElement.scrollWidth,
    controls: [...controls].slice(0, 3).map((control) => control.getBoundingClientRect().height),
  };
}
