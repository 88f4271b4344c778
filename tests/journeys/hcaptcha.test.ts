import { once } from "node:events";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PUBLIC_FOLDER, readAssets } from "../../src/runtime/assets.ts";
import { chromiumPath, launchChromium } from "../support/browser/chromium.ts";
import { openSiteverify, type Siteverify } from "../support/servers/siteverify.ts";
import { openWorld, type World } from "../support/world.ts";

const ENV = { HCAPTCHA_SITE_KEY: "6a4b8d3c-site-key", HCAPTCHA_SECRET: "0x6a4b8d3c-secret" };
const WAIT_MS = 15_000;

/**
 * A stand-in for hCaptcha's script: a box to press, a frame and a style of its own, the field in
 * the form, and a check that `execute` opens, which can be answered or closed.
 */
const API_SCRIPT = `
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "https://newassets.hcaptcha.com/style.css";
  document.head.append(style);
  const button = (label, press) => {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = label;
    element.addEventListener("click", press);
    return element;
  };
  window.hcaptcha = {
    render(place, options) {
      const field = document.createElement("textarea");
      field.name = "h-captcha-response";
      field.hidden = true;
      const frame = document.createElement("iframe");
      frame.src = "https://newassets.hcaptcha.com/frame.html#" + options.sitekey;
      this.solve = () => {
        field.value = "P1_answer";
        options.callback(field.value);
      };
      this.expire = () => {
        field.value = "";
        options["expired-callback"]();
      };
      this.options = options;
      place.append(field, frame, button("I am human", this.solve));
      return "0";
    },
    execute() {
      this.options["open-callback"]();
      return new Promise((resolve, reject) => {
        const end = (act) => () => { check.remove(); act(); };
        const check = document.createElement("div");
        check.append(
          button("Answer the check", end(() => { this.solve(); resolve({}); })),
          button("Close the check", end(() => reject("challenge-closed"))),
          button("Break the check", end(() => reject("network-error"))),
        );
        document.body.append(check);
      });
    },
    resets: 0,
    reset() { this.resets += 1; },
  };`;

