import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import { forgetExpired } from "../../../src/signatures/forget.ts";
import { TAKEDOWN_HOURS } from "../../../src/signatures/lifecycle.ts";
import { queueWithBeside } from "../../support/queue-text.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let moderator: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  moderator = await signInAs(world, "moderator");
});
afterEach(() => world.close());

const LETTER = "/admin/letters/rivers";
const DECISIONS = `${LETTER}/decisions`;
const entryPath = (id: string) => `${LETTER}/entries/${id}`;
const build = (given: GivenEntry) => buildEntry(world.deps, world.letter, given);
const pageOf = async (path: string) => await (await moderator.get(path)).text();

/** The decisions that a page has buttons for, in their order. */
function buttonsOf(page: string): string[] {
  const [, part = ""] = page.split('id="take-out"');
  return [...part.matchAll(/name="decision" value="([a-z]+)"/g)].map(([, name = ""]) => name);
}

describe("the page of an entry", () => {
  it.each([
    ["held", ["takedown", "erase"]],
    ["unverified", ["takedown", "erase"]],
    ["pending", ["takedown", "erase"]],
    ["published", ["unpublish", "takedown", "erase"]],
    ["rejected", ["takedown", "erase"]],
    ["invalidated", ["erase"]],
    ["takendown", []],
    ["withdrawn", []],
    ["refused", []],
  ] as const)("offers what takes out an entry that is %s", async (state, decisions) => {
    const id = await build({ state });
    expect(buttonsOf(await pageOf(entryPath(id)))).toEqual(decisions);
  });

  it("takes it down and back, says what was done, and what can be undone until when", async () => {
    const id = await build({ state: "rejected", name: "Ada Weir" });
    const form = { from: "entry", id, state: "rejected", reason: "own-request" };
    const answer = await moderator.post(DECISIONS, { ...form, decision: "takedown" });
    const address = answer.headers.get("location") ?? "";
    expect([answer.status, address]).toEqual([303, expect.stringContaining(entryPath(id))]);
    const page = await pageOf(address);
    expect(page).toContain("1 entry taken down.");
    expect(page).toContain("Taken down; data to be deleted after 24 hours");
    expect(buttonsOf(page)).toEqual(["undo", "erase"]);
    const undone = await moderator.post(DECISIONS, { ...form, decision: "undo" });
    const after = await pageOf(undone.headers.get("location") ?? "");
    expect(after).toContain("The entry is where it was before. We did not mail anybody.");
    expect(after).toContain("Takedown undone");
    await moderator.post(DECISIONS, { ...form, decision: "takedown" });
    world.clock.advance(TAKEDOWN_HOURS * HOUR_MS);
    moderator = await signInAs(world, "moderator");
    expect(buttonsOf(await pageOf(entryPath(id)))).toEqual(["erase"]);
    await forgetExpired(world.deps);
    expect(buttonsOf(await pageOf(entryPath(id)))).toEqual([]);
  });

  it("asks first whether it is still them, and then does what was sent", async () => {
    const id = await build({ name: "Ada", state: "published" });
    world.clock.advance(16 * MINUTE_MS);
    for (const decision of ["takedown", "erase"] as const) {
      const sent = { id, decision, reason: "own-request", from: "entry" };
      const asked = await moderator.post(DECISIONS, sent);
      expect([asked.status, await asked.text()]).toEqual([
        403,
        expect.stringContaining("This page keeps it"),
      ]);
      const json = await moderator.post(DECISIONS, sent, { Accept: "application/json" });
      expect([json.status, await json.json()]).toEqual([403, { error: "step-up" }]);
    }
    expect((await world.db.signature.findFirstOrThrow()).state).toBe("published");
    const unpublish = { id, decision: "unpublish", reason: "own-request" };
    expect((await moderator.post(DECISIONS, unpublish)).status).toBe(303);
    expect((await world.db.signature.findFirstOrThrow()).state).toBe("pending");
  });

  it("asks the same before it puts back who was taken down, and not for other undoing", async () => {
    const id = await build({ name: "Ada", state: "published" });
    const other = await build({ name: "Bea", state: "published" });
    const decide = async (ids: string, decision: string) =>
      (await moderator.post(DECISIONS, { id: ids, decision, reason: "own-request" })).status;
    expect([await decide(id, "takedown"), await decide(other, "unpublish")]).toEqual([303, 303]);
    world.clock.advance(16 * MINUTE_MS);
    expect(await decide(id, "undo")).toBe(403);
    expect(await decide(other, "undo")).toBe(303);
    const stateOf = async (which: string) =>
      (await world.db.signature.findUniqueOrThrow({ where: { id: which } })).state;
    expect([await stateOf(id), await stateOf(other)]).toEqual(["takendown", "published"]);
  });

  it("keeps what was typed if the reason is missing", async () => {
    const id = await build({ state: "rejected" });
    const form = { from: "entry", id, decision: "erase", reason: "", note: "She phoned" };
    const answer = await moderator.post(DECISIONS, form);
    const page = await answer.text();
    expect([answer.status, page]).toEqual([
      422,
      expect.stringContaining("Choose a reason from the list"),
    ]);
    expect(page).toContain('value="She phoned"');
    expect(buttonsOf(page)).toEqual(["takedown", "erase"]);
  });

  it("puts what was unpublished back into the list", async () => {
    const id = await build({ name: "Ada Weir" });
    const form = { from: "entry", id, state: "published", reason: "own-request" };
    await moderator.post(DECISIONS, { ...form, decision: "unpublish" });
    const page = await pageOf(entryPath(id));
    expect(page).toContain("Taken off the list; waiting for a moderator");
    expect(buttonsOf(page)).toEqual(["undo", "takedown", "erase"]);
    await moderator.post(DECISIONS, { ...form, decision: "undo" });
    expect(await pageOf(entryPath(id))).toContain("Published again, as it was before");
  });
});

