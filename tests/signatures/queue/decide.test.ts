import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { changeLetterState } from "../../../src/letters/edit.ts";
import { queueWithBeside } from "../../support/queue-text.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const DECISIONS = "/admin/letters/rivers/decisions";
const JSON_WANTED = { Accept: "application/json" };
const pending = (name: string) => buildEntry(world.deps, world.letter, { state: "pending", name });
const stateOf = async (id: string) =>
  (await world.db.signature.findUnique({ where: { id } }))?.state;

describe("a decision", () => {
  it("is made once when two moderators decide at the same time", async () => {
    const [ada, ben] = [await signInAs(world, "moderator"), await signInAs(world, "moderator")];
    for (let round = 0; round < 10; round += 1) {
      const id = await pending(`Entry ${round}`);
      const [yes, no] = await Promise.all([
        ada.post(DECISIONS, { id, decision: "approve" }, JSON_WANTED),
        ben.post(DECISIONS, { id, decision: "reject", reason: "duplicate" }, JSON_WANTED),
      ]);
      const answers = [await yes?.json(), await no?.json()];
      expect(answers.flatMap(({ decided }) => decided)).toEqual([id]);
      const skipped = answers.flatMap((answer) => answer.skipped);
      expect(skipped).toEqual([
        { id, why: expect.stringContaining("Somebody else has already decided: it is") },
      ]);
      expect(await world.db.event.count({ where: { signatureId: id, fromState: "pending" } })).toBe(
        1,
      );
    }
  });

  it("leaves its note on what lives on, none on what ended, and all others where they are", async () => {
    const moderator = await signInAs(world, "moderator");
    const [other, kept] = [await pending("A"), await pending("B")];
    const ended = await buildEntry(world.deps, world.letter, { state: "published" });
    for (const [id, decision, reason] of [
      [other, "note", ""],
      [kept, "approve", ""],
      [ended, "note", ""],
      [ended, "erase", "own-request"],
    ] as const)
      await moderator.post(DECISIONS, { id, decision, reason, note: `About ${id}` });
    const notes = await world.db.signatureNote.findMany({ orderBy: { id: "asc" } });
    expect(notes.map(({ signatureId }) => signatureId).sort()).toEqual([other, kept].sort());
  });

  it("overturns a rejection only for somebody who saw it, never in passing", async () => {
    const [moderator, administrator] = [
      await signInAs(world, "moderator"),
      await signInAs(world, "administrator"),
    ];
    for (let round = 0; round < 5; round += 1) {
      const id = await pending(`Entry ${round}`);
      const [no, yes] = await Promise.all([
        moderator.post(DECISIONS, { id, decision: "reject", reason: "duplicate" }, JSON_WANTED),
        administrator.post(DECISIONS, { id, decision: "approve", state: "pending" }, JSON_WANTED),
      ]);
      const decided = [...(await no.json()).decided, ...(await yes.json()).decided];
      expect(decided).toEqual([id]);
    }
    const rejected = await buildEntry(world.deps, world.letter, { state: "rejected" });
    await administrator.post(DECISIONS, { id: rejected, decision: "approve", state: "rejected" });
    expect(await stateOf(rejected)).toBe("published");
  });

  it("says so where it does not fit an entry that nobody decided", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await buildEntry(world.deps, world.letter, { state: "held" });
    const answer = await moderator.post(DECISIONS, { id, decision: "approve" }, JSON_WANTED);
    expect((await answer.json()).skipped).toEqual([
      { id, why: "You cannot do this, because it is on hold." },
    ]);
  });

  it("releases nothing of a closed letter, whose links would lead nowhere", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await buildEntry(world.deps, world.letter, { state: "held" });
    await changeLetterState(world.deps, "rivers", "closed");
    const answer = await moderator.post(DECISIONS, { id, decision: "release" }, JSON_WANTED);
    expect((await answer.json()).skipped).toEqual([
      { id, why: expect.stringContaining("The letter is closed") },
    ]);
    expect(await stateOf(id)).toBe("held");
  });

  it("deletes earlier notes with the person at an erasure, and keeps its own reason", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await pending("Carla Canary");
    await moderator.post(DECISIONS, { id, decision: "approve", note: "Carla called from 1234." });
    await moderator.post(DECISIONS, { id, decision: "erase", reason: "Asked by phone" });
    const row = await world.db.signature.findUniqueOrThrow({
      where: { id },
      include: { notes: true },
    });
    expect(row).toMatchObject({ state: "takendown", reasonWords: "Asked by phone", notes: [] });
    expect(JSON.stringify(row)).not.toContain("Carla");
  });

  it("keeps notes and words about a takedown as long as that can be undone", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await pending("Carla Canary");
    const wish = { id, decision: "takedown", reason: "Asked by phone", note: "Called at noon" };
    await moderator.post(DECISIONS, wish);
    const notes = await world.db.signatureNote.findMany({ orderBy: { id: "asc" } });
    expect(notes.map(({ text }) => text)).toEqual(["Asked by phone", "Called at noon"]);
    await moderator.post(DECISIONS, { id, decision: "erase", reason: "own-request" });
    expect(await world.db.signatureNote.count()).toBe(0);
  });

  it("covers many entries in one request and names those it left alone", async () => {
    const moderator = await signInAs(world, "moderator");
    const ids = await Promise.all(
      Array.from({ length: 50 }, (_, index) => pending(`Entry ${index}`)),
    );
    const gone = await buildEntry(world.deps, world.letter, { state: "rejected" });
    const other = await buildLetter(world.deps, { slug: "other" });
    const foreign = await buildEntry(world.deps, other, { state: "pending" });
    const response = await moderator.post(
      DECISIONS,
      { id: [...ids, gone, foreign, "no-such-id"], decision: "approve" },
      JSON_WANTED,
    );
    const answer = await response.json();
    expect(new Set(answer.decided)).toEqual(new Set(ids));
    expect(answer.skipped).toEqual([
      { id: gone, why: "Somebody else has already decided: it is rejected." },
      { id: foreign, why: "This letter has no such entry." },
      { id: "no-such-id", why: "This letter has no such entry." },
    ]);
    expect(await stateOf(foreign)).toBe("pending");
  });

  it("by form leads back to the queue, which says what was done", async () => {
    const moderator = await signInAs(world, "moderator");
    const [first, second] = [await pending("First"), await pending("Second")];
    await moderator.post(DECISIONS, { id: second, decision: "approve" });
    const response = await moderator.post(DECISIONS, {
      id: [first, second],
      decision: "approve",
      state: "pending",
    });
    expect(response.status).toBe(303);
    const page = await (await moderator.get(response.headers.get("location") ?? "")).text();
    expect(page).toContain("1 entry approved. It is public now.");
    expect(page).toContain("We left 1 entry as it is");
    expect(page).toContain("Somebody else has already decided: it is published.");
  });

  it("records who made it and when, and keeps notes for staff alone", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await pending("Ada Lovelace");
    await moderator.post(DECISIONS, { id, decision: "approve", note: "Known to us." });
    const row = await world.db.signature.findUniqueOrThrow({
      where: { id },
      include: { notes: true },
    });
    expect(row.decidedBy).toBe(moderator.accountId);
    expect(row.notes.map(({ text }) => text)).toEqual(["Known to us."]);
    const event = await world.db.event.findFirstOrThrow({ where: { code: "published" } });
    expect(event.by).toBe(moderator.accountId);
    expect(await (await browserIn(world).get("/letters/rivers")).text()).not.toContain(
      "Known to us.",
    );
    const queue = "/admin/letters/rivers/queue?state=published";
    expect(await queueWithBeside(moderator, queue)).toContain("Known to us.");
  });

  it("keeps a reason in the moderator's own words for staff and mails a neutral one", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await pending("Ada Lovelace");
    await moderator.post(DECISIONS, { id, decision: "reject", reason: "Known troll" });
    const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ reason: "other", reasonWords: "Known troll" });
    await world.deliver();
    expect(world.mailbox.mails[0]?.text).not.toContain("troll");
  });

  const refused: [string, Record<string, string | string[]>, string][] = [
    ["no entry", { decision: "approve" }, "Select at least one entry."],
    ["no decision", { id: "x" }, "Choose what to do"],
    ["an unknown decision", { id: "x", decision: "publish" }, "Choose what to do"],
    [
      "a rejection without a reason",
      { id: "x", decision: "reject" },
      "Choose a reason from the list",
    ],
    [
      "a takedown without a reason",
      { id: "x", decision: "takedown", reason: " " },
      "Choose a reason from the list",
    ],
    [
      "too many entries",
      { id: Array.from({ length: 101 }, String), decision: "approve" },
      "at most 100",
    ],
    ["an endless note", { id: "x", decision: "approve", note: "a".repeat(2001) }, "Shorten"],
  ];
  it.each(refused)("is refused in words with %s", async (_, fields, sentence) => {
    const moderator = await signInAs(world, "moderator");
    const page = await moderator.post(DECISIONS, fields);
    expect([page.status, await page.text()]).toEqual([422, expect.stringContaining(sentence)]);
    const json = await moderator.post(DECISIONS, fields, JSON_WANTED);
    expect([json.status, await json.json()]).toEqual([
      422,
      { error: expect.stringContaining(sentence) },
    ]);
  });

  it("keeps the selection and the note when a reason was forgotten", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await pending("Ada Lovelace");
    const page = await (
      await moderator.post(DECISIONS, { id, decision: "reject", note: "Call back" })
    ).text();
    expect(page).toMatch(new RegExp(`value="${id}"[^>]* checked`));
    expect(page).toContain('value="Call back"');
  });

  it("is nobody's but the staff of the letter", async () => {
    const id = await pending("Ada Lovelace");
    const other = await buildLetter(world.deps, { slug: "other" });
    const stranger = await signInAs(world, "moderator", other);
    const decision = { id, decision: "approve" };
    expect((await browserIn(world).post(DECISIONS, decision)).status).toBe(401);
    expect((await stranger.post(DECISIONS, decision)).status).toBe(403);
    expect((await stranger.get("/admin/letters/rivers/queue")).status).toBe(403);
    expect((await stranger.get("/admin/letters/rivers/queue.json")).status).toBe(403);
    expect((await stranger.get("/admin/letters/no-such-letter/queue")).status).toBe(403);
    expect(await stateOf(id)).toBe("pending");
    const anonymous = await browserIn(world).get("/admin/letters/rivers/queue");
    expect([anonymous.status, anonymous.headers.get("location")]).toEqual([303, "/admin/sign-in"]);
    const administrator = await signInAs(world, "administrator", null);
    expect((await administrator.post(DECISIONS, decision, JSON_WANTED)).status).toBe(200);
    expect(await stateOf(id)).toBe("published");
  });
});

