import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildLetter } from "../../../prisma/builders.ts";
import { queueNotices } from "../../../src/accounts/mass/notices.ts";
import { createSignIn } from "../../../src/accounts/sign-in.ts";
import { MASS_ACT_TTL_DAYS, MASS_ACTS } from "../../../src/limits.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { forgetExpired } from "../../../src/signatures/forget.ts";
import { runMassActs } from "../../../src/signatures/mass/act.ts";
import { addPublished, type Staff, takeDown } from "../../support/mass-acts.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ada: Staff;
let ids: string[];

beforeEach(async () => {
  world = await openWorld();
  ada = await signInAs(world, "campaigner");
  ids = await addPublished(world, world.letter, 130);
});
afterEach(() => world.close());

const RELEASES = paths.releases("rivers");
const takendown = () => world.db.signature.count({ where: { state: "takendown" } });
const kept = () => world.db.massAct.findMany({ orderBy: { id: "asc" } });
const onlyKept = async () => {
  const [row] = await kept();
  if (row === undefined) throw new Error("Nothing waits.");
  return row;
};
const press = async (staff: Staff, id: string, act: "release" | "cancel") =>
  (await staff.post(paths.massAct("rivers", id), { act })).status;
const waitsFor = expect.stringContaining("It is waiting for a campaigner or an administrator");

