import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import type { Account } from "../../../src/accounts/account.ts";
import { runJobs } from "../../../src/runtime/jobs.ts";
import { HOUR_MS, later, MINUTE_MS } from "../../../src/shared/clock.ts";
import { signOwnPageToken, signToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { forgetExpired } from "../../../src/signatures/forget.ts";
import { LIVE_STATES, STATES, type State } from "../../../src/signatures/lifecycle.ts";
import { decide } from "../../../src/signatures/queue/decide.ts";
import type { Decision } from "../../../src/signatures/queue/decisions.ts";
import { undoDecisions } from "../../../src/signatures/queue/undo.ts";
import { ERASED } from "../../../src/signatures/side-effects.ts";
import { openRace } from "../../support/databases/race.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { recount } from "../../support/recount.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ben: Account;
let cleo: Account;

// One for all of them: each has entries of its own.
beforeAll(async () => {
  world = await openWorld();
  ben = await moderator();
  cleo = await moderator();
});
afterEach(async () => {
  const { kept, recounted } = await recount(world.db);
  expect(kept).toEqual(recounted);
  await world.db.signature.deleteMany();
});
afterAll(() => world.close());

const DAY_HOURS = 24;

async function moderator(): Promise<Account> {
  const { accountId: id, displayName } = await signInAs(world, "moderator");
  return { id, displayName, roles: [{ role: "moderator", letterId: world.letter.id }] };
}

const build = (given: GivenEntry) => buildEntry(world.deps, world.letter, given);
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const eventsOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
    ({ move, fromState, code, by, reason }) => [move, fromState, code, by, reason],
  );
const dueTo = (signatureId: string) =>
  world.db.outbox.findMany({ where: { signatureId, state: "due" } });

function make(account: Account, decision: Decision, ids: string[], seenIn: State | null = null) {
  const reason = ["approve", "release"].includes(decision) ? null : "own-request";
  const wish = { ids, decision, seenIn, seenAt: null, reason, note: null, despite: false };
  return decide(world.deps, account, world.letter, wish);
}

const undo = (account: Account, ids: string[]) =>
  undoDecisions(world.deps, account, world.letter, ids);

/** Everything that tells others of entries: for everybody, and as files. */
async function told(): Promise<string> {
  const campaigner = await signInAs(world, "campaigner");
  const texts: string[] = [];
  for (const path of ["", "/signatories", "/signatories?q=Canar", "/signatories.csv"])
    texts.push(await (await browserIn(world).get(`/letters/rivers${path}`)).text());
  texts.push(await (await browserIn(world).get("/letters/rivers/signatories.json")).text());
  for (const state of STATES)
    texts.push(
      await (await campaigner.get(`/admin/letters/rivers/queue.json?state=${state}`)).text(),
    );
  const asked = {
    format: "csv",
    states: STATES.join(),
    contacts: "on",
    purpose: "For us",
    hidden: "on",
  };
  texts.push(await (await campaigner.post("/admin/letters/rivers/exports", asked)).text());
  return texts.join("\n");
}

async function ownPageOf(id: string): Promise<string> {
  const { tokenVersion: version } = await rowOf(id);
  const token = await signOwnPageToken(world.deps.keys, { id, version });
  return await (await browserIn(world).get(paths.ownPage(token))).text();
}

/** What a move writes whatever else it does. */
const ofMove = ["move", "movedAt", "movedBy", "moveReason", "moveNo", "mailDueAt"];
const withoutMove = (row: object) =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !ofMove.includes(column)));

