import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, type GivenEntry } from "../../../prisma/builders.ts";
import { MASS_ACTS } from "../../../src/limits.ts";
import { HOUR_MS, later, MINUTE_MS } from "../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { runInvalidations } from "../../../src/signatures/invalidation/run.ts";
import { withdraw } from "../../../src/signatures/own-page/withdraw.ts";
import { finish, press, preview, propose, type Staff } from "../../support/invalidating.ts";
import { addPublished } from "../../support/mass-acts.ts";
import { moveEntry } from "../../support/moves.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let cleo: Staff;

beforeEach(async () => {
  world = await openWorld();
  cleo = await signInAs(world, "campaigner");
});
afterEach(() => world.close());

const LIST = paths.invalidations("rivers");
const STATES = ["held", "unverified", "pending", "published", "rejected"] as const;

const build = (given: GivenEntry) => buildEntry(world.deps, world.letter, given);
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const stateOf = async (id: string) => (await rowOf(id)).state;
const recordOf = (id: string) => world.db.invalidation.findUniqueOrThrow({ where: { id } });
const mailsOf = async (signatureId: string) =>
  (await world.db.outbox.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
    ({ kind, state }) => [kind, state],
  );

async function buildMany(count: number, given: GivenEntry = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await build({ name: `Bot ${index}`, ...given }));
  return ids;
}

/** A row without what every move notes down. */
function withoutMove(row: object): object {
  const noted = ["move", "moveNo", "movedAt", "moveReason", "mailDueAt"];
  return Object.fromEntries(Object.entries(row).filter(([name]) => !noted.includes(name)));
}

/** Proposes, releases and runs an invalidation to its end. */
async function takeOut(fields: Record<string, string | string[]>): Promise<string> {
  const id = await propose(cleo, fields);
  expect(await press(cleo, id, "release")).toBe(303);
  await finish(world);
  return id;
}

