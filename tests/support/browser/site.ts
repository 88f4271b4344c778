import type { Browser, Page, Route } from "playwright-core";
import { altchaCaptcha } from "../../../src/captcha/altcha.ts";
import { openSqlite } from "../../../src/db/sqlite/open.ts";
import { systemClock } from "../../../src/shared/clock.ts";
import { deriveKeys } from "../../../src/shared/keys/keys.ts";
import { type RunningServer, startServer } from "../servers/server.ts";
import { SECRET_KEY, TEST_EFFORT } from "../world.ts";

/** A running site with the demo letter, somebody signed in, and a signature that was confirmed. */
export type Site = {
  server: RunningServer;
  /** Opens a page; with `isStaff`, signed in as the administrator. */
  open: (options: PageOptions) => Promise<Page>;
  /** The link of this kind in the newest mail to an address. */
  linkTo: (address: string, kind: string) => Promise<string>;
  stop: () => Promise<void>;
};

export type PageOptions = {
  isStaff: boolean;
  width: number;
  height?: number;
  scheme?: "light" | "dark";
  scale?: number;
  /** Whether the page's own policy holds for it: then a test can put nothing into it. */
  keepsPolicy?: boolean;
};

/**
 * Starts the built server and signs the administrator in. Its pages are given easy challenges: how
 * long a browser works for a real one shows in the journey of whoever signs.
 */
export async function openSite(browser: Browser): Promise<Site> {
  const server = await startServer({ LOG_LEVEL: "warn", SECRET_KEY });
  const { answer, close } = await easyCaptcha(server);
  const administrator = await browser.newContext();
  const first = await administrator.newPage();
  await first.goto(server.output().match(/http\S+\/admin\/sign-in\/\S+/)?.[0] ?? "");
  await first.getByRole("button", { name: "Sign in" }).click();
  await first.getByRole("heading", { name: "Letters" }).waitFor();
  const storageState = await administrator.storageState();
  await administrator.close();
  const open = async ({
    isStaff,
    width,
    height = 900,
    scheme = "light",
    scale = 1,
    keepsPolicy = false,
  }: PageOptions) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      deviceScaleFactor: scale,
      reducedMotion: "reduce",
      // The page's own policy forbids what a test puts into it.
      bypassCSP: !keepsPolicy,
      baseURL: server.url,
      ...(isStaff && { storageState }),
    });
    await context.route("**/captcha/challenge?*", answer);
    return await context.newPage();
  };
  return {
    server,
    open,
    linkTo: async (address, kind) => {
      const page = await open({ isStaff: false, width: 1280 });
      try {
        return await findLink(page, address, kind);
      } finally {
        await page.context().close();
      }
    },
    stop: async () => {
      await close();
      await server.stop();
    },
  };
}

/** Answers requests for a challenge in a server's name. */
async function easyCaptcha({ folder }: RunningServer) {
  const db = await openSqlite(`file:${folder}/var/undersigned.db`);
  const keys = await deriveKeys(SECRET_KEY);
  const { challenge } = await altchaCaptcha({ db, keys, clock: systemClock }, TEST_EFFORT);
  const answer = async (route: Route) => {
    const { searchParams } = new URL(route.request().url());
    await route.fulfill({ json: await challenge?.(searchParams.get("letter") ?? "") });
  };
  return { answer, close: () => db.$disconnect() };
}

async function findLink(page: Page, address: string, kind: string): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto("/dev/mail");
    const mail = page.locator("li", { hasText: address }).first();
    if ((await mail.count()) > 0) {
      await mail.getByRole("link").first().click();
      const link = page.locator("pre a", { hasText: `/${kind}/` });
      if ((await link.count()) > 0) return (await link.first().getAttribute("href")) ?? "";
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`No mail to ${address} holds a ${kind} link.`);
}