describe("a takedown", () => {
  it.each(LIVE_STATES)(
    "takes what is %s off every public page, and is undone in 24 hours",
    async (state) => {
      const kind = state === "held" ? "organisation" : "individual";
      const given = { kind, state, name: "Canary Weir", reason: "duplicate" } as const;
      const id = await build(given);
      const at = world.clock.now();
      const mail = { signatureId: id, letterId: world.letter.id, createdAt: at, dueAt: at };
      await world.db.outbox.create({ data: { ...mail, kind: "own-link" } });
      const before = await rowOf(id);

      expect((await make(ben, "takedown", [id])).decided).toEqual([id]);
      expect(await rowOf(id)).toMatchObject({ state: "takendown", takendownFrom: state });
      expect((await eventsOf(id)).at(-1)).toEqual([
        "withhold",
        state,
        "takendown",
        ben.id,
        "own-request",
      ]);
      expect(await dueTo(id)).toEqual([]);
      expect(/canary/i.test(await told())).toBe(false);
      const page = await ownPageOf(id);
      expect(page).toContain("We delete what it held about you within a day");
      expect(/canary/i.test(page)).toBe(false);
      const claim = { id, expiresAt: later(at, HOUR_MS) };
      const link = await signToken(world.deps.keys, "verification", claim);
      const linked = await (await browserIn(world).get(paths.verification(link))).text();
      expect(linked).toContain("We delete what it held about you within a day");
      expect(/canary/i.test(linked)).toBe(false);
      const counted = JSON.parse(await (await browserIn(world).get("/letters/rivers.json")).text());
      expect(counted.counts.total).toBe(0);

      world.clock.advance(DAY_HOURS * HOUR_MS - 1);
      await runJobs(world.deps, () => true);
      // Whoever may take entries down may undo it: the one who did may be away.
      expect((await undo(cleo, [id])).decided).toEqual([id]);
      expect(withoutMove(await rowOf(id))).toEqual(withoutMove(before));
      expect((await eventsOf(id)).at(-1)).toEqual(["put-back", "takendown", state, cleo.id, null]);
      expect(await dueTo(id)).toEqual([]);
    },
  );

  it("is complete after 24 hours, once, and nothing leads back", async () => {
    const ids = await Promise.all(LIVE_STATES.map((state) => build({ state, name: "Canary" })));
    expect((await make(ben, "takedown", ids)).decided.toSorted()).toEqual(ids.toSorted());
    world.clock.advance(DAY_HOURS * HOUR_MS);
    expect((await undo(ben, ids)).skipped).toEqual(ids.map((id) => ({ id, why: "erased" })));
    expect(await forgetExpired(world.deps)).toMatchObject({ takendown: ids.length });
    const rows = await Promise.all(ids.map(rowOf));
    for (const row of rows) expect(row).toMatchObject({ ...ERASED, state: "takendown" });
    world.clock.advance(HOUR_MS);
    expect(await forgetExpired(world.deps)).toMatchObject({ takendown: 0 });
    for (const decision of ["takedown", "erase"] as const) {
      const { skipped } = await make(ben, decision, ids);
      expect(skipped).toEqual(ids.map((id) => ({ id, why: "erased" })));
    }
    expect(await Promise.all(ids.map(rowOf))).toEqual(rows);
    for (const id of ids)
      expect((await eventsOf(id)).at(-1)).toEqual([
        "complete-takedown",
        "takendown",
        "erased",
        "job",
        null,
      ]);
  });

  it("is completed for all others if one cannot be, and for that in a later run", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => build({ name: "Canary" })));
    const bad = ids[2] ?? "";
    await make(ben, "takedown", ids);
    world.clock.advance(DAY_HOURS * HOUR_MS);
    const mend = await breakRow(bad);
    const quiet = { ...world.deps, log: { info() {}, warn() {}, error() {} } };
    expect(await forgetExpired(quiet)).toMatchObject({ takendown: 4 });
    expect((await rowOf(bad)).name).toBe("Canary");
    await mend();
    expect(await forgetExpired(world.deps)).toMatchObject({ takendown: 1 });
    expect((await rowOf(bad)).name).toBe("");
  });

  it("is undone or complete, and never both", async () => {
    const race = await openRace(world);
    for (let round = 0; round < 3; round += 1) {
      const id = await build({ name: "Canary" });
      await make(ben, "takedown", [id]);
      const results = await race(6, async (deps, racer) =>
        racer % 2 === 0
          ? await undoDecisions(deps, cleo, world.letter, [id])
          : await decide(deps, ben, world.letter, {
              ...{ ids: [id], decision: "erase", seenIn: null, seenAt: null, note: null },
              ...{ reason: "own-request", despite: false },
            }),
      );
      const { state, name, takendownFrom } = await rowOf(id);
      // An erasure takes out what was put back, too.
      expect({ state, name, takendownFrom }).toEqual({
        state: "takendown",
        name: "",
        takendownFrom: null,
      });
      expect(results.flatMap(({ decided }) => decided).length).toBeLessThanOrEqual(2);
    }
  });
});

