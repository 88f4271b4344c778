import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { newId } from "../../../src/shared/ids.ts";
import { firstColumns } from "../../../src/signatures/store.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** A new entry under the key of an address. */
function entry(addressKey: string) {
  const at = world.clock.now();
  return {
    ...firstColumns("sign", "unverified", { by: "signatory", at }),
    id: newId(world.clock),
    letterId: world.letter.id,
    kind: "individual",
    addressKey,
    name: "Ada",
    sortKey: "ada",
    nameKey: "ada",
    language: "en",
    entryKey: `entry of ${addressKey}`,
    searchWords: '["ada"]',
    letterVersionId: world.letter.version.id,
    signedAt: at,
  };
}

const addSignatures = (keys: readonly string[]) =>
  Promise.all(keys.map((key) => world.db.$addSignature(entry(key))));

describe("signatures that are added at once", () => {
  it("are all there, with their history, their words and their mail", async () => {
    const keys = Array.from({ length: 70 }, (_, index) => `key ${index}`);
    expect(await addSignatures(keys)).toEqual(keys.map(() => true));
    const { db } = world;
    const counts = [db.signature.count(), db.event.count(), db.signatureWord.count()];
    expect(await Promise.all(counts)).toEqual([70, 70, 70]);
    const rows = await db.signature.findMany({ orderBy: { id: "asc" } });
    expect(rows[0]?.signedAt).toEqual(world.clock.now());
  });

  it("are one if they have one key, whoever else comes along", async () => {
    expect(await addSignatures(["a", "b", "a", "a", "c"])).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(await addSignatures(["b", "d"])).toEqual([false, true]);
    expect(await world.db.signature.count()).toBe(4);
  });

  it("are added though another of the batch cannot be", async () => {
    const nowhere = { ...entry("x"), letterId: "no such letter" };
    const all = [entry("a"), nowhere, entry("b")];
    const results = await Promise.allSettled(all.map((one) => world.db.$addSignature(one)));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await world.db.signature.count()).toBe(2);
  });
});

describe("solved captchas that come at once", () => {
  it("count once each", async () => {
    const expiresAt = world.clock.now();
    const added = await Promise.all(
      ["one", "one", "two"].map((id) => world.db.$addSpentChallenge({ id, expiresAt })),
    );
    expect(added).toEqual([true, false, true]);
    expect(await world.db.$addSpentChallenge({ id: "two", expiresAt })).toBe(false);
  });
});

describe("counts that are raised at once", () => {
  const raise = (key: string, windowAt: Date) =>
    world.db.$countUp({ key, windowAt, expiresAt: new Date(windowAt.getTime() + MINUTE_MS) });

  it("give everybody a number of their own, by key and by window", async () => {
    const [now, later] = [0, MINUTE_MS].map((ms) => new Date(world.clock.now().getTime() + ms));
    if (now === undefined || later === undefined) throw new Error("There are two windows.");
    const both = await Promise.all([
      ...Array.from({ length: 60 }, () => raise("client", now)),
      ...Array.from({ length: 3 }, () => raise("other", now)),
      ...Array.from({ length: 2 }, () => raise("client", later)),
    ]);
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    const sorted = (numbers: number[]) => numbers.toSorted((one, other) => one - other);
    expect(sorted(both.slice(0, 60))).toEqual(upTo(60));
    expect(sorted(both.slice(60, 63))).toEqual(upTo(3));
    expect(sorted(both.slice(63))).toEqual(upTo(2));
    expect(await raise("client", now)).toBe(61);
  });
});
