import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildLetter } from "../../../prisma/builders.ts";
import { DAY_MS, HOUR_MS } from "../../../src/shared/clock.ts";
import { remindUnconfirmed } from "../../../src/signatures/signing/remind.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function signThenWait(ms: number): Promise<void> {
  await sign(world, PERSON);
  await world.deliver();
  world.clock.advance(ms);
}

describe("the reminder", () => {
  it("is sent once, two days after the first mail, with the link that confirms", async () => {
    await signThenWait(47 * HOUR_MS);
    expect(await remindUnconfirmed(world.deps)).toBe(0);
    world.clock.advance(2 * HOUR_MS);
    const rounds = await Promise.all([
      remindUnconfirmed(world.deps),
      remindUnconfirmed(world.deps),
    ]);
    expect(rounds.reduce((sum, count) => sum + count)).toBe(1);
    await world.deliver();
    const [first, reminder] = world.mailbox.mails;
    expect(reminder?.subject).toBe("You have not confirmed yet: A letter about rivers");
    expect(linkIn(reminder, "verification")).toBe(linkIn(first, "verification"));
    world.clock.advance(2 * DAY_MS);
    expect(await remindUnconfirmed(world.deps)).toBe(0);
  });

  it("says, as the first mail does, when the letter closes on the clocks of its zone", async () => {
    const data = { closesAt: new Date("2030-12-31T22:59:59.999Z"), timeZone: "Europe/Berlin" };
    await world.db.letter.updateMany({ data });
    await signThenWait(49 * HOUR_MS);
    await remindUnconfirmed(world.deps);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(2);
    for (const mail of world.mailbox.mails) {
      const text = mail.text.replace(/\s+/g, " ");
      expect(text).toContain("You can sign the letter until the end of 31 December 2030 (Berlin).");
    }
  });

  it("waits two days from the newest mail where somebody signed again", async () => {
    await signThenWait(47 * HOUR_MS);
    await signThenWait(2 * HOUR_MS);
    expect(await remindUnconfirmed(world.deps)).toBe(0);
  });

  it("is not sent for what was confirmed, refused or forgotten", async () => {
    for (const decision of ["confirm", "refuse"]) {
      await signThenWait(0);
      await browserIn(world).post(linkIn(world.mailbox.mails.at(-1), "verification"), { decision });
      await world.db.signature.updateMany({ data: { addressKey: null } });
    }
    await signThenWait(8 * DAY_MS);
    expect(await remindUnconfirmed(world.deps)).toBe(0);
  });

  it("is not sent for a letter that no longer takes signatures", async () => {
    await signThenWait(49 * HOUR_MS);
    const closes = new Date(world.clock.now().getTime() - HOUR_MS);
    await buildLetter(world.deps, { slug: "rivers", closes });
    expect(await remindUnconfirmed(world.deps)).toBe(0);
    await buildLetter(world.deps, { slug: "rivers", closes: null, state: "closed" });
    expect(await remindUnconfirmed(world.deps)).toBe(0);
    await buildLetter(world.deps, { slug: "rivers" });
    expect(await remindUnconfirmed(world.deps)).toBe(1);
  });
});
