import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { later } from "../../../src/shared/clock.ts";
import { signToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("a question", () => {
  it("is asked in one wording, which is kept with its hash, and says when it was mailed", async () => {
    const given = { kind: "organisation", website: "https://society.example" } as const;
    const id = await buildEntry(world.deps, world.letter, given);
    const moderator = await signInAs(world, "moderator");
    await moderator.post(paths.askSecond("rivers", id), { address: "office@society.example" });
    await world.deliver();
    const question = await world.db.question.findFirstOrThrow();
    const wording = await world.db.wording.findUniqueOrThrow({
      where: { hash: question.wording ?? "" },
    });
    expect(wording).toMatchObject({ language: "en", text: expect.stringMatching(/\?$/) });
    const [mail] = world.mailbox.mails;
    expect(mail?.text).toContain(wording.text);
    expect(mail?.html).toContain(wording.text);
    const page = await browserIn(world).get(linkIn(mail, "question"));
    expect(await page.text()).toContain(`<h1>${wording.text}</h1>`);
    expect(question.mailedAt).toEqual(world.clock.now());
  });

  it("of a kind that only a later version knows is left to that version", async () => {
    const id = await buildEntry(world.deps, world.letter);
    const [questionId, now] = [crypto.randomUUID(), world.clock.now()];
    const asked = { letterId: world.letter.id, askedBy: "ben", askedAt: now };
    await world.db.question.create({
      data: { id: questionId, signatureId: id, kind: "dispute", about: 1, email: "x", ...asked },
    });
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
    expect(await world.db.outbox.findMany()).toMatchObject([{ state: "due" }]);
    const claim = { id: questionId, expiresAt: later(now, 1_000) };
    const link = paths.question(await signToken(world.deps.keys, "question", claim));
    for (const answer of [
      await browserIn(world).get(link),
      await browserIn(world).post(link, { decision: "confirm" }),
    ]) {
      expect(answer.status).toBe(404);
    }
    expect(await world.db.question.count({ where: { answer: null } })).toBe(1);
  });
});
