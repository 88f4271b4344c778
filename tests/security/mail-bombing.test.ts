import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { DAY_MS } from "../../src/shared/clock.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { PERSON } from "../support/forms.ts";
import { linkIn } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, solveCaptcha, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Spellings that reach one mailbox at most providers. */
const SPELLINGS = [
  "victim.name@example.org",
  "Victim.Name@example.org",
  "victimname@example.org",
  "v.i.c.t.i.m.name@example.org",
  "VICTIMNAME+news@EXAMPLE.ORG",
  "victim.name+1@example.org",
  "victim.name+two@Example.Org",
];

/** Sends the form for one victim, each time from a new client, and lets the mail go out. */
async function bomb(slugs: readonly string[], submissions: number): Promise<void> {
  const attempts = Array.from({ length: submissions }, (_, index) => index);
  for (const index of attempts) {
    const slug = slugs[index % slugs.length] ?? "";
    const email = SPELLINGS[index % SPELLINGS.length] ?? "";
    const altcha = await solveCaptcha(world, slug);
    const client = browserIn(world, `198.51.${index >> 8}.${index & 255}`);
    const response = await client.post(paths.sign(slug), { ...PERSON, email, altcha });
    expect(response.status).toBe(303);
    if (index % 25 === 0) await world.deliver();
  }
  while ((await world.deliver()) > 0);
}

describe("five hundred submissions for one victim, over twenty letters", () => {
  it("mail them six times that day, and never again once they have asked for that", async () => {
    // Starts with a whole day of the limit, so that the clock's hour does not matter.
    world.clock.advance(DAY_MS - (world.clock.now().getTime() % DAY_MS));
    const slugs = Array.from({ length: 20 }, (_, index) => `letter-${index}`);
    for (const slug of slugs) await buildLetter(world.deps, { slug });
    await bomb(slugs, 500);
    const received = world.mailbox.mails.length;
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThanOrEqual(6);

    const stop = linkIn(world.mailbox.mails[0], "suppression");
    await browserIn(world).post(stop, { answer: "suppress" });
    world.clock.advance(DAY_MS);
    await bomb(slugs, 60);
    for (const slug of slugs) {
      const email = SPELLINGS[0];
      await browserIn(world).post(paths.lostLink(slug), { email });
    }
    while ((await world.deliver()) > 0);
    expect(world.mailbox.mails).toHaveLength(received);
  });
});
