import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import type { NewSignature } from "../../../src/db/db.ts";
import { DAY_MS, later, MINUTE_MS, windowStart } from "../../../src/shared/clock.ts";
import { move } from "../../../src/signatures/store.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.db.letter.updateMany({ data: { showsFigures: true } });
});
afterEach(() => world.close());

const NAMES = ["published", "inReview", "withdrawn", "removed", "hidden"] as const;
type Told = Record<(typeof NAMES)[number], number | null>;
type Figures = Told & { asOf: string; fewerThan: number; byDay: (Told & { day: string })[] };

const NOTHING: Told = {
  published: null,
  inReview: null,
  withdrawn: null,
  removed: null,
  hidden: null,
};

const get = async (path: string) => await (await browserIn(world).get(path)).text();
const figures = async (): Promise<Figures> => JSON.parse(await get("/letters/rivers.json")).figures;
const dayAgo = (days: number) => later(windowStart(world.clock.now(), DAY_MS), -days * DAY_MS);
const nameOf = (day: Date) => day.toISOString().slice(0, 10);

type ImportedState = "published" | "pending";

/** Adds entries of a day in one statement, and gives their ids. */
async function add(state: ImportedState, signedAt: Date, count: number): Promise<string[]> {
  const first = await buildEntry(world.deps, world.letter, { state });
  const like = await world.db.signature.findUniqueOrThrow({ where: { id: first } });
  await world.db.signature.deleteMany({ where: { id: first } });
  const rows = Array.from({ length: count }, (): NewSignature => {
    const id = crypto.randomUUID();
    return { ...like, id, addressKey: id, entryKey: id, signedAt };
  });
  await world.db.$insertSignatures(rows);
  return rows.map(({ id }) => id);
}

async function each(ids: string[], name: "withdraw" | "erase" | "invalidate" | "hide") {
  const mover = { by: "somebody", at: world.clock.now() };
  const columns = { hide: { hiddenAt: mover.at }, invalidate: { invalidatedFrom: "published" } };
  const more = name === "hide" || name === "invalidate" ? columns[name] : {};
  const moved = await move(world.db, { id: { in: ids } }, name, mover, more);
  expect(moved).toHaveLength(ids.length);
}

