import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { createApp } from "../../../src/app.ts";
import { pagesVersion } from "../../../src/letters/public-version.ts";
import { compressPage } from "../../../src/runtime/compress.ts";
import { listenerOf } from "../../../src/runtime/listener.ts";
import { nodeMetrics } from "../../../src/runtime/metrics.ts";
import { HOUR_MS, later, MINUTE_MS, SECOND_MS } from "../../../src/shared/clock.ts";
import { pageMemory } from "../../../src/shared/pages/page-memory.ts";
import { PERSON } from "../../support/forms.ts";
import { browserIn, openWorld, signInAs, solveCaptcha, type World } from "../../support/world.ts";

const TOKEN = "a-token-of-some-length";

let world: World;

/** The world as a server that exports metrics. */
function watched(opened: World): World {
  const { clock } = opened;
  const deps = {
    ...opened.deps,
    metrics: nodeMetrics(opened.deps, TOKEN),
    pages: pageMemory({
      clock,
      versionOf: (slug) => pagesVersion(opened.deps, slug),
      compress: compressPage,
    }),
  };
  return { ...opened, deps, app: createApp(deps) };
}

beforeEach(async () => {
  world = watched(await openWorld());
});
afterEach(() => world.close());

const ask = async (authorization = `Bearer ${TOKEN}`) =>
  await browserIn(world).get("/metrics", { Authorization: authorization });

/** The metrics: each line's value, by name and labels. */
async function figures(): Promise<Record<string, number>> {
  const lines = (await (await ask()).text()).split("\n").filter((line) => /^[a-z]/.test(line));
  return Object.fromEntries(
    lines.map((line) => [line.replace(/ \S+$/, ""), Number(line.split(" ").at(-1))]),
  );
}

const requests = (method: string, route: string, status: number) =>
  `undersigned_http_requests_total{method="${method}",route="${route}",status="${status}"}`;

