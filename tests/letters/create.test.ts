import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { slugOf } from "../../src/shared/text/slug.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const NEW = "/admin/new-letter";
const FORM = {
  title: "Keep the Łódź weirs",
  slug: "",
  body: "We ask:\r\n\r\n1. Keep them.",
  closing: "Yours,",
  language: "en",
  publisher: "Weir Friends",
  published: "2026-05-01",
  tags: "weirs, water, weirs",
};

describe("a new letter", () => {
  it("begins as a draft at an address made from its title, and is recorded", async () => {
    const staff = await signInAs(world, "campaigner", null);
    expect(await (await staff.get("/admin")).text()).toContain(`href="${NEW}"`);
    const response = await staff.post(NEW, FORM);
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      "/admin/letters/keep-the-lodz-weirs?done=created",
    ]);
    const slug = "keep-the-lodz-weirs";
    const letter = await world.db.letter.findUniqueOrThrow({ where: { slug } });
    expect(letter).toMatchObject({
      state: "draft",
      publisher: "Weir Friends",
      tags: '["weirs","water"]',
      listed: true,
    });
    const version = await world.db.letterVersion.findFirst({ where: { letterId: letter.id } });
    expect(version).toMatchObject({ number: 1, body: "We ask:\n\n1. Keep them." });
    expect(await world.db.staffEvent.findFirst({ where: { letterId: letter.id } })).toMatchObject({
      what: "letter-created",
      by: staff.accountId,
    });
  });

  it("is seen by nobody but staff before it is opened", async () => {
    const staff = await signInAs(world, "campaigner", null);
    await staff.post(NEW, { ...FORM, slug: "weirs" });
    for (const path of ["/letters/weirs", "/letters/weirs.json", "/letters/weirs/signatories"])
      expect((await browserIn(world).get(path)).status, path).toBe(404);
    expect((await browserIn(world).get("/admin/letters/weirs/draft")).status).toBe(303);
    const draft = await staff.get("/admin/letters/weirs/draft");
    const page = await draft.text();
    expect(draft.headers.get("cache-control")).toBe("no-store");
    expect(page).toContain("This is a draft, as the public will see it.");
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    expect(page).toContain("Keep them.");
    // What is signed here goes to staff, as a test.
    expect(page).toContain('method="post" action="/admin/letters/weirs/draft"');
  });

  it.each([
    ["title", "", "Enter a title"],
    ["title", "x".repeat(301), "Shorten the title"],
    ["title", "!!!", "Enter an address such as clean-rivers"],
    ["slug", "No Spaces", "Use only lower-case letters"],
    ["slug", "rivers", "Another letter already has this address"],
    ["body", " \n ", "Enter the text of the letter"],
    ["body", "x".repeat(100_001), "Shorten the text"],
    ["language", "english!", "Enter a language code"],
    ["language", "xx", "Enter a language code that we know"],
    ["publisher", "", "Enter who publishes the letter"],
    ["published", "2026-02-30", "Enter a day such as"],
    ["published", "2026", "Enter a day such as"],
    ["tags", Array.from({ length: 21 }, (_, tag) => `t${tag}`).join(","), "at most 20 tags"],
  ])("with a bad %s says how to mend it and keeps what was typed", async (field, value, error) => {
    const staff = await signInAs(world, "administrator", null);
    const response = await staff.post(NEW, { ...FORM, [field]: value });
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(error);
    expect(page).toContain("1. Keep them.".slice(field === "body" ? 13 : 0));
    expect(page).toContain("Yours,</textarea>");
    expect(await world.db.letter.count()).toBe(1);
  });

  it("takes the longest text that a letter may have, in any script", async () => {
    const staff = await signInAs(world, "campaigner", null);
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...FORM, body: "水".repeat(100_000) }))
      body.set(name, value);
    expect((await staff.send(NEW, { method: "POST", body })).status).toBe(303);
    body.set("body", "x".repeat(1_100_000));
    const length = String(1_101_000);
    const headers = { "Content-Length": length };
    expect((await staff.send(NEW, { method: "POST", body, headers })).status).toBe(413);
  });

  it.each([
    ["a moderator of all letters", "moderator", false],
    ["a campaigner of one letter", "campaigner", true],
  ] as const)("is refused to %s", async (_, role, isOfOne) => {
    const staff = await signInAs(world, role, isOfOne ? world.letter : null);
    expect(await (await staff.get("/admin")).text()).not.toContain(NEW);
    expect((await staff.get(NEW)).status).toBe(403);
    expect((await staff.post(NEW, FORM)).status).toBe(403);
    expect((await staff.post(`${NEW}/preview`, FORM)).status).toBe(403);
    expect(await world.db.letter.count()).toBe(1);
  });
});

describe("the preview of a letter", () => {
  const EVIL =
    '# Hello\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[click](javascript:alert(1)) "q"';

  it.each([
    ["by its button", NEW, { action: "preview" }],
    ["for the script", `${NEW}/preview`, {}],
  ])("is as safe as the public page, %s, and stores nothing", async (_, path, action) => {
    const staff = await signInAs(world, "campaigner", null);
    const fields = { ...FORM, title: "<b>T</b>", body: EVIL, ...action };
    const response = await staff.post(path, fields);
    const page = await response.text();
    expect(response.status).toBe(200);
    const [, shown = ""] = page.match(/<article[^>]*>([\s\S]*)<\/article>/) ?? [];
    expect(shown).toContain("<h2>Hello</h2>");
    expect(shown).toContain("&lt;b&gt;T&lt;/b&gt;");
    expect(shown).not.toMatch(/<script|<img|onerror|javascript:/);
    expect(await world.db.letter.count()).toBe(1);
  });
});

describe("an address made from a title", () => {
  it.each([
    ["An Open Letter: Clean Rivers!", "an-open-letter-clean-rivers"],
    ["  Für Straßen & Plätze 2026", "fur-strassen-platze-2026"],
    ["水", "shui"],
    ["Straße ohne Łódź und Ørsted", "strasse-ohne-lodz-und-orsted"],
    ["Дорогие реки", "dorogie-reki"],
    ["Ποτάμια", "potamia"],
    ["נהרות", "nhrvt"],
    ["نهر", "nhr"],
    ["नदियां", "ndiyam"],
    ["Þingvellir & Æsir", "thingvellir-aesir"],
    ["İstanbul’un ırmakları", "istanbulun-irmaklari"],
    ["!!!", ""],
    [`${"long ".repeat(20)}`, "long-long-long-long-long-long-long-long-long-long"],
    ["x".repeat(200), "x".repeat(50)],
  ])("of %j is %j", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});
