import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { openWorld, signInAs, type World } from "../support/world.ts";

let world: World;
let staff: Awaited<ReturnType<typeof signInAs>>;

const DESK = "/admin/letters/rivers";

beforeEach(async () => {
  world = await openWorld();
  staff = await signInAs(world, "campaigner");
});
afterEach(() => world.close());

const bySlug = (slug: string) => world.db.letter.findUnique({ where: { slug } });

describe("a duplicate of a letter", () => {
  it("has its text, settings and reasons, but no signatures, people or dates", async () => {
    await buildEntry(world.deps, world.letter);
    await signInAs(world, "moderator");
    const closesAt = new Date("2030-01-01");
    await world.db.letter.updateMany({ data: { contact: "Ada", contactMonths: 9, closesAt } });
    const letterId = world.letter.id;
    const reason = { letterId, position: 1, createdAt: world.clock.now() };
    await world.db.letterReason.create({
      data: { ...reason, id: "own", code: "own", label: "Rude" },
    });
    const made = await staff.post(`${DESK}/copy`, { slug: "rivers-2" });
    expect(made.headers.get("location")).toBe("/admin/letters/rivers-2?done=created");
    const copy = await bySlug("rivers-2");
    expect(copy).toMatchObject({ state: "draft", contact: "Ada", contactMonths: 9 });
    expect(copy).toMatchObject({ closesAt: null, individuals: 0, revision: 1 });
    const where = { letterId: copy?.id ?? "" };
    expect(await world.db.signature.count({ where })).toBe(0);
    const [own] = await world.db.letterReason.findMany({ where });
    expect(own).toMatchObject({ label: "Rude", code: own?.id });
    expect(own?.id).not.toBe("own");
    const roles = await world.db.role.findMany({ where });
    expect(roles.map(({ accountId, role }) => [accountId, role])).toEqual([
      [staff.accountId, "campaigner"],
    ]);
    expect(await (await staff.get("/admin/letters/rivers-2/draft")).text()).toContain("Mend them.");
    expect(await bySlug("rivers")).toMatchObject({ state: "open", individuals: 1 });
  });

  it("needs an address that is free and can be one", async () => {
    for (const [slug, sentence] of [
      ["rivers", "Another letter already has this address"],
      ["No Spaces", "Use only lower-case letters"],
    ] as const) {
      const refused = await staff.post(`${DESK}/copy`, { slug });
      expect(refused.status).toBe(422);
      expect(await refused.text()).toContain(sentence);
    }
    expect(await world.db.letter.count()).toBe(1);
  });
});

describe("deleting a draft", () => {
  it("says what goes with it, and deletes all of that and nothing of another letter", async () => {
    await buildEntry(world.deps, world.letter);
    await staff.post(`${DESK}/copy`, { slug: "rivers-2" });
    const draft = "/admin/letters/rivers-2";
    const page = await (await staff.get(`${draft}/delete`)).text();
    expect(page).toContain(
      "with its text, its settings and its reasons, and the role of one person",
    );
    const gone = await staff.post(`${draft}/delete`);
    expect(gone.headers.get("location")).toBe("/admin");
    expect(await bySlug("rivers-2")).toBeNull();
    expect(await world.db.letterVersion.count()).toBe(1);
    expect(await world.db.role.count()).toBe(1);
    expect(await world.db.signature.count()).toBe(1);
    const events = await world.db.staffEvent.findMany({ orderBy: { id: "desc" } });
    expect(events[0]).toMatchObject({ what: "letter-deleted", by: staff.accountId });
  });

  it("is refused for a letter that is or was open, or that holds entries", async () => {
    expect((await staff.get(`${DESK}/delete`)).status).toBe(409);
    await staff.post(`${DESK}/delete`);
    await world.db.letter.updateMany({ data: { state: "draft" } });
    const refused = await staff.post(`${DESK}/delete`);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("never open");
    await staff.post(`${DESK}/copy`, { slug: "rivers-2" });
    const copy = await bySlug("rivers-2");
    await buildEntry(
      world.deps,
      {
        ...world.letter,
        id: copy?.id ?? "",
        version: { ...world.letter.version, id: copy?.currentVersionId ?? "" },
      },
      { state: "pending" },
    );
    expect((await staff.post("/admin/letters/rivers-2/delete")).status).toBe(409);
    expect(await world.db.letter.count()).toBe(2);
  });
});
