import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import type { Account } from "../../../src/accounts/account.ts";
import { DAY_MS } from "../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { viewOwnPage } from "../../../src/signatures/own-page/view.ts";
import { withdraw } from "../../../src/signatures/own-page/withdraw.ts";
import { askSignatory, cancelQuestion } from "../../../src/signatures/questions/moderator/ask.ts";
import { replyToModerator } from "../../../src/signatures/questions/moderator/reply.ts";
import { decide } from "../../../src/signatures/queue/decide.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { moveEntry } from "../../support/moves.ts";
import { recount } from "../../support/recount.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let race: Race;
let ben: Account;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
  const { accountId: id, displayName } = await signInAs(world, "campaigner");
  ben = { id, displayName, roles: [{ role: "campaigner", letterId: world.letter.id }] };
});
afterEach(() => world.close());

const ROUNDS = 3;
const QUESTION = "Are you the Ada Weir of the institute, and may you sign for it?";

async function build(): Promise<string> {
  const id = await buildEntry(world.deps, world.letter, { state: "pending" });
  await world.db.signature.update({ where: { id }, data: { verifiedAt: world.clock.now() } });
  return id;
}
const ask = (deps: World["deps"], id: string, text = QUESTION) =>
  askSignatory(deps, { letterId: world.letter.id, id }, { text, askedBy: ben.id });
const questionsOf = (signatureId: string) =>
  world.db.question.findMany({ where: { signatureId }, orderBy: { about: "asc" } });
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const codesOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } }))
    .map(({ code }) => code)
    .slice(1);
const mailsOf = (signatureId: string) =>
  world.db.outbox.findMany({ where: { signatureId, kind: "question" } });

/** Asks about an entry; its id and that of the question. */
async function asked(): Promise<{ id: string; questionId: string }> {
  const id = await build();
  expect(await ask(world.deps, id)).toBe("asked");
  const [question] = await questionsOf(id);
  return { id, questionId: question?.id ?? "" };
}

const reply = (
  deps: World["deps"],
  { id, questionId }: { id: string; questionId: string },
  n = 0,
) => replyToModerator(deps, { id }, { questionId, text: `Yes, number ${n}` });
const cancel = (deps: World["deps"], { id, questionId }: { id: string; questionId: string }) =>
  cancelQuestion(deps, { letterId: world.letter.id, id }, { questionId, by: ben.id });
const approve = (deps: World["deps"], id: string) =>
  decide(deps, ben, world.letter, {
    ...{ ids: [id], decision: "approve", seenIn: null, seenAt: null },
    ...{ reason: null, note: null, despite: true },
  });

async function withdrawOwn(deps: World["deps"], id: string): Promise<void> {
  const token = await signOwnPageToken(deps.keys, { id, version: 1 });
  const view = await viewOwnPage(deps, token);
  if (view.outcome === "found") await withdraw(deps, view.entry);
}

describe("a question to a signatory", () => {
  it("is asked once by many at once, with one event and one mail", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      const results = await race(6, (deps) => ask(deps, id));
      expect([countOf(results, "asked"), countOf(results, "open")]).toEqual([1, 5]);
      expect(await questionsOf(id)).toMatchObject([{ about: 1, text: QUESTION, answer: null }]);
      expect(await codesOf(id)).toEqual(["moderator-asked"]);
      expect(await mailsOf(id)).toHaveLength(1);
    }
    const { kept, recounted } = await recount(world.db);
    expect(kept).toEqual(recounted);
  });

  it("is not asked of an entry that is decided in the same moment, or was before", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      await race(4, async (deps, racer) => {
        if (racer === round) await approve(deps, id);
        else await ask(deps, id);
      });
      const codes = await codesOf(id);
      const isAsked = codes[0] === "moderator-asked";
      expect(codes).toEqual(isAsked ? ["moderator-asked", "published"] : ["published"]);
      expect(await questionsOf(id)).toHaveLength(isAsked ? 1 : 0);
      expect(await ask(world.deps, id)).toBe("not-possible");
    }
  });

  it("is not kept by the database without its move", async () => {
    const id = await build();
    const at = world.clock.now();
    const data = { id: "a", signatureId: id, letterId: world.letter.id, kind: "moderator" };
    const question = { ...data, about: 1, text: QUESTION, askedBy: ben.id, askedAt: at };
    await world.db.question.createMany({ data: [question] });
    await moveEntry(world.deps, id, "ask", { by: "somebody else" });
    await world.db.question.createMany({ data: [question] });
    expect([await questionsOf(id), await mailsOf(id)]).toEqual([[], []]);
    await moveEntry(world.deps, id, "ask", { by: ben.id });
    await world.db.question.createMany({ data: [question] });
    expect(await questionsOf(id)).toHaveLength(1);
  });

  it("is replied to once, by whoever is first, and is back in the queue then", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const question = await asked();
      expect((await rowOf(question.id)).laterUntil).not.toBeNull();
      const results = await race(6, (deps, racer) => reply(deps, question, racer));
      expect([countOf(results, "replied"), countOf(results, "impossible")]).toEqual([1, 5]);
      const said = `Yes, number ${results.indexOf("replied")}`;
      expect(await questionsOf(question.id)).toMatchObject([{ answer: "replied", reply: said }]);
      expect(await codesOf(question.id)).toEqual(["moderator-asked", "moderator-replied"]);
      expect(await rowOf(question.id)).toMatchObject({ state: "pending", laterUntil: null });
    }
  });

  it("is replied to or cancelled, never both", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const question = await asked();
      await race(4, async (deps, racer) => {
        if (racer === round) await cancel(deps, question);
        else await reply(deps, question, racer);
      });
      const [kept] = await questionsOf(question.id);
      const isCancelled = kept?.answer === "cancelled";
      expect(kept?.reply === null).toBe(isCancelled);
      const end = isCancelled ? "moderator-cancelled" : "moderator-replied";
      expect(await codesOf(question.id)).toEqual(["moderator-asked", end]);
      expect((await rowOf(question.id)).laterUntil).toBeNull();
    }
  });

  it("leaves no reply with an entry that is withdrawn in the same moment", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const question = await asked();
      await race(4, async (deps, racer) => {
        if (racer === round) await withdrawOwn(deps, question.id);
        else await reply(deps, question, racer);
      });
      expect(await rowOf(question.id)).toMatchObject({ state: "withdrawn", name: "" });
      expect(await questionsOf(question.id)).toMatchObject([{ text: null, reply: null }]);
    }
  });

  it("is open for fourteen days, to pending entries, one at a time and five in all", async () => {
    const question = await asked();
    world.clock.advance(14 * DAY_MS);
    expect(await reply(world.deps, question)).toBe("impossible");
    expect(await cancel(world.deps, question)).toBe(false);
    const { id } = question;
    for (let about = 2; about <= 5; about += 1) {
      expect(await ask(world.deps, id)).toBe("asked");
      const questionId = (await questionsOf(id)).at(-1)?.id ?? "";
      expect(await reply(world.deps, { id, questionId: question.questionId })).toBe("impossible");
      expect(await cancel(world.deps, { id, questionId })).toBe(true);
    }
    expect(await ask(world.deps, id)).toBe("too-many");
    const other = await asked();
    await approve(world.deps, other.id);
    expect(await reply(world.deps, other)).toBe("impossible");
    expect(await cancel(world.deps, other)).toBe(false);
  });
});
