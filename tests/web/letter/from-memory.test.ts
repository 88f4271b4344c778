import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { createApp } from "../../../src/app.ts";
import { changeLetterState } from "../../../src/letters/edit.ts";
import { pagesVersion } from "../../../src/letters/public-version.ts";
import { compressPage } from "../../../src/runtime/compress.ts";
import { HOUR_MS, later, MINUTE_MS, SECOND_MS } from "../../../src/shared/clock.ts";
import { pageMemory } from "../../../src/shared/pages/page-memory.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let rendered: number;
let isAway: boolean;

/** The world as a server that remembers pages, and counts how often one is rendered. */
function remembering(opened: World): World {
  const { clock } = opened;
  const deps = {
    ...opened.deps,
    asset: (name: string) => {
      if (name === "public.css") rendered += 1;
      return `/assets/${name}`;
    },
    pages: pageMemory({
      clock,
      versionOf: async (slug) => {
        if (isAway) throw new Error("The database is away.");
        return await pagesVersion(opened.deps, slug);
      },
      compress: compressPage,
    }),
  };
  return { ...opened, deps, app: createApp(deps) };
}

beforeEach(async () => {
  rendered = 0;
  isAway = false;
  world = remembering(await openWorld());
});
afterEach(() => world.close());

const get = async (path = "/letters/rivers", headers: Record<string, string> = {}) =>
  await browserIn(world).get(path, headers);
const text = async (path?: string) => await (await get(path)).text();

