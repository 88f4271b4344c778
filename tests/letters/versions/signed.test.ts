import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, letterFile } from "../../../prisma/builders.ts";
import { saveLetter } from "../../../src/letters/edit.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await buildEntry(world.deps, world.letter, { name: "Ada" });
});
afterEach(() => world.close());

const EDIT = "/admin/letters/rivers/edit";
const BODY = "We ask for clean rivers.\r\n\r\n1. Measure them.\r\n2. Mend them.";
const TEXT = {
  title: "A letter about rivers",
  body: BODY,
  closing: "Yours faithfully,",
  language: "en",
  publisher: "River Watch",
  published: "2026-05-01",
  tags: "",
};
const SUBSTANTIAL = BODY.replace("clean rivers", "the right to build on every bank of them");
const TYPOGRAPHICAL = BODY.replace("Measure them.", "Measure them!");
const SMALL = BODY.replace("Measure them", "Measure then");

type Staff = Awaited<ReturnType<typeof signInAs>>;

/** Saves a text as a person does, who is asked for the reason and gives it. */
async function change(staff: Staff, body: string, more: Record<string, string> = {}) {
  const page = await (await staff.get(EDIT)).text();
  const seen = page.match(/name="seen" value="([0-9a-f]{64})"/)?.[1] ?? "";
  return await staff.post(EDIT, { ...TEXT, body, seen, change_reason: "A reason", ...more });
}

const get = async (path: string) => await (await browserIn(world).get(path)).text();
const numbers = async () => JSON.parse(await get("/letters/rivers.json"));
const listed = async () => JSON.parse(await get("/letters/rivers/signatories.json")).signatories;

describe("a text that was signed, and changes", () => {
  it("asks for the reason first, and says what becomes of the names", async () => {
    const staff = await signInAs(world, "campaigner");
    const response = await change(staff, SUBSTANTIAL, { change_reason: "" });
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain("The name under it stays with the text that was signed");
    expect(page).toContain("Say why you are changing the text");
    expect(page).toContain("every bank of them");
    expect(await world.db.letterVersion.count()).toBe(1);
    expect(await get("/letters/rivers")).not.toContain("every bank");
  });

  it("leaves the names with the text that they signed", async () => {
    await change(await signInAs(world, "campaigner"), SUBSTANTIAL);
    await buildEntry(world.deps, await currentLetter(), { name: "Bea" });

    const page = await get("/letters/rivers");
    expect(page).toContain("every bank of them");
    expect(page).toContain("1 person has signed this text");
    expect(page).toMatch(/1 signed the text of \d/);
    expect(page).toContain("This is version 2 of the text");
    expect(page).toContain(">Bea<");
    expect(page).not.toContain(">Ada<");

    expect(await numbers()).toMatchObject({
      version: 2,
      counts: { individuals: 1, total: 1 },
      byVersion: [
        { version: 1, total: 1 },
        { version: 2, total: 1 },
      ],
    });
    expect(await listed()).toMatchObject([
      { name: "Bea", version: 2 },
      { name: "Ada", version: 1 },
    ]);
    const list = await get("/letters/rivers/signatories");
    const [current, earlier] = list.split("Signed the text of");
    expect(current).toContain(">Bea<");
    expect(current).not.toContain(">Ada<");
    expect(earlier).toMatch(/>Ada<\/bdi><span class="role">signed the text of /);
    expect(await get("/letters/rivers/signatories.csv")).toMatch(/Bea.*,2,,\r\n.*Ada.*,1,,\r\n/);
  });

  it("keeps the names where only case, spaces, marks or punctuation change", async () => {
    await change(await signInAs(world, "campaigner"), TYPOGRAPHICAL);
    expect(await numbers()).toMatchObject({ version: 2, counts: { total: 1 } });
    expect(await get("/letters/rivers")).toContain(">Ada<");
    expect(await listed()).toMatchObject([{ name: "Ada", version: 1 }]);
    expect(await get("/letters/rivers/signatories")).not.toContain("Signed the");
  });

  it("takes the names back under the very text that they signed", async () => {
    const staff = await signInAs(world, "campaigner");
    await change(staff, SUBSTANTIAL);
    await change(staff, BODY);
    expect(await numbers()).toMatchObject({ version: 3, counts: { total: 1 } });
    expect(await get("/letters/rivers")).toContain(">Ada<");
  });

  it("leaves an entry that is approved later with what it signed", async () => {
    const pending = await buildEntry(world.deps, world.letter, { name: "Cleo", state: "pending" });
    await change(await signInAs(world, "campaigner"), SUBSTANTIAL);
    const moderator = await signInAs(world, "moderator");
    await moderator.post("/admin/letters/rivers/decisions", { id: pending, decision: "approve" });
    expect(await numbers()).toMatchObject({ byVersion: [{ version: 1, total: 2 }] });
    expect(await get("/letters/rivers")).not.toContain(">Cleo<");
  });

  it("counts for the front page what was signed of the current text", async () => {
    await change(await signInAs(world, "campaigner"), SUBSTANTIAL);
    await world.db.letter.updateMany({ data: { listed: true } });
    await saveLetter(world.deps, { ...file("Other."), slug: "other" });
    expect(await get("/")).toContain("Nobody has signed yet.");
    expect(await get("/letters/rivers")).toContain("Nobody has signed this text yet.");
  });
});

