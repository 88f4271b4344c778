import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../src/app.ts";
import { dropImages } from "../../src/images/images.ts";
import { IMAGE_USES } from "../../src/shared/pages/image-maker.ts";
import { logoPng, photoJpeg, postForm, seenIn } from "../support/uploads.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const SITE = "/admin/site";
const LOOK = "/admin/letters/rivers/look";

type Bytes = Uint8Array<ArrayBuffer>;

async function uploadLogo(logo: Bytes) {
  const staff = await signInAs(world, "administrator", null);
  const fields = { name: "River Watch", seen: await seenIn(staff, SITE) };
  return { staff, response: await postForm(staff, SITE, fields, { logo }) };
}

function text(content: string): Bytes {
  return new TextEncoder().encode(content);
}

/** A PNG of a few bytes that says that it has this size: black, and packed well. */
function bomb(width: number, height: number): Bytes {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const chunk = (name: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)]);
  };
  const rows = deflateSync(Buffer.alloc(1_000_000));
  const parts = [chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]));
}

describe("an image that is uploaded", () => {
  it("is served as we encoded it: for good, by its type, and unable to do anything", async () => {
    await uploadLogo(await logoPng());
    const { logo } = await world.db.site.findFirstOrThrow();
    const response = await browserIn(world).get(`/images/${logo}`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "image/webp",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    });
    const served = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(served).toMatchObject({ format: "webp", width: 120, height: 120 });
    const none = await browserIn(world).get(`/images/${"0".repeat(40)}-1x1.png`);
    expect([none.status, none.headers.get("cache-control")]).toEqual([404, "no-store"]);
  });

  it("keeps nothing of its metadata, nor of what hangs behind it", async () => {
    const photo = await photoJpeg();
    expect(Buffer.from(photo).includes("canary-person")).toBe(true);
    const tail = text("<script>alert('canary-person')</script>");
    const staff = await signInAs(world, "campaigner");
    const header = new Uint8Array(Buffer.concat([photo, tail]));
    const fields = { headerAlt: "A river", seen: await seenIn(staff, LOOK) };
    expect((await postForm(staff, LOOK, fields, { header })).status).toBe(303);
    for (const { name, bytes } of await world.db.image.findMany()) {
      const kept = Buffer.from(bytes, "base64");
      expect(kept.includes("canary-person")).toBe(false);
      const { exif, icc, xmp, pages = 1 } = await sharp(kept).metadata();
      expect([name, exif, icc, xmp, pages]).toEqual([name, undefined, undefined, undefined, 1]);
    }
  });

  it("fits into its bytes, even if it is all noise", async () => {
    const [width, height] = [700, 700];
    const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
    const create = { width, height, channels: 3, background: "#888", noise } as const;
    const header = new Uint8Array(await sharp({ create }).jpeg().toBuffer());
    const staff = await signInAs(world, "campaigner");
    const fields = { headerAlt: "Noise", seen: await seenIn(staff, LOOK) };
    expect((await postForm(staff, LOOK, fields, { header })).status).toBe(303);
    const { headerImage, headerImageSmall } = await world.db.letter.findFirstOrThrow();
    const sizeOf = async (name: string | null) =>
      (await (await browserIn(world).get(`/images/${name}`)).arrayBuffer()).byteLength;
    expect(await sizeOf(headerImage)).toBeLessThanOrEqual(IMAGE_USES.header.bytesMax);
    expect(await sizeOf(headerImageSmall)).toBeLessThanOrEqual(IMAGE_USES["header-small"].bytesMax);
  });

  it.each<[string, () => Bytes | Promise<Bytes>, string]>([
    ["an SVG", () => text('<?xml version="1.0"?><svg onload="x()"/>'), "You cannot use SVG"],
    [
      "a page called a PNG",
      () => text("<!doctype html><p>Hello"),
      "Choose a PNG, JPEG or WebP image",
    ],
    ["a GIF", () => text("GIF89a"), "Choose a PNG, JPEG or WebP image"],
    ["nothing", () => text(""), "Choose a PNG, JPEG or WebP image"],
    ["a bomb", () => bomb(50_000, 50_000), "too many pixels"],
    ["a bomb with one long side", () => bomb(9_000, 10), "too many pixels"],
    ["a broken one", () => bomb(500, 500), "damaged or cut off"],
    ["half of one", async () => (await photoJpeg()).slice(0, 9_000), "damaged or cut off"],
    ["a JPEG's head before a page", () => text("\u00ff\u00d8\u00ff<svg>"), "PNG, JPEG or WebP"],
    ["megabytes", () => new Uint8Array(9 * 1024 * 1024), "Choose an image of 8 MB or less"],
  ])(
    "is refused in a sentence if it is %s, and what was typed stays",
    async (_, make, sentence) => {
      const { response } = await uploadLogo(await make());
      expect(response.status).toBe(422);
      const html = await response.text();
      expect(html).toContain(sentence);
      expect(html).toContain('value="River Watch"');
      expect(await world.db.image.count()).toBe(0);
    },
  );

  it("is gone once another one takes its place, and stays while another page shows it", async () => {
    const { staff } = await uploadLogo(await logoPng());
    const before = await world.db.site.findFirstOrThrow();
    const campaigner = await signInAs(world, "campaigner");
    const seen = await seenIn(campaigner, LOOK);
    await postForm(campaigner, LOOK, { seen }, { logo: await logoPng() });
    const fields = { name: "River Watch", seen: await seenIn(staff, SITE) };
    await postForm(staff, SITE, fields, { logo: await logoPng({ isWide: true }) });
    const status = async (name: string | null) =>
      (await browserIn(world).get(`/images/${name}`)).status;
    // The letter shows the same logo still.
    expect(await status(before.logo)).toBe(200);
    expect([await status(before.icon), await status(before.touchIcon)]).toEqual([404, 404]);
    expect(await world.db.image.count()).toBe(4);
  });

  it("stays in its place if the form is saved without a file", async () => {
    const { staff } = await uploadLogo(await logoPng());
    const before = await world.db.site.findFirstOrThrow();
    await postForm(staff, SITE, { name: "Rivers", seen: await seenIn(staff, SITE) });
    const { logo, icon } = await world.db.site.findFirstOrThrow();
    expect([logo, icon]).toEqual([before.logo, before.icon]);
    await dropImages(world.deps, [logo, icon]);
    expect(await world.db.image.count()).toBe(3);
  });

  it("cannot be uploaded where nothing can encode it, which the form says", async () => {
    const deps = { ...world.deps, makeImages: null };
    const elsewhere = { ...world, deps, app: createApp(deps) };
    const staff = await signInAs(elsewhere, "administrator", null);
    expect(await (await staff.get(SITE)).text()).toContain("only if the site runs on Node");
    const fields = { name: "River Watch", seen: "0" };
    const response = await postForm(staff, SITE, fields, { logo: await logoPng() });
    expect(response.status).toBe(422);
  });
});
