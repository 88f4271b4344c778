import { afterAll, beforeAll, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { findLetterById } from "../../../src/letters/read.ts";
import { moveLetter } from "../../../src/letters/revise.ts";
import { parseSignForm } from "../../../src/signatures/signing/form.ts";
import { signAsTest } from "../../../src/signatures/signing/sign-as-test.ts";
import { wordingOf } from "../../../src/signatures/signing/wording.ts";
import { PERSON } from "../../support/forms.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it("leaves no test on a letter that opens while somebody signs one", async () => {
  const { db, deps, letter } = world;
  const staff = await signInAs(world, "campaigner");
  const parsed = parseSignForm({ ...PERSON, email: `${staff.displayName}@staff.example` });
  if (!parsed.ok) throw new Error("The form is not as it should be.");
  const wording = wordingOf("I agree.", "en");
  const submission = {
    form: parsed.form,
    captchaAnswer: undefined,
    clientAddress: "192.0.2.1",
    wordings: { publication: wording, news: wording, authority: wording },
    source: null,
  };
  const kept = await buildEntry(deps, letter, { name: "Kept" });
  const by = staff.accountId;
  for (let round = 0; round < 6; round += 1) {
    await moveLetter(deps, letter.id, { from: "open", to: "draft", by });
    const draft = await findLetterById(db, letter.id);
    if (draft === null) throw new Error("The letter is gone.");
    const other = round % 2 === 0 ? deps : { ...deps, db: await world.openAnother() };
    const [outcome] = await Promise.all([
      signAsTest(other, draft, submission, by),
      moveLetter(deps, letter.id, { from: "draft", to: "open", by }),
    ]);
    expect(["signed", "no-draft"]).toContain(outcome);
    expect((await db.signature.findMany()).map(({ id }) => id)).toEqual([kept]);
    expect(await db.letter.findFirst()).toMatchObject({ state: "open", individuals: 1 });
    expect(await signAsTest(deps, { ...draft, state: "draft" }, submission, by)).toBe("no-draft");
  }
});
