import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accentOf, GROUNDS, leastContrast } from "../../src/shared/pages/accent.ts";
import { logoPng, postForm, seenIn } from "../support/uploads.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const SITE = "/admin/site";
const FORM = {
  name: "River Watch",
  colour: "#1D4F91",
  imprintText: "Imprint",
  imprintUrl: "https://river-watch.example/imprint",
  privacyText: "Privacy at River Watch",
  privacyUrl: "https://river-watch.example/privacy",
  about: "We are **River Watch**.\n\n<script>alert(1)</script>",
};

async function save(fields: Partial<typeof FORM> & Record<string, string>, files = {}) {
  const staff = await signInAs(world, "administrator", null);
  const seen = await seenIn(staff, SITE);
  return { staff, response: await postForm(staff, SITE, { ...fields, seen }, files) };
}

async function page(path: string): Promise<string> {
  return await (await browserIn(world).get(path)).text();
}

describe("the site", () => {
  it("is named by its host until somebody gives it a name", async () => {
    const home = await page("/letters/rivers");
    expect(home).toContain('<header class="masthead"><a href="/"><bdi>localhost:3000</bdi></a>');
    expect((await browserIn(world).get("/about")).status).toBe(404);
    expect(home).not.toContain('href="/about"');
  });

  it("is named above the pages of staff, so that nobody takes one site for another", async () => {
    expect(await page("/admin/sign-in")).toContain(
      '<a class="brand" href="/admin">Undersigned</a>',
    );
    await save(FORM);
    expect(await page("/admin/sign-in")).toContain(
      '<a class="brand" href="/admin">River Watch</a>',
    );
  });

  it("says on every public page whose it is, in its colour, and who answers for it", async () => {
    const { response } = await save(FORM);
    expect(response.headers.get("location")).toBe(`${SITE}?done=saved`);
    for (const path of ["/letters/rivers", "/letters/rivers/signatories", "/lost-link", "/none"]) {
      const html = await page(path);
      expect(html).toContain("<bdi>River Watch</bdi>");
      expect(html).toContain(
        '<a href="https://river-watch.example/imprint"><bdi>Imprint</bdi></a>',
      );
      expect(html).toContain('<link rel="stylesheet" href="/colours/page-1d4f91-');
    }
    const about = await page("/about");
    expect(about).toContain("<h1>About River Watch</h1>");
    expect(about).toContain("We are <strong>River Watch</strong>.");
    expect(about).not.toContain("<script>");
    const [event] = await world.db.staffEvent.findMany({ where: { what: "site-settings" } });
    expect(event?.detail).toBe('{"changed":["name","colour","imprint","privacy","about"]}');
  });

  it("has its name in previews of the front page", async () => {
    await save(FORM);
    await world.db.letter.updateMany({ data: { state: "draft" } });
    expect(await page("/")).toContain('<meta property="og:site_name" content="River Watch"/>');
  });

  it("serves a colour for good, as a style sheet that loads nothing", async () => {
    await save(FORM);
    const path = /\/colours\/[^"]+/.exec(await page("/letters/rivers"))?.[0] ?? "";
    const response = await browserIn(world).get(path);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(await response.text()).toContain("--accent: var(--light, #1d4f91) var(--dark, #");
    expect((await browserIn(world).get("/colours/page-xyz-000000.css")).status).toBe(404);
  });

  it("refuses a colour that is hard to read on paper, and offers the nearest that is not", async () => {
    const { staff, response } = await save({ ...FORM, colour: "#f2c230" });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain("its contrast is 1.4:1, and it needs at least 4.5:1");
    expect(html).toContain('name="imprintText" type="text" value="Imprint"');
    const offer = /name="useColour" value="([0-9a-f]{6})"/.exec(html)?.[1] ?? "";
    const pressed = { ...FORM, useColour: offer, refusedColour: "#f2c230" };
    // Who typed another one and pressed Enter, which presses the first button, meant that.
    for (const [colour, saved] of [
      ["#f2c230", offer],
      ["#1d4f91", "1d4f91"],
    ] as const) {
      const again = { ...pressed, colour, seen: await seenIn(staff, SITE) };
      expect((await postForm(staff, SITE, again)).status).toBe(303);
      expect(await world.db.site.findFirst()).toMatchObject({ colour: saved });
    }
  });

  it.each([
    ["name", "Rivers <a@b.example>", "Write the name without"],
    ["name", "x".repeat(81), "Shorten the name to 80"],
    ["colour", "green", "Enter a colour as six letters and digits"],
    ["imprintUrl", "http://river-watch.example", "Enter an address that begins with https://"],
    ["imprintUrl", "javascript:alert(1)", "Enter an address that begins with https://"],
    ["imprintUrl", "", "Enter the address of the page"],
    ["privacyText", "", "Enter the link text"],
    ["about", "x".repeat(100_001), "Shorten the text to 100,000"],
    ["about", "[".repeat(20_000), "Use less markup"],
  ])("keeps nothing of a form with a bad %s: %o", async (field, value, sentence) => {
    const { response } = await save({ ...FORM, [field]: value });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(sentence);
    expect(await world.db.site.count()).toBe(0);
  });

  it("is saved by the first of two, and the second is told", async () => {
    const [ada, ben] = [
      await signInAs(world, "administrator", null),
      await signInAs(world, "administrator", null),
    ];
    for (const name of ["First", "Third"]) {
      const seen = await seenIn(ada, SITE);
      expect((await postForm(ada, SITE, { ...FORM, name, seen })).status).toBe(303);
      const late = await postForm(ben, SITE, { ...FORM, name: "Second", seen });
      expect(late.status).toBe(409);
      expect(await late.text()).toContain('value="Second"');
      expect(await world.db.site.findFirst()).toMatchObject({ name });
    }
  });

  it("is changed by administrators alone", async () => {
    const staff = await signInAs(world, "campaigner");
    expect((await staff.get(SITE)).status).toBe(403);
    expect((await postForm(staff, SITE, { ...FORM, seen: "0" })).status).toBe(403);
    expect(await (await staff.get("/admin")).text()).not.toContain(SITE);
  });
});

describe("a colour", () => {
  it("can be read in both themes, whatever it is", () => {
    for (const colour of ["f2c230", "000000", "ffffff", "e4003a", "7fc9ae", "808080", "1d4f91"]) {
      const accent = accentOf(colour);
      for (const theme of ["light", "dark"] as const)
        expect(leastContrast(accent[theme], theme)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("is compared with the grounds that the style sheet has", () => {
    const tokens = readFileSync("views/page/tokens.css", "utf8");
    const grounds = ["paper", "sheet", "hover"].map((name) =>
      new RegExp(`--${name}: var\\(--light, #(\\w+)\\) var\\(--dark, #(\\w+)\\)`).exec(tokens),
    );
    expect(grounds.map((found) => found?.[1])).toEqual(GROUNDS.light);
    expect(grounds.map((found) => found?.[2])).toEqual(GROUNDS.dark);
  });
});

it("shows the logo that was uploaded, small, late and of a known size", async () => {
  await save(FORM, { logo: await logoPng({ isWide: true }) });
  const html = await page("/letters/rivers");
  expect(html).toMatch(
    /<a href="\/"><img class="logo" src="\/images\/[0-9a-f]{40}-504x120\.webp" alt="River Watch" width="504" height="120" decoding="async" fetchpriority="low"\/><\/a>/,
  );
  expect(html).toMatch(/<link rel="icon" href="\/images\/[0-9a-f]{40}-64x64\.png"/);
  expect(html).toMatch(/<link rel="apple-touch-icon" href="\/images\/[0-9a-f]{40}-180x180\.png"/);
  expect(await world.db.image.count()).toBe(3);
});
