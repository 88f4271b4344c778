import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { mailSaying } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ben: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  ben = await signInAs(world, "moderator");
});
afterEach(() => world.close());

const LETTER = "/admin/letters/rivers";
const TYPED = { name: "PROF. ADA WEIR", affiliation: "university of bath" };
const MENDED = { name: "Ada Weir", title: "Prof.", affiliation: "University of Bath" };

const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const former = () => world.db.formerWording.findMany();
const pageOf = async (id: string, query = "") =>
  await (await ben.get(`${LETTER}/entries/${id}${query}`)).text();
const ownPageOf = async (id: string) =>
  paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
const own = async (id: string, action: string, fields: Record<string, string> = {}) =>
  await browserIn(world).post(await ownPageOf(id), { action, ...fields });
const decide = (id: string, decision: string) =>
  ben.post(`${LETTER}/decisions`, { id, decision, reason: "own-request" });

/** A pending entry whose address was confirmed. */
async function build(given: GivenEntry = {}): Promise<string> {
  const typed = given.kind === "organisation" ? {} : TYPED;
  const id = await buildEntry(world.deps, world.letter, { state: "pending", ...typed, ...given });
  await world.db.signature.update({ where: { id }, data: { verifiedAt: world.clock.now() } });
  return id;
}

/** Sends the form of an entry's page, with these fields in place of what it says. */
async function correct(id: string, fields: Record<string, string>, seenOn = pageOf(id)) {
  const seen = /name="seen" value="(\w+)"/.exec(await seenOn)?.[1] ?? "";
  return await ben.post(`${LETTER}/entries/${id}/correction`, { ...fields, seen });
}

describe("a correction", () => {
  it("mends capitals and moves words, and renews how the entry is sorted and found", async () => {
    const id = await build();
    const answer = await correct(id, MENDED);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      `${LETTER}/entries/${id}?corrected=on#correct`,
    ]);
    const row = await rowOf(id);
    expect(row).toMatchObject({ ...MENDED, sortKey: "weir ada", nameKey: "ada weir" });
    expect(JSON.parse(row.searchWords)).toEqual(["ada", "weir", "university", "of", "bath"]);
    const { consentHash, letterVersionId } = row;
    expect([consentHash, letterVersionId]).toEqual([null, world.letter.version.id]);
    expect(await former()).toMatchObject([{ signatureId: id, ...TYPED, title: null }]);
    const page = await pageOf(id, "?corrected=on");
    expect(page).toContain("We saved the correction");
    expect(page).toMatch(/Wording corrected.*?<td>/s);
    expect(page).toContain("<del><bdi>PROF. ADA WEIR</bdi></del>");
    expect(await (await ben.get(`${LETTER}/queue.json`)).json()).toMatchObject({
      pending: [MENDED],
    });
  });

  it("keeps what the signatory wrote, however often it is corrected", async () => {
    const id = await build();
    await correct(id, { ...MENDED, name: "ada weir" });
    await correct(id, MENDED);
    expect(await former()).toMatchObject([TYPED]);
    await correct(id, { ...TYPED, title: "" });
    expect(await former()).toEqual([]);
  });

  it.each([
    ["a word more", { ...MENDED, title: "Prof. emerita" }],
    ["a word less", { ...MENDED, title: "" }],
    ["another word", { ...MENDED, name: "Ada Mill" }],
    ["a sign", { ...MENDED, name: "Ada Weir ☭" }],
    ["nothing", {}],
  ])("with %s is refused, and says so beside what was typed", async (_, fields) => {
    const id = await build();
    const answer = await correct(id, fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/Keep every word|Enter the name/);
    expect(await rowOf(id)).toMatchObject(TYPED);
    expect(await former()).toEqual([]);
  });

  it("brings nothing of a contact person into public, and leaves their name alone", async () => {
    const given = { contactName: "SAM OFFICER", contactRole: "CHAIR" };
    const id = await build({ kind: "organisation", name: "River Trust, Treasurer", ...given });
    const moved = await correct(id, { name: "River Trust Chair", contact_role: "Treasurer" });
    expect([moved.status, await moved.text()]).toEqual([
      422,
      expect.stringContaining("it is not public"),
    ]);
    await correct(id, { name: "River Trust", contact_role: "Chair, Treasurer", contact_name: "X" });
    expect(await rowOf(id)).toMatchObject({
      name: "River Trust",
      contactRole: "Chair, Treasurer",
      contactName: "SAM OFFICER",
    });
  });

  it("is for pending entries as they were seen", async () => {
    const id = await build();
    const seen = await pageOf(id);
    await own(id, "edit", { name: "Ada Mill", country: "ZZ" });
    expect((await correct(id, MENDED, Promise.resolve(seen))).status).toBe(409);
    for (const state of ["unverified", "held", "published", "rejected"] as const) {
      const other = await build({ state });
      expect(await pageOf(other)).not.toContain('name="seen" value');
      expect((await correct(other, MENDED, Promise.resolve(seen))).status).toBe(422);
      expect(await rowOf(other)).toMatchObject(TYPED);
    }
  });

  it("is compared with others anew, and is no longer what another moderator saw", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada Weir" });
    const id = await build({ name: "Weir", title: "Ada" });
    expect((await rowOf(id)).signals).not.toContain("same-name");
    await correct(id, { name: "Ada Weir", affiliation: TYPED.affiliation });
    const { signals, editedAt } = await rowOf(id);
    expect(signals).toContain("same-name");
    expect(editedAt).toEqual(world.clock.now());
  });

  it("is mailed even if the entry had been public before in another wording", async () => {
    const id = await build();
    await decide(id, "approve");
    await decide(id, "unpublish");
    expect((await rowOf(id)).unpublishedAt).not.toBeNull();
    await correct(id, MENDED);
    expect(await rowOf(id)).toMatchObject({ ...MENDED, unpublishedAt: null });
  });

  it("leaves an organisation's own confirmation as it is, unless a word left the name", async () => {
    const verified = { verifiedHow: "second-confirmation", verifiedHowAt: new Date() };
    for (const [name, how] of [
      ["River Trust (Chair)", "second-confirmation"],
      ["River Trust", null],
    ] as const) {
      const id = await build({ kind: "organisation", name: "RIVER TRUST CHAIR" });
      await world.db.signature.update({ where: { id }, data: verified });
      const role = name === "River Trust" ? "Director, chair" : "Director";
      expect((await correct(id, { name, contact_role: role })).status).toBe(303);
      expect((await rowOf(id)).verifiedHow).toBe(how);
    }
  });

  it("is mailed with the publication, in both wordings", async () => {
    const id = await build();
    await correct(id, MENDED);
    await decide(id, "approve");
    world.clock.advance(15_000);
    await world.deliver();
    const { text } = mailSaying(world.mailbox, "it is now public");
    expect(text).toContain("You wrote:\n    PROF. ADA WEIR\n    university of bath\n");
    expect(text).toContain("It says now:\n    Ada Weir\n    Prof.\n    University of Bath\n");
  });
});

