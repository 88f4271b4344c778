import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildLetter } from "../../../prisma/builders.ts";
import { changeLetterState } from "../../../src/letters/edit.ts";
import { VERSIONS } from "../../../src/limits.ts";
import { sha256Hex } from "../../../src/shared/keys/hash.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

const FIRST = "We ask for clean rivers. It is now legal to fish.\n\n1. Measure the water.";
const SECOND = "We ask for clean rivers. It is not legal to fish.\n\n1. Measure the water.";

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await buildLetter(world.deps, { slug: "lakes", title: "Lakes", body: FIRST, closing: "Yours" });
  world.clock.advance(3 * 86_400_000);
  await buildLetter(world.deps, { slug: "lakes", title: "Lakes", body: SECOND, closing: "Yours" });
});
afterEach(() => world.close());

const get = async (path: string) => await browserIn(world).get(`/letters/lakes/versions${path}`);
const page = async (path: string) => await (await get(path)).text();
const json = async (path: string): Promise<unknown> => await (await get(path)).json();

describe("the versions of a letter", () => {
  it("are listed newest first, with days, kind of change, reason, number and hash", async () => {
    const html = await page("");
    expect(html.indexOf("Version 2")).toBeLessThan(html.indexOf("Version 1"));
    expect(html).toContain("current text");
    expect(html).toContain("First text");
    expect(html).toContain("no reason given");
    expect(html).toContain("Nobody has signed this version.");
    expect(html).toContain('href="/letters/lakes/versions/2#difference"');
    expect(html).not.toContain('href="/letters/lakes/versions/1#difference"');
    const hash = sha256Hex(JSON.stringify(["Lakes", FIRST, "Yours"]));
    expect(html).toContain(`<code title="${hash}">`);
  });

  it("say which is current, and of a former one when it stood", async () => {
    const current = await page("/2");
    expect(current).toContain("This is the current text of the letter, since");
    expect(current).toContain('href="/letters/lakes/versions/1"');
    const former = await page("/1");
    expect(former).toMatch(/This is an earlier text of the letter, from [^.]+ until [^.]+\./);
    expect(former).toContain("It is now legal to fish.");
    expect(former).not.toContain('id="difference"');
    expect(former).toContain('href="/letters/lakes/versions/2"');
  });

  it("show what changed by sentence, in words beside the colours", async () => {
    const html = await page("/2");
    const removed = html.slice(html.indexOf('<div class="run removed">'));
    expect(removed).toContain("Removed");
    expect(removed).toContain("<del>It is <mark>now</mark> legal to fish.</del>");
    expect(removed).toContain("Added");
    expect(removed).toContain("<ins>It is <mark>not</mark> legal to fish.</ins>");
  });

  it("name in words what no colour says: kinds of blocks, and points with another number", async () => {
    const body = `> We ask for clean rivers.\n\n1. Publish it.\n2. Measure the water.\n3. Stop.`;
    await buildLetter(world.deps, { slug: "lakes", title: "Lakes", body, closing: "Yours" });
    const html = await page("/3");
    expect(html).toMatch(/<div class="part quotation"><p class="part-kind"><bdi[^>]*>Quotation</);
    expect(html).toMatch(/2\. <span class="former-marker"><bdi[^>]*>\(before: 1\.\)/);
    const next = body.replace("1. Publish it.\n2. Measure the water", "1. Measure the rain water");
    await buildLetter(world.deps, { slug: "lakes", title: "Lakes", body: next, closing: "Yours" });
    const changed = await page("/4");
    expect(changed).toContain("<del>2. Measure the water.</del>");
    expect(changed).toContain("<ins>1. Measure the <mark>rain</mark> water.</ins>");
  });

  it("stand in the direction of their language, and what is said of them in the page's", async () => {
    for (const body of ["نطلب الماء.", "نطلب الماء النقي."])
      await buildLetter(world.deps, { slug: "bahr", title: "رسالة", language: "ar", body });
    const html = await (await browserIn(world).get("/letters/bahr/versions/2")).text();
    expect(html).toContain('<div class="difference" lang="ar" dir="rtl">');
    expect(html).toContain('<span class="change-label"><bdi lang="ar" dir="rtl">');
    expect(html).toContain('<article class="letter sheet" lang="ar" dir="rtl">');
  });

  it("show the text as the letter's page does, and no markup of anybody's", async () => {
    const body = 'A <script>alert(1)</script> & "b" <i>c</i>.\n\n1. One';
    await buildLetter(world.deps, { slug: "lakes", title: "<b>Lakes", body, closing: "<u>" });
    const html = await page("/3");
    expect(html).toContain('<li id="point-1">');
    expect(html).not.toMatch(/<script>|<i>|<b>|<u>/);
  });

  it("can be checked with what sha256sum says of the file", async () => {
    const response = await get("/1.txt");
    expect(response.headers.get("content-disposition")).toContain('"lakes-version-1.txt"');
    const file = await response.text();
    expect(JSON.parse(file)).toEqual(["Lakes", FIRST, "Yours"]);
    expect(await json("/1.json")).toMatchObject({ sha256: sha256Hex(file) });
    expect(await page("/1")).toContain(sha256Hex(file));
  });

  it("are read by programs, with the difference to the one before", async () => {
    const line = {
      number: 1,
      language: "en",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      savedAt: expect.stringMatching(/Z$/),
      change: "first",
      reason: null,
      signatories: 0,
    };
    const second = { ...line, number: 2, change: "substantial" };
    expect(await json(".json")).toEqual({ versions: [second, line] });
    const text = { title: "Lakes", body: FIRST, closing: "Yours" };
    expect(await json("/1.json")).toEqual({ ...line, ...text, difference: null });
    expect(await json("/2.json")).toMatchObject({
      difference: {
        replaced: false,
        parts: [
          { kind: "title", runs: [{ change: "same", sentences: ["Lakes"] }] },
          {
            kind: "paragraph",
            runs: [
              { change: "same", sentences: ["We ask for clean rivers."] },
              { change: "removed", sentences: ["It is now legal to fish."] },
              { change: "added", sentences: ["It is not legal to fish."] },
            ],
          },
          { kind: "point", marker: "1.", runs: [{ sentences: ["Measure the water."] }] },
          { kind: "closing" },
        ],
      },
    });
  });

  it("are nothing to find under other numbers, or while the letter is a draft", async () => {
    const files = ["/1", "/1.json", "/1.txt"];
    for (const path of ["/0", "/3", "/01", "/-1", "/9999999999", "/3.json", "/3.txt", "/1.csv"])
      expect((await get(path)).status, path).toBe(404);
    for (const path of ["", ".json", ...files]) expect((await get(path)).status, path).toBe(200);
    await changeLetterState(world.deps, "lakes", "draft");
    for (const path of ["", ".json", ...files]) expect((await get(path)).status, path).toBe(404);
    expect((await browserIn(world).get("/letters/none/versions/1")).status).toBe(404);
  });

  it("are kept out of search engines, and known to readers that have them", async () => {
    expect(await page("/2")).toContain('<meta name="robots" content="noindex"/>');
    for (const path of ["", ".json", "/2", "/2.json", "/2.txt"]) {
      const etag = (await get(path)).headers.get("etag") ?? "";
      const again = await browserIn(world).get(`/letters/lakes/versions${path}`, {
        "If-None-Match": etag,
      });
      expect(again.status, path).toBe(304);
    }
  });

  it("are shown to so many at once, and others are told to come back", async () => {
    const count = VERSIONS.burst + VERSIONS.waitingMax + 20;
    const answers = await Promise.all(Array.from({ length: count }, () => get("/2")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.headers.get("Retry-After")).toBe("2");
    expect(await refused?.text()).toContain("Very many people are asking for pages like this one.");
  });

  it("say so if the whole text was replaced, or only how it is set", async () => {
    const body = (word: string) =>
      Array.from({ length: 400 }, (_, at) => `${word} ${at}.`).join(" ");
    for (const text of [body("One"), body("Other"), `**${body("Other")}**`])
      await buildLetter(world.deps, {
        slug: "lakes",
        title: "Lakes",
        body: text,
        closing: "Yours",
      });
    expect(await page("/4")).toContain("The whole text was replaced");
    expect(await page("/5")).toContain("Every sentence is the same.");
  });
});
