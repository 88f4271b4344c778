import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { DAY_MS, MINUTE_MS, windowStart } from "../../../src/shared/clock.ts";
import { STATES } from "../../../src/signatures/lifecycle.ts";
import { letterOverview } from "../../../src/signatures/overview/overview.ts";
import { BY_SIGNATORY } from "../../../src/signatures/store.ts";
import { moveEntry } from "../../support/moves.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const OVERVIEW = "/admin/letters/rivers";
const STATE = `${OVERVIEW}/state`;

async function numbers() {
  const { findLetter } = await import("../../../src/letters/store.ts");
  const letter = await findLetter(world.db, "rivers");
  if (letter === null) throw new Error("The letter is gone.");
  return await letterOverview(world.deps, letter);
}

describe("the overview of a letter", () => {
  it("counts every state by kind, the hidden ones, and the total that is public", async () => {
    for (const state of STATES) await buildEntry(world.deps, world.letter, { state });
    await buildEntry(world.deps, world.letter, { kind: "organisation", state: "published" });
    await buildEntry(world.deps, world.letter, { visibility: "anonymous", hoursAgo: 50 });
    await buildEntry(world.deps, world.letter, { hiddenAt: new Date() });
    const { states, hidden, total, progress } = await numbers();
    expect(hidden).toBe(1);
    expect(total).toBe(3);
    expect(states.published).toEqual({ organisation: 1, individual: 3 });
    for (const state of STATES.filter((name) => name !== "published"))
      expect(states[state], state).toEqual({ organisation: 0, individual: 1 });
    expect(progress).toMatchObject({ today: STATES.length + 2, week: STATES.length + 3 });

    const moderator = await signInAs(world, "moderator");
    const page = await (await moderator.get(OVERVIEW)).text();
    expect(page).toMatch(/Public signatories<\/dt><dd>3</);
    expect(page).toMatch(/Waiting for your decision<\/dt><dd><a [^>]*>1</);
    expect(page).toContain("1 of them hidden");
    expect(page).not.toContain("Close the letter");
    expect(page).not.toContain("Export the signatories");
    expect(await (await moderator.get("/admin")).text()).toContain(`href="${OVERVIEW}"`);
  });

  it("plots how the letter grew, and has each plot's numbers behind it", async () => {
    const staff = await signInAs(world, "campaigner");
    const empty = await (await staff.get(OVERVIEW)).text();
    expect(empty).toContain("Nobody has signed yet");
    expect(empty).not.toContain("<figure");

    await buildEntry(world.deps, world.letter, { hoursAgo: 72 });
    await buildEntry(world.deps, world.letter, { state: "pending", hoursAgo: 48 });
    await buildEntry(world.deps, world.letter, { hiddenAt: new Date(), hoursAgo: 48 });
    await buildEntry(world.deps, world.letter, { kind: "organisation" });
    const { progress } = await numbers();
    const { bars } = progress;
    expect(bars.map(({ signed }) => signed.individual)).toEqual([1, 2, 0, 0]);
    expect(bars.map(({ signed }) => signed.organisation)).toEqual([0, 0, 0, 1]);
    // What waits and what is hidden is not public.
    expect(bars.map(({ listed }) => listed)).toEqual([1, 1, 1, 2]);

    const page = await (await staff.get(OVERVIEW)).text();
    expect(page.split('class="plot-frame"')).toHaveLength(page.split("<details><summary>").length);
    expect(page).toContain('class="curve" d="M0,100L250,50L500,50L750,50L1000,0"');
    // The organisation of today, and nobody above it.
    expect(page).toMatch(
      /: 1<\/title><rect class="bar" [^>]*height="0"><\/rect><rect class="bar of-other" [^>]*height="50">/,
    );
    expect(page).not.toContain("style=");
  });

  it("widens the bars until they are few, and reaches the last day", async () => {
    const day = 24;
    for (const [days, daysInBar, bars] of [
      [92, 1, 92],
      [93, 7, 14],
      [1000, 28, 36],
      [9000, 364, 25],
    ] as const) {
      await buildEntry(world.deps, world.letter, { hoursAgo: (days - 1) * day });
      const { progress } = await numbers();
      expect(progress.daysInBar).toBe(daysInBar);
      expect(progress.bars).toHaveLength(bars);
      expect(progress.bars.at(-1)?.to).toEqual(windowStart(world.clock.now(), DAY_MS));
    }
  });

  it("follows those who signed last to the list, with the time that half of them took", async () => {
    const { deps, letter, clock } = world;
    const minutesLater = async (minutes: number, id: string, name: "confirm" | "approve") => {
      clock.advance(minutes * MINUTE_MS);
      await moveEntry(deps, id, name, name === "confirm" ? { by: BY_SIGNATORY } : {});
    };
    for (const minutes of [1, 5, 30]) {
      const id = await buildEntry(deps, letter, { state: "unverified", country: "FR" });
      await minutesLater(minutes, id, "confirm");
      if (minutes < 30) await minutesLater(120, id, "approve");
      if (minutes === 1) await moveEntry(deps, id, "hide", { columns: { hiddenAt: clock.now() } });
    }
    // Forgotten by now, but the history knows that somebody sent the form.
    const forgotten = await buildEntry(deps, letter, { state: "unverified" });
    await world.db.signature.deleteMany({ where: { id: forgotten } });
    await buildEntry(deps, letter, { state: "held" });
    const { funnel, waiting } = await numbers();
    expect(funnel).toEqual({
      signed: 5,
      confirmed: 3,
      approved: 2,
      listed: 1,
      msToConfirm: 5 * MINUTE_MS,
      msToApprove: 120 * MINUTE_MS,
    });
    expect(waiting).toMatchObject({ pending: 1, held: 1, oldestHeld: clock.now() });
    const page = await (await (await signInAs(world, "moderator")).get(OVERVIEW)).text();
    expect(page).toMatch(/Confirmed their address<svg.*?<small>Half within 5 minutes/);
    expect(page).toMatch(
      /Approved by a moderator.*?<td class="number">2<\/td><td class="number">40%/,
    );
    expect(page).toContain(`href="${OVERVIEW}/queue?state=held"`);
  });

  it("names the ten countries that most are from, and counts the others together", async () => {
    const codes = ["AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "PL"];
    for (const country of [...codes, "PL"]) await buildEntry(world.deps, world.letter, { country });
    await buildEntry(world.deps, world.letter, { country: "US", state: "pending" });
    const { countries } = await numbers();
    expect(countries).toMatchObject({ sampled: 13, isAll: true, others: 2 });
    expect(countries.named).toHaveLength(10);
    expect(countries.named[0]).toEqual({ country: "PL", count: 2 });
    const page = await (await (await signInAs(world, "moderator")).get(OVERVIEW)).text();
    expect(page).toContain("Countries of all public signatories");
    expect(page).toMatch(/Poland<svg.*?<td class="number">2<\/td><td class="number">15%/);
    expect(page).toMatch(/Other countries<svg.*?<td class="number">2/);
  });

  it("says that a letter is over, where its closing date has passed", async () => {
    const closesAt = new Date(world.clock.now().getTime() + DAY_MS);
    await world.db.letter.updateMany({ data: { closesAt } });
    const staff = await signInAs(world, "campaigner");
    expect(await (await staff.get(OVERVIEW)).text()).toContain("Everybody can read and sign it.");
    await world.db.letter.updateMany({ data: { closesAt: world.clock.now() } });
    expect(await (await staff.get(OVERVIEW)).text()).toContain("its closing date has passed");
  });
});

describe("the state of a letter", () => {
  it("asks before it closes or hides a letter, and says what that touches", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    const staff = await signInAs(world, "campaigner");
    for (const [to, question, touched] of [
      ["closed", "Close the letter?", "The one public signature stays in the list"],
      ["draft", "Take the letter back to a draft?", "including the one signature in the list"],
    ] as const) {
      const page = await (await staff.post(STATE, { from: "open", to })).text();
      expect(page).toContain(question);
      expect(page).toContain(touched);
    }
    expect(await world.db.letter.findFirst()).toMatchObject({ state: "open" });
    expect(await world.db.staffEvent.count({ where: { letterId: world.letter.id } })).toBe(0);
  });

  it("goes from open to closed, open and draft, and is recorded each time", async () => {
    const staff = await signInAs(world, "campaigner");
    const confirm = "on";
    const closed = await staff.post(STATE, { from: "open", to: "closed", confirm });
    expect(closed.headers.get("location")).toBe(`${OVERVIEW}?done=closed`);
    expect(await world.db.letter.findFirst()).toMatchObject({ closedAt: world.clock.now() });
    expect(await (await browserIn(world).get("/letters/rivers")).text()).not.toContain("<form");
    await staff.post(STATE, { from: "closed", to: "open" });
    expect(await world.db.letter.findFirst()).toMatchObject({ state: "open", closedAt: null });
    await staff.post(STATE, { from: "open", to: "draft", confirm });
    expect((await browserIn(world).get("/letters/rivers")).status).toBe(404);
    expect((await staff.get(OVERVIEW)).status).toBe(200);
    expect(
      (await world.db.staffEvent.findMany({ where: { letterId: world.letter.id } })).map(
        ({ what }) => what,
      ),
    ).toEqual(["letter-closed", "letter-opened", "letter-drafted"]);
  });

  it("is left alone where somebody changed it first", async () => {
    const staff = await signInAs(world, "campaigner");
    const step = { from: "open", to: "closed", confirm: "on" };
    const responses = await Promise.all([staff.post(STATE, step), staff.post(STATE, step)]);
    const places = responses.map(({ headers }) => headers.get("location")).sort();
    expect(places).toEqual([`${OVERVIEW}?done=closed`, `${OVERVIEW}?done=moved`]);
    expect(await world.db.staffEvent.count({ where: { letterId: world.letter.id } })).toBe(1);
    const page = await (await staff.get(`${OVERVIEW}?done=moved`)).text();
    expect(page).toContain("Somebody else has changed the state in the meantime.");
    // An address says of a letter only what is true.
    const stale = await (await staff.get(`${OVERVIEW}?done=open`)).text();
    expect(stale).not.toContain('role="status"');
  });

  it("is refused to a moderator, and a step that is none is unreadable", async () => {
    const moderator = await signInAs(world, "moderator");
    const step = { from: "open", to: "draft", confirm: "on" };
    expect((await moderator.post(STATE, step)).status).toBe(403);
    const staff = await signInAs(world, "campaigner");
    expect((await staff.post(STATE, { from: "open", to: "gone" })).status).toBe(400);
    expect(await world.db.letter.findFirst()).toMatchObject({ state: "open" });
  });
});