describe.skipIf(chromiumPath() === null)("hCaptcha in a browser", () => {
  let browser: Browser;
  let siteverify: Siteverify;
  let world: World;
  let server: ReturnType<typeof serve>;
  let context: BrowserContext;
  let page: Page;
  let url: string;
  /** What was asked of hCaptcha by the browser. */
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    siteverify = await openSiteverify();
    world = await openWorld(ENV, { asset: readAssets() });
    world.app.use("/assets/*", serveStatic({ root: PUBLIC_FOLDER }));
    server = serve({ fetch: world.app.fetch, hostname: "127.0.0.1", port: 0 });
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("There is no port.");
    url = `http://localhost:${address.port}/letters/rivers`;
    context = await browser.newContext();
    page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    requests = [];
    complaints = [];
    page.on("request", (request) => {
      if (new URL(request.url()).hostname !== "localhost") requests.push(request.url());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("422")) {
        complaints.push(message.text());
      }
    });
  });
  afterEach(async () => {
    await context.close();
    await new Promise((resolve) => server.close(resolve));
    await world.close();
    await siteverify.close();
  });

  async function answerForHcaptcha(): Promise<void> {
    await context.route("https://*.hcaptcha.com/**", (route) => {
      const { pathname } = new URL(route.request().url());
      const [contentType, body] =
        pathname === "/1/api.js"
          ? ["text/javascript", API_SCRIPT]
          : pathname.endsWith(".css")
            ? ["text/css", "/**/"]
            : ["text/html", "<p>A frame of hCaptcha's</p>"];
      return route.fulfill({ contentType, body });
    });
  }

  async function fillIn(): Promise<void> {
    await page.getByText("I sign as a person").click();
    await page.getByRole("textbox", { name: "Your name" }).fill("Grace Hopper");
    await page.getByRole("textbox", { name: "Email address" }).fill("grace@example.org");
    await page.getByRole("checkbox", { name: "I sign this letter, and I agree" }).check();
  }

  const send = () => page.getByRole("button", { name: "Sign the letter" }).click();
  const press = (label: string) => page.getByRole("button", { name: label }).click();
  const accepted = () => page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  const states = async () => (await world.db.signature.findMany()).map(({ state }) => state);
  const missing = () => page.getByText("One thing is missing");

  it("is asked for nothing before the form is touched, then shows its box, and the form is taken", async () => {
    await answerForHcaptcha();
    await page.goto(url);
    await page.mouse.wheel(0, 5_000);
    await page.waitForLoadState("networkidle");
    expect(requests).toEqual([]);
    expect(await page.locator(".captcha-notice").textContent()).toContain("When you first use");

    await fillIn();
    await press("I am human");
    expect(requests[0]).toBe(
      "https://js.hcaptcha.com/1/api.js?render=explicit&recaptchacompat=off&hl=en",
    );
    expect(await page.frameLocator(".captcha iframe").locator("p").textContent()).toBe(
      "A frame of hCaptcha's",
    );
    await send();
    await accepted();
    expect(siteverify.asked).toEqual([
      { secret: ENV.HCAPTCHA_SECRET, sitekey: ENV.HCAPTCHA_SITE_KEY, response: "P1_answer" },
    ]);
    expect(await states()).toEqual(["unverified"]);
    expect(complaints).toEqual([]);
  });

  it("shows a person who sends the form too early what is missing, and sends it once it is there", async () => {
    await answerForHcaptcha();
    // So low that the button alone fits in.
    await page.setViewportSize({ width: 1280, height: 120 });
    await page.goto(url);
    await fillIn();
    expect(await missing().isVisible()).toBe(false);
    const button = page.getByRole("button", { name: "Sign the letter" });
    await button.evaluate((element: HTMLElement) => {
      for (let presses = 0; presses < 2; presses += 1) element.click();
    });
    await missing().waitFor();
    await expect.poll(() => page.locator(".captcha").evaluate(isAcrossTheMiddle)).toBe(true);
    await press("Close the check");
    expect(await states()).toEqual([]);
    await send();
    await press("Answer the check");
    await accepted();
    expect(await states()).toEqual(["unverified"]);
    expect(complaints).toEqual([]);
  });

  it("starts anew when its answer expires or was refused", async () => {
    await answerForHcaptcha();
    siteverify.answerWith({ success: false, "error-codes": ["expired-input-response"] });
    await page.goto(url);
    await fillIn();
    await press("I am human");
    await page.evaluate("hcaptcha.expire()");
    expect(await page.evaluate("hcaptcha.resets")).toBe(1);
    await press("I am human");
    await send();
    await page.getByText("The check that you are a person did not work").waitFor();
    expect(await page.locator("[name=h-captcha-response]").count()).toBe(0);
    siteverify.answerWith({ success: true });
    await page.locator("#name").focus();
    await press("I am human");
    await send();
    await accepted();
    expect(siteverify.asked).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  it("shows its box to whoever stood in the form before the scripts had come", async () => {
    await answerForHcaptcha();
    const { promise: isLet, resolve: letGo } = Promise.withResolvers<void>();
    await page.route(`${new URL(url).origin}/**/*.js`, async (route) => {
      await isLet;
      await route.continue();
    });
    await page.goto(url, { waitUntil: "commit" });
    await page.locator("#name").focus();
    letGo();
    await page.getByRole("button", { name: "I am human" }).waitFor();
  });

  it("is done without if the check never shows itself", async () => {
    await answerForHcaptcha();
    await page.clock.install();
    await page.goto(url);
    await fillIn();
    await page.getByRole("button", { name: "I am human" }).waitFor();
    await page.evaluate("hcaptcha.execute = () => new Promise(() => {})");
    await send();
    await missing().waitFor();
    await page.clock.fastForward(11_000);
    await accepted();
    expect(await states()).toEqual(["held"]);
  });

  it("is done without if its script or its check fails, and the entry is held", async () => {
    await context.route("https://*.hcaptcha.com/**", (route) => route.abort());
    await page.goto(url);
    await fillIn();
    await send();
    await accepted();
    expect(requests).toHaveLength(1);
    await context.unroute("https://*.hcaptcha.com/**");
    await answerForHcaptcha();
    await page.goto(url);
    await fillIn();
    await page.getByRole("textbox", { name: "Email address" }).fill("bea@example.org");
    await send();
    await press("Break the check");
    await accepted();
    expect(await states()).toEqual(["held", "held"]);
    expect(siteverify.asked).toEqual([]);
  });
});

function isAcrossTheMiddle(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top <= innerHeight / 2 && bottom >= innerHeight / 2;
}