/** Makes a row refuse every change; gives what makes it take them again. */
async function breakRow(id: string): Promise<() => Promise<void>> {
  const run = (statement: string) => world.db.$executeRawUnsafe(statement);
  if (inject("engine") === "postgres") {
    await run(`CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN RAISE EXCEPTION ''a broken row''; END'`);
    await run(`CREATE TRIGGER broken BEFORE UPDATE ON signature
      FOR EACH ROW WHEN (OLD.id = '${id}') EXECUTE FUNCTION refuse_row()`);
    return async () => void (await run("DROP TRIGGER broken ON signature"));
  }
  await run(`CREATE TRIGGER broken BEFORE UPDATE ON signature WHEN OLD.id = '${id}'
    BEGIN SELECT RAISE(ABORT, 'a broken row'); END`);
  return async () => void (await run("DROP TRIGGER broken"));
}

describe("whoever was taken down and signs anew", () => {
  it("completes it, gets the answer that everybody gets, and a link", async () => {
    const first = await sign(world, PERSON);
    const { id } = await world.db.signature.findFirstOrThrow();
    await make(ben, "takedown", [id]);
    const again = await sign(world, PERSON);
    expect([again.status, again.headers.get("location")]).toEqual([
      first.status,
      first.headers.get("location"),
    ]);
    expect(await rowOf(id)).toMatchObject({ ...ERASED, state: "takendown" });
    expect((await eventsOf(id)).at(-1)?.slice(0, 4)).toEqual([
      "complete-takedown",
      "takendown",
      "erased",
      "signatory",
    ]);
    const fresh = await world.db.signature.findFirstOrThrow({ where: { id: { not: id } } });
    expect(fresh).toMatchObject({ state: "unverified", name: PERSON.name });
    expect((await dueTo(fresh.id)).map(({ kind }) => kind)).toEqual(["confirm"]);
    expect((await undo(ben, [id])).skipped).toEqual([{ id, why: "erased" }]);
  });

  it("does so once, however many sign and undo at the same time", async () => {
    for (let round = 0; round < 3; round += 1) {
      const email = `canary.${round}@example.org`;
      const id = await build({ name: "Canary Weir", email });
      const { addressKey } = await rowOf(id);
      await make(ben, "takedown", [id]);
      await Promise.all([
        ...Array.from({ length: 4 }, () => sign(world, { ...PERSON, email })),
        undo(cleo, [id]),
      ]);
      const holders = await world.db.signature.findMany({ where: { addressKey } });
      expect(holders.map(({ state }) => state)).toEqual([
        (await rowOf(id)).state === "published" ? "published" : "unverified",
      ]);
    }
  });
});

describe("an erasure", () => {
  const states = [...LIVE_STATES, "invalidated", "takendown"] as const;

  it.each(states)("ends what is %s at once, with its reason and no mail", async (state) => {
    const isDown = state === "takendown";
    const id = await build({
      state,
      name: "Canary",
      ...(isDown && { takendownFrom: "published" }),
    });
    expect((await make(ben, "erase", [id])).decided).toEqual([id]);
    expect(await rowOf(id)).toMatchObject({ ...ERASED, state: "takendown" });
    expect((await eventsOf(id)).at(-1)).toEqual([
      "erase",
      state,
      "takendown",
      ben.id,
      "own-request",
    ]);
    expect(await dueTo(id)).toEqual([]);
    expect(await undo(ben, [id])).toMatchObject({ decided: [], skipped: [{ why: "erased" }] });
  });
});

