import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Every staff route of the app but those for signing in, with its parameters filled in. */
async function staffRoutes(): Promise<{ method: string; path: string }[]> {
  const id = await buildEntry(world.deps, world.letter, { name: "Ada", state: "pending" });
  const routes = world.app.routes.filter(
    ({ method, path }) =>
      path.startsWith("/admin") && !path.startsWith("/admin/sign-in") && method !== "ALL",
  );
  const filled = routes.map(({ method, path }) => ({
    method,
    path: path.replace(":slug", "rivers").replace(":id", id),
  }));
  return [...new Map(filled.map((route) => [`${route.method} ${route.path}`, route])).values()];
}

const FIELDS = { decision: "approve", format: "csv", contacts: "on" };

describe("every staff route", () => {
  it("refuses whoever is not signed in, and says nothing about the letter", async () => {
    const routes = await staffRoutes();
    expect(routes.length).toBeGreaterThanOrEqual(8);
    for (const { method, path } of routes.filter(({ path }) => path !== "/admin/sign-out")) {
      const body = method === "POST" ? { body: new URLSearchParams(FIELDS) } : {};
      const response = await browserIn(world).send(path, { method, ...body });
      const isRedirected = response.headers.get("location") === "/admin/sign-in";
      expect([401, isRedirected ? 303 : 0], `${method} ${path}`).toContain(response.status);
      expect(await response.text()).not.toMatch(/Ada|rivers/i);
    }
    expect(await world.db.signature.count({ where: { state: "pending" } })).toBe(1);
    expect(await world.db.exportRecord.count()).toBe(0);
  });

  it.each(["moderator", "campaigner", "administrator"] as const)(
    "refuses a %s of another letter",
    async (role) => {
      const other = await buildLetter(world.deps, { slug: "other" });
      const stranger = await signInAs(world, role, other);
      for (const { method, path } of await staffRoutes()) {
        if (!path.includes("rivers")) continue;
        const body = method === "POST" ? { body: new URLSearchParams(FIELDS) } : {};
        const response = await stranger.send(path, { method, ...body });
        expect(response.status, `${method} ${path}`).toBe(403);
        expect(await response.text()).not.toContain("Ada");
      }
      expect(await (await stranger.get("/admin")).text()).not.toContain("/letters/rivers");
    },
  );

  it("refuses a session that was closed, and one of an account that was disabled", async () => {
    const closed = await signInAs(world, "moderator");
    const cookie = [...closed.cookies].map((pair) => pair.join("=")).join("; ");
    await closed.post("/admin/sign-out");
    const again = await browserIn(world).get("/admin", { Cookie: cookie });
    expect(again.headers.get("location")).toBe("/admin/sign-in");

    const disabled = await signInAs(world, "moderator");
    const { accountId: id } = disabled;
    await world.db.account.update({ where: { id }, data: { disabledAt: new Date() } });
    expect((await disabled.get("/admin")).headers.get("location")).toBe("/admin/sign-in");
  });

  it("notes in the log who was refused what, by ids and patterns alone", async () => {
    const stranger = await signInAs(
      world,
      "moderator",
      await buildLetter(world.deps, { slug: "b" }),
    );
    expect((await stranger.get("/admin/letters/rivers/queue?q=ada")).status).toBe(403);
    expect(world.log.filter(({ event }) => event === "staff.refused")).toEqual([
      expect.objectContaining({
        fields: { account: stranger.accountId, route: "GET /admin/letters/:slug/queue" },
      }),
    ]);
  });

  it("is unlocked by a sign-in link once, and says in words that it was used", async () => {
    const { deps } = world;

    const { accountId } = await signInAs(world, "moderator");
    const { token } = await createSignIn(deps, accountId, "sign-in", { byMail: false });
    const path = `/admin/sign-in/${token}`;
    expect((await browserIn(world).post(path)).status).toBe(303);
    const second = await browserIn(world).post(path);
    expect([second.status, await second.text()]).toEqual([
      410,
      expect.stringContaining("A sign-in link works once. Ask for a new one."),
    ]);
    expect(second.headers.get("set-cookie")).toBeNull();
  });
});