describe("conditions", () => {
  beforeEach(async () => {
    await build({ name: "Bot 1", email: "one@spam.example", country: "FR", state: "pending" });
    await build({ name: "Bót 2", email: "two@spam.example", country: "DE" });
    await build({ name: "Robot", email: "three@good.example", country: "FR", hoursAgo: 30 });
    await build({ name: "Cy", email: "cy@good.example", state: "rejected", hoursAgo: 50 });
  });

  const at = (hoursAgo: number) =>
    later(world.clock.now(), -hoursAgo * HOUR_MS)
      .toISOString()
      .slice(0, 16);

  it("meet by name, domain, country, time and state, all of them together", async () => {
    const cases: [Record<string, string | string[]>, number][] = [
      [{ name: "bot" }, 2],
      [{ name: "*bot*" }, 3],
      [{ name: "BOT *", states: "published" }, 1],
      [{ domain: "spam.example" }, 2],
      [{ domain: "@SPAM.example", country: "FR" }, 1],
      [{ country: "FR" }, 2],
      [{ country: "FR", states: ["pending", "held"] }, 1],
      [{ from: at(31), to: at(29) }, 1],
      [{ name: "*", country: "DE" }, 0],
      [{ name: "bot", country: "IT" }, 0],
    ];
    for (const [fields, count] of cases) {
      const [status, page] = await preview(cleo, fields);
      const isRefused = fields["name"] === "*";
      expect([fields, status]).toEqual([fields, isRefused ? 422 : 200]);
      const sentence =
        count === 0
          ? "No entries match."
          : count === 1
            ? "1 entry matches."
            : `${count} entries match.`;
      if (!isRefused) expect(page).toContain(sentence);
    }
  });

  it("meet by the network of an entry, which its page fills in", async () => {
    const networkKey = `2026-05-01.${"k".repeat(43)}`;
    const id = await build({ name: "Di", email: "di@net.example", country: "PL" });
    await world.db.signature.update({ where: { id }, data: { networkKey } });
    expect(await preview(cleo, { network: networkKey })).toEqual([
      200,
      expect.stringContaining("1 entry matches."),
    ]);
    const page = await (await cleo.get(`${LIST}?like=${id}`)).text();
    for (const value of ["Di", "net.example", networkKey])
      expect(page).toContain(`value="${value}"`);
    expect(page).toMatch(/value="PL" selected/);
    const entry = await (await cleo.get(paths.entry("rivers", id))).text();
    expect(entry).toContain(`${LIST}?like=${id}`);
  });

  const refused: [string, Record<string, string>, string][] = [
    ["nothing at all", {}, "at least one condition"],
    ["where entries stand alone", { states: "pending" }, "at least one condition"],
    ["the end of a time alone", { to: "2026-05-01T10:00" }, "at least one condition"],
    ["a long time", { from: "2020-05-01T10:00", to: "2026-05-03T10:00" }, "at most 24 hours apart"],
    ["a name that is only a star", { name: " * " }, "at least one letter or digit"],
    ["a name that is too long", { name: "x".repeat(60) }, "Shorten the name"],
    ["an address for a domain", { domain: "a@b.example" }, "a domain like example.org"],
    ["a network cut in two", { network: "2026-05-01.abc" }, "the whole code"],
    ["an unknown country", { country: "XX" }, "a country from the list"],
    ["a time that is none", { name: "bot", from: "noon" }, "such as 2026-05-01 14:30"],
    [
      "an end before its start",
      { from: "2026-05-02T10:00", to: "2026-05-01T10:00" },
      "must not be before",
    ],
    ["no state", { name: "bot", choose_states: "on" }, "at least one state"],
  ];
  it.each(refused)("are refused in words: %s", async (_, fields, sentence) => {
    for (const act of ["preview", "propose"]) {
      const response = await cleo.post(LIST, { reason: "forged", ...fields, act });
      expect([response.status, await response.text()]).toEqual([
        422,
        expect.stringContaining(sentence),
      ]);
    }
    expect(await world.db.invalidation.count()).toBe(0);
  });

  it("take a day by its minutes, and its last minute too", async () => {
    const [status] = await preview(cleo, { from: "2026-05-01T00:00", to: "2026-05-02T00:00" });
    expect(status).toBe(200);
  });
});

describe("a preview", () => {
  it("shows a count and twenty from all over, and changes nothing", async () => {
    await buildMany(45, { state: "pending" });
    const before = await world.db.signature.findMany();
    const [, page] = await preview(cleo, { name: "Bot *" });
    expect(page).toContain("45 entries match.");
    expect(page.match(/>Bot \d+</g)).toHaveLength(20);
    for (const name of ["Bot 0", "Bot 23", "Bot 43"]) expect(page).toContain(`>${name}<`);
    expect(await world.db.signature.findMany()).toEqual(before);
    expect(await world.db.invalidation.count()).toBe(0);
    expect(await world.db.staffEvent.count({ where: { what: { startsWith: "inval" } } })).toBe(0);
  });
});

