import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { claimDueMail } from "../../../src/mail/outbox.ts";
import { UNDO_MS } from "../../../src/signatures/queue/undo.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const DECISIONS = "/admin/letters/rivers/decisions";
const JSON_WANTED = { Accept: "application/json" };
const pending = (name: string) => buildEntry(world.deps, world.letter, { state: "pending", name });
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });

type Staff = Awaited<ReturnType<typeof signInAs>>;

async function undo(staff: Staff, id: string | string[]) {
  return await (await staff.post(DECISIONS, { id, decision: "undo" }, JSON_WANTED)).json();
}

describe("undoing a decision", () => {
  it("puts the entry back as if nobody had decided, and mails nothing", async () => {
    const ada = await signInAs(world, "moderator");
    const [yes, no] = [await pending("Yes"), await pending("No")];
    await ada.post(DECISIONS, { id: yes, decision: "approve" });
    await ada.post(DECISIONS, { id: no, decision: "reject", reason: "A private word" });
    world.clock.advance(UNDO_MS - 1000);
    expect(await undo(ada, [yes, no])).toEqual({ decided: [yes, no], skipped: [] });
    for (const id of [yes, no]) {
      expect(await rowOf(id)).toMatchObject({
        state: "pending",
        decidedAt: null,
        decidedBy: null,
        reason: null,
        reasonWords: null,
        decidedAs: null,
      });
    }
    expect(
      (await world.db.letter.findUniqueOrThrow({ where: { slug: "rivers" } })).individuals,
    ).toBe(0);
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
    const history = await (await ada.get(`/admin/letters/rivers/entries/${yes}`)).text();
    expect(history).toContain("Decision undone");
  });

  it("leaves room for another decision, which is mailed once", async () => {
    const ada = await signInAs(world, "moderator");
    const id = await pending("Ada");
    await ada.post(DECISIONS, { id, decision: "approve" });
    await undo(ada, id);
    await ada.post(DECISIONS, { id, decision: "reject", reason: "duplicate" });
    await world.deliver();
    expect(world.mailbox.mails.map(({ subject }) => subject)).toEqual([
      expect.stringContaining("not accepted"),
    ]);
  });

  it("is refused in words when it is too late, twice, somebody else's or unknown", async () => {
    const [ada, ben] = [await signInAs(world, "moderator"), await signInAs(world, "moderator")];
    const [late, twice, hers] = [
      await pending("Late"),
      await pending("Twice"),
      await pending("Hers"),
    ];
    await ada.post(DECISIONS, { id: late, decision: "approve" });
    world.clock.advance(UNDO_MS);
    await ada.post(DECISIONS, { id: [twice, hers], decision: "approve" });
    await undo(ada, twice);
    const answer = await undo(ada, [late, twice, "no-such-id"]);
    expect(answer).toEqual({
      decided: [],
      skipped: [
        { id: late, why: expect.stringContaining("More than ten seconds have passed") },
        { id: twice, why: "You cannot do this, because it is pending." },
        { id: "no-such-id", why: "This letter has no such entry." },
      ],
    });
    expect((await undo(ben, hers)).skipped).toEqual([
      { id: hers, why: expect.stringContaining("Somebody else decided this") },
    ]);
    expect((await rowOf(hers)).state).toBe("published");
  });

  it("never meets a mail that left: what is claimed then was not undone, and the other way", async () => {
    const ada = await signInAs(world, "moderator");
    for (const wait of [UNDO_MS - 1, UNDO_MS, UNDO_MS + 2_000]) {
      const id = await pending(`After ${wait}`);
      await ada.post(DECISIONS, { id, decision: "approve" });
      world.clock.advance(wait);
      const [claimed, answer] = await Promise.all([claimDueMail(world.deps, 5), undo(ada, id)]);
      expect([claimed.length, answer.decided.length]).not.toEqual([1, 1]);
      world.clock.advance(60_000);
      await claimDueMail(world.deps, 5);
    }
  });

  it("does not reach a change of a published entry, and its row says so beforehand", async () => {
    const ada = await signInAs(world, "moderator");
    const id = await buildEntry(world.deps, world.letter, { proposal: { name: "Ada King" } });
    const page = await (await ada.get("/admin/letters/rivers/queue")).text();
    expect(page).toContain("A decision on a change takes effect at once. You cannot undo it.");
    await ada.post(DECISIONS, { id, decision: "approve" });
    expect((await undo(ada, id)).decided).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: "published", name: "Ada King" });
  });

  it("is offered after a decision without scripts, for as long as it can be done", async () => {
    const ada = await signInAs(world, "moderator");
    const ids = [await pending("First"), await pending("Second")];
    const sent = await ada.post(DECISIONS, { id: ids, decision: "approve", kind: "individual" });
    const address = sent.headers.get("location") ?? "";
    expect(address).toContain("kind=individual");
    const page = await (await ada.get(address)).text();
    for (const id of ids) expect(page).toContain(`<input type="hidden" name="id" value="${id}"/>`);
    const undone = await ada.post(DECISIONS, { id: ids, decision: "undo" });
    const after = await (await ada.get(undone.headers.get("location") ?? "")).text();
    expect(after).toContain("2 decisions undone.");
    world.clock.advance(UNDO_MS);
    expect(await (await ada.get(address)).text()).not.toContain('value="undo"');
  });
});