describe("a signatory whose entry was corrected", () => {
  it.each(["pending", "published"] as const)(
    "sees both wordings and goes back to their own while %s",
    async (state) => {
      const id = await build();
      await correct(id, MENDED);
      if (state === "published") await decide(id, "approve");
      const page = await (await browserIn(world).get(await ownPageOf(id))).text();
      expect(page).toMatch(
        /You wrote<\/dt><dd><bdi>PROF\. ADA WEIR.*It says now<\/dt><dd><bdi>Ada/s,
      );
      const answer = await own(id, "restore-wording");
      expect(answer.headers.get("location")).toContain("news=wording-restored");
      expect(await rowOf(id)).toMatchObject({
        ...TYPED,
        title: null,
        state,
        nameKey: "prof. ada weir",
      });
      const shown = await (await browserIn(world).get(await ownPageOf(id))).text();
      expect(shown).not.toContain("Ada Weir");
      const list = await (await browserIn(world).get("/letters/rivers/signatories.json")).text();
      expect(list.includes("PROF. ADA WEIR")).toBe(state === "published");
      expect(await pageOf(id)).toContain("Went back to their own wording");
      expect((await own(id, "restore-wording")).headers.get("location")).toContain("impossible");
    },
  );

  it("is not corrected again until they change the entry", async () => {
    const id = await build();
    const seen = await pageOf(id);
    await correct(id, MENDED);
    await own(id, "restore-wording");
    expect(await pageOf(id)).not.toContain('name="seen"');
    expect((await correct(id, MENDED, Promise.resolve(seen))).status).toBe(422);
    await own(id, "edit", { name: "ADA MILL", country: "ZZ" });
    expect(await former()).toEqual([]);
    expect((await correct(id, { name: "Ada Mill" })).status).toBe(303);
  });

  it("finds what they wrote in the copy of their data, and nothing once they left", async () => {
    const id = await build();
    await correct(id, MENDED);
    const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    expect(await (await browserIn(world).get(paths.ownCopy(token))).json()).toMatchObject({
      entry: MENDED,
      wordingBeforeCorrection: TYPED,
    });
    await own(id, "withdraw", { confirm: "on" });
    expect(await former()).toEqual([]);
  });

  it("is told nothing of former contacts once these are erased or replaced", async () => {
    const id = await build({ kind: "organisation", name: "RIVER TRUST", contactRole: "CHAIR" });
    await correct(id, { name: "River Trust", contact_role: "Chair" });
    const { moveNo } = await rowOf(id);
    const gone = {
      move: "forget-contacts",
      moveNo: moveNo + 1,
      contactName: null,
      contactRole: null,
    };
    await world.db.signature.update({ where: { id }, data: gone });
    expect(await former()).toMatchObject([{ name: "RIVER TRUST", contactRole: null }]);
    await own(id, "restore-wording");
    expect(await rowOf(id)).toMatchObject({ name: "RIVER TRUST", contactRole: null });
  });
});
