import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { DAY_MS, later, utcDay } from "../../../src/shared/clock.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ada: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  ada = await signInAs(world, "administrator");
});
afterEach(() => world.close());

const LETTER = "/admin/letters/rivers";
const build = (given: GivenEntry = {}) => buildEntry(world.deps, world.letter, given);
const pageOf = async (id: string, query = "") =>
  await (await ada.get(`${LETTER}/entries/${id}${query}`)).text();
const stateOf = async (id: string) =>
  (await world.db.signature.findUniqueOrThrow({ where: { id } })).state;
const fieldsOf = (form = "") =>
  Object.fromEntries(
    [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]),
  );
const formOf = (page: string) => page.match(/<form id="decide".*?<\/form>/s)?.[0] ?? "";
const buttonsOf = (page: string) =>
  [...formOf(page).matchAll(/name="decision" value="([a-z]+)"/g)].map(([, name]) => name);
const linkOf = (page: string, rel: string) =>
  page.match(new RegExp(`<a rel="${rel}" href="[^"]*/entries/([^?"]+)\\?tab=(\\w+)"`))?.slice(1);

describe("the page of an entry", () => {
  it.each([
    ["held", ["release", "note"]],
    ["unverified", ["note"]],
    ["pending", ["approve", "reject", "later", "note"]],
    ["published", ["note"]],
    ["rejected", ["approve", "note"]],
    ["withdrawn", []],
  ] as const)("decides an entry that is %s", async (state, decisions) => {
    expect(buttonsOf(await pageOf(await build({ state })))).toEqual(decisions);
  });

  it("decides a change that waits for a published entry", async () => {
    const id = await build({ name: "Ada Weir", proposal: { name: "Ada Mill" } });
    const page = await pageOf(id);
    expect(buttonsOf(page)).toEqual(["approve", "reject", "note"]);
    await ada.post(`${LETTER}/decisions`, { ...fieldsOf(formOf(page)), decision: "approve" });
    expect((await world.db.signature.findUniqueOrThrow({ where: { id } })).name).toBe("Ada Mill");
  });

  it("comes back to itself with a way to undo, and on from where it was", async () => {
    const [id, after] = [
      await build({ state: "pending", hoursAgo: 3 }),
      await build({ state: "pending" }),
    ];
    const fields = fieldsOf(formOf(await pageOf(id)));
    const answer = await ada.post(`${LETTER}/decisions`, { ...fields, decision: "approve" });
    const address = answer.headers.get("location") ?? "";
    expect([answer.status, address]).toEqual([303, expect.stringContaining(`/entries/${id}?`)]);
    const page = await (await ada.get(address)).text();
    expect(page).toContain("1 entry approved.");
    expect(linkOf(page, "next")).toEqual([after, "pending"]);
    const undo = page.match(/<form[^>]*><input type="hidden" name="state".*?value="undo"/s)?.[0];
    const back = await ada.post(`${LETTER}/decisions`, { ...fieldsOf(undo), decision: "undo" });
    expect(back.headers.get("location")).toContain(`/entries/${id}?`);
    expect(await stateOf(id)).toBe("pending");
  });

  it("leads to the entries before and after it, as the tab has them", async () => {
    for (const state of ["pending", "published"] as const) {
      const ids: string[] = [];
      for (const hoursAgo of [4, 3, 2, 1]) ids.push(await build({ state, hoursAgo }));
      const [first = "", second = "", third = "", fourth = ""] =
        state === "pending" ? ids : ids.reverse();
      const around = async (id: string) => {
        const page = await pageOf(id);
        return [linkOf(page, "prev")?.[0], linkOf(page, "next")?.[0]];
      };
      expect(await around(first)).toEqual([undefined, second]);
      expect(await around(second)).toEqual([first, third]);
      expect(await around(fourth)).toEqual([third, undefined]);
      if (state === "published") continue;
      const until = utcDay(later(world.clock.now(), 3 * DAY_MS));
      await ada.post(`${LETTER}/decisions`, { id: third, decision: "later", until });
      expect(await around(second)).toEqual([first, fourth]);
    }
  });
});
