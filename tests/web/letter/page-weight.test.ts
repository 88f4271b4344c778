import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { createApp } from "../../../src/app.ts";
import { PUBLIC_FOLDER, readAssets } from "../../../src/runtime/assets.ts";
import type { AssetName } from "../../../src/shared/pages/asset-name.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { openWorld, type World } from "../../support/world.ts";

/** What a reader's browser loads with the page, besides the font. */
const PAGE_FILES: readonly AssetName[] = ["public.css", "sign-form.js", "share.js"];
/** What it loads once somebody touches the form. */
const CAPTCHA_FILES: readonly AssetName[] = ["altcha.js", "altcha.css", "altcha-worker.js"];

/** In bytes: the page and its files, and the captcha's, as gzip sends them; the font as it is. */
const PAGE_SIZE_MAX = 20_000;
const FONT_SIZE_MAX = 45_000;
const CAPTCHA_SIZE_MAX = 40_000;

const WORDS = 1000;
const SIGNATORIES = 40;

const asset = readAssets();
const contentOf = (name: AssetName) => readFileSync(join(PUBLIC_FOLDER, asset(name)));
const zippedSize = (content: string | Buffer) => gzipSync(content).length;
const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);

let world: World;
let html: string;

beforeEach(async () => {
  world = await openWorld();
  await fillLetter();
  const app = createApp({ ...world.deps, asset });
  html = await (await app.request(paths.letter("rivers"))).text();
});
afterEach(() => world.close());

describe("the page of a letter", () => {
  it("is light, with everything that it needs before somebody signs", () => {
    expect(html.match(/<bdi/g)?.length).toBeGreaterThanOrEqual(SIGNATORIES);
    const sizes = PAGE_FILES.map((name) => zippedSize(contentOf(name)));
    expect(zippedSize(html) + sum(sizes)).toBeLessThanOrEqual(PAGE_SIZE_MAX);
    expect(contentOf("serif.woff2").length).toBeLessThanOrEqual(FONT_SIZE_MAX);
    const captcha = CAPTCHA_FILES.map((name) => zippedSize(contentOf(name)));
    expect(sum(captcha)).toBeLessThanOrEqual(CAPTCHA_SIZE_MAX);
  });

  it("loads nothing that is not counted here", () => {
    const counted = new Set<AssetName>([
      ...PAGE_FILES,
      ...CAPTCHA_FILES,
      // Loaded once somebody types a name.
      "listed-under.js",
      "serif.woff2",
      "icon.svg",
      // Loaded by a phone that puts the page on its first screen.
      "touch-icon.png",
    ]);
    const named = html.match(/\/assets\/[\w.-]+/g) ?? [];
    expect(new Set(named)).toEqual(new Set([...counted].map(asset)));
  });

  it("asks early for the very font that its style names", () => {
    const [, preloaded] = html.match(/rel="preload" as="font"[^>]*href="([^"]+)"/) ?? [];
    const [, styled] =
      contentOf("public.css")
        .toString()
        .match(/url\("?\.\/(serif[^")]+)/) ?? [];
    expect(preloaded).toBe(`/assets/${styled}`);
  });

  it("names no other host, except where a signatory's name or a way to share it leads to", () => {
    const followed = /<a (?:class="name"|href="[^"]+" rel="noopener noreferrer")[^>]*>/g;
    const loaded = html.replace(followed, "").replaceAll(ownOrigin(), "");
    for (const text of [loaded, ...PAGE_FILES.map((name) => contentOf(name).toString())])
      expect(text.match(/(?:https?:)?\/\/[a-z0-9-]+\.[a-z]/gi)).toBeNull();
  });
});

const ownOrigin = () => world.deps.config.baseUrl;

/** Makes the letter as long as real ones, with words that repeat no more than in a real one. */
async function fillLetter(): Promise<void> {
  const syllables = ["ra", "ven", "to", "mil", "os", "que", "lin", "dar", "fe", "nu", "sta", "ber"];
  const at = (index: number) => syllables[index % syllables.length] ?? "";
  const word = (index: number) => at(index * 7) + at((index * index) % 11) + at(index >> 3);
  const words = Array.from({ length: WORDS }, (_, index) =>
    index % 90 === 89 ? `${word(index)}.\n\n` : word(index),
  );
  const letter = await buildLetter(world.deps, { slug: "rivers", body: words.join(" ") });
  for (let index = 0; index < SIGNATORIES; index += 1)
    await buildEntry(world.deps, letter, {
      kind: index % 3 === 0 ? "organisation" : "individual",
      name: `${word(index * 3)} ${word(index * 5)}`,
      title: index % 3 === 0 ? null : `Professor of ${word(index * 11)}`,
      affiliation: index % 3 === 0 ? null : `University of ${word(index * 13)}`,
    });
}
