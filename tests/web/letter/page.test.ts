import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { changeLetterState } from "../../../src/letters/edit.ts";
import { parseLetterFile } from "../../../src/letters/letter-file.ts";
import { DAY_MS, later } from "../../../src/shared/clock.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const page = async (path = "/letters/rivers") => await (await browserIn(world).get(path)).text();

describe("the page of a letter", () => {
  it("shows every paragraph, the demands numbered with an address each, publisher, day and closing line", async () => {
    const parsed = parseLetterFile(readFileSync("prisma/demo-letter.md", "utf8"));
    if (!parsed.ok) throw new Error("The demo letter cannot be read.");
    await buildLetter(world.deps, parsed.file);
    const html = await page("/letters/open-rivers");
    for (const paragraph of parsed.file.body.split(/\n\n+/)) {
      for (const line of paragraph.split("\n"))
        expect(html).toContain(line.replace(/^\d\. /, "").replaceAll("&", "&amp;"));
    }
    expect(html.match(/<li id="point-\d">/g)).toEqual([
      '<li id="point-1">',
      '<li id="point-2">',
      '<li id="point-3">',
    ]);
    expect(html).toContain("Published by Rivers and People Network on 1 September 2026");
    expect(html).toContain("With respect and in hope,");
  });

  it("counts in plain words and puts organisations before individuals", async () => {
    expect(await page()).toContain("Nobody has signed yet.");
    await buildEntry(world.deps, world.letter, { kind: "organisation", name: "Weir" });
    expect(await page()).toContain("1 organisation has signed");
    await buildEntry(world.deps, world.letter, {
      name: "Ada",
      title: "Dr",
      affiliation: "Society",
    });
    await buildEntry(world.deps, world.letter, { visibility: "anonymous" });
    const html = await page();
    expect(html).toContain("1 organisation and 2 people have signed");
    expect(html).toContain("1 of them signed without being named.");
    expect(html.indexOf("Weir")).toBeLessThan(html.indexOf("Ada"));
    expect(html).toContain('<span class="role"><bdi>Dr</bdi>, <bdi>Society</bdi></span>');
  });

  it("says, if its publisher wants so, that affiliations are for identification only", async () => {
    const note = "Affiliations are for identification only.";
    await buildEntry(world.deps, world.letter, { kind: "organisation", name: "Weir" });
    await world.db.letter.updateMany({ data: { affiliationsNote: true } });
    expect(await page()).not.toContain(note);
    await buildEntry(world.deps, world.letter, { name: "Ada", affiliation: "Society" });
    const html = await page();
    expect(html.indexOf(note)).toBeGreaterThan(html.indexOf("Society"));
    expect(await page("/letters/rivers/signatories")).toContain(note);
    expect(await page("/letters/rivers/signatories.csv")).not.toContain(note);
    await world.db.letter.updateMany({ data: { affiliationsNote: false } });
    for (const path of ["", "/signatories"])
      expect(await page(`/letters/rivers${path}`)).not.toContain(note);
  });

  it("shows what people wrote as text, and runs nothing of it", async () => {
    const typed = `<img src=x onerror=alert(1)> "q" & co`;
    await buildEntry(world.deps, world.letter, { name: typed, title: typed, affiliation: typed });
    for (const path of ["/letters/rivers", "/letters/rivers/signatories"]) {
      const html = await page(path);
      expect(html).not.toContain("<img");
      expect(html.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)?.length).toBeGreaterThanOrEqual(3);
    }
    const json = await browserIn(world).get("/letters/rivers/signatories.json");
    expect(json.headers.get("content-type")).toMatch(/^application\/json/);
  });

  it("leads to the whole list when not everybody fits", async () => {
    for (let index = 0; index < 101; index += 1)
      await buildEntry(world.deps, world.letter, { name: `Person ${index}` });
    expect(await page()).toContain("See and search all 101 signatories");
  });

  it("names who answers for the data beside the consent", async () => {
    await buildLetter(world.deps, {
      slug: "rivers",
      controller: "River Trust",
      contact: "data@river.example",
    });
    const html = await page();
    expect(html).toContain("I agree that River Trust stores what I entered here");
    expect(html).toContain("You can change, hide or withdraw it at any time");
    expect(html).toContain('href="/letters/rivers/lost-link"');
    expect(html).toContain('href="/letters/rivers/privacy"');
    const privacy = await page("/letters/rivers/privacy");
    expect(privacy).toContain("River Trust is responsible");
    expect(privacy).toContain("You can also write to data@river.example.");
    expect(privacy).toContain("after 7 days");
    expect(privacy).toContain("after 30 days");
  });

  it("always says whom to write to, if need be the sender of its mail", async () => {
    const says = async (address: string) => {
      const html = await page("/letters/rivers/privacy");
      expect(html).toContain(`Questions and requests go to ${address}.`);
      expect(html).toContain(`You can also write to ${address}.`);
    };
    await says("letters@localhost");
    await buildLetter(world.deps, { slug: "rivers", replyTo: "answers@river.example" });
    await says("answers@river.example");
  });

  it("never ticks a box beforehand", async () => {
    expect(await page()).not.toMatch(/type="checkbox"[^>]*checked/);
  });

  it("is in the direction of its language", async () => {
    await buildLetter(world.deps, { slug: "rivers", language: "ar", title: "رسالة" });
    expect(await page()).toContain('<article class="letter" lang="ar" dir="rtl">');
  });

  it("closes by command and by its date, and keeps its signatories", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    await buildLetter(world.deps, { slug: "rivers", closes: later(world.clock.now(), DAY_MS) });
    expect(await page()).toContain("Open for signing until");
    world.clock.advance(DAY_MS);
    const html = await page();
    expect(html).toContain("This letter is closed");
    expect(html).not.toContain("<form");
    expect(html).toContain("Ada");
    expect(await (await browserIn(world).get("/letters/rivers.json")).json()).toMatchObject({
      state: "closed",
    });
  });

  it("is hidden from everybody while it is a draft", async () => {
    await changeLetterState(world.deps, "rivers", "draft");
    for (const path of [
      "",
      ".json",
      "/signatories",
      "/signatories.json",
      "/privacy",
      "/check-your-inbox",
    ]) {
      expect((await browserIn(world).get(`/letters/rivers${path}`)).status).toBe(404);
    }
  });

  it("asks search engines in, or out if the publisher says so", async () => {
    expect(await page()).not.toContain("noindex");
    await buildLetter(world.deps, { slug: "rivers", noindex: true });
    expect(await page()).toContain('<meta name="robots" content="noindex"/>');
  });
});

