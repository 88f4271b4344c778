import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { signToken } from "../../../src/shared/keys/signed-token.ts";
import { answerSecond } from "../../../src/signatures/second-confirmation/answer.ts";
import { askSecond } from "../../../src/signatures/second-confirmation/ask.ts";
import { move } from "../../../src/signatures/store.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { moveEntry } from "../../support/moves.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

const ROUNDS = 3;
const question = { address: "office@society.example", askedBy: "ben" };

const build = () =>
  buildEntry(world.deps, world.letter, {
    kind: "organisation",
    state: "published",
    website: "https://society.example",
  });
const ask = (deps: World["deps"], id: string) =>
  askSecond(deps, { letterId: world.letter.id, id }, question);
const eventsOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
    ({ code, by }) => [code, by],
  );

/** Asks about an entry and gives the token of the link. */
async function askedToken(signatureId: string): Promise<string> {
  expect(await ask(world.deps, signatureId)).toBe("asked");
  const { id, expiresAt } = await world.db.secondConfirmation.findFirstOrThrow({
    where: { signatureId },
  });
  return await signToken(world.deps.keys, "second-confirmation", { id, expiresAt });
}

describe("a question to an organisation", () => {
  it("is asked once by many at once, with one event and one mail", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      const results = await race(6, (deps) => ask(deps, id));
      expect([countOf(results, "asked"), countOf(results, "too-soon")]).toEqual([1, 5]);
      expect(await world.db.secondConfirmation.count({ where: { signatureId: id } })).toBe(1);
      expect(await eventsOf(id)).toEqual([
        ["published", "signatory"],
        ["second-asked", "ben"],
      ]);
      const mails = await world.db.outbox.findMany({ where: { signatureId: id } });
      expect(mails.map(({ kind }) => kind)).toEqual(["second-confirmation"]);
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
        answerSecond(deps, token, racer % 4 < 2 ? "confirmed" : "refused", null),
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
        if (racer !== round) await answerSecond(deps, token, "confirmed", null);
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