describe("the figures of a letter", () => {
  it("tell what has become of its signatures, in all and by day, and keep small ones back", async () => {
    const [first, second, third] = [dayAgo(2), dayAgo(4), dayAgo(9)];
    const ofFirst = await add("published", first, 20);
    const ofSecond = await add("published", second, 20);
    const ofThird = await add("published", third, 7);
    await add("pending", third, 7);
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    await each(ofFirst.slice(0, 6), "withdraw");
    await each(ofSecond.slice(0, 5), "withdraw");
    await each(ofThird.slice(0, 1), "withdraw");
    await each(ofFirst.slice(6, 8), "erase");
    await each(ofFirst.slice(8, 11), "invalidate");
    await each(ofSecond.slice(5, 9), "hide");
    expect(await figures()).toEqual({
      ...NOTHING,
      asOf: world.clock.now().toISOString(),
      fewerThan: 5,
      published: 26,
      inReview: 7,
      withdrawn: 12,
      removed: 5,
      byDay: [
        // One more withdrew on a day that is not told: so neither is the second day.
        { ...NOTHING, day: nameOf(first), published: 9, withdrawn: 6, removed: 5 },
        { ...NOTHING, day: nameOf(second), published: 11 },
        { ...NOTHING, day: nameOf(third), published: 6, inReview: 7 },
      ],
    });
    const page = await get("/letters/rivers");
    expect(page).toContain('<dt>Withdrawn</dt><dd class="figure">12</dd>');
    expect(page).toContain('<dt>Hidden</dt><dd class="figure">fewer than 5</dd>');
    expect(page).toMatch(/<li>\d+ \w+ \d{4}: 9 published, 6 withdrawn, 5 removed<\/li>/);
    expect(page).toMatch(/On \d+ \w+ \d{4}, \d\d:\d\d UTC/);
    expect(await get("/letters/rivers/privacy")).toContain("only numbers, and none below 5");
  });

  it("are read once a minute at most, and say of when they are", async () => {
    const ids = await add("published", dayAgo(1), 12);
    // A minute begins.
    world.clock.advance(MINUTE_MS - (world.clock.now().getTime() % MINUTE_MS));
    const before = await figures();
    expect(before).toMatchObject({ published: 12, withdrawn: null });
    await each(ids.slice(0, 6), "withdraw");
    world.clock.advance(MINUTE_MS - 1);
    expect(await figures()).toEqual(before);
    world.clock.advance(1);
    const asOf = world.clock.now().toISOString();
    expect(await figures()).toMatchObject({ asOf, published: 6, withdrawn: 6 });
  });

  it("are told nowhere if the letter does not want it", async () => {
    await add("published", dayAgo(1), 12);
    await world.db.letter.updateMany({ data: { showsFigures: false } });
    expect(JSON.parse(await get("/letters/rivers.json"))).not.toHaveProperty("figures");
    expect(await get("/letters/rivers")).not.toContain("in numbers");
    expect(await get("/letters/rivers/privacy")).not.toContain("none below 5");
  });

  it("name the last thirty days that have something to tell", async () => {
    const { id: letterId } = world.letter;
    const days = Array.from({ length: 35 }, (_, ago) => nameOf(dayAgo(2 * ago)));
    const row = { letterId, kind: "individual", isHidden: false };
    const data = days.flatMap((day, at) => [
      { ...row, day, state: "published", count: at === 0 ? 4 : 7 },
      { ...row, day, state: "unverified", count: 9 },
    ]);
    // As many as D1 takes values in one statement.
    for (let at = 0; at < data.length; at += 10) {
      await world.db.signatureCount.createMany({ data: data.slice(at, at + 10) });
    }
    const { published, byDay } = await figures();
    expect([published, byDay.map(({ day }) => day)]).toEqual([4 + 34 * 7, days.slice(1, 31)]);
  });

  it("leave, beside what they tell by day, nothing or at least five", async () => {
    const states = ["published", "pending", "withdrawn", "rejected", "takendown", "invalidated"];
    const row = fc.record({
      day: fc.integer({ min: 0, max: 40 }).map((days) => nameOf(dayAgo(days))),
      state: fc.constantFrom(...states, "held", "unverified", "refused"),
      kind: fc.constantFrom("organisation", "individual"),
      isHidden: fc.boolean(),
      count: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) }, fc.nat(90)),
    });
    const rows = fc.uniqueArray(row, {
      maxLength: 60,
      selector: ({ day, state, kind, isHidden }) => `${day} ${state} ${kind} ${isHidden}`,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        await world.db.signatureCount.deleteMany();
        const { id: letterId } = world.letter;
        await world.db.signatureCount.createMany({
          data: some.map((one) => ({ ...one, letterId })),
        });
        world.clock.advance(MINUTE_MS);
        const told = await figures();
        const sum = some.reduce((total, { count }) => total + count, 0);
        const inNone = some.filter(({ state }) => /held|unver|refused/.test(state));
        let whole = inNone.reduce((total, { count }) => total + count, 0);
        for (const name of NAMES) {
          const all = told[name];
          const days = told.byDay.flatMap((day) => day[name] ?? []);
          if (all === null) expect(days).toEqual([]);
          else expect(all).toBeGreaterThanOrEqual(5);
          for (const count of days) expect(count).toBeGreaterThanOrEqual(5);
          const rest = days.reduce((left, count) => left - count, all ?? 0);
          expect(rest === 0 || rest >= 5, `${rest} left of ${name}`).toBe(true);
          whole += all ?? 0;
        }
        expect(told.byDay.length).toBeLessThanOrEqual(30);
        expect(sum - whole).toBeLessThanOrEqual(4 * NAMES.length);
        expect(whole).toBeLessThanOrEqual(sum);
      }),
      { numRuns: 25 },
    );
  });
});
