import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { MAILS_PER_ADDRESS } from "../../src/limits.ts";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "../../src/shared/clock.ts";
import { moveEntry } from "../support/moves.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const { max } = MAILS_PER_ADDRESS.signing;

/** Entries of one mailbox that nobody has confirmed, each with a mail that is due. */
async function unconfirmed(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const email = `ada+${index}@example.org`;
    ids.push(await buildEntry(world.deps, world.letter, { state: "unverified", email }));
  }
  return ids;
}

const subjects = () => world.mailbox.mails.map(({ subject }) => subject);
const due = () => world.db.outbox.findMany({ where: { state: "due" } });

describe("what is over the caps of an address", () => {
  it("waits and leaves when the first of what counts is a day old, not before", async () => {
    await unconfirmed(max + 2);
    await world.deliver();
    expect(subjects()).toHaveLength(max);
    expect((await due()).map(({ attempts }) => attempts)).toEqual([0, 0]);
    world.clock.advance(DAY_MS - MINUTE_MS);
    await world.deliver();
    expect(subjects()).toHaveLength(max);
    world.clock.advance(MINUTE_MS);
    await world.deliver();
    expect(subjects()).toHaveLength(max + 2);
  });

  it("keeps no decision waiting", async () => {
    await unconfirmed(max + 1);
    await world.deliver();
    const id = await buildEntry(world.deps, world.letter, {
      state: "pending",
      email: "ada@example.org",
    });
    await moveEntry(world.deps, id, "approve");
    await world.deliver();
    expect(subjects()).toHaveLength(max + 1);
    expect(subjects().at(-1)).toContain("published");
  });

  it("is dropped once it no longer says what is so", async () => {
    const ids = await unconfirmed(max + 4);
    await world.deliver();
    const waits = (await due()).map(({ signatureId }) => signatureId ?? "");
    expect(waits.every((id) => ids.includes(id))).toBe(true);
    const [confirmed = "", refused = "", ...others] = waits;
    await moveEntry(world.deps, confirmed, "confirm", { columns: { expiresAt: null } });
    await moveEntry(world.deps, refused, "refuse");
    // Nobody can confirm any more a day after the letter has closed.
    const closes = later(world.clock.now(), -HOUR_MS);
    await buildLetter(world.deps, { slug: "rivers", closes });
    world.clock.advance(DAY_MS);
    await world.deliver();
    expect(subjects()).toHaveLength(max);
    const rows = await world.db.outbox.findMany({ where: { signatureId: { in: waits } } });
    expect(rows).toHaveLength(2 + others.length);
    expect(rows.map(({ state }) => state)).toEqual(rows.map(() => "dropped"));
  });

  it("is dropped if its address asks for no more mail", async () => {
    const [id = ""] = await unconfirmed(max + 1);
    await world.deliver();
    const { addressLimitKey } = await world.db.signature.findUniqueOrThrow({ where: { id } });
    await world.db.suppression.create({
      data: { addressLimitKey: addressLimitKey ?? "", createdAt: world.clock.now() },
    });
    world.clock.advance(DAY_MS);
    await world.deliver();
    expect(subjects()).toHaveLength(max);
  });
});

describe("the caps of an address", () => {
  it("count a mail once, however often its server refuses it for now", async () => {
    world.mailbox.refuseWith(451);
    await unconfirmed(max);
    for (let round = 0; round < 3; round += 1) {
      await world.deliver();
      world.clock.advance(3 * MINUTE_MS);
    }
    world.mailbox.refuseWith(null);
    world.clock.advance(HOUR_MS);
    await world.deliver();
    expect(subjects()).toHaveLength(max);
  });

  it("do not count what was dropped after a try that failed", async () => {
    world.mailbox.refuseWith(451);
    for (const id of await unconfirmed(max)) {
      await world.deliver();
      await moveEntry(world.deps, id, "refuse");
    }
    world.mailbox.refuseWith(null);
    await unconfirmed(max);
    await world.deliver();
    expect(subjects()).toHaveLength(max);
  });
});