describe("the numbers of a letter", () => {
  it("can be read from any site", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    const response = await browserIn(world).get("/letters/rivers.json");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(await response.json()).toEqual({
      slug: "rivers",
      title: "A letter about rivers",
      language: "en",
      state: "open",
      version: 1,
      closesAt: null,
      counts: { organisations: 0, individuals: 1, anonymous: 0, total: 1 },
      byVersion: [{ version: 1, total: 1 }],
      updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });
});

describe("the front page", () => {
  it("leads to the only open letter, and lists all if there are more or none", async () => {
    const only = await browserIn(world).get("/");
    expect([only.status, only.headers.get("location")]).toEqual([302, "/letters/rivers"]);
    await buildLetter(world.deps, { slug: "second", title: "A second letter" });
    const html = await page("/");
    expect(html).toContain('href="/letters/rivers"');
    expect(html).toContain("A second letter");
    expect(html).not.toContain("Closed letters");
    const past = later(world.clock.now(), -DAY_MS);
    await buildLetter(world.deps, { slug: "third", title: "Over", closes: past });
    const [open = "", closed = ""] = (await page("/")).split("Closed letters");
    expect(open).toContain("Open for signing");
    expect(open).not.toContain("Over");
    expect(closed).toContain("Over");
    expect(closed).toMatch(/Closed on \d+ \w+ \d{4}/);
    await changeLetterState(world.deps, "rivers", "closed");
    await changeLetterState(world.deps, "second", "draft");
    const nothingOpen = await page("/");
    expect(nothingOpen).toContain("No letter is open for signing");
    expect(nothingOpen).toContain("A letter about rivers");
    expect(nothingOpen).not.toContain("A second letter");
  });
});
