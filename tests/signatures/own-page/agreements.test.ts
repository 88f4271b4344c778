import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { sha256Hex } from "../../../src/shared/keys/hash.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { importSignatories } from "../../../src/signatures/import/add.ts";
import { englishWords } from "../../../views/page/words.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let moderator: Awaited<ReturnType<typeof signInAs>>;

beforeAll(async () => {
  world = await openWorld();
  moderator = await signInAs(world, "campaigner");
});
afterEach(async () => {
  await world.db.signature.deleteMany();
  world.mailbox.mails.length = 0;
});
afterAll(() => world.close());

const words = englishWords;
const controller = "River Watch";
const NEWS = words("form.updates", { controller });
const PUBLICATION = words("form.consent", { controller });
const WITH_NEWS = { ...PERSON, updates: "on" };
const SECTION = "What you agreed to";
const BEGIN = { action: "join-news", wording: sha256Hex(NEWS) };
const END = { action: "leave-news" };
const DECISIONS = "/admin/letters/rivers/decisions";

const read = async (path: string) => await (await browserIn(world).get(path)).text();
const only = async () => await world.db.signature.findFirstOrThrow();
const revision = async () => (await world.db.letter.findFirstOrThrow()).revision;
const pageOf = async (id: string) =>
  paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));

/** Presses a button and gives what the page says then. */
async function press(page: string, fields: Record<string, string>): Promise<string> {
  const response = await browserIn(world).post(page, fields);
  return response.status === 303
    ? await read(response.headers.get("location") ?? "")
    : await response.text();
}

/** An entry that was signed with the form, and its own page. */
async function signed(fields = PERSON) {
  await sign(world, fields);
  const { id } = await only();
  await world.deliver();
  const link = linkIn(world.mailbox.mails.at(-1), "verification");
  return { id, link, page: await pageOf(id) };
}

async function anEntry(given: GivenEntry = {}) {
  const id = await buildEntry(world.deps, world.letter, { name: "Ada Lovelace", ...given });
  return { id, page: await pageOf(id) };
}

async function staffPage(id: string): Promise<string> {
  return await (await moderator.get(`/admin/letters/rivers/entries/${id}`)).text();
}

async function eventsOf(signatureId: string): Promise<string[]> {
  const events = await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } });
  return events.map(({ code }) => code);
}

describe("what is agreed to by signing", () => {
  it("is kept for each purpose: the sentence, its hash and language, and when", async () => {
    const form = await read("/letters/rivers");
    for (const sentence of [NEWS, PUBLICATION]) expect(form).toContain(sentence);
    expect(form).not.toMatch(/type="checkbox"[^>]* checked/);
    const at = world.clock.now();
    await sign(world, WITH_NEWS);
    expect(await only()).toMatchObject({
      consentHash: sha256Hex(PUBLICATION),
      consentAt: at,
      updates: true,
      updatesHash: sha256Hex(NEWS),
      updatesAt: at,
    });
    for (const text of [NEWS, PUBLICATION]) {
      const where = { hash: sha256Hex(text) };
      expect(await world.db.wording.findUnique({ where })).toMatchObject({ text, language: "en" });
    }
  });

  it("is what was ticked last, for an entry that nobody has confirmed", async () => {
    const none = { updates: false, updatesHash: null, updatesAt: null };
    for (const altcha of [undefined, ""]) {
      const solved = altcha === undefined ? { altcha } : {};
      await sign(world, { ...PERSON, ...solved });
      expect(await only()).toMatchObject(none);
      world.clock.advance(MINUTE_MS);
      const at = world.clock.now();
      await sign(world, { ...WITH_NEWS, ...solved });
      const news = { updates: true, updatesHash: sha256Hex(NEWS), updatesAt: at };
      expect(await only()).toMatchObject({ ...news, consentAt: at });
      await sign(world, { ...PERSON, ...solved });
      expect(await only()).toMatchObject(none);
    }
  });

  it("is shown to whoever confirms, if it was news too", async () => {
    const { link } = await signed(WITH_NEWS);
    expect(await read(link)).toContain(`You also ticked these boxes in the form: <q>${NEWS}</q>`);
    await sign(world, PERSON);
    expect(await read(link)).not.toContain("also ticked");
  });
});

