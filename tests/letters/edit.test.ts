import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, letterFile } from "../../prisma/builders.ts";
import { saveLetter } from "../../src/letters/edit.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const EDIT = "/admin/letters/rivers/edit";
const FORM = {
  title: "A letter about rivers",
  body: "We ask for clean rivers.\r\n\r\n1. Measure them.\r\n2. Mend them.",
  closing: "Yours faithfully,",
  language: "en",
  publisher: "River Watch",
  published: "2026-05-01",
  tags: "",
};

type Staff = Awaited<ReturnType<typeof signInAs>>;

async function seenBy(staff: Staff): Promise<string> {
  const page = await (await staff.get(EDIT)).text();
  return page.match(/name="seen" value="([0-9a-f]{64})"/)?.[1] ?? "";
}

const versions = async () =>
  (await world.db.letterVersion.findMany({ orderBy: { number: "asc" } })).map(({ body }) => body);

describe("the text of a letter", () => {
  it("becomes a new version where it changed; whoever signed keeps theirs", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    const staff = await signInAs(world, "campaigner");
    const page = await (await staff.get(EDIT)).text();
    expect(page).toContain("One person has signed version 1, and their signature stays with it.");
    const reason = { change_reason: "It was too long" };
    const changed = { ...FORM, body: "We ask for rivers.", seen: await seenBy(staff), ...reason };
    const response = await staff.post(EDIT, changed);
    expect(response.headers.get("location")).toBe(`${EDIT}?saved=2`);
    const saved = await (await staff.get(`${EDIT}?saved=2`)).text();
    expect(saved).toContain("Saved as version 2.");
    expect(saved).toContain("Nobody has signed version 2 yet.");
    expect(await versions()).toEqual([world.letter.version.body, "We ask for rivers."]);
    const signature = await world.db.signature.findFirstOrThrow();
    expect(signature.letterVersionId).toBe(world.letter.version.id);
    const old = await staff.get(`/admin/letters/rivers/versions/${world.letter.version.id}`);
    const text = await old.text();
    expect(text).toContain("Measure them.");
    expect(text).toContain("1 has signed this version.");
    expect(
      await world.db.staffEvent.findMany({ where: { letterId: world.letter.id } }),
    ).toMatchObject([{ what: "letter-version", by: staff.accountId, detail: '{"number":2}' }]);
  });

  it("names what its readers do not see, with the line", async () => {
    const staff = await signInAs(world, "campaigner", null);
    const body = "One.\r\n\r\n![A river](a.png)\r\n\r\n<div>Two</div>";
    for (const path of [
      EDIT,
      `${EDIT}/preview`,
      "/admin/new-letter",
      "/admin/new-letter/preview",
    ]) {
      const page = await (await staff.post(path, { ...FORM, body, action: "preview" })).text();
      expect(page).toContain("Line 3: the image “A river”. Letters have no images");
      expect(page).toContain("Line 5: the HTML tag &lt;div&gt;");
    }
    const page = await (await staff.get(EDIT)).text();
    expect(page).not.toContain("Readers of the letter will not see");
  });

  it("shows author, tags, summary and every closing line on the page; refuses controls", async () => {
    const staff = await signInAs(world, "campaigner", null);
    const said = { author: "Ada Cam", tags: "rivers, water", summary: "Clean rivers for all" };
    const fields = { ...FORM, ...said, closing: "Yours,\r\nAda", change_reason: "More" };
    await staff.post(EDIT, { ...fields, seen: await seenBy(staff) });
    const page = await (await browserIn(world).get("/letters/rivers")).text();
    expect(page).toContain("Published by River Watch on 1 May 2026 · By Ada Cam");
    expect(page).toContain("Tags: rivers, water");
    expect(page).toContain('content="Clean rivers for all"');
    expect(page).toContain('<p class="closing">Yours,\nAda</p>');
    await world.db.letter.updateMany({ data: { tags: '["lakes"]', author: null } });
    world.clock.advance(2_000);
    const later = await (await browserIn(world).get("/letters/rivers")).text();
    expect(later).toContain("Tags: lakes");
    expect(later).not.toContain("Ada Cam");
    const body = "One.\r\nTwo \u202Ethree.";
    const refused = await staff.post(EDIT, { ...fields, body, seen: await seenBy(staff) });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("Line 2: remove the character U+202E");
  });

  it("makes no version of what only a form changes, such as its line ends", async () => {
    const staff = await signInAs(world, "campaigner");
    const seen = await seenBy(staff);
    const response = await staff.post(EDIT, { ...FORM, seen });
    expect(response.headers.get("location")).toBe(`${EDIT}?saved=0`);
    await staff.post(EDIT, { ...FORM, publisher: "River Friends", seen });
    expect(await versions()).toHaveLength(1);
    expect(await world.db.letter.findFirst()).toMatchObject({ publisher: "River Friends" });
    expect(
      await world.db.staffEvent.findMany({ where: { letterId: world.letter.id } }),
    ).toMatchObject([{ what: "letter-settings", detail: '{"changed":["publisher"]}' }]);
  });

  it("is not overwritten by somebody who has not seen it", async () => {
    const [ada, ben] = [await signInAs(world, "campaigner"), await signInAs(world, "campaigner")];
    const seen = await seenBy(ada);
    await ada.post(EDIT, { ...FORM, body: "By Ada.", seen });
    const response = await ben.post(EDIT, { ...FORM, body: "By Ben.", seen });
    const page = await response.text();
    expect(response.status).toBe(409);
    expect(page).toContain("Somebody else saved this letter while you were writing");
    expect(page).toContain('<dd dir="auto">By Ada.</dd>');
    expect(page).toMatch(/<textarea[^>]*>\nBy Ben\.<\/textarea>/);
    expect(page).not.toContain("<dt>Title</dt>");
    expect(await versions()).toEqual([world.letter.version.body, "By Ada."]);

    // Having seen it, Ben may replace it.
    const now = page.match(/name="seen" value="(\w+)"/)?.[1] ?? "";
    const again = await ben.post(EDIT, { ...FORM, body: "By both.", seen: now });
    expect(again.headers.get("location")).toBe(`${EDIT}?saved=3`);
  });

  it("is saved once by a form that is sent twice", async () => {
    const staff = await signInAs(world, "campaigner");
    const changed = { ...FORM, body: "Twice.", seen: await seenBy(staff) };
    await staff.post(EDIT, changed);
    const second = await staff.post(EDIT, changed);
    expect(second.headers.get("location")).toBe(`${EDIT}?saved=0`);
    expect(await versions()).toHaveLength(2);
  });

  it("has one winner where two save at the same time", async () => {
    const staff = await signInAs(world, "campaigner");
    const seen = await seenBy(staff);
    const bodies = ["One.", "Two.", "Three.", "Four."];
    const responses = await Promise.all(
      bodies.map((body) => staff.post(EDIT, { ...FORM, body, seen })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
    const { currentVersionId: id } = await world.db.letter.findFirstOrThrow();
    const current = await world.db.letterVersion.findUniqueOrThrow({ where: { id: id ?? "" } });
    const winner = responses.findIndex(({ status }) => status === 303);
    expect(current.body).toBe(bodies[winner]);
  });

  it("can be edited while signatures are published", async () => {
    const staff = await signInAs(world, "campaigner");
    const seen = await seenBy(staff);
    await buildEntry(world.deps, world.letter, { name: "Meanwhile" });
    const changed = { ...FORM, body: "Still mine.", seen, change_reason: "Why not" };
    expect((await staff.post(EDIT, changed)).status).toBe(303);
  });

  it("keeps what was typed and what was seen, where something is wrong or is previewed", async () => {
    const staff = await signInAs(world, "campaigner");
    const seen = await seenBy(staff);
    const bad = await staff.post(EDIT, { ...FORM, title: "", body: "Typed.", seen });
    const page = await bad.text();
    expect(bad.status).toBe(422);
    expect(page).toContain('<a href="#title">Enter a title</a>');
    expect(page).toMatch(/<textarea[^>]*>\nTyped\.<\/textarea>/);
    expect(page).toContain(`name="seen" value="${seen}"`);
    const shown = await staff.post(EDIT, { ...FORM, body: "*Typed.*", seen, action: "preview" });
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain("<em>Typed.</em>");
    expect(await versions()).toHaveLength(1);
  });

  it("is refused to a moderator, and versions of another letter are not there", async () => {
    const moderator = await signInAs(world, "moderator");
    for (const path of [EDIT, `/admin/letters/rivers/versions/${world.letter.version.id}`])
      expect((await moderator.get(path)).status).toBe(403);
    expect((await moderator.post(EDIT, FORM)).status).toBe(403);
    expect((await moderator.post(`${EDIT}/preview`, FORM)).status).toBe(403);
    const other = await buildLetter(world.deps, { slug: "other" });
    const staff = await signInAs(world, "campaigner");
    const path = `/admin/letters/rivers/versions/${other.version.id}`;
    expect((await staff.get(path)).status).toBe(404);
  });

  it("is saved anew by the command line, over whatever was saved here", async () => {
    const staff = await signInAs(world, "campaigner");
    const seen = await seenBy(staff);
    await buildLetter(world.deps, { body: "From a file.\r\nTwo lines." });
    expect((await staff.post(EDIT, { ...FORM, body: "Mine.", seen })).status).toBe(409);
  });
});

describe("a letter that is imported again", () => {
  it("keeps what only the browser sets", async () => {
    const chosen = { listed: false, showsVerification: true, submissionsPerClientMax: 99 };
    await world.db.letter.updateMany({ data: chosen });
    const file = letterFile({ title: "New", body: "Text", closing: "", state: null });
    await saveLetter(world.deps, file);
    expect(await world.db.letter.findFirst()).toMatchObject({ ...chosen, state: "open" });
  });
});
