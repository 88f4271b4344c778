import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { DAY_MS, later } from "../../../src/shared/clock.ts";
import { newId } from "../../../src/shared/ids.ts";
import { signToken } from "../../../src/shared/keys/signed-token.ts";
import { answerQuestion } from "../../../src/signatures/questions/answer.ts";
import { askOrganisation } from "../../../src/signatures/questions/second/ask.ts";
import { move } from "../../../src/signatures/store.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { moveEntry } from "../../support/moves.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

const ROUNDS = 3;
const wording = { language: "en", text: "Did your organisation sign this letter?" };
const question = { address: "office@society.example", wording, askedBy: "ben" };

const build = () =>
  buildEntry(world.deps, world.letter, {
    kind: "organisation",
    state: "published",
    website: "https://society.example",
  });
const ask = (deps: World["deps"], id: string) =>
  askOrganisation(deps, { letterId: world.letter.id, id }, question);
const eventsOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
    ({ code, by }) => [code, by],
  );

/** Asks about an entry and gives the token of the link. */
async function askedToken(signatureId: string): Promise<string> {
  expect(await ask(world.deps, signatureId)).toBe("asked");
  const { id } = await world.db.question.findFirstOrThrow({ where: { signatureId } });
  return await tokenOf(id, "question");
}

const tokenOf = (id: string, purpose: "question" | "second-confirmation") =>
  signToken(world.deps.keys, purpose, { id, expiresAt: later(world.clock.now(), DAY_MS) });

describe("a question to an organisation", () => {
  it("is asked once by many at once, with one event and one mail", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      const results = await race(6, (deps) => ask(deps, id));
      expect([countOf(results, "asked"), countOf(results, "too-soon")]).toEqual([1, 5]);
      expect(await world.db.question.count({ where: { signatureId: id } })).toBe(1);
      expect(await eventsOf(id)).toEqual([
        ["published", "signatory"],
        ["second-asked", "ben"],
      ]);
      const mails = await world.db.outbox.findMany({ where: { signatureId: id } });
      expect(mails.map(({ kind }) => kind)).toEqual(["question"]);
    }
  });

  it("is answered once, by whoever is first, and raises the revision only if it shows", async () => {
    for (const showsVerification of [false, true, true]) {
      const where = { id: world.letter.id };
      await world.db.letter.update({ where, data: { showsVerification } });
      const id = await build();
      const token = await askedToken(id);
      const { revision } = await world.db.letter.findUniqueOrThrow({ where });
      const views = await race(8, (deps, racer) =>
        answerQuestion(deps, token, {
          answer: racer % 4 < 2 ? "confirmed" : "refused",
          shown: null,
        }),
      );
      const [first] = views.map(({ outcome }) => outcome);
      expect(["confirmed", "refused"]).toContain(first);
      expect(
        countOf(
          views.map(({ outcome }) => outcome),
          first,
        ),
      ).toBe(8);
      expect((await eventsOf(id)).slice(2)).toEqual([[`second-${first}`, "organisation"]]);
      const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
      expect(row.verifiedHow).toBe(first === "confirmed" ? "second-confirmation" : null);
      const after = await world.db.letter.findUniqueOrThrow({ where });
      expect(after.revision).toBe(revision + (showsVerification ? 1 : 0));
    }
  });

  it.each([
    ["changes", "edit-accepted"],
    ["ends", "withdrawn"],
  ] as const)("is not answered for an entry that %s at that moment", async (what, event) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      const token = await askedToken(id);
      await race(4, async (deps, racer) => {
        if (racer !== round)
          await answerQuestion(deps, token, { answer: "confirmed", shown: null });
        else if (what === "ends") await end(deps, id);
        else await rename(deps, id);
      });
      const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
      expect(row.verifiedHow).toBeNull();
      // The confirmation came before, and the change took it back, or it did not come at all.
      const codes = (await eventsOf(id)).map(([code]) => code).slice(2);
      expect([["second-confirmed", event], [event]]).toContainEqual(codes);
    }
  });
});

describe("what version 0.1 asks on the same database", () => {
  it("is a question, with one event and one mail, and so is what it takes for an answer", async () => {
    const id = await build();
    const now = world.clock.now();
    const asked = { signatureId: id, letterId: world.letter.id, askedBy: "ben", askedAt: now };
    const email = await world.deps.keys.encrypt("office@society.example");
    await world.db.secondConfirmation.create({
      data: { ...asked, id: newId(world.clock), email, expiresAt: later(now, DAY_MS) },
    });
    const [question] = await world.db.question.findMany();
    expect(question).toMatchObject({ ...asked, kind: "second", about: 1, email, answer: null });
    const where = { signatureId: id };
    const [mail, ...others] = await world.db.outbox.findMany({ where });
    expect([mail?.kind, mail?.questionId, others]).toEqual(["question", question?.id, []]);
    await world.deliver();
    expect((await world.db.question.findFirst())?.mailedAt).not.toBeNull();
    expect(await ask(world.deps, id)).toBe("too-soon");

    await world.db.secondConfirmation.updateMany({
      where: { answer: null },
      data: { answer: "refused", answeredAt: now },
    });
    expect(await world.db.question.findFirst()).toMatchObject({ answer: "refused" });
    const codes = (await eventsOf(id)).map(([code]) => code);
    expect(codes.slice(1)).toEqual(["second-asked", "second-refused"]);
    const token = await tokenOf(question?.id ?? "", "second-confirmation");
    const view = await answerQuestion(world.deps, token, { answer: "confirmed", shown: null });
    expect(view.outcome).toBe("refused");
  });

  it("is answered by the link that it mailed, and its own late answer counts no more", async () => {
    const id = await build();
    const now = world.clock.now();
    const asked = { signatureId: id, letterId: world.letter.id, askedBy: "ben", askedAt: now };
    const questionId = newId(world.clock);
    const until = later(now, DAY_MS);
    await world.db.secondConfirmation.create({
      data: { ...asked, id: questionId, expiresAt: until },
    });
    const link = `/second-confirmation/${await tokenOf(questionId, "second-confirmation")}`;
    expect((await browserIn(world).get(link)).status).toBe(200);
    const response = await browserIn(world).post(link, { decision: "confirm" });
    expect(await response.text()).toContain("Thank you for confirming");
    await world.db.secondConfirmation.updateMany({
      where: { id: questionId, answer: null },
      data: { answer: "refused", answeredAt: now },
    });
    const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
    expect(row.verifiedHow).toBe("second-confirmation");
    expect((await eventsOf(id)).map(([code]) => code).slice(1)).toEqual([
      "second-asked",
      "second-confirmed",
    ]);
  });
});

async function end(deps: World["deps"], id: string): Promise<void> {
  await move(deps.db, { id }, "withdraw", { by: "signatory", at: deps.clock.now() });
}

/** Gives an entry another name, in the one statement in which a change does it. */
async function rename(deps: World["deps"], id: string): Promise<void> {
  const changed = { name: "Another", verifiedHow: null, verifiedHowAt: null };
  await moveEntry(deps, id, "accept-change", {
    columns: { ...changed, editedAt: deps.clock.now() },
  });
}