describe("what a signatory agreed to", () => {
  it("stands on their own page and with staff, with its day", async () => {
    const { id, link, page } = await signed(WITH_NEWS);
    await browserIn(world).post(link, { decision: "confirm" });
    const own = await read(page);
    expect(own).toContain(SECTION);
    const day = /You agreed on \d+ \w+ \d{4}\./g;
    expect([own.match(day)?.length, own.includes(NEWS), own.includes(PUBLICATION)]).toEqual([
      2,
      true,
      true,
    ]);
    const seen = await staffPage(id);
    expect(seen).toMatch(/Agreed to being published.*I sign this letter, and I agree.*\(on /);
    expect(seen).toMatch(/Agreed to news by mail.*until I say that I want no more\. \(on /);
  });

  it("begins and ends for news at once, alone, and while a change waits", async () => {
    const { id, page } = await anEntry();
    await press(page, { ...PERSON, action: "edit", name: "Ada King" });
    const before = await only();
    const shown = await revision();
    expect(await read(page)).toContain("You have not asked for news");
    expect(await read(page)).toContain(`name="wording" value="${BEGIN.wording}"`);
    expect(await press(page, BEGIN)).toContain("We will now send you news about this letter.");
    const began = world.clock.now();
    const news = { updates: true, updatesHash: sha256Hex(NEWS), updatesAt: began };
    expect(await only()).toMatchObject(news);
    expect(await world.db.wording.count({ where: { hash: sha256Hex(NEWS) } })).toBe(1);

    world.clock.advance(MINUTE_MS);
    expect(await press(page, END)).toContain(
      "We will not send you any more news about this letter.",
    );
    expect(await read(page)).toMatch(/You ended it on \d+ \w+ \d{4}\./);
    expect(await staffPage(id)).toMatch(/until I say that I want no more\. \(ended on /);
    const after = await only();
    const ended = { ...news, updates: false, updatesAt: world.clock.now() };
    const moved = { move: "leave-news", movedAt: world.clock.now(), moveNo: before.moveNo + 2 };
    expect(after).toEqual({ ...before, ...ended, ...moved });
    expect(await eventsOf(id)).toEqual(["published", "edit-proposed", "news-joined", "news-left"]);
    expect(await revision()).toBe(shown);
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);

    const seenAt = String(began.getTime());
    const decision = { id, decision: "approve", seen_at: seenAt };
    await moderator.post(DECISIONS, decision);
    expect(await only()).toMatchObject({ name: "Ada King", updates: false });
  });

  it.each(["pending", "rejected"] as const)(
    "begins and ends for news of a %s entry, which a moderator can still decide",
    async (state) => {
      const { id, page } = await anEntry({ state });
      const seen_at = String(world.clock.now().getTime());
      world.clock.advance(MINUTE_MS);
      expect(await press(page, BEGIN)).toContain("We will now send you news");
      expect(await only()).toMatchObject({ state, updates: true });
      await moderator.post(DECISIONS, { id, decision: "approve", seen_at, state });
      expect(await only()).toMatchObject({ state: "published", updates: true });
    },
  );

  it("has its sentence kept if it begins by one that nobody saw before", async () => {
    const { page } = await anEntry();
    await world.db.letter.updateMany({ data: { controller: "Lake Watch" } });
    expect(await press(page, { action: "join-news" })).toContain("We will now send you news");
    const where = { hash: (await only()).updatesHash ?? "" };
    const text = words("form.updates", { controller: "Lake Watch" });
    expect(await world.db.wording.findUnique({ where })).toMatchObject({ text, language: "en" });
    await world.db.letter.updateMany({ data: { controller: null } });
  });

  it("is never by a sentence that has changed since it was shown", async () => {
    const { page } = await anEntry();
    await world.db.letter.updateMany({ data: { controller: "Somebody Else" } });
    expect(await press(page, BEGIN)).toContain("The sentence has changed since you opened");
    expect(await only()).toMatchObject({ updates: false, updatesHash: null, updatesAt: null });
    await world.db.letter.updateMany({ data: { controller: null } });
  });

  it("stays when the entry is changed or hidden: no form asks for it again", async () => {
    for (const state of ["pending", "published"] as const) {
      const { id, page } = await anEntry({ state });
      await press(page, BEGIN);
      const { updates, updatesHash, updatesAt } = await only();
      expect(await read(page)).not.toContain('name="updates"');
      await press(page, { ...PERSON, action: "edit", updates: "" });
      if (state === "published") await press(page, { action: "hide" });
      expect(await only()).toMatchObject({ updates, updatesHash, updatesAt });
      await press(page, END);
      await press(page, { ...PERSON, action: "edit", updates: "on" });
      expect((await only()).updates).toBe(false);
      await world.db.signature.deleteMany({ where: { id } });
    }
  });

  it("ends once, however often that is pressed at the same time", async () => {
    const { id, page } = await anEntry();
    await press(page, BEGIN);
    const said = await Promise.all([press(page, END), press(page, END)]);
    expect(said.filter((one) => one.includes("any more news"))).toHaveLength(1);
    expect(await press(page, END)).toContain("That is no longer possible.");
    expect(await eventsOf(id)).toEqual(["published", "news-joined", "news-left"]);
  });

  it.each(["withdrawn", "takendown", "invalidated"] as const)(
    "cannot begin for a %s entry",
    async (state) => {
      const { page } = await anEntry({ state });
      const before = await only();
      expect(await read(page)).not.toContain('value="join-news"');
      expect(await press(page, BEGIN)).toContain("That is no longer possible.");
      expect(await only()).toEqual(before);
    },
  );

  it("is nothing for who was imported, and the page says so", async () => {
    const csv = "kind,name,title,affiliation,email\nindividual,Bea Imported,,,bea@example.org\n";
    await importSignatories(world.deps, world.letter, csv);
    const { id, consentHash, consentAt } = await only();
    expect([consentHash, consentAt]).toEqual([null, null]);
    const own = await read(await pageOf(id));
    expect(own).toContain(
      "You did not agree to anything here: the people who run this letter added your entry",
    );
    expect(own).not.toContain("You agreed on");
    expect(await staffPage(id)).toContain("No: staff added the entry from a list");
  });

  it("can be ended if it is from before sentences about news were kept", async () => {
    const { id, page } = await anEntry();
    await world.db.signature.updateMany({ data: { updates: true, consentHash: "old" } });
    const own = await read(page);
    expect(own.match(/You agreed when you signed\./g)).toHaveLength(2);
    expect(await staffPage(id)).toContain("We did not keep the sentence they saw");
    await press(page, END);
    expect(await only()).toMatchObject({ updates: false, updatesAt: world.clock.now() });
  });
});