describe("what is unpublished", () => {
  const mailsOf = async (signatureId: string) =>
    (await world.db.outbox.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
      ({ kind, state }) => [kind, state],
    );
  const edit = async (id: string) => {
    const { tokenVersion: version } = await rowOf(id);
    const page = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version }));
    const fields = { name: "Ada King", country: "GB", visibility: "full" };
    return await browserIn(world).post(page, { action: "edit", ...fields });
  };

  it("waits again without a mail, and is approved again without one", async () => {
    const id = await build({ name: "Ada" });
    expect((await make(ben, "unpublish", [id])).decided).toEqual([id]);
    expect(await rowOf(id)).toMatchObject({ state: "pending", reason: "own-request" });
    expect((await make(cleo, "approve", [id])).decided).toEqual([id]);
    // Undone and done again, it still is what its signatory knows.
    expect((await undo(cleo, [id])).decided).toEqual([id]);
    expect((await make(cleo, "approve", [id])).decided).toEqual([id]);
    expect(await rowOf(id)).toMatchObject({ state: "published", reason: null });
    expect(await mailsOf(id)).toEqual([]);
  });

  it("is mailed when it is approved if its signatory changed it meanwhile", async () => {
    const id = await build({ name: "Ada" });
    await make(ben, "unpublish", [id]);
    expect((await edit(id)).status).toBe(303);
    expect((await undo(ben, [id])).skipped).toEqual([{ id, why: "changed" }]);
    expect((await make(cleo, "approve", [id])).decided).toEqual([id]);
    expect(await mailsOf(id)).toEqual([["published", "due"]]);
  });

  it("is published again by an undo, whoever's and whenever", async () => {
    const id = await build({ name: "Ada" });
    await make(ben, "unpublish", [id]);
    world.clock.advance(3 * DAY_HOURS * HOUR_MS);
    expect((await undo(cleo, [id])).decided).toEqual([id]);
    expect((await rowOf(id)).state).toBe("published");
    expect(await mailsOf(id)).toEqual([]);
  });

  it("is told of once if the mail had not left", async () => {
    const id = await build({ state: "pending", name: "Ada" });
    await make(ben, "approve", [id]);
    await make(ben, "unpublish", [id]);
    expect(await mailsOf(id)).toEqual([["published", "dropped"]]);
    await make(ben, "approve", [id]);
    expect(await mailsOf(id)).toEqual([["published", "due"]]);
  });
});

describe("the counts of the letter", () => {
  const act = fc.record({
    what: fc.constantFrom(
      ...(["approve", "reject", "unpublish", "takedown", "erase", "undo", "jobs"] as const),
    ),
    which: fc.nat(2),
    minutes: fc.constantFrom(0, 0, 1, 25 * 60),
  });

  it("are right after each of them and each undo", async () => {
    const runs = inject("engine") === "d1" ? 2 : 6;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
        const ids = await Promise.all([
          build({ name: "Ada" }),
          build({ state: "pending", kind: "organisation" }),
          build({ visibility: "anonymous", hiddenAt: new Date() }),
        ]);
        for (const { what, which, minutes } of acts) {
          world.clock.advance(minutes * MINUTE_MS);
          const id = ids[which] ?? "";
          if (what === "jobs") await forgetExpired(world.deps);
          else if (what === "undo") await undo(ben, [id]);
          else await make(ben, what, [id]);
          const { kept, recounted } = await recount(world.db);
          expect(kept).toEqual(recounted);
        }
      }),
      { numRuns: runs },
    );
  });
});
