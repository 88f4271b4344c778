import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { deliverDueMail } from "../../src/mail/relay.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Makes so many first mails due, each at a domain of its own unless one is given. */
async function dueMails(count: number, domain?: string): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const email = `person-${index}@${domain ?? `site-${index}.example`}`;
    await buildEntry(world.deps, world.letter, { state: "unverified", email });
  }
}

const isAt = (domain: string) => (to: string) => to.endsWith(`@${domain}`);
const arrivedAt = () => world.mailbox.mails.map(({ to }) => to[0] ?? "");
const states = async () => (await world.db.outbox.findMany()).map(({ state }) => state);

describe("the relay", () => {
  it("sends 25 mails at once, and lets none wait for the slowest of the others", async () => {
    await dueMails(1, "slow.example");
    await dueMails(60);
    world.mailbox.answerAfter((to) => (isAt("slow.example")(to) ? 3_000 : 100));
    expect(await world.deliver()).toBe(61);
    expect(world.mailbox.takenAtOnce()).toBe(25);
    expect(arrivedAt().findIndex(isAt("slow.example"))).toBe(60);
  });

  it("sends as many at once as it is told", async () => {
    await world.close();
    world = await openWorld({ MAIL_SLOTS: "7" });
    await dueMails(20);
    world.mailbox.answerAfter(() => 50);
    await world.deliver();
    expect(world.mailbox.takenAtOnce()).toBe(7);
    expect(arrivedAt()).toHaveLength(20);
  });

  it("leaves slots to others where a domain is silent, and sends it all of its mail later", async () => {
    await dueMails(40, "silent.example");
    await dueMails(40);
    let isSilent = true;
    world.mailbox.answerAfter((to) =>
      isSilent && isAt("silent.example")(to) ? Number.POSITIVE_INFINITY : 20,
    );
    const delivering = world.deliver();
    while (arrivedAt().length < 40) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(world.mailbox.takenAtOnce(isAt("silent.example"))).toBe(10);
    isSilent = false;
    await delivering;
    const tried = { attempts: 1, lastError: { not: null } };
    expect(await world.db.outbox.count({ where: tried })).toBe(10);
    do world.clock.advance(31_000);
    while ((await world.deliver()) > 0);
    expect(await states()).toEqual(Array(80).fill("sent"));
    expect(new Set(arrivedAt()).size).toBe(80);
  });

  it("takes a mail that becomes due while another is still under way", async () => {
    await dueMails(1, "slow.example");
    world.mailbox.answerAfter((to) => (isAt("slow.example")(to) ? 2_000 : 0));
    const delivering = world.deliver();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await dueMails(1, "quick.example");
    await delivering;
    expect(arrivedAt().map((to) => to.split("@")[1])).toEqual(["quick.example", "slow.example"]);
  });

  it("finishes what is under way when it must not go on, and claims no more", async () => {
    await dueMails(40);
    world.mailbox.answerAfter(() => 200);
    let asked = 0;
    const mayGoOn = () => {
      asked += 1;
      return asked === 1;
    };
    const claimed = await deliverDueMail(world.deps, mayGoOn);
    expect(claimed).toBeLessThan(40);
    expect(arrivedAt()).toHaveLength(claimed);
    const isClaimed = { OR: [{ leaseUntil: { not: null } }, { attempts: { gt: 1 } }] };
    expect(await world.db.outbox.count({ where: isClaimed })).toBe(0);
  });
});
