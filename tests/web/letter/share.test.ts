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
    ["ko", "강이 자유롭게 흐르게 하라"],
  ])("is drawn in every script: %s", async (language, title) => {
    const slug = `in-${language}`;
    await buildLetter(world.deps, { slug, language, title, publishedBy: title.slice(0, 200) });
    const answer = await get(await currentPath(slug));
    expect([answer.status, await sizeOf(answer)]).toEqual([200, [1200, 630]]);
  });

  it("is one of all letters if no font has its own", async () => {
    await buildLetter(world.deps, { slug: "tsalagi", title: "ᏣᎳᎩ" });
    const answer = await get(await currentPath("tsalagi"));
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/assets/share.png"]);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=5");
  });
});
