import type { Element, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import type { LetterFile } from "../../../src/letters/letter-file.ts";
import { signedRoundly } from "../../../views/letter/byline.ts";
import { englishWords } from "../../../views/page/words.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

const BASE_URL = "http://localhost:4321";

let world: World;

beforeAll(async () => {
  world = await openWorld({ BASE_URL });
});
afterAll(() => world.close());

/** The tags in the head of a page by their name or property, as a parser of HTML reads them. */
async function tagsOf(path: string): Promise<Record<string, string>> {
  const html = await (await browserIn(world).get(path)).text();
  const read = elementsOf(fromHtml(html)).flatMap(({ tagName, properties }): [string, string][] => {
    const { name, property, content, rel, href } = properties;
    if (tagName === "link" && String(rel) === "canonical") return [["canonical", String(href)]];
    return tagName === "meta" && content ? [[String(property ?? name), String(content)]] : [];
  });
  expect(read.length).toBe(new Set(read.map(([name]) => name)).size);
  return Object.fromEntries(read);
}

function elementsOf(node: Nodes): Element[] {
  if (!("children" in node)) return [];
  return [...(node.type === "element" ? [node] : []), ...node.children.flatMap(elementsOf)];
}

const LONG = "We ask for rivers that run freely from their springs to the sea, ".repeat(6);
const FAMILY = "👨‍👩‍👧‍👦";

/** Letters, and what a preview of each says it is about. */
const DESCRIPTIONS: [string, Partial<LetterFile>, string | RegExp][] = [
  ["its summary", { summary: "Let rivers run.", body: "Dear minister" }, "Let rivers run."],
  [
    "a short text, without markup",
    { body: "**Let** [rivers](https://a.org) *run*." },
    "Let rivers run.",
  ],
  [
    "a heading, a footnote and a list",
    { body: "# Why\n\nRivers[^1] run.\n\n1. Now.\n\n[^1]: All." },
    "Rivers run.",
  ],
  ["whole sentences", { body: `${LONG.slice(0, 120).trim()}. And ${LONG}` }, /^We ask[^.]+\.$/],
  ["the first words of a long sentence", { body: LONG }, /^We ask.*[a-z]…$/],
  ["more than a salutation", { body: `Dear minister.\n\n${LONG}` }, /^Dear minister\. We ask.*…$/],
  [
    "letters that belong together",
    { body: FAMILY.repeat(40) },
    new RegExp(`^(?:${FAMILY})+…$`, "u"),
  ],
  ["Chinese", { language: "zh", body: "我们要求河流自由流淌".repeat(40) }, /^我们要求.*…$/],
  ["signs of Devanagari", { language: "hi", body: "क्षि".repeat(90) }, /^(?:क्षि)+…$/],
  ["no salutation", { body: "To the ministers,\n\nLet rivers run." }, "Let rivers run."],
  ["none in Chinese", { language: "zh", body: "各位部长：\n\n让河流流淌。" }, "让河流流淌。"],
  [
    "no paragraph",
    { body: "1. Now." },
    "Nobody has signed yet. Published by Weir Inc. on 1 May 2026.",
  ],
];

describe("the preview of a letter", () => {
  it.each(DESCRIPTIONS)("says what it is about: %s", async (name, fields, expected) => {
    const slug = `about-${DESCRIPTIONS.findIndex(([one]) => one === name)}`;
    await buildLetter(world.deps, { ...fields, slug, publishedBy: "Weir Inc." });
    const tags = await tagsOf(`/letters/${slug}`);
    for (const tag of ["description", "og:description", "twitter:description"])
      expect(tags[tag]).toEqual(
        typeof expected === "string" ? expected : expect.stringMatching(expected),
      );
    expect(tags["description"]?.length).toBeLessThanOrEqual(200);
    expect(tags["description"]).not.toMatch(/\.\./);
  });

  it.each([
    ["en", "en_GB"],
    ["de-AT", "de_AT"],
    ["zh-Hant", "zh_TW"],
    ["ug", "ug_CN"],
    ["eo", "eo"],
    ["fr-a1", "fr_FR"],
  ])("names its language %s as %s", async (language, locale) => {
    const slug = `in-${language.toLowerCase()}`;
    await buildLetter(world.deps, { slug, language });
    expect((await tagsOf(`/letters/${slug}`))["og:locale"]).toBe(locale);
  });

  it("has its title, publisher, day and address, whatever the link carried", async () => {
    const title = `“Rivers” & <b>lakes</b>`;
    const published = new Date("2026-05-01");
    await buildLetter(world.deps, { slug: "lakes", title, published, publishedBy: "Weir & Co." });
    const url = `${BASE_URL}/letters/lakes`;
    expect(await tagsOf("/letters/lakes?utm_source=x")).toMatchObject({
      canonical: url,
      "og:url": url,
      "og:type": "article",
      "og:title": title,
      "twitter:title": title,
      "og:site_name": "Weir & Co.",
      "article:published_time": "2026-05-01",
      "twitter:card": "summary_large_image",
      "og:image": expect.stringMatching(new RegExp(`^${url}/share-\\d+\\.png$`)),
      "og:image:width": "1200",
      "og:image:height": "630",
      "og:image:alt": `${title}. Weir & Co.`,
    });
  });

  it("says roughly how many signed, and below ten nothing", async () => {
    const words = englishWords;
    const said = (individuals: number) =>
      signedRoundly(words, { organisations: 0, individuals, anonymous: 0 });
    const totals = [9, 10, 11, 345, 400, 1_234, 99_999];
    expect(totals.map(said)).toEqual([
      null,
      "10 have signed",
      "More than 10 have signed",
      "More than 300 have signed",
      "400 have signed",
      "More than 1,200 have signed",
      "More than 99,000 have signed",
    ]);
  });
});

describe("the preview of other pages", () => {
  it.each([
    ["/", "/", "Open letters", "en_GB"],
    ["/letters/rivers/signatories", "/letters/rivers/signatories", /^Signatories of “/, "en_GB"],
    [
      "/letters/rivers/signatories?x=1&q=ada",
      "/letters/rivers/signatories?q=ada",
      /^Signat/,
      "en_GB",
    ],
    ["/letters/rivers/versions", "/letters/rivers/versions", /^Versions of “/, "en_GB"],
    ["/letters/rivers/versions/1", "/letters/rivers/versions/1", /^Version 1 of “/, "en_GB"],
  ])("names it: %s", async (path, address, title, locale) => {
    await buildEntry(world.deps, world.letter, { email: `${address.length}@example.org` });
    const tags = await tagsOf(path);
    expect(tags).toMatchObject({
      canonical: BASE_URL + address,
      "og:url": BASE_URL + address,
      "og:type": "website",
      "og:title": typeof title === "string" ? title : expect.stringMatching(title),
      "og:locale": locale,
      "og:description": tags["description"],
    });
    expect(tags["description"]).toMatch(/[^.]\.$/);
  });

  it("of a page that is for one person is none", async () => {
    for (const path of ["/letters/rivers/check-your-inbox", "/lost-link"])
      expect(await tagsOf(path)).not.toHaveProperty("og:url");
  });
});