describe("an invalidation", () => {
  it("takes entries out of every state, keeps what they were, and undo puts each back", async () => {
    const hiddenAt = later(world.clock.now(), -HOUR_MS);
    const ids: string[] = [];
    for (const state of STATES)
      ids.push(await build({ name: "Bot", state, reason: "duplicate", decidedBy: "somebody" }));
    ids.push(await build({ name: "Bot", hiddenAt }));
    const before = await Promise.all(ids.map(rowOf));
    const { individuals } = await world.db.letter.findUniqueOrThrow({ where: { slug: "rivers" } });
    const id = await takeOut({ name: "bot" });
    for (const [index, entry] of ids.entries())
      expect(await rowOf(entry)).toMatchObject({
        state: "invalidated",
        invalidationId: id,
        invalidatedFrom: before[index]?.state,
        reason: before[index]?.reason,
      });
    expect(await recordOf(id)).toMatchObject({ state: "done", expected: 6, endedBy: null });
    const counted = () => world.db.letter.findUniqueOrThrow({ where: { slug: "rivers" } });
    expect((await counted()).individuals).toBe(individuals - 1);
    expect(await press(cleo, id, "undo")).toBe(303);
    await finish(world);
    for (const [index, entry] of ids.entries()) {
      const { movedBy, invalidationId, ...row } = await rowOf(entry);
      expect(before[index]).toMatchObject(withoutMove(row));
      expect([movedBy, invalidationId]).toEqual([cleo.accountId, id]);
    }
    expect(await recordOf(id)).toMatchObject({ state: "undone", endedBy: cleo.accountId });
    expect((await counted()).individuals).toBe(individuals);
  });

  it("touches nothing that was signed later, or is of another letter", async () => {
    const other = await buildLetter(world.deps, { slug: "other" });
    const elsewhere = await buildEntry(world.deps, other, { name: "Bot" });
    const now = await build({ name: "Bot" });
    const id = await propose(cleo, { name: "bot" });
    world.clock.advance(MINUTE_MS);
    const after = await build({ name: "Bot" });
    await press(cleo, id, "release");
    await finish(world);
    expect(await Promise.all([elsewhere, now, after].map(stateOf))).toEqual([
      "published",
      "invalidated",
      "published",
    ]);
  });

  it("mails nobody, nor twice after an undo; what was due before is due again", async () => {
    const due = await build({ name: "Bot due", state: "unverified" });
    const told = await build({ name: "Bot told", state: "pending" });
    const decided = { decision: "approve", id: told };
    await cleo.post(paths.decisions("rivers"), decided);
    await world.db.outbox.updateMany({ where: { signatureId: told }, data: { state: "sent" } });
    const id = await takeOut({ name: "bot" });
    expect([await mailsOf(due), await mailsOf(told)]).toEqual([
      [["confirm", "dropped"]],
      [["published", "sent"]],
    ]);
    await press(cleo, id, "undo");
    await finish(world);
    expect([await mailsOf(due), await mailsOf(told)]).toEqual([
      [["confirm", "due"]],
      [["published", "sent"]],
    ]);
  });

  it("leaves what was withdrawn meanwhile withdrawn", async () => {
    const early = await build({ name: "Bot early" });
    const late = await build({ name: "Bot late" });
    const id = await propose(cleo, { name: "bot *" });
    await withdraw(world.deps, { id: early });
    await press(cleo, id, "release");
    await finish(world);
    expect(await Promise.all([early, late].map(stateOf))).toEqual(["withdrawn", "invalidated"]);
    await press(cleo, id, "undo");
    await finish(world);
    expect(await Promise.all([early, late].map(stateOf))).toEqual(["withdrawn", "published"]);
    expect(await (await cleo.get(paths.invalidation("rivers", id))).text()).toContain(
      "1 entry is back where it was",
    );
  });

  it("stops after the batch, goes on, and undoes what is out", async () => {
    const ids = await buildMany(320, { state: "pending" });
    const ben = await signInAs(world, "campaigner");
    const id = await propose(cleo, { name: "Bot *" });
    await press(ben, id, "release");
    await runInvalidations(world.deps, () => false);
    expect(await press(cleo, id, "cancel")).toBe(303);
    await finish(world);
    const out = () => world.db.signature.count({ where: { state: "invalidated" } });
    expect(await out()).toBe(300);
    const page = await (await cleo.get(paths.invalidation("rivers", id))).text();
    expect(page).toContain("Stopped. 300 entries of 320 were removed and stay removed.");
    expect(await press(cleo, id, "resume")).toBe(303);
    await finish(world);
    expect(await out()).toBe(ids.length);
    expect(await press(cleo, id, "undo")).toBe(303);
    await runInvalidations(world.deps, () => false);
    const progress = await cleo.get(paths.invalidationProgress("rivers", id));
    expect(await progress.json()).toMatchObject({ state: "undoing", out: 20, done: 300 });
    await finish(world);
    expect(await out()).toBe(0);
    expect(await press(cleo, id, "resume")).toBe(409);
  });

  it("is written down with every act, by ids and numbers alone", async () => {
    await build({ name: "Bot", email: "bot@spam.example" });
    const id = await takeOut({ domain: "spam.example", note: "Seen on the forum" });
    await press(cleo, id, "undo");
    const events = await world.db.staffEvent.findMany({
      where: { what: { startsWith: "invalidation-" } },
      orderBy: { id: "asc" },
    });
    const detail = JSON.stringify({ invalidation: id, count: 1 });
    const common = { letterId: world.letter.id, by: cleo.accountId, detail };
    expect(events).toMatchObject(
      ["proposed", "released", "undone"].map((act) => ({ ...common, what: `invalidation-${act}` })),
    );
    expect((await recordOf(id)).conditions).not.toContain("spam");
    expect(JSON.stringify(world.log)).not.toMatch(/spam|forum/);
    const page = await (await cleo.get(paths.invalidation("rivers", id))).text();
    for (const words of ["spam.example", "Seen on the forum", "Sent by a program"])
      expect(page).toContain(words);
  });

  it("shows in the list, on the entry and to its signatory", async () => {
    const entry = await build({ name: "Bot" });
    const id = await takeOut({ name: "bot" });
    const link = paths.invalidation("rivers", id);
    expect(await (await cleo.get(LIST)).text()).toMatch(/Name: bot[\s\S]*Done[\s\S]*1 of 1/);
    expect(await (await cleo.get(paths.entry("rivers", entry))).text()).toContain(
      `<a href="${link}">Removed as fraud: Sent by a program</a>`,
    );
    const token = await signOwnPageToken(world.deps.keys, { id: entry, version: 1 });
    const own = await browserIn(world).get(paths.ownPage(token));
    expect([own.status, await own.text()]).toEqual([200, expect.stringContaining("not accepted")]);
    await press(cleo, id, "undo");
    await finish(world);
    expect(await (await cleo.get(paths.entry("rivers", entry))).text()).toContain(
      "Removed as fraud and put back: Sent by a program",
    );
  });
});