describe("a public page", () => {
  it("is rendered once for however many read it at once", async () => {
    const pages = await Promise.all(Array.from({ length: 200 }, () => text()));
    expect(new Set(pages).size).toBe(1);
    expect(rendered).toBe(1);
  });

  it("tells figures anew each minute, though what changes them changes nothing else", async () => {
    await world.db.letter.updateMany({ data: { showsFigures: true } });
    world.clock.advance(MINUTE_MS - (world.clock.now().getTime() % MINUTE_MS));
    const few = '<dt>In review</dt><dd class="figure">fewer than 5</dd>';
    expect(await text()).toContain(few);
    for (let count = 0; count < 5; count += 1)
      await buildEntry(world.deps, world.letter, { state: "pending" });
    world.clock.advance(MINUTE_MS - SECOND_MS);
    expect(await text()).toContain(few);
    expect(rendered).toBe(1);
    world.clock.advance(SECOND_MS);
    expect(await text()).toContain('<dt>In review</dt><dd class="figure">5</dd>');
    await text();
    expect(rendered).toBe(2);
  });

  it("shows what another process published a second later, and is rendered once a second", async () => {
    await text();
    for (const name of ["Ada", "Ben"]) await buildEntry(world.deps, world.letter, { name });
    expect(await text()).not.toContain("Ada");
    world.clock.advance(SECOND_MS);
    expect(await text()).toContain("Ada");
    await buildEntry(world.deps, world.letter, { name: "Cleo" });
    world.clock.advance(SECOND_MS / 2);
    expect(await text()).not.toContain("Cleo");
    world.clock.advance(SECOND_MS / 2);
    expect(await text()).toContain("Cleo");
    expect(rendered).toBe(3);
  });

  it("shows at once what was decided here", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await buildEntry(world.deps, world.letter, { name: "Ada", state: "pending" });
    expect(await text()).not.toContain("Ada");
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    expect(await text()).toContain("Ada");
    expect(await text("/letters/rivers/signatories.json")).toContain("Ada");
    const takedown = { id, decision: "takedown", reason: "own-request" };
    await moderator.post("/admin/letters/rivers/decisions", takedown);
    for (const path of ["", "/signatories", "/signatories.json"])
      expect(await text(`/letters/rivers${path}`)).not.toContain("Ada");
  });

  it("closes when its letter does, by the clock or by hand, and is gone with it", async () => {
    await buildLetter(world.deps, { closes: later(world.clock.now(), HOUR_MS) });
    expect(await text()).toContain('name="kind"');
    world.clock.advance(HOUR_MS);
    expect(await text()).not.toContain('name="kind"');
    await changeLetterState(world.deps, "rivers", "draft");
    world.clock.advance(SECOND_MS);
    expect((await get()).status).toBe(404);
  });

  it("is answered in the encoding that its reader takes, always the same text", async () => {
    const plain = await get();
    expect(plain.headers.get("content-encoding")).toBeNull();
    const html = await plain.text();
    const read = async (accept: string) => {
      const response = await get("/letters/rivers", { "Accept-Encoding": accept });
      expect(response.headers.get("vary")).toBe("Accept-Encoding");
      const encoding = response.headers.get("content-encoding");
      return { encoding, body: Buffer.from(await response.arrayBuffer()) };
    };
    const br = await read("gzip, deflate, br");
    expect([br.encoding, String(brotliDecompressSync(br.body))]).toEqual(["br", html]);
    const gzip = await read("GZIP;q=0.5, br;q=0");
    expect([gzip.encoding, String(gunzipSync(gzip.body))]).toEqual(["gzip", html]);
    const none = await read("identity, gzip;q=0.0");
    expect([none.encoding, String(none.body)]).toEqual([null, html]);
  });

  it("is one page, whatever hangs on its address", async () => {
    const plain = await get();
    const queries = [
      "?",
      "?fbclid=",
      "?utm_source=a&utm_medium=b",
      "?q=ada&kind=x",
      "?source=news",
    ];
    const made = Array.from({ length: 50 }, (_, index) => `?fbclid=${index}`);
    for (const query of [...queries, ...made]) {
      const same = await get(`/letters/rivers${query}`);
      expect([same.status, same.headers.get("etag")], query).toEqual([
        200,
        plain.headers.get("etag"),
      ]);
    }
    const versions = ["/versions", "/versions.json", "/versions/1", "/versions/1.json"];
    for (const path of [".json", "/privacy", ...versions, "/versions/1.txt"]) {
      const tags = await Promise.all(
        ["", "?fbclid=1", "?q=ada"].map(async (query) =>
          (await get(`/letters/rivers${path}${query}`)).headers.get("etag"),
        ),
      );
      expect(new Set(tags).size, path).toBe(1);
    }
    // The letter once, its privacy page, its versions and the first of them.
    expect(rendered).toBe(4);
  });

  it("of a list answers to its parameters, in any order, and to no other", async () => {
    for (const name of ["Ada Weir", "Ben Ford"])
      await buildEntry(world.deps, world.letter, { name, country: "FR" });
    const list = "/letters/rivers/signatories";
    expect(await text(`${list}?fbclid=1`)).toBe(await text(list));
    expect(await text(`${list}?q=&kind=&x=1`)).toBe(await text(list));
    expect(rendered).toBe(1);
    const found = await text(`${list}?q=ada&country=FR`);
    expect(found).toContain("Ada Weir");
    expect(found).not.toContain("Ben Ford");
    expect(await text(`${list}?country=FR&utm=2&q=ada`)).toBe(found);
    expect(rendered).toBe(2);
    await buildEntry(world.deps, world.letter, { name: "Ada Lock", country: "FR" });
    world.clock.advance(SECOND_MS);
    expect(await text(`${list}?q=ada&country=FR`)).toContain("Ada Lock");
  });

  it("is not sent again to who has it, until it changes", async () => {
    const first = await get();
    const etag = first.headers.get("etag") ?? "";
    const again = await get("/letters/rivers", { "If-None-Match": `"other", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("cache-control")).toBe(first.headers.get("cache-control"));
    await buildEntry(world.deps, world.letter);
    world.clock.advance(SECOND_MS);
    expect((await get("/letters/rivers", { "If-None-Match": etag })).status).toBe(200);
  });

  it("is kept for everybody, even if the first who asks has it already", async () => {
    for (const path of ["/letters/rivers", "/letters/rivers/signatories"]) {
      const etag = (await get(path)).headers.get("etag") ?? "";
      world = remembering(world);
      rendered = 0;
      expect((await get(path, { "If-None-Match": etag })).status).toBe(304);
      expect((await get(path)).status).toBe(200);
      // A proxy that compresses may turn a strong ETag into a weak one, and the other way round.
      const strong = etag.replace("W/", "");
      expect((await get(path, { "If-None-Match": strong })).status).toBe(304);
      expect(rendered).toBe(1);
    }
  });

  it("has the headers of a page that was rendered just now, also when it was not", async () => {
    const [first, kept] = [await get(), await get()];
    expect([...kept.headers]).toEqual([...first.headers]);
    expect(kept.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(kept.headers.get("cache-control")).toBe(
      "public, max-age=5, stale-while-revalidate=10, stale-if-error=60",
    );
    const json = await get("/letters/rivers.json");
    expect(json.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("is still there while the database is away, if somebody read it before", async () => {
    const html = await text();
    isAway = true;
    world.clock.advance(SECOND_MS);
    expect(await text()).toBe(html);
    expect((await get("/letters/rivers/privacy")).status).toBe(500);
  });

  it("is kept for queries too, and for no letter that there is not", async () => {
    for (let index = 0; index < 3; index += 1) await text("/letters/rivers/signatories?q=ada");
    expect(rendered).toBe(1);
    expect((await get("/letters/nothing-here?q=ada")).status).toBe(404);
    expect((await get("/letters/nothing-here")).status).toBe(404);
  });
});

describe("the list, a search in it, and the public files", () => {
  it("are not sent again to who has them, until somebody joins", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    const list = "/letters/rivers/signatories";
    for (const path of [list, `${list}?q=ada`, `${list}.csv`, `${list}.json`]) {
      const etag = (await get(path)).headers.get("etag") ?? "";
      const again = await get(path, { "If-None-Match": etag });
      expect([path, again.status, await again.text()]).toEqual([path, 304, ""]);
      await buildEntry(world.deps, world.letter, { name: `Ada after ${path}` });
      world.clock.advance(SECOND_MS);
      expect((await get(path, { "If-None-Match": etag })).status).toBe(200);
    }
  });
});