describe("the queue", () => {
  it("shows the oldest first, fifty a page", async () => {
    const moderator = await signInAs(world, "moderator");
    for (let index = 0; index < 60; index += 1) {
      await buildEntry(world.deps, world.letter, {
        state: "pending",
        name: `Entry ${index}.`,
        hoursAgo: 100 - index,
      });
    }
    const first = await (await moderator.get("/admin/letters/rivers/queue.json")).json();
    expect(first.total).toBe(60);
    expect(first.pending.map(({ name }: { name: string }) => name)[0]).toBe("Entry 0.");
    expect(first.pending).toHaveLength(50);
    const rest = await (
      await moderator.get(`/admin/letters/rivers/queue.json?after=${first.next}`)
    ).json();
    expect(rest.pending).toHaveLength(10);
    expect(rest.next).toBeNull();
    // Those of the first page are decided meanwhile: the next page still begins where it should.
    const ids = first.pending.map(({ id }: { id: string }) => id);
    await moderator.post(DECISIONS, { id: ids, decision: "approve" });
    const after = await moderator.get(`/admin/letters/rivers/queue.json?after=${first.next}`);
    expect((await after.json()).pending).toHaveLength(10);
  });

  it("sets the address's domain beside the website, and the same name beside the entry", async () => {
    const moderator = await signInAs(world, "moderator");
    const organisation = {
      kind: "organisation",
      state: "pending",
      website: "https://www.weir.example",
    } as const;
    await buildEntry(world.deps, world.letter, {
      ...organisation,
      name: "Weir",
      email: "a@mail.weir.example",
    });
    await buildEntry(world.deps, world.letter, {
      ...organisation,
      name: "WEIR",
      email: "b@mailbox.example",
    });
    await buildEntry(world.deps, world.letter, {
      ...organisation,
      name: "Weír",
      state: "published",
    });
    const queue = await queueWithBeside(moderator, "/admin/letters/rivers/queue");
    // Scripts read there why an approval takes a second press.
    const page = queue.replaceAll(/ data-closer="[^"]*"/g, "");
    expect(page).toContain(
      "The address is at the organisation&#39;s own domain, mail.weir.example.",
    );
    expect(page).toContain("The address is at mailbox.example, the website at weir.example.");
    // A row says what tells most; what is shown beside it says all.
    expect(page.match(/Another entry with this name is pending\./g)).toHaveLength(4);
    expect(page.match(/Another entry with this name is published\./g)).toHaveLength(2);
  });

  it("isolates and escapes what people wrote", async () => {
    const moderator = await signInAs(world, "moderator");
    await buildEntry(world.deps, world.letter, {
      state: "pending",
      name: "<script>alert(1)</script>",
    });
    const page = await (await moderator.get("/admin/letters/rivers/queue")).text();
    expect(page).toContain('<bdi class="name">&lt;script&gt;');
    expect(page).not.toContain("<script>alert");
  });

  it("lists to each member of staff their own letters only", async () => {
    await buildLetter(world.deps, { slug: "other", title: "Another letter" });
    const moderator = await signInAs(world, "moderator");
    const page = await (await moderator.get("/admin")).text();
    expect(page).toContain("A letter about rivers");
    expect(page).not.toContain("Another letter");
  });
});