describe("a release", () => {
  it("of more than a hundred entries takes a second person, who sees what it is of", async () => {
    const ben = await signInAs(world, "administrator", null);
    await buildMany(MASS_ACTS.max + 1);
    const id = await propose(cleo, { name: "Bot *" });
    const page = await (await cleo.get(paths.invalidation("rivers", id))).text();
    expect(page).toContain("Somebody else who can remove entries of this letter as fraud");
    expect(page).not.toContain('value="release"');
    expect(await press(cleo, id, "release")).toBe(409);
    expect(await recordOf(id)).toMatchObject({ state: "proposed", releasedBy: null });
    const seen = await (await ben.get(paths.invalidation("rivers", id))).text();
    expect(seen).toContain("101 entries match.");
    expect(await press(ben, id, "release")).toBe(303);
    await finish(world);
    expect(await recordOf(id)).toMatchObject({ state: "done", releasedBy: ben.accountId });
  });

  it("of what grew beyond a hundred since it was proposed takes a second person, too", async () => {
    await signInAs(world, "campaigner");
    await buildMany(MASS_ACTS.max, { state: "pending" });
    const [late = ""] = await buildMany(1, { state: "unverified", email: "late@example.org" });
    const id = await propose(cleo, { name: "Bot *", states: "pending" });
    await moveEntry(world.deps, late, "confirm");
    expect(await press(cleo, id, "release")).toBe(409);
  });

  it("by one person takes what was counted, within the limit of a day, and undo gives back", async () => {
    await signInAs(world, "campaigner");
    const soon = await build({ name: "Mass soon", state: "pending" });
    const late = await build({ name: "Mass late", state: "pending" });
    await addPublished(world, world.letter, 48);
    const id = await propose(cleo, { name: "Mass *", states: "published" });
    await moveEntry(world.deps, soon, "approve");
    const twice = await Promise.all([1, 2].map(() => press(cleo, id, "release")));
    expect(twice.toSorted()).toEqual([303, 409]);
    await moveEntry(world.deps, late, "approve");
    await finish(world);
    expect(await recordOf(id)).toMatchObject({ state: "done", expected: 50 });
    expect(await world.db.signature.count({ where: { state: "invalidated" } })).toBe(50);
    await buildMany(51);
    const other = await propose(cleo, { name: "Bot *" });
    expect(await press(cleo, other, "release")).toBe(409);
    expect(await press(cleo, id, "undo")).toBe(303);
    expect(await press(cleo, other, "release")).toBe(303);
  });

  it("by the only person who could waits for an hour, and can be stopped until then", async () => {
    await signInAs(world, "moderator");
    const gone = await signInAs(world, "campaigner");
    await world.db.account.update({
      where: { id: gone.accountId },
      data: { disabledAt: world.clock.now() },
    });
    const [first = ""] = await buildMany(MASS_ACTS.max + 1);
    const released = async () => {
      const id = await propose(cleo, { name: "Bot *" });
      const path = paths.invalidation("rivers", id);
      expect(await (await cleo.get(path)).text()).toContain("it starts in an hour");
      expect(await press(cleo, id, "release")).toBe(303);
      await finish(world);
      expect(await (await cleo.get(path)).text()).toContain("you have an hour to stop it");
      return id;
    };
    const stopped = await released();
    expect(await press(cleo, stopped, "cancel")).toBe(303);
    expect(await press(cleo, stopped, "resume")).toBe(303);
    await finish(world);
    expect(await stateOf(first)).toBe("published");
    expect(await press(cleo, stopped, "cancel")).toBe(303);
    const id = await released();
    world.clock.advance(HOUR_MS);
    cleo = await signInAs(world, "campaigner");
    await finish(world);
    expect([await stateOf(first), (await recordOf(id)).state]).toEqual(["invalidated", "done"]);
    expect((await recordOf(stopped)).state).toBe("cancelled");
  });

  it("is none of a proposal that was taken back", async () => {
    await build({ name: "Bot" });
    const id = await propose(cleo, { name: "bot" });
    world.clock.advance(16 * MINUTE_MS);
    // Stopping it asks nobody to prove again who they are; all else does.
    expect(await press(cleo, id, "release")).toBe(403);
    expect(await press(cleo, id, "cancel")).toBe(303);
    expect(await press(cleo, id, "undo")).toBe(403);
    cleo = await signInAs(world, "campaigner");
    for (const act of ["release", "resume", "undo", "cancel"])
      expect([act, await press(cleo, id, act)]).toEqual([act, 409]);
    await finish(world);
    expect(await world.db.signature.count({ where: { state: "invalidated" } })).toBe(0);
  });
});

describe("who may not", () => {
  it("sees and does nothing: moderators, and staff of other letters", async () => {
    await build({ name: "Bot" });
    const id = await propose(cleo, { name: "bot" });
    const other = await buildLetter(world.deps, { slug: "other" });
    for (const staff of [
      await signInAs(world, "moderator"),
      await signInAs(world, "campaigner", other),
    ]) {
      expect((await staff.get(LIST)).status).toBe(403);
      expect((await preview(staff, { name: "bot" }))[0]).toBe(403);
      for (const path of [paths.invalidation, paths.invalidationProgress])
        expect((await staff.get(path("rivers", id))).status).toBe(403);
      for (const act of ["release", "cancel", "undo", "resume"])
        expect(await press(staff, id, act)).toBe(403);
    }
    const stranger = await signInAs(world, "campaigner", other);
    const lost = await stranger.post(paths.invalidation("other", id), { act: "release" });
    expect(lost.status).toBe(404);
    expect((await recordOf(id)).state).toBe("proposed");
  });
});
