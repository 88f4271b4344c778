import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { CDPSession, Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** A scheme changes colours and nothing else, and these are axe's rules about colours. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** A page as people meet it: where it is, and what is done there before it is looked at. */
export type Stop = { name: string; path: string; act?: (page: Page) => Promise<void> };

/** A claim about every page in a window of some size, and how a page breaks it. */
type Look = {
  claim: string;
  window: { width: number; height: number; deviceScaleFactor: number };
  scheme: "light" | "dark";
  complaintsOf: (page: Page) => Promise<string[]>;
  isForPublicOnly?: boolean;
};

const DESK = { width: 1280, height: 900, deviceScaleFactor: 1 };
const PHONE = { width: 375, height: 900, deviceScaleFactor: 1 };
const NARROW = { width: 320, height: 900, deviceScaleFactor: 1 };
const ENLARGED = { width: 640, height: 450, deviceScaleFactor: 2 };

/** Every look at a page, in an order that leaves each of them the page as it was opened. */
const LOOKS: readonly Look[] = [
  ...[PHONE, DESK].flatMap((window): Look[] => [
    {
      claim: `axe finds nothing on any page, light, ${window.width} wide`,
      window,
      scheme: "light",
      complaintsOf: (page) => axeComplaints(page),
    },
    {
      claim: `axe finds nothing on any page, dark, ${window.width} wide`,
      window,
      scheme: "dark",
      complaintsOf: (page) => axeComplaints(page, COLOUR_RULES),
    },
  ]),
  {
    claim: "targets are large enough to hit with a mouse",
    window: DESK,
    scheme: "light",
    complaintsOf: (page) => smallTargets(page, 24),
  },
  {
    claim: "targets are large enough to hit with a finger",
    window: PHONE,
    scheme: "light",
    complaintsOf: (page) => smallTargets(page, 44),
    isForPublicOnly: true,
  },
  {
    claim: "nothing is lost to the side at 320 px, in either direction",
    window: NARROW,
    scheme: "light",
    complaintsOf: lostInEitherDirection,
  },
  {
    claim: "nothing is lost to the side at 200 % on a desk, in either direction",
    window: ENLARGED,
    scheme: "light",
    complaintsOf: lostInEitherDirection,
  },
];

/** What is claimed of every page. */
export const CLAIMS = LOOKS.map(({ claim }) => claim);

/** What speaks against each claim, by the name of the stop; nothing if all is well. */
export type Findings = Record<string, Record<string, string[]>>;

/** Opens each stop once, on a phone, and looks at it in every way. */
export async function walk(page: Page, stops: readonly Stop[]): Promise<Findings> {
  const findings: Findings = {};
  const session = await page.context().newCDPSession(page);
  for (const { name, path, act } of stops) {
    await resize(session, PHONE);
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(path);
    await act?.(page);
    await page.addScriptTag({ content: AXE });
    for (const { claim, window, scheme, complaintsOf, isForPublicOnly } of LOOKS) {
      if (isForPublicOnly && path.startsWith("/admin")) continue;
      await resize(session, window);
      await page.emulateMedia({ colorScheme: scheme });
      const complaints = await complaintsOf(page);
      if (complaints.length > 0) findings[claim] = { ...findings[claim], [name]: complaints };
    }
  }
  return findings;
}

async function resize(session: CDPSession, window: Look["window"]): Promise<void> {
  await session.send("Emulation.setDeviceMetricsOverride", { ...window, mobile: false });
}

/** What axe complains of on a page, by these rules or by its default ones. */
async function axeComplaints(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = JSON.stringify({
    resultTypes: ["violations"],
    ...(rules !== undefined && { runOnly: rules }),
  });
  const violations: AxeResults["violations"] = await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/** Controls that are too small to hit; links in running text may be as small as the text. */
async function smallTargets(page: Page, sizeMin: number): Promise<string[]> {
  return await page.evaluate((size) => {
    const small: string[] = [];
    for (const element of document.querySelectorAll("button, select, input, summary, a.button")) {
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      const isSeen = box.width > 0 && element.getAttribute("type") !== "hidden";
      const isIn = element.closest("altcha-widget") === null;
      if (isSeen && isIn && Math.min(box.width, box.height) < size - 0.5) {
        small.push(`${element.tagName} ${element.className} ${box.width}×${box.height}`);
      }
    }
    return small;
  }, sizeMin);
}

/** What is lost with text in either direction; the page is left as it was. */
async function lostInEitherDirection(page: Page): Promise<string[]> {
  const before = await turn(page, "ltr");
  const lost = await lostToTheSide(page, "ltr");
  await turn(page, "rtl");
  lost.push(...(await lostToTheSide(page, "rtl")));
  await turn(page, before);
  return lost;
}

async function turn(page: Page, direction: string): Promise<string> {
  return await page.evaluate((dir) => {
    const before = document.documentElement.dir;
    document.documentElement.dir = dir;
    return before;
  }, direction);
}

/** What is lost to the side: the page that scrolls, or text that is cut. */
async function lostToTheSide(page: Page, direction: string): Promise<string[]> {
  return await page.evaluate((dir) => {
    const lost: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) lost.push(`${dir}: the page is ${root.scrollWidth}`);
    for (const element of document.querySelectorAll("main *")) {
      if (element.closest(".visually-hidden, select, option, input, textarea")) continue;
      const isCut = getComputedStyle(element).overflowX === "hidden";
      const isLost = isCut && element.scrollWidth > element.clientWidth + 1;
      if (isLost) lost.push(`${dir}: ${element.className}`);
    }
    return lost;
  }, direction);
}
