import type { Page } from "playwright-core";
import type { Stop } from "../browser/walk.ts";
import { LETTERS } from "./sample.ts";

const LETTER = "/letters/open-rivers";
const DESK = `/admin${LETTER}`;
const QUEUE = `${DESK}/queue`;
const DRAFT = `/admin/letters/${LETTERS.draft}`;

/** What a signatory was mailed. */
export type Links = {
  confirm: string;
  confirmed: string;
  own: string;
  withdrawn: string;
  suppression: string;
};

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
  await page.waitForLoadState();
};

const sendEmpty = async (page: Page) => {
  await page.getByText("I sign for an organisation").click();
  await page.getByRole("button", { name: "Sign the letter" }).click();
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
};

/** What looks different once a site has a logo, a header image and a colour. */
export const PUBLISHERS: readonly Stop[] = [
  { name: "home", path: "/" },
  { name: "letter", path: LETTER },
  { name: "list", path: `${LETTER}/signatories` },
  { name: "letter-ar", path: `/letters/${LETTERS.arabic}` },
];

/** The public's pages. */
export function publicStops(links: Links): Stop[] {
  return [
    ...PUBLISHERS,
    { name: "list-ar", path: `/letters/${LETTERS.arabic}/signatories` },
    { name: "letter-closed", path: `/letters/${LETTERS.closed}` },
    { name: "form-errors", path: LETTER, act: sendEmpty },
    { name: "list-found-nobody", path: `${LETTER}/signatories?q=zzz` },
    { name: "about", path: "/about" },
    { name: "privacy", path: `${LETTER}/privacy` },
    { name: "versions", path: `${LETTER}/versions` },
    { name: "version", path: `${LETTER}/versions/1` },
    { name: "inbox", path: `${LETTER}/check-your-inbox` },
    { name: "inbox-ar", path: `/letters/${LETTERS.arabic}/check-your-inbox` },
    { name: "lost-link", path: `${LETTER}/lost-link` },
    { name: "lost-links", path: "/lost-link" },
    { name: "lost-link-mistyped", path: "/lost-link", act: press("Mail me a link") },
    { name: "confirm", path: links.confirm },
    { name: "confirmed", path: links.confirmed },
    { name: "own-page", path: links.own },
    { name: "withdraw", path: links.own, act: press("Withdraw my signature…") },
    { name: "withdrawn", path: links.withdrawn },
    { name: "suppression", path: links.suppression },
    { name: "no-page", path: "/no-such-page" },
    { name: "no-letter", path: "/letters/no-such-letter" },
    { name: "bad-link", path: "/signature/nonsense" },
    { name: "sign-in", path: "/admin/sign-in" },
    { name: "sign-in-mistyped", path: "/admin/sign-in", act: press("Send me a link") },
    { name: "sign-in-used", path: "/admin/sign-in/nonsense" },
  ];
}

/** What staff see: of one entry, and of an import that was made. */
export function staffStops({ entry, importRecord }: { entry: string; importRecord: string }) {
  const rooms = ["", "/copy", "/delete", "/draft"];
  return [
    { name: "letters", path: "/admin" },
    { name: "overview", path: DESK },
    { name: "overview-table", path: DESK, act: openDetails },
    { name: "overview-closed", path: `/admin/letters/${LETTERS.closed}` },
    ...rooms.map((room) => ({ name: `draft${room.replace("/", "-")}`, path: DRAFT + room })),
    { name: "draft-queue", path: `${DRAFT}/queue` },
    { name: "copy", path: `${DESK}/copy` },
    { name: "queue", path: QUEUE },
    { name: "queue-held", path: `${QUEUE}?state=held` },
    { name: "queue-published", path: `${QUEUE}?state=published` },
    { name: "queue-later", path: `${QUEUE}?state=later` },
    { name: "queue-rejecting", path: QUEUE, act: (page) => page.keyboard.press("r") },
    { name: "queue-help", path: QUEUE, act: (page) => page.keyboard.press("?") },
    { name: "entry", path: `${DESK}/entries/${entry}` },
    { name: "history", path: `${DESK}/history` },
    { name: "invalidations", path: `${DESK}/invalidations` },
    { name: "releases", path: `${DESK}/releases` },
    { name: "exports", path: `${DESK}/exports` },
    { name: "exports-problem", path: `${DESK}/exports`, act: exportForNothing },
    { name: "import", path: `${DESK}/import` },
    { name: "import-preview", path: `${DESK}/import`, act: previewImport },
    { name: "import-record", path: importRecord },
    { name: "text", path: `${DESK}/edit` },
    { name: "reaffirm", path: `${DESK}/reaffirm` },
    { name: "settings", path: `${DESK}/settings` },
    { name: "retention", path: `${DESK}/retention` },
    { name: "look", path: `${DESK}/look` },
    { name: "reasons", path: `${DESK}/reasons` },
    { name: "people-of-a-letter", path: `${DESK}/people` },
    { name: "new-letter", path: "/admin/new-letter" },
    { name: "people", path: "/admin/people" },
    { name: "site", path: "/admin/site" },
    { name: "switches", path: "/admin/switches" },
    { name: "account", path: "/admin/account" },
    { name: "digest", path: "/admin/account/digest" },
    { name: "passkey-new", path: "/admin/account/passkeys/new" },
    { name: "authenticator", path: "/admin/account/authenticator" },
    { name: "step-up", path: "/admin/step-up" },
    { name: "no-staff-page", path: "/admin/no-such-page" },
    { name: "components", path: "/dev/components" },
  ] satisfies Stop[];
}

async function openDetails(page: Page): Promise<void> {
  for (const summary of await page.locator("main details > summary").all()) await summary.click();
}

async function exportForNothing(page: Page): Promise<void> {
  await page.locator("[name=contacts]").check();
  await press("Download")(page);
}

/** Pastes five lines, of which some have a mistake, and asks what would become of them. */
export async function previewImport(page: Page): Promise<void> {
  const lines = [
    "kind,name,title,affiliation",
    "individual,Nadia Karimova,Lawyer,Silk Road Law",
    "individual,Tomás Ó Cadhain,,",
    "organisation,Friends of the Upper Danube,,",
    "company,Weir Works,,",
    "individual,,Poet,",
  ];
  await page.locator("#text").fill(lines.join("\n"));
  await press("Show the result")(page);
}