describe("a change of a few letters", () => {
  it("is a text of its own, unless a second person is asked", async () => {
    await change(await signInAs(world, "campaigner"), SMALL);
    expect(await numbers()).toMatchObject({ version: 2, counts: { total: 0 } });
  });

  it("is public once a second person let it pass, and keeps the names", async () => {
    const [ada, ben] = [await signInAs(world, "campaigner"), await signInAs(world, "campaigner")];
    const asked = await change(ada, SMALL, { change: "typographical" });
    expect(asked.headers.get("location")).toBe(`${EDIT}?decided=proposed`);
    expect(await get("/letters/rivers")).not.toContain("Measure then");
    const seen = /name="seen" value="(\d{4}-[^"]+)"/.exec(await (await ben.get(EDIT)).text())?.[1];
    const decide = (staff: Staff) =>
      staff.post("/admin/letters/rivers/proposed-text", { action: "approve", seen });
    expect((await decide(ada)).headers.get("location")).toContain("decided=own");
    expect(await world.db.letterVersion.count()).toBe(1);
    expect((await decide(ben)).headers.get("location")).toContain("saved=2");
    expect((await decide(ben)).headers.get("location")).toContain("decided=gone");
    expect(await numbers()).toMatchObject({ version: 2, counts: { total: 1 } });
    expect(await get("/letters/rivers")).toContain("Measure then");
    expect(await world.db.letterVersion.findFirst({ where: { number: 2 } })).toMatchObject({
      textNumber: 1,
      approvedBy: ben.accountId,
      reason: "A reason",
    });
  });

  it("is not shown to a second person over a text that has changed since", async () => {
    const [ada, ben] = [await signInAs(world, "campaigner"), await signInAs(world, "campaigner")];
    await change(ada, SMALL, { change: "typographical" });
    const seen = /name="seen" value="(\d{4}-[^"]+)"/.exec(await (await ben.get(EDIT)).text())?.[1];
    await change(ada, SUBSTANTIAL);
    expect(await (await ben.get(EDIT)).text()).not.toContain("A correction is waiting");
    const decided = await ben.post("/admin/letters/rivers/proposed-text", {
      action: "approve",
      seen,
    });
    expect(decided.headers.get("location")).toContain("decided=gone");
    expect(await get("/letters/rivers")).toContain("every bank of them");
  });
});

describe("the text of a closed letter", () => {
  it("is locked on the page, whoever saw it open, and its other fields are not", async () => {
    const staff = await signInAs(world, "campaigner");
    await world.db.letter.updateMany({ data: { state: "closed", closedAt: world.clock.now() } });
    const response = await change(staff, SUBSTANTIAL);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("This letter is closed");
    expect((await change(staff, BODY, { publisher: "Lake Watch" })).status).toBe(303);
    expect(await numbers()).toMatchObject({ version: 1, counts: { total: 1 } });
    expect(await world.db.letterVersion.count()).toBe(1);
  });

  it("is locked for a second person and for a file, by its closing date too", async () => {
    const [ada, ben] = [await signInAs(world, "campaigner"), await signInAs(world, "campaigner")];
    await change(ada, SMALL, { change: "typographical" });
    const seen = /name="seen" value="(\d{4}-[^"]+)"/.exec(await (await ben.get(EDIT)).text())?.[1];
    await world.db.letter.updateMany({ data: { closesAt: world.clock.now() } });
    await ben.post("/admin/letters/rivers/proposed-text", { action: "approve", seen });
    const changed = { ...file("Other."), publishedBy: "Lake Watch", closes: null };
    expect(await saveLetter(world.deps, changed)).toEqual({ outcome: "locked" });
    expect(await world.db.letterVersion.count()).toBe(1);
    expect(await world.db.letter.findFirst()).toMatchObject({ publisher: "River Watch" });
  });
});

describe("a letter that a file changes", () => {
  it("is a text of its own, with the reason of the file or none", async () => {
    await saveLetter(world.deps, file(TYPOGRAPHICAL));
    expect(await numbers()).toMatchObject({ version: 2, counts: { total: 0 } });
    await saveLetter(world.deps, { ...file(SUBSTANTIAL), changeReason: "New facts" });
    const versions = await world.db.letterVersion.findMany({ orderBy: { number: "asc" } });
    expect(versions.map(({ reason }) => reason)).toEqual([null, null, "New facts"]);
  });

  it("keeps its names where the file calls a change typographical, and it is", async () => {
    const claim = (body: string) =>
      saveLetter(world.deps, { ...file(body), change: "typographical" });
    expect(await claim(TYPOGRAPHICAL)).toEqual({ outcome: "new-version", version: 2 });
    expect(await numbers()).toMatchObject({ version: 2, counts: { total: 1 } });
    expect(await claim(SMALL)).toEqual({ outcome: "not-typographical", change: "small" });
    expect(await claim(SUBSTANTIAL)).toMatchObject({ change: "substantial" });
    expect(await numbers()).toMatchObject({ version: 2 });
  });
});

/** The letter as a file, with what a person would have typed. */
function file(body: string) {
  const { title, closing, publisher: publishedBy } = TEXT;
  return letterFile({ title, closing, publishedBy, published: null, state: null, body });
}

async function currentLetter() {
  const { currentVersionId: id } = await world.db.letter.findFirstOrThrow();
  const version = await world.db.letterVersion.findUniqueOrThrow({ where: { id: id ?? "" } });
  return { ...world.letter, version };
}
