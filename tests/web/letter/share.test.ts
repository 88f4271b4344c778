import { Renderer } from "@takumi-rs/core";
import jsQR from "jsqr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, letterFile } from "../../../prisma/builders.ts";
import { saveLetter } from "../../../src/letters/edit.ts";
import { publicLetter } from "../../../src/letters/read.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const get = async (path: string) => await browserIn(world).get(path);

async function currentPath(slug: string): Promise<string> {
  const letter = await publicLetter(world.deps, slug);
  return `/letters/${slug}/share-${letter?.revision}.png`;
}

/** Width and height of a PNG: https://www.w3.org/TR/png-3/#11IHDR */
async function sizeOf(answer: Response): Promise<number[]> {
  const png = Buffer.from(await answer.arrayBuffer());
  expect(png.toString("latin1", 1, 4)).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

it("the badge of a letter says how many signed, and may be shown by others", async () => {
  const ponds = await buildLetter(world.deps, { slug: "ponds" });
  const badge = async (slug: string) => {
    const answer = await get(`/letters/${slug}/badge.svg`);
    expect(answer.headers.get("content-type")).toBe("image/svg+xml");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(answer.headers.get("cache-control")).toContain("max-age=5,");
    return /<title>(.*?)<\/title>/.exec(await answer.text())?.[1];
  };
  await buildEntry(world.deps, ponds, { visibility: "anonymous" });
  expect(await badge("ponds")).toBe("Open letter: 1 has signed");
  await buildLetter(world.deps, { slug: "wells" });
  expect(await badge("wells")).toBe("Open letter: 0 have signed");
  await saveLetter(world.deps, letterFile({ slug: "draft-badge", state: "draft" }));
  expect((await get("/letters/draft-badge/badge.svg")).status).toBe(404);
});

describe("the picture of a letter", () => {
  it("is what its preview names, for good, and may be shown by others", async () => {
    const html = await (await get("/letters/rivers")).text();
    const [, path = ""] = /og:image" content="[^"]*?(\/letters\/[^"]*)"/.exec(html) ?? [];
    expect(path).toBe(await currentPath("rivers"));
    const answer = await get(path);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(await sizeOf(answer)).toEqual([1200, 630]);
    const { headers } = await get("/letters/rivers");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });

  it("is found under every other number, and under none", async () => {
    const before = await currentPath("rivers");
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    const current = await currentPath("rivers");
    expect(current).not.toBe(before);
    const others = ["share.png", "share-0.png", "share-999999999999999999999.png"];
    for (const path of [before, ...others.map((name) => `/letters/rivers/${name}`)]) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get("location")]).toEqual([302, current]);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=5");
    }
    expect((await get(current)).status).toBe(200);
  });

  it("is none of a draft, or of no letter", async () => {
    await saveLetter(world.deps, letterFile({ slug: "draft", state: "draft" }));
    for (const slug of ["draft", "none"])
      for (const name of ["share.png", "share-1.png"])
        expect((await get(`/letters/${slug}/${name}`)).status).toBe(404);
  });

  it.each([
    ["en", "Let every river run ".repeat(15).trim()],
    ["de", "Donaudampfschifffahrt".repeat(14)],
    ["ar", "دعوا الأنهار تجري بحرية 🌊"],
    ["ug", "دەريالار ئەركىن ئاقسۇن"],
    ["he", "תנו לנהרות לזרום בחופשיות"],
    ["kk", "Өзендер еркін ақсын, ұлттар"],
    ["zh", "让河流自由流淌".repeat(40)],
    ["hi", "नदियों को स्वतंत्र बहने दो"],
    ["fr-a1", "Que les rivières coulent"],
    ["ko", "강이 자유롭게 흐르게 하라"],
  ])("is drawn in every script: %s", async (language, title) => {
    const slug = `in-${language}`;
    await buildLetter(world.deps, { slug, language, title, publishedBy: title.slice(0, 200) });
    const answer = await get(await currentPath(slug));
    expect([answer.status, await sizeOf(answer)]).toEqual([200, [1200, 630]]);
  });

  it("is one of all letters if no font has its own", async () => {
    for (const [slug, title] of [
      ["tsalagi", "ᏣᎳᎩ"],
      ["wave", "🌊"],
    ] as const) {
      await buildLetter(world.deps, { slug, title });
      const answer = await get(await currentPath(slug));
      expect([answer.status, answer.headers.get("location")]).toEqual([302, "/assets/share.png"]);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=5");
    }
  });
});

describe("the code of a letter", () => {
  it.each([
    ["qr.svg", "image/svg+xml"],
    ["qr.png", "image/png"],
  ])("is read as the letter's address: %s", async (name, type) => {
    const answer = await get(`/letters/rivers/${name}`);
    expect(answer.headers.get("content-type")).toMatch(type);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=86400");
    const pixels = await drawn(Buffer.from(await answer.arrayBuffer()), type);
    const read = jsQR(new Uint8ClampedArray(pixels), CODE_SIZE, CODE_SIZE);
    expect(read?.data).toBe(`${world.deps.config.baseUrl}/letters/rivers`);
    expect((await get(`/letters/none/${name}`)).status).toBe(404);
  });
});

const CODE_SIZE = 400;

/** A picture as its pixels, four bytes each. */
async function drawn(image: Buffer, type: string): Promise<Buffer> {
  const size = { width: CODE_SIZE, height: CODE_SIZE };
  const src = `data:${type};base64,${image.toString("base64")}`;
  return await new Renderer().render({ type: "image", src, ...size }, { ...size, format: "raw" });
}

describe("a letter's page", () => {
  it("offers every way to share it, as links that nobody is told of before", async () => {
    await buildLetter(world.deps, { slug: "lakes", title: "Lakes & “rivers” #1" });
    const html = await (await get("/letters/lakes")).text();
    const links = [...html.matchAll(/<a href="([^"]+)" rel="noopener noreferrer">([^<]+)</g)];
    const hrefs = links.map(([, href = ""]) => new URL(href.replaceAll("&amp;", "&")));
    expect(hrefs.map(({ protocol, host, pathname }) => protocol + host + pathname)).toEqual([
      "mailto:",
      "https:wa.me/",
      "sgnl:send",
      "https:t.me/share/url",
      "https:share.joinmastodon.org/",
      "https:bsky.app/intent/compose",
      "https:www.linkedin.com/sharing/share-offsite/",
      "https:www.facebook.com/sharer/sharer.php",
      "https:x.com/intent/post",
    ]);
    const url = `${world.deps.config.baseUrl}/letters/lakes`;
    const text = "An open letter: “Lakes & “rivers” #1”";
    const said = hrefs.map(({ search, hash }) =>
      Object.fromEntries(new URLSearchParams(search.slice(1) || hash.slice(1))),
    );
    expect(said).toEqual([
      { subject: "Lakes & “rivers” #1", body: `${text}\n\n${url}` },
      { text: `${text} ${url}` },
      { text: `${text} ${url}` },
      { url, text },
      { text: `${text} ${url}` },
      { text: `${text} ${url}` },
      { url },
      { u: url },
      { text, url },
    ]);
    expect(html).toContain(`<li class="copy" hidden="" data-url="${url}"`);
    expect(html).toContain('<a href="/letters/lakes/qr.svg">QR code</a>');
  });
});
