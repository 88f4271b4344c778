import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { compressing } from "../../src/runtime/compress.ts";
import { openWorld, signInAs, type World } from "../support/world.ts";

let world: World;
let ada: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  ada = await signInAs(world, "moderator");
});
afterEach(() => world.close());

const QUEUE = "/admin/letters/rivers/queue";
const LIST = "/letters/rivers/signatories?q=ada";

/** What the server sends over the wire; `site` is what the browser says of who asks. */
async function answer(path: string, site: string | null, encoding = "gzip, deflate, br") {
  const cookie = [...ada.cookies].map((pair) => pair.join("=")).join("; ");
  const headers = new Headers({ Cookie: cookie, "Accept-Encoding": encoding });
  if (site !== null) headers.set("Sec-Fetch-Site", site);
  const send = compressing((request: Request) => world.app.fetch(request));
  const response = await send(new Request(`http://localhost:3000${path}`, { headers }));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { status } = response;
  return { status, bytes, header: (name: string) => response.headers.get(name) };
}

describe("a page of staff", () => {
  it.each(["same-origin", "none"])("is compressed if the browser says %s", async (site) => {
    for (const path of [QUEUE, `${QUEUE}?q=ada`]) {
      const { status, bytes, header } = await answer(path, site);
      expect([status, header("Content-Encoding")]).toEqual([200, "gzip"]);
      expect(header("Content-Length")).toBe(String(bytes.byteLength));
      expect(header("Vary")).toBe("Accept-Encoding");
      expect(gunzipSync(bytes).toString()).toContain("</html>");
    }
  });

  it.each(["cross-site", "same-site", "new-word", null])(
    "is sent as it is, and says that proxies must leave it so, if the browser says %s",
    async (site) => {
      const { status, bytes, header } = await answer(`${QUEUE}?q=ada`, site);
      expect([status, header("Content-Encoding")]).toEqual([200, null]);
      expect(header("Cache-Control")).toBe("no-store, no-transform");
      expect(new TextDecoder().decode(bytes)).toContain("</html>");
    },
  );

  it("is sent as it is to who does not take gzip", async () => {
    for (const encoding of ["br", "gzip;q=0", ""]) {
      expect((await answer(QUEUE, "same-origin", encoding)).header("Content-Encoding")).toBeNull();
    }
  });
});

describe("a public page", () => {
  it("is compressed for everybody, whatever was asked: it holds no secret", async () => {
    for (let index = 0; index < 20; index += 1) {
      await buildEntry(world.deps, world.letter, { name: `Ada Example ${index}` });
    }
    for (const site of ["cross-site", null]) {
      const { status, header } = await answer(LIST, site);
      expect([status, header("Content-Encoding")]).toEqual([200, "gzip"]);
      expect(header("Cache-Control")).not.toContain("no-transform");
    }
  });
});

describe("what is no page", () => {
  it("is left as it is", async () => {
    const { header } = await answer(`${QUEUE}.json`, "same-origin");
    expect(header("Content-Encoding")).toBeNull();
  });
});