describe("the queue", () => {
  it("leads from each row to the page that takes its entry out", async () => {
    for (const state of ["pending", "published", "rejected", "held", "unverified"] as const) {
      const id = await build({ state });
      const page = await queueWithBeside(moderator, `${LETTER}/queue?state=${state}`);
      expect(page).toContain(`href="${entryPath(id)}#take-out"`);
    }
  });

  it("offers to undo what was unpublished or taken down a moment ago", async () => {
    for (const decision of ["unpublish", "takedown"]) {
      const id = await build({});
      const fields = { id, decision, state: "published", reason: "own-request" };
      const answer = await moderator.post(DECISIONS, fields);
      const page = await pageOf(answer.headers.get("location") ?? "");
      expect(page).toContain(`<input type="hidden" name="id" value="${id}"/>`);
      expect(page).toContain('value="undo"');
    }
  });

  it.each(["rejected", "held", "unverified", "invalidated", "published"] as const)(
    "finds by its whole address an entry that is %s",
    async (state) => {
      const email = "ada.weir@example.org";
      const id = await build({ state, name: "Ada Weir", email });
      const search = await moderator.post(`${LETTER}/queue/search`, { search: email });
      const page = await pageOf(search.headers.get("location") ?? "");
      expect(page).toContain(`href="${entryPath(id)}"`);
      expect(page).toContain("Ada Weir: ");
    },
  );

  it("finds by its address what was taken down until that is erased", async () => {
    const email = "ada.weir@example.org";
    const id = await build({ state: "takendown", takendownFrom: "published", email });
    const find = async () => {
      const search = await moderator.post(`${LETTER}/queue/search`, { search: email });
      return await pageOf(search.headers.get("location") ?? "");
    };
    expect(await find()).toContain(`href="${entryPath(id)}"`);
    await moderator.post(DECISIONS, { id, decision: "erase", reason: "own-request" });
    expect(await find()).not.toContain(id);
  });
});