describe("above a hundred entries in a day", () => {
  it("one person takes nobody down, whatever the slices, the letters and the haste", async () => {
    await signInAs(world, "administrator", null);
    const other = await buildLetter(world.deps, { slug: "other" });
    const elsewhere = await addPublished(world, other, 60);
    const both = await signInAs(world, "campaigner", null);
    const answers = await Promise.all([
      takeDown(both, ids.slice(0, 60)),
      takeDown(both, ids.slice(60, 120)),
      takeDown(both, elsewhere, { letter: other }),
    ]);
    expect(await takendown()).toBe(MASS_ACTS.max);
    const skipped = answers.flatMap((answer) => answer.skipped);
    expect(skipped).toHaveLength(80);
    for (const { why } of skipped) expect(why).toEqual(waitsFor);
    const waiting = (await kept()).map(({ count }) => count);
    expect(waiting.reduce((sum, count) => sum + count, 0)).toBe(80);
    // Sent again, it is not kept twice.
    const again = await takeDown(both, ids.slice(60, 120));
    expect(again.decided).toEqual([]);
    await takeDown(both, ids.slice(0, 60));
    await takeDown(both, elsewhere, { letter: other });
    expect((await kept()).map(({ count }) => count)).toEqual(waiting);
  });

  it("a second person releases it, who sees who asked for what and why", async () => {
    const ben = await signInAs(world, "administrator", null);
    const cleo = await signInAs(world, "moderator");
    await takeDown(ada, ids.slice(0, 100));
    await takeDown(ada, ids.slice(100, 110));
    const { id } = await onlyKept();
    expect(await (await ada.get(RELEASES)).text()).not.toContain('value="release"');
    expect(await press(ada, id, "release")).toBe(409);
    expect(await press(cleo, id, "release")).toBe(404);
    expect(await (await cleo.get(RELEASES)).text()).not.toContain(ada.displayName);
    const overview = await (await ben.get(paths.letterOverview("rivers"))).text();
    expect(overview).toContain("One request is waiting");
    const page = await (await ben.get(RELEASES)).text();
    for (const seen of [
      "Take down 10 entries",
      ada.displayName,
      "At the person&#39;s request",
      "Mass 100",
    ])
      expect(page).toContain(seen);
    expect(page).not.toContain("Mass 109");
    expect(await takendown()).toBe(100);
    expect(await press(ben, id, "release")).toBe(303);
    expect(await takendown()).toBe(110);
    expect(await onlyKept()).toMatchObject({ state: "done", payload: null });
    expect([await press(ben, id, "release"), await press(ada, id, "cancel")]).toEqual([409, 409]);
    const mine = await takeDown(ben, ids.slice(110, 120));
    expect(mine.decided).toHaveLength(10);
  });

  it("a release asks for the step-up, and stopping does not", async () => {
    const ben = await signInAs(world, "campaigner");
    await takeDown(ada, ids.slice(0, 100));
    await takeDown(ada, ids.slice(100, 102));
    const { id } = await onlyKept();
    world.clock.advance(16 * MINUTE_MS);
    const asked = await ben.post(paths.massAct("rivers", id), { act: "release" });
    expect([asked.status, await asked.text()]).toEqual([
      403,
      expect.stringContaining('name="act"'),
    ]);
    expect(await press(ada, id, "cancel")).toBe(303);
    expect(await (await ben.get(RELEASES)).text()).toContain(`${ada.displayName} stopped it`);
    expect(await takendown()).toBe(100);
  });

  it("waits for an hour if nobody else may release it, and can be stopped", async () => {
    await signInAs(world, "moderator");
    await takeDown(ada, ids.slice(0, 100));
    const later = await takeDown(ada, ids.slice(100, 105));
    expect(later.skipped[0]?.why).toContain("We do it in an hour");
    await runMassActs(world.deps);
    expect(await takendown()).toBe(100);
    const stopped = await takeDown(ada, ids.slice(105, 107));
    expect(stopped.decided).toEqual([]);
    const [, second] = await kept();
    expect(await press(ada, second?.id ?? "", "cancel")).toBe(303);
    world.clock.advance(HOUR_MS);
    await runMassActs(world.deps);
    await runMassActs(world.deps);
    expect(await takendown()).toBe(105);
    expect((await kept()).map(({ state }) => state)).toEqual(["done", "cancelled"]);
  });

  it("is not done if nobody releases it in time, and the page says so", async () => {
    const ben = await signInAs(world, "campaigner");
    await takeDown(ada, ids.slice(0, 100));
    await takeDown(ada, ids.slice(100, 105));
    const { id } = await onlyKept();
    world.clock.advance(MASS_ACT_TTL_DAYS * DAY_MS);
    const late = await signInAs(world, "campaigner");
    expect(await press(late, id, "release")).toBe(409);
    expect(await (await late.get(RELEASES)).text()).toContain("Nobody released it by");
    await forgetExpired(world.deps);
    expect(await onlyKept()).toMatchObject({ state: "expired", payload: null });
    expect(ben.accountId).not.toBe(late.accountId);
  });

  it("erasing counts by itself, what is undone does not count, and the day goes by", async () => {
    await signInAs(world, "campaigner");
    // Of the same twice at once, each counts once.
    await Promise.all([takeDown(ada, ids.slice(0, 40)), takeDown(ada, ids.slice(0, 40))]);
    await takeDown(ada, ids.slice(40, 100));
    expect(await takendown()).toBe(100);
    const erased = await takeDown(ada, ids.slice(100, 103), { decision: "erase" });
    expect(erased.decided).toHaveLength(3);
    const undone = await takeDown(ada, ids.slice(0, 7), { decision: "undo" });
    expect(undone.decided).toHaveLength(7);
    const more = await takeDown(ada, ids.slice(103, 113));
    expect([more.decided.length, more.skipped.length]).toEqual([7, 3]);
    // What could not be taken down anyway is said to be so, and does not count.
    const gone = await takeDown(ada, ids.slice(100, 103));
    expect(gone.skipped.map(({ why }) => why)).toEqual(Array(3).fill(expect.any(String)));
    expect(gone.skipped[0]?.why).not.toEqual(waitsFor);
    world.clock.advance(DAY_MS - 1);
    const { token } = await createSignIn(world.deps, ada.accountId, "sign-in", { byMail: false });
    const later = { ...ada, ...browserIn(world) };
    await later.post(paths.signInLink(token));
    expect((await takeDown(later, ids.slice(113, 120))).decided).toEqual([]);
    world.clock.advance(1);
    expect((await takeDown(later, ids.slice(113, 120))).decided).toHaveLength(7);
  });
});

describe("those who look after the letter, too", () => {
  it("are mailed of ten entries at once or in slices, in one mail, without a name", async () => {
    const ben = await signInAs(world, "administrator", null);
    const mail = () =>
      world.mailbox.mails.filter(({ to }) => to.includes(`${ben.displayName}@staff.example`));
    await takeDown(ada, ids.slice(0, 9));
    await world.deliver();
    expect(mail()).toHaveLength(0);
    await takeDown(ada, ids.slice(9, 11));
    await takeDown(ada, ids.slice(11, 40));
    await world.deliver();
    const [first] = mail();
    expect(first?.text).toContain(`${ada.displayName} took down 11 entries`);
    expect(first?.text).not.toMatch(/Mass \d/);
    await takeDown(ada, ids.slice(40, 60));
    await world.deliver();
    expect(mail()).toHaveLength(1);
    world.clock.advance(HOUR_MS);
    await queueNotices(world.deps);
    await queueNotices(world.deps);
    await world.deliver();
    expect(mail()).toHaveLength(2);
    expect(mail()[1]?.text).toContain("29 entries");
    expect(mail()[1]?.text).toContain("20 entries");
  });
});
