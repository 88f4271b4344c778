import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { FIRST_MAILS_PER_DOMAIN, MAILS_PER_ADDRESS } from "../../src/limits.ts";
import { HOUR_MS, later } from "../../src/shared/clock.ts";
import { PERSON, sign } from "../support/forms.ts";
import { linkIn } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld({ MAIL_SLOTS: "100" });
  // Starts with a whole hour of the limit, so that the clock's minute does not matter.
  world.clock.advance(HOUR_MS - (world.clock.now().getTime() % HOUR_MS));
});
afterEach(() => world.close());

const { max } = FIRST_MAILS_PER_DOMAIN;

async function dueAt(domain: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const email = `made-up-${index}@${domain}`;
    await buildEntry(world.deps, world.letter, { state: "unverified", email });
  }
}

async function deliverAll(): Promise<void> {
  while ((await world.deliver()) > 0);
}

const arrivedAt = (domain: string) =>
  world.mailbox.mails.filter(({ to }) => to[0]?.endsWith(domain)).map(({ to }) => to[0]);

describe("first mails to one domain", () => {
  it("are 300 an hour, of all below it together; the others wait and are never lost", async () => {
    await dueAt("small.example", max + 20);
    await dueAt("mail.small.example", 20);
    await dueAt("other.example", 5);
    const first = await world.db.signature.findFirstOrThrow();
    await deliverAll();
    expect(arrivedAt("small.example")).toHaveLength(max);
    expect(arrivedAt("other.example")).toHaveLength(5);
    const waiting = { state: "due", attempts: 0, leaseUntil: null };
    expect(await world.db.outbox.count({ where: waiting })).toBe(40);

    const waited = {
      state: "unverified",
      expiresAt: { gt: later(first.signedAt, 7 * 24 * HOUR_MS) },
    };
    expect(await world.db.signature.count({ where: waited })).toBeGreaterThanOrEqual(40);
    world.clock.advance(HOUR_MS);
    await deliverAll();
    expect(arrivedAt("small.example")).toHaveLength(max + 40);
    expect(new Set(arrivedAt("small.example")).size).toBe(max + 40);
    const link = linkIn(world.mailbox.mails.at(-1), "verification");
    const pressed = await browserIn(world).post(link, { decision: "confirm" });
    expect(pressed.status).toBe(200);
  });

  it("leave at once where a large provider has the domain", async () => {
    await dueAt("gmail.com", max + 20);
    await deliverAll();
    expect(arrivedAt("gmail.com")).toHaveLength(max + 20);
  });

  it("are not counted while the address has had its share, so that one person's bombs hold up no others", async () => {
    const windowAt = world.clock.now();
    await dueAt("uni.example", max - 20);
    await deliverAll();
    for (let spelling = 0; spelling < 10; spelling += 1) {
      await sign(world, { ...PERSON, email: `ada+${spelling}@uni.example` }, `192.0.${spelling}.2`);
    }
    await deliverAll();
    const counted = await world.db.rateCount.findFirstOrThrow({
      where: { key: { startsWith: "first-mail " }, windowAt },
    });
    expect(counted.count).toBe(max - 20 + MAILS_PER_ADDRESS.signing.max);
    expect(arrivedAt("uni.example")).toHaveLength(counted.count);
    expect(await world.db.outbox.count({ where: { state: "due", attempts: 0 } })).toBe(4);
  });
});
