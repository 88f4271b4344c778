import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { PERSON } from "../../support/forms.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const SIGN = "/letters/rivers/signatures";

async function postFrom(
  path: string,
  headers: Record<string, string>,
  cookie = "",
): Promise<number> {
  const body = new URLSearchParams({ ...PERSON, email: `${Math.random()}@example.org` });
  const given = cookie === "" ? headers : { ...headers, Cookie: cookie };
  return (await world.app.request(path, { method: "POST", body, headers: given })).status;
}

describe("a form from another site", () => {
  const refused: [string, Record<string, string>][] = [
    ["says so", { "Sec-Fetch-Site": "cross-site" }],
    ["is of a sister site", { "Sec-Fetch-Site": "same-site" }],
    [
      "claims our origin all the same",
      { "Sec-Fetch-Site": "cross-site", Origin: "http://localhost:3000" },
    ],
    ["has another origin", { Origin: "https://evil.example" }],
    ["has the origin null", { Origin: "null" }],
  ];
  it.each(refused)("is refused if it %s", async (_, headers) => {
    expect(await postFrom(SIGN, headers)).toBe(403);
    expect(await world.db.signature.count()).toBe(0);
  });

  const taken: [string, Record<string, string>][] = [
    ["is ours by the browser's word", { "Sec-Fetch-Site": "same-origin" }],
    [
      "is ours by the browser's word, with the origin null",
      { "Sec-Fetch-Site": "same-origin", Origin: "null" },
    ],
    ["has our origin", { Origin: "http://localhost:3000" }],
    ["says nothing, from an old browser", {}],
  ];
  it.each(taken)("is taken if it %s", async (_, headers) => {
    expect(await postFrom(SIGN, headers)).toBe(303);
  });

  it("never acts with the cookie of staff, not even if it names no origin", async () => {
    const moderator = await signInAs(world, "moderator");
    const cookie = [...moderator.cookies].map((pair) => pair.join("=")).join("; ");
    expect(await postFrom("/admin/letters/rivers/decisions", {}, cookie)).toBe(403);
    expect(await postFrom("/admin/sign-out", {}, cookie)).toBe(403);
    const json = { "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site" };
    expect(await postFrom("/admin/letters/rivers/decisions", json, cookie)).toBe(403);
    expect((await moderator.get("/admin")).status).toBe(200);
  });
});

describe("a flood from one client", () => {
  it("is told to wait after three hundred forms in a minute; readers and others are not", async () => {
    const flooder = browserIn(world, "198.51.100.9");
    for (let index = 0; index < 300; index += 1) {
      expect((await flooder.post("/verification/none", { decision: "confirm" })).status).toBe(404);
    }
    const refused = await flooder.post(SIGN, PERSON);
    expect([refused.status, await refused.text()]).toEqual([
      429,
      expect.stringContaining("Wait a minute"),
    ]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await flooder.get("/letters/rivers")).status).toBe(200);
    expect((await browserIn(world, "198.51.100.10").post(SIGN, PERSON)).status).toBe(303);
    world.clock.advance(MINUTE_MS);
    expect((await flooder.post(SIGN, PERSON)).status).toBe(303);
  });
});

describe("a form of more fields than any has", () => {
  it("is refused in either encoding, and one of many is taken", async () => {
    const many = (count: number) => new URLSearchParams(Array(count).fill(["id", "a"])).toString();
    const fields = { "Content-Type": "application/x-www-form-urlencoded" };
    const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
    const parts = { "Content-Type": "multipart/form-data; boundary=x" };
    const statusOf = async (body: string, headers: Record<string, string>) =>
      (await browserIn(world).send(SIGN, { method: "POST", body, headers })).status;
    expect(await statusOf(many(6_000), fields)).toBe(413);
    expect(await statusOf(many(4_000), fields)).toBe(422);
    expect(await statusOf(`${part.repeat(6_000)}--x--\r\n`, parts)).toBe(413);
    expect(await statusOf(`${part.repeat(900)}--x--\r\n`, parts)).toBe(422);
  });
});

describe("every answer", () => {
  it("forbids framing, other hosts and inline code", async () => {
    for (const path of [
      "/letters/rivers",
      "/admin/sign-in",
      "/no-such-page",
      "/letters/rivers.json",
    ]) {
      const { headers } = await browserIn(world).get(path);
      expect(headers.get("content-security-policy")).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      for (const nothing of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"])
        expect(headers.get("content-security-policy")).toContain(nothing);
      expect(headers.get("content-security-policy")).not.toMatch(/unsafe|https?:|data:|\*/);
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("names its type and charset, and is read by other sites where it is public data alone", async () => {
    const staff = await signInAs(world, "campaigner");
    const answers = [
      ["/letters/rivers", "text/html; charset=UTF-8", null],
      ["/admin/letters/rivers/queue", "text/html; charset=UTF-8", null],
      ["/no-such-page", "text/html; charset=UTF-8", null],
      ["/healthz", "text/plain; charset=UTF-8", null],
      ["/admin/letters/rivers/queue.json", "application/json", null],
      ["/captcha/challenge?letter=rivers", "application/json", null],
      ["/letters/rivers.json", "application/json", "*"],
    ] as const;
    for (const [path, type, readers] of answers) {
      const { headers } = await staff.get(path);
      expect([path, headers.get("content-type")?.replace(/;\s*/, "; ")]).toEqual([path, type]);
      expect([path, headers.get("access-control-allow-origin")]).toEqual([path, readers]);
    }
  });

  it("sets no cookie for readers and signers, and loads nothing from elsewhere", async () => {
    await buildEntry(world.deps, world.letter, { kind: "organisation", name: "Weir" });
    for (const path of [
      "/letters/rivers",
      "/letters/rivers/signatories",
      "/letters/rivers/check-your-inbox",
    ]) {
      const response = await browserIn(world).get(path);
      expect(response.headers.get("set-cookie")).toBeNull();
      const page = await response.text();
      expect(page).not.toMatch(/(src|srcset|action)="https?:/);
      expect(page).not.toMatch(/<link(?![^>]*canonical)[^>]*href="https?:/);
      expect(page).not.toMatch(/<(style|script)>| style=| on[a-z]+="/);
    }
  });

  it("is never a crash for odd addresses", async () => {
    const odd = [
      "/letters/%00",
      "/letters/%E0%A4%A",
      "/letters/..%2f",
      "/letters/a".padEnd(5000, "a"),
      "/verification/%ff",
      "//",
      "/letters/rivers/signatories?q=%FF&after=%FF",
    ];
    for (const path of odd) {
      for (const method of ["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"]) {
        expect((await browserIn(world).send(path, { method })).status).toBeLessThan(500);
      }
    }
    expect(world.log.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("to a bug is a page that says so, and a log line without what was typed", async () => {
    await world.db.$executeRawUnsafe("ALTER TABLE signature RENAME TO elsewhere");
    const response = await browserIn(world).post(SIGN, { ...PERSON, altcha: undefined });
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining("This is our fault"),
    ]);
    const [crash] = world.log.filter(({ event }) => event === "web.crash");
    expect(crash?.fields).toMatchObject({ method: "POST" });
    expect(JSON.stringify(world.log)).not.toMatch(/ada@|Lovelace/i);
  });
});

describe("health", () => {
  it("says alive and ready", async () => {
    expect(await (await browserIn(world).get("/healthz")).text()).toBe("ok");
    const ready = await browserIn(world).get("/readyz");
    expect(await ready.json()).toEqual({ reads: true, writes: true });
  });
});
