import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import type { Letter } from "../../../src/letters/letter.ts";
import { reaffirm } from "../../../src/signatures/own-page/reaffirm.ts";
import { beginAsking } from "../../../src/signatures/questions/reaffirm/begin.ts";
import {
  askingProgress,
  earlierSignatories,
} from "../../../src/signatures/questions/reaffirm/progress.ts";
import { runAskings } from "../../../src/signatures/questions/reaffirm/run.ts";
import { wordingOf } from "../../../src/signatures/signing/wording.ts";
import { move } from "../../../src/signatures/store.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

const wording = wordingOf("Do you sign the new text too?", "en");
const build = () => buildEntry(world.deps, world.letter);
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });

async function changeText(body: string): Promise<Letter> {
  world.clock.advance(60_000);
  return await buildLetter(world.deps, { body });
}

function begin(deps: World["deps"], letter: Letter) {
  return beginAsking(deps, letter, { about: letter.version.textNumber, wording, by: "cleo" });
}

describe("asking about a changed text", () => {
  it("asks each once, however many press, run and break off, with one event and one mail", async () => {
    for (let index = 0; index < 130; index += 1) await build();
    const letter = await changeText("The second text.");
    expect(await race(4, (deps) => begin(deps, letter))).toEqual(Array(4).fill("begun"));
    await runAskings(world.deps, () => false);
    const midway = await askingProgress(world.deps, letter);
    expect(midway).toMatchObject({ isUnderWay: true, asked: 100 });
    // As if killed after the questions were written and before that was noted.
    await world.db.asking.updateMany({ data: { askedUpTo: "" } });
    await race(3, (deps) => runAskings(deps, () => true));

    const progress = await askingProgress(world.deps, letter);
    expect(progress).toMatchObject({ isUnderWay: false, asked: 130, mailed: 0, answered: 0 });
    const mails = await world.db.outbox.findMany({ where: { kind: "question" } });
    expect(new Set(mails.map(({ signatureId }) => signatureId)).size).toBe(130);
    expect(mails.length).toBe(130);
    expect(await world.db.event.count({ where: { code: "reaffirm-asked" } })).toBe(130);
    expect(await earlierSignatories(world.deps, letter)).toMatchObject({ total: 130, toAsk: 0 });
    expect(await begin(world.deps, letter)).toBe("nobody");
    expect(await world.db.staffEvent.count()).toBe(1);
    await build();
    expect(await begin(world.deps, letter)).toBe("begun");
    await runAskings(world.deps, () => true);
    expect((await askingProgress(world.deps, letter)).asked).toBe(131);
  });

  it("takes one signature to the text that was shown, once, and marks the question answered", async () => {
    const id = await build();
    const letter = await changeText("The second text.");
    await begin(world.deps, letter);
    await runAskings(world.deps, () => true);
    const said = { shown: letter.version.id, authority: null };
    const entry = { id, kind: "individual" } as const;
    const results = await race(6, (deps) => reaffirm(deps, letter, entry, said));
    expect(countOf(results, "reaffirmed")).toBe(6);
    expect(await world.db.event.count({ where: { code: "reaffirmed" } })).toBe(1);
    expect(await rowOf(id)).toMatchObject({ textNumber: 2, letterVersionId: letter.version.id });
    expect(await world.db.question.findFirst()).toMatchObject({ answer: "confirmed" });
    const { individuals } = await world.db.letter.findFirstOrThrow();
    expect(individuals).toBe(1);
  });

  it("leaves a signature that is withdrawn at that moment withdrawn", async () => {
    for (let round = 0; round < 3; round += 1) {
      const id = await build();
      const letter = await changeText(`Text ${round}.`);
      const said = { shown: letter.version.id, authority: null };
      await race(4, async (deps, racer) => {
        const mover = { by: "signatory", at: deps.clock.now() };
        if (racer === round) await move(deps.db, { id }, "withdraw", mover);
        else await reaffirm(deps, letter, { id, kind: "individual" }, said);
      });
      expect((await rowOf(id)).state).toBe("withdrawn");
    }
    expect((await world.db.letter.findFirstOrThrow()).individuals).toBe(0);
  });
});
