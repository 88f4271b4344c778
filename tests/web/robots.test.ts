import { afterAll, beforeAll, expect, it } from "vitest";
import { buildLetter, letterFile } from "../../prisma/builders.ts";
import { saveLetter } from "../../src/letters/edit.ts";
import { browserIn, openWorld, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it("keeps robots out of the staff's rooms, and leads them to the letters", async () => {
  const robots = await browserIn(world).get("/robots.txt");
  expect(robots.headers.get("content-type")).toMatch(/^text\/plain/);
  const lines = (await robots.text()).trim().split("\n");
  const sitemap = `Sitemap: ${world.deps.config.baseUrl}/sitemap.xml`;
  expect(lines).toEqual(["User-agent: *", "Disallow: /admin", sitemap]);
});

it("names the letters that are public and ask for no silence, open or closed", async () => {
  await buildLetter(world.deps, { slug: "closed", state: "closed" });
  await buildLetter(world.deps, { slug: "silent", noindex: true });
  await buildLetter(world.deps, { slug: "unlisted" });
  await world.db.letter.updateMany({ where: { slug: "unlisted" }, data: { listed: false } });
  await saveLetter(world.deps, letterFile({ slug: "draft", state: "draft" }));
  const sitemap = await browserIn(world).get("/sitemap.xml");
  expect(sitemap.headers.get("content-type")).toMatch(/^application\/xml/);
  const xml = await sitemap.text();
  const { baseUrl } = world.deps.config;
  const addresses = [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
  expect(addresses).toEqual([`${baseUrl}/letters/closed`, `${baseUrl}/letters/rivers`]);
  expect(xml).toMatch(/^<\?xml [^>]*\?>\n<urlset xmlns="http:\/\/www\.sitemaps\.org/);
  expect(xml.match(/<lastmod>\d{4}-\d\d-\d\dT[\d:.]+Z<\/lastmod>/g)?.length).toBe(2);
});

it("is asked for again in a while, and not sent twice", async () => {
  for (const path of ["/robots.txt", "/sitemap.xml"]) {
    const { headers } = await browserIn(world).get(path);
    expect(headers.get("cache-control")).toMatch(/^public, max-age=/);
    const known = { "If-None-Match": headers.get("etag") ?? "" };
    expect((await browserIn(world).get(path, known)).status).toBe(304);
  }
});
