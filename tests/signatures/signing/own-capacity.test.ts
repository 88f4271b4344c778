import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { ORGANISATION, PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let moderator: Awaited<ReturnType<typeof signInAs>>;

beforeAll(async () => {
  world = await openWorld();
  moderator = await signInAs(world, "moderator");
});
afterEach(async () => {
  await world.db.signature.deleteMany();
  world.mailbox.mails.length = 0;
});
afterAll(() => world.close());

const SAYS = "I sign in my own capacity, not on behalf of the institution I name.";
const MARK = '<span class="capacity">in a personal capacity</span>';
const OWN = { ...PERSON, capacity: "own" };
const CHANGE = { ...OWN, action: "edit" };
const QUEUE = "/admin/letters/rivers/queue";

const read = async (path: string) => await (await browserIn(world).get(path)).text();
const only = async () => await world.db.signature.findFirstOrThrow();
const queue = async () => await (await moderator.get(QUEUE)).text();

async function listed() {
  const list = await (await browserIn(world).get("/letters/rivers/signatories.json")).json();
  return list.signatories.map((one: { capacity: string | null }) => one.capacity);
}

/** A published entry and its signatory's own page. */
async function anEntry(given: GivenEntry = {}) {
  const { name, title, affiliation, country } = PERSON;
  const words = { name, title, affiliation, country };
  const id = await buildEntry(world.deps, world.letter, { ...words, ...given });
  const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
  return { id, page: paths.ownPage(token) };
}

describe("whoever signs in their own capacity", () => {
  it("ticks it, is shown so to themselves, to moderators, in mail and in every list", async () => {
    const form = await read("/letters/rivers");
    expect(form).toContain(SAYS);
    expect(form).toMatch(/<input id="capacity" name="capacity" type="checkbox" value="own"\/>/);
    await sign(world, OWN);
    await world.deliver();
    const link = linkIn(world.mailbox.mails[0], "verification");
    expect(await read(link)).toContain(`Analytical Society</bdi> · ${MARK}`);
    await browserIn(world).post(link, { decision: "confirm" });
    const { id } = await only();
    expect(await queue()).toContain(MARK);
    const entry = await (await moderator.get(`/admin/letters/rivers/entries/${id}`)).text();
    expect(entry).toContain(MARK);
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    for (const path of ["/letters/rivers", "/letters/rivers/signatories"])
      expect(await read(path)).toContain(MARK);
    expect(await listed()).toEqual(["own"]);
    await world.deliver();
    expect(world.mailbox.mails[1]?.text).toContain("Analytical Society · in a personal capacity");
  });

  it("is no other than they typed last before they confirmed", async () => {
    for (const altcha of [undefined, ""]) {
      await sign(world, { ...OWN, altcha });
      expect((await only()).capacity).toBe("own");
      await sign(world, { ...PERSON, altcha });
      expect((await only()).capacity).toBeNull();
      await sign(world, { ...OWN, altcha });
      expect((await only()).capacity).toBe("own");
    }
  });

  it("changes it at once while nobody has decided", async () => {
    const { page } = await anEntry({ state: "pending" });
    await browserIn(world).post(page, CHANGE);
    expect((await only()).capacity).toBe("own");
    expect(await read(page)).toMatch(/name="capacity" type="checkbox" value="own" checked/);
    await browserIn(world).post(page, { ...CHANGE, capacity: undefined });
    expect((await only()).capacity).toBeNull();
  });

  it.each(["own", null] as const)(
    "changes it from %s by a proposal, which a moderator accepts",
    async (capacity) => {
      const { id, page } = await anEntry({ capacity });
      const wanted = capacity === "own" ? undefined : "own";
      const answer = await browserIn(world).post(page, { ...CHANGE, capacity: wanted });
      expect(answer.headers.get("location")).toContain("news=proposed");
      expect(await listed()).toEqual([capacity]);
      const change = wanted
        ? "<ins><bdi>in a personal"
        : "<del><bdi>in a personal capacity</bdi></del>";
      expect(await queue()).toContain("<dt>Capacity</dt>");
      expect(await queue()).toContain(change);
      await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
      expect(await listed()).toEqual([wanted ?? null]);
    },
  );

  it("proposes nothing by a form that says what is listed", async () => {
    const { page } = await anEntry({ capacity: "own" });
    const answer = await browserIn(world).post(page, CHANGE);
    expect(answer.headers.get("location")).toContain("news=changed");
    expect((await only()).proposal).toBeNull();
  });

  it("keeps it in a proposal of an earlier version, which says nothing of it", async () => {
    const { id } = await anEntry({ proposal: { name: "Ada King" } });
    const { proposal } = await only();
    const { capacity: _, ...said } = JSON.parse(proposal ?? "");
    await world.db.signature.updateMany({ data: { proposal: JSON.stringify(said) } });
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    expect(await only()).toMatchObject({ name: "Ada King", capacity: null });
  });

  it("says nothing else there", async () => {
    const response = await sign(world, { ...PERSON, capacity: "theirs" });
    expect(response.status).toBe(422);
    const back = await response.text();
    expect(back).toContain('<a href="#capacity">Tick the box about your own capacity');
    expect(await world.db.signature.count()).toBe(0);
    const { page } = await anEntry();
    expect((await browserIn(world).post(page, { ...CHANGE, capacity: "on" })).status).toBe(422);
    expect((await sign(world, { ...PERSON, capacity: "" })).status).toBe(303);
  });

  it("is no organisation", async () => {
    for (const capacity of ["own", "theirs"]) {
      const response = await sign(world, { ...ORGANISATION, capacity });
      expect(response.status).toBe(303);
      expect((await only()).capacity).toBeNull();
    }
  });
});