describe("the figures of a process", () => {
  it("are for whoever shows the token, are kept nowhere, and are not there without one", async () => {
    const shown = await ask();
    expect([shown.status, shown.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(shown.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    for (const wrong of [
      "",
      "Bearer",
      `Bearer ${TOKEN}x`,
      `Basic ${TOKEN}`,
      `Bearer ${"a".repeat(22)}`,
    ]) {
      const refused = await ask(wrong);
      expect([refused.status, refused.headers.get("cache-control")]).toEqual([401, "no-store"]);
      expect(await refused.text()).not.toContain("undersigned_");
    }
    const unwatched = createApp({ ...world.deps, metrics: null });
    expect((await unwatched.request("/metrics")).status).toBe(404);
  });

  it("count requests by the pattern of their route, never by an address", async () => {
    const browser = browserIn(world);
    const moderator = await signInAs(world, "moderator");
    for (const path of ["/", "/letters/rivers?x=1", "/letters/rivers.json?x", "/nothing/here"])
      await browser.get(path);
    await browser.get("/verification/some-token");
    await browser.post("/letters/rivers/signatures", {}, { "Sec-Fetch-Site": "cross-site" });
    await browser.send("/letters/rivers", { method: "PROPFIND" });
    await moderator.get("/admin/letters/rivers/queue");
    await moderator.get("/admin/letters/rivers/exports");
    await moderator.get("/admin/nothing/here");
    const known = await figures();
    expect(known).toMatchObject({
      [requests("GET", "/", 302)]: 1,
      [requests("GET", "/letters/:slug", 200)]: 1,
      [requests("GET", "/letters/:slug.json", 200)]: 1,
      [requests("GET", "other", 404)]: 2,
      [requests("GET", "/verification/:token", 404)]: 1,
      [requests("POST", "/letters/:slug/signatures", 403)]: 1,
      [requests("GET", "/admin/letters/:slug/queue", 200)]: 1,
      [requests("GET", "/admin/letters/:slug/exports", 403)]: 1,
      'undersigned_http_request_duration_seconds_count{route="/letters/:slug"}': 1,
    });
    const names = Object.keys(known).join("\n");
    expect(names).toContain('method="other"');
    expect(names).not.toMatch(/rivers|some-token|PROPFIND|192\.0\.2|staff\.example/);
  });

  it("count the pages that leave from memory, whoever sends them, each once", async () => {
    const { pages, metrics } = world.deps;
    const server = createServer(listenerOf({ answer: world.app.fetch, pages, metrics }));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : null;
    const get = (path: string, init?: RequestInit) =>
      fetch(`http://127.0.0.1:${port}${path}`, init);
    const first = await get("/letters/rivers");
    const etag = first.headers.get("etag") ?? "";
    for (let times = 0; times < 5; times += 1) await (await get("/letters/rivers")).text();
    await get("/letters/rivers", { method: "HEAD" });
    await get("/letters/rivers", { headers: { "If-None-Match": etag } });
    world.clock.advance(SECOND_MS);
    // The listener has to ask for the version now, so the app answers, with the kept page.
    await get("/letters/rivers");
    await get("/letters/rivers/privacy");
    await get("/letters/rivers/privacy");
    for (let times = 0; times < 2; times += 1) await get("/letters/rivers/versions/1.json");
    server.closeAllConnections();
    server.close();
    expect(await figures()).toMatchObject({
      'undersigned_http_from_memory_total{route="/letters/:slug"}': 8,
      'undersigned_http_from_memory_total{route="/letters/:slug/privacy"}': 1,
      'undersigned_http_from_memory_total{route="/letters/:slug/versions/:number.json"}': 1,
      [requests("GET", "/letters/:slug", 200)]: 7,
      [requests("GET", "/letters/:slug", 304)]: 1,
      [requests("HEAD", "/letters/:slug", 200)]: 1,
      'undersigned_http_request_duration_seconds_count{route="/letters/:slug"}': 1,
    });
  });

  it("say what waits in the outbox and in the queues, and for how long", async () => {
    const altcha = await solveCaptcha(world);
    await browserIn(world).post("/letters/rivers/signatures", { ...PERSON, altcha });
    await buildEntry(world.deps, world.letter, { state: "held" });
    const signedAt = later(world.clock.now(), -HOUR_MS);
    const id = await buildEntry(world.deps, world.letter, { state: "pending" });
    await world.db.signature.updateMany({ where: { id }, data: { signedAt } });
    await buildEntry(world.deps, world.letter, { proposal: { name: "Ada King" } });
    await world.db.outbox.updateMany({ data: { dueAt: later(world.clock.now(), -MINUTE_MS) } });
    const known = await figures();
    expect(known).toMatchObject({
      undersigned_signatures_accepted_total: 1,
      undersigned_queue_pending: 2,
      undersigned_queue_held: 1,
      undersigned_queue_oldest_pending_seconds: 3600,
      undersigned_outbox_oldest_due_seconds: 60,
      undersigned_outbox_parked: 0,
      undersigned_database_up: 1,
      'undersigned_switch_on{name="read-only"}': 0,
      'undersigned_switch_on{name="stop-signing"}': 0,
    });
    expect(known["undersigned_outbox_due"]).toBeGreaterThan(0);
    expect(known["process_resident_memory_bytes"]).toBeGreaterThan(1e6);
    expect(known).toHaveProperty("nodejs_eventloop_lag_p99_seconds");
  });

  it("are asked of the database once in some seconds, and say when it is away", async () => {
    await figures();
    await buildEntry(world.deps, world.letter, { state: "held" });
    expect(await figures()).toMatchObject({ undersigned_queue_held: 0 });
    world.clock.advance(5 * SECOND_MS);
    expect(await figures()).toMatchObject({ undersigned_queue_held: 1 });
    const away = new Proxy(world.db, {
      get: (target, name) => {
        if (name === "outbox") throw new Error("The database is away.");
        return Reflect.get(target, name);
      },
    });
    const metrics = nodeMetrics({ ...world.deps, db: away }, TOKEN);
    world = { ...world, app: createApp({ ...world.deps, metrics }) };
    const known = await figures();
    expect(known).toMatchObject({ undersigned_database_up: 0 });
    expect(known["undersigned_outbox_due"]).toBeNaN();
  });
});
