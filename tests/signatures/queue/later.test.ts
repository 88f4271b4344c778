import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { DAY_MS, later, utcDay } from "../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { queueWithBeside } from "../../support/queue-text.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ada: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  ada = await signInAs(world, "moderator");
});
afterEach(() => world.close());

const LETTER = "/admin/letters/rivers";
const JSON_WANTED = { Accept: "application/json" };
const build = (given: GivenEntry = {}) =>
  buildEntry(world.deps, world.letter, { state: "pending", name: "Ada Weir", ...given });
const dayIn = (days: number) => utcDay(later(world.clock.now(), days * DAY_MS));
const setAside = (id: string, until: string, more: Record<string, string> = {}) =>
  ada.post(`${LETTER}/decisions`, { id, decision: "later", until, ...more }, JSON_WANTED);
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const pageOf = async (path: string) => await (await ada.get(`${LETTER}${path}`)).text();

describe("setting an entry aside", () => {
  it("takes a day to come, at most a year away", async () => {
    const id = await build();
    for (const until of ["", "soon", "2026-02-30", dayIn(0), dayIn(-1), dayIn(400)]) {
      expect([until, (await setAside(id, until)).status]).toEqual([until, 422]);
    }
    expect((await rowOf(id)).laterUntil).toBeNull();
    expect((await setAside(id, dayIn(1))).status).toBe(200);
    expect((await setAside(id, dayIn(300))).status).toBe(200);
    expect(utcDay((await rowOf(id)).laterUntil ?? new Date(0))).toBe(dayIn(300));
  });

  it("shows it under a filter, with its day, and leaves the queue without it", async () => {
    const id = await build();
    await build({ name: "Grace Mill" });
    await setAside(id, dayIn(7), { note: "Asked the press office" });
    const queue = await pageOf("/queue");
    expect(queue).not.toContain("Ada Weir");
    expect(queue).toContain('href="/admin/letters/rivers/queue?state=pending&amp;aside=on"');
    expect(queue).toContain("1 set aside");
    const aside = await pageOf("/queue?aside=on");
    expect(aside).toMatch(/Ada Weir.*Set aside until /s);
    const beside = await queueWithBeside(ada, `${LETTER}/queue?aside=on`);
    expect(beside).toContain("Asked the press office");
    expect(aside).not.toContain("Grace Mill");
    const json = JSON.parse(await pageOf("/queue.json?aside=on"));
    expect([json.total, json.pending[0].id]).toEqual([1, id]);
  });

  it("ends on its page, and by undoing", async () => {
    const id = await build();
    await setAside(id, dayIn(7));
    const page = await pageOf(`/entries/${id}`);
    expect(page).toMatch(/You have set it aside\. It comes back into the queue on /);
    expect(page).toMatch(/Set aside until .*by|Set aside until/);
    const { at } = await world.db.event.findFirstOrThrow({ where: { move: "set-aside" } });
    const flash = `done=later&count=1&at=${at.getTime()}`;
    expect(await pageOf(`/queue?${flash}`)).toContain('value="undo"');
    await ada.post(`${LETTER}/decisions`, { id, decision: "undo" });
    expect(await pageOf("/queue")).toContain("Ada Weir");
  });

  it("is over once its signatory changes it, or somebody decides it", async () => {
    const [changed, decided, erased] = [await build(), await build(), await build()];
    for (const id of [changed, decided, erased]) await setAside(id, dayIn(7));
    const token = await signOwnPageToken(world.deps.keys, { id: changed, version: 1 });
    const fields = { name: "Ada Mill", country: "ZZ", visibility: "full" };
    await browserIn(world).post(paths.ownPage(token), { action: "edit", ...fields });
    expect(await rowOf(changed)).toMatchObject({ name: "Ada Mill", laterUntil: null });
    await ada.post(`${LETTER}/decisions`, { id: decided, decision: "reject", reason: "duplicate" });
    await ada.post(`${LETTER}/decisions`, { id: erased, decision: "erase", reason: "own-request" });
    expect((await rowOf(decided)).laterUntil).toBeNull();
    expect((await rowOf(erased)).laterUntil).toBeNull();
  });

  it("is for pending entries alone", async () => {
    for (const state of ["held", "published", "rejected", "unverified"] as const) {
      const id = await build({ state });
      expect((await (await setAside(id, dayIn(7))).json()).decided).toEqual([]);
      expect((await rowOf(id)).laterUntil).toBeNull();
    }
  });
});
