import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { ANSWER_TIME } from "../../../src/limits.ts";
import { countOne, countWithin } from "../../../src/rate-limit.ts";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { equalTime } from "../../../src/shared/equal-time.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const states = async () =>
  (await world.db.signature.findMany({ orderBy: { id: "asc" } })).map(({ state }) => state);

describe("what is counted", () => {
  const limit = { max: 2, windowMs: MINUTE_MS };

  it("and taken back is free again, and no other count is touched", async () => {
    await countOne(world.deps, "theirs", limit);
    const { takeBack } = await countOne(world.deps, "ours", limit);
    await takeBack();
    for (const isWithin of [true, true, false])
      expect(await countWithin(world.deps, "ours", limit)).toBe(isWithin);
    for (const isWithin of [true, false])
      expect(await countWithin(world.deps, "theirs", limit)).toBe(isWithin);
  });

  it("is never less than nothing, however often it is taken back", async () => {
    const { takeBack } = await countOne(world.deps, "ours", limit);
    await takeBack();
    await takeBack();
    expect(await world.db.rateCount.findMany({ where: { key: "ours" } })).toMatchObject([
      { count: 0 },
    ]);
  });
});

describe("one client", () => {
  it("has its forms held above what the letter takes in ten minutes, and free after them", async () => {
    await world.db.letter.updateMany({ data: { submissionsPerClientMax: 1 } });
    // Windows of time begin where the clock says so.
    world.clock.advance(10 * MINUTE_MS - (world.clock.now().getTime() % (10 * MINUTE_MS)));
    await sign(world, PERSON);
    world.clock.advance(MINUTE_MS);
    await sign(world, { ...PERSON, email: "ben@example.org" });
    world.clock.advance(10 * MINUTE_MS);
    await sign(world, { ...PERSON, email: "cleo@example.org" });
    expect(await states()).toEqual(["unverified", "held", "unverified"]);
  });

  it("is mailed its own page thirty times in ten minutes, whomever it asks for", async () => {
    const reader = browserIn(world);
    const ask = async (email: string) => {
      await buildEntry(world.deps, world.letter, { state: "pending", email });
      await reader.post("/letters/rivers/lost-link", { email });
    };
    const mailed = () => world.db.outbox.count({ where: { kind: "own-link" } });
    for (let index = 0; index < 31; index += 1) await ask(`person${index}@example.org`);
    await expect.poll(mailed).toBe(30);
    world.clock.advance(10 * MINUTE_MS);
    await ask("late@example.org");
    await expect.poll(mailed).toBe(31);
  });
});

describe("a form", () => {
  it("takes a letter of 120,000 characters of any script, and none above a megabyte", async () => {
    const staff = await signInAs(world, "administrator", null);
    const post = (body: string) =>
      staff.post("/admin/letters/rivers/edit", { title: "Реки", body });
    expect((await post("я ".repeat(60_000))).status).not.toBe(413);
    expect((await post("a ".repeat(600_000))).status).toBe(413);
  });

  it("takes a file of signatories of almost five megabytes", async () => {
    const staff = await signInAs(world, "campaigner");
    const form = new FormData();
    const row = `individual,${"a".repeat(900)},\n`;
    const file = `kind,name,title\n${row.repeat(5_500)}`;
    form.set("file", new File([file], "people.csv", { type: "text/csv" }));
    const path = "/admin/letters/rivers/import";
    const response = await staff.send(path, { method: "POST", body: form });
    expect(response.status).not.toBe(413);
  });

  it("is answered after fifty milliseconds, or ten more at a time", async () => {
    const startMs = performance.now();
    await equalTime(ANSWER_TIME)(async () => undefined);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(50);
  });
});
