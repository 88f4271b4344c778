import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import type { Account } from "../../../src/accounts/account.ts";
import { findPerson } from "../../../src/accounts/people.ts";
import type { State } from "../../../src/signatures/lifecycle.ts";
import { hideEntry, showEntry } from "../../../src/signatures/own-page/hide.ts";
import { withdraw } from "../../../src/signatures/own-page/withdraw.ts";
import { DECIDE_MAX, decide } from "../../../src/signatures/queue/decide.ts";
import type { Decision } from "../../../src/signatures/queue/decisions.ts";
import { openRace, type Race } from "../../support/databases/race.ts";
import { recount } from "../../support/recount.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let race: Race;
let ben: Account;
let cleo: Account;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
  ben = await accountOf("campaigner");
  cleo = await accountOf("campaigner");
});
afterEach(() => world.close());

const ROUNDS = 4;

async function accountOf(role: "moderator" | "campaigner"): Promise<Account> {
  const { accountId } = await signInAs(world, role);
  const person = await findPerson(world, accountId);
  if (person === null) throw new Error("The account is missing.");
  const roles = person.roles.map(({ role, letter }) => ({ role, letterId: letter?.id ?? null }));
  return { ...person, roles };
}

function wish(decision: Decision, ids: readonly string[], seenIn: State | null = null) {
  const reason = decision === "reject" || decision === "erase" ? "own-request" : null;
  return { ids, decision, seenIn, seenAt: null, reason, note: null, despite: false };
}

const stateOf = async (id: string) =>
  (await world.db.signature.findUniqueOrThrow({ where: { id } })).state;
const historyOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
    ({ fromState, code }) => [fromState, code],
  );
const mailsOf = async (signatureId: string) =>
  (await world.db.outbox.findMany({ where: { signatureId } })).map(({ kind, state }) => [
    kind,
    state,
  ]);

/** The letter counts so many individuals, and all that triggers keep is what the entries say. */
async function expectCounted(individuals: number) {
  const { kept, recounted } = await recount(world.db);
  expect(kept).toEqual(recounted);
  expect(kept.letters).toEqual([[0, individuals, 0]]);
}

describe("a decision", () => {
  it("is made once, by whoever is first, with one event and one mail", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await buildEntry(world.deps, world.letter, { state: "pending" });
      const results = await race(8, (deps, racer) =>
        racer % 4 < 2
          ? decide(deps, ben, world.letter, wish("approve", [id]))
          : decide(deps, cleo, world.letter, wish("reject", [id])),
      );
      const state = await stateOf(id);
      expect(results.flatMap(({ decided }) => decided)).toEqual([id]);
      expect(results.flatMap(({ skipped }) => skipped)).toHaveLength(7);
      expect(await historyOf(id)).toEqual([
        [null, "pending"],
        ["pending", state],
      ]);
      expect(await mailsOf(id)).toEqual([[state, "due"]]);
    }
    const { kept, recounted } = await recount(world.db);
    expect(kept).toEqual(recounted);
  });

  it("takes a hundred entries in one request, each once, also from both ends at the same time", async () => {
    const ids = await Promise.all(
      Array.from({ length: DECIDE_MAX }, () =>
        buildEntry(world.deps, world.letter, { state: "pending" }),
      ),
    );
    const results = await race(4, (deps, racer) =>
      decide(
        deps,
        racer % 2 === 0 ? ben : cleo,
        world.letter,
        wish("approve", racer % 2 === 0 ? ids : [...ids].reverse()),
      ),
    );
    expect(results.flatMap(({ decided }) => decided).sort()).toEqual([...ids].sort());
    expect(await world.db.event.count({ where: { code: "published" } })).toBe(DECIDE_MAX);
    await expectCounted(DECIDE_MAX);
  });

  it("is overturned once", async () => {
    const id = await buildEntry(world.deps, world.letter, { state: "rejected" });
    const results = await race(6, (deps) =>
      decide(deps, ben, world.letter, wish("approve", [id], "rejected")),
    );
    expect(results.flatMap(({ decided }) => decided)).toEqual([id]);
    expect(await mailsOf(id)).toEqual([["published", "due"]]);
  });

  it("lets the mail of a held entry go out once", async () => {
    const id = await buildEntry(world.deps, world.letter, { state: "held" });
    await race(6, (deps) => decide(deps, ben, world.letter, wish("release", [id])));
    expect(await mailsOf(id)).toEqual([["confirm", "due"]]);
  });
});

describe("a signatory who leaves", () => {
  it("has left, whatever was decided in the same moment, and hears nothing more", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await buildEntry(world.deps, world.letter, { state: "pending" });
      await race(6, async (deps, racer) => {
        if (racer % 3 === 0) await withdraw(deps, { id });
        else await decide(deps, ben, world.letter, wish("approve", [id]));
      });
      expect(await stateOf(id)).toBe("withdrawn");
      expect((await mailsOf(id)).filter(([, state]) => state === "due")).toEqual([]);
      expect((await historyOf(id)).at(-1)?.[1]).toBe("withdrawn");
    }
    await expectCounted(0);
    expect(await world.db.signatureWord.count()).toBe(0);
  });

  it("is erased by staff or withdrawn, once, and gone either way", async () => {
    const id = await buildEntry(world.deps, world.letter, { name: "Ada Weir" });
    await race(6, async (deps, racer) => {
      if (racer % 3 === 0) await withdraw(deps, { id });
      else if (racer % 3 === 1) await hideEntry(deps, { id });
      else await decide(deps, ben, world.letter, wish("erase", [id]));
    });
    expect(["withdrawn", "takendown"]).toContain(await stateOf(id));
    expect(await world.db.signature.findUniqueOrThrow({ where: { id } })).toMatchObject({
      name: "",
      email: null,
      addressKey: null,
    });
    await expectCounted(0);
  });

  it("hides and shows in turns, and the counts follow", async () => {
    const id = await buildEntry(world.deps, world.letter);
    const changed = await race(12, (deps, racer) =>
      racer % 2 === 0 ? hideEntry(deps, { id }) : showEntry(deps, { id }),
    );
    const { hiddenAt } = await world.db.signature.findUniqueOrThrow({ where: { id } });
    await expectCounted(hiddenAt === null ? 1 : 0);
    const steps = (await historyOf(id)).slice(1).map(([, step]) => step);
    expect(steps).toHaveLength(changed.filter(Boolean).length);
    expect(steps).toEqual(steps.map((_, index) => (index % 2 === 0 ? "hidden" : "shown")));
  });
});

describe("a change that waits", () => {
  it("is accepted or rejected, once", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const proposal = { name: "Ada King" };
      const id = await buildEntry(world.deps, world.letter, { name: "Ada", proposal });
      const results = await race(6, (deps, racer) =>
        decide(deps, ben, world.letter, wish(racer % 2 === 0 ? "approve" : "reject", [id])),
      );
      expect(results.flatMap(({ decided }) => decided)).toEqual([id]);
      const { name } = await world.db.signature.findUniqueOrThrow({ where: { id } });
      const outcome = name === "Ada King" ? "edit-accepted" : "edit-rejected";
      expect((await historyOf(id)).slice(1)).toEqual([["published", outcome]]);
      expect(await mailsOf(id)).toEqual([[outcome, "due"]]);
    }
  });
});
