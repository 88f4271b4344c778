import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import type { Account } from "../../../src/accounts/account.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { correctEntry } from "../../../src/signatures/correction/correct.ts";
import { restoreWording } from "../../../src/signatures/correction/restore.ts";
import { wordingHash } from "../../../src/signatures/correction/wording.ts";
import { changeEntry } from "../../../src/signatures/own-page/change.ts";
import { viewOwnPage } from "../../../src/signatures/own-page/view.ts";
import { withdraw } from "../../../src/signatures/own-page/withdraw.ts";
import { decide } from "../../../src/signatures/queue/decide.ts";
import type { Decision } from "../../../src/signatures/queue/decisions.ts";
import { parseEntryForm } from "../../../src/signatures/signing/entry-fields.ts";
import { openRace, type Race } from "../../support/databases/race.ts";
import { recount } from "../../support/recount.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let race: Race;
let ben: Account;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
  const { accountId: id, displayName } = await signInAs(world, "campaigner");
  ben = { id, displayName, roles: [{ role: "campaigner", letterId: world.letter.id }] };
});
afterEach(() => world.close());

const ROUNDS = 3;
const TYPED = { name: "DR ADA WEIR", title: null, affiliation: null, contactRole: null };
const MENDED = { name: "Ada Weir", title: "Dr" };

const build = () => buildEntry(world.deps, world.letter, { state: "pending", name: TYPED.name });
const correct = (deps: World["deps"], id: string) =>
  correctEntry(deps, ben, world.letter, { id, typed: MENDED, seen: wordingHash(TYPED) });
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const formerOf = (signatureId: string) =>
  world.db.formerWording.findUnique({ where: { signatureId } });
const codesOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } }))
    .map(({ code }) => code)
    .slice(1);

function decideAs(deps: World["deps"], decision: Decision, id: string) {
  const reason = decision === "approve" ? null : "own-request";
  const rest = { seenIn: null, seenAt: null, reason, note: null, despite: true };
  return decide(deps, ben, world.letter, { ids: [id], decision, ...rest });
}

/** What its signatory does on their own page. */
async function rename(deps: World["deps"], id: string): Promise<void> {
  const token = await signOwnPageToken(deps.keys, { id, version: 1 });
  const view = await viewOwnPage(deps, token);
  const parsed = parseEntryForm("individual", { name: "Ada Mill", country: "ZZ" });
  if (view.outcome !== "found" || !parsed.ok) throw new Error("The entry is missing.");
  await changeEntry(deps, view.letter, view.entry, parsed.form);
}

describe("a correction", () => {
  it("is made once, by whoever is first, and keeps what was written", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      const results = await race(6, (deps) => correct(deps, id));
      expect(results.map(({ outcome }) => outcome).toSorted()).toEqual([
        ...Array(5).fill("changed"),
        "corrected",
      ]);
      expect(await rowOf(id)).toMatchObject({ ...MENDED, nameKey: "ada weir" });
      expect(await formerOf(id)).toMatchObject({ ...TYPED, takenBackAt: null });
      expect(await codesOf(id)).toEqual(["corrected"]);
      expect(await world.db.outbox.count({ where: { signatureId: id } })).toBe(0);
    }
  });

  it("is before or after an approval, never in the middle of one", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      await race(4, async (deps, racer) => {
        if (racer === round) await decideAs(deps, "approve", id);
        else await correct(deps, id);
      });
      const codes = await codesOf(id);
      const isCorrected = codes.includes("corrected");
      expect(codes).toEqual(isCorrected ? ["corrected", "published"] : ["published"]);
      expect((await rowOf(id)).name).toBe(isCorrected ? MENDED.name : TYPED.name);
      expect((await formerOf(id)) !== null).toBe(isCorrected);
    }
    const { kept, recounted } = await recount(world.db);
    expect(kept).toEqual(recounted);
  });

  it("does not outlive a change by its signatory, nor the other way round", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      await race(4, async (deps, racer) => {
        if (racer === round) await rename(deps, id);
        else await correct(deps, id);
      });
      expect(await rowOf(id)).toMatchObject({ name: "Ada Mill", title: null });
      expect(await formerOf(id)).toBeNull();
      expect((await codesOf(id)).at(-1)).toBe("edited");
    }
  });

  it.each(["withdraws", "rejects", "erases"] as const)(
    "leaves nothing behind where somebody %s at that moment",
    async (what) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const id = await build();
        await race(4, async (deps, racer) => {
          if (racer !== round) await correct(deps, id);
          else if (what === "withdraws") await withdraw(deps, { id });
          else await decideAs(deps, what === "erases" ? "erase" : "reject", id);
        });
        const row = await rowOf(id);
        expect(row.state).not.toBe("pending");
        const isCorrected = (await codesOf(id)).includes("corrected");
        if (what === "rejects") expect((await formerOf(id)) !== null).toBe(isCorrected);
        else expect([row.name, await formerOf(id)]).toEqual(["", null]);
      }
    },
  );
});

describe("going back to one's own wording", () => {
  it("is done once, whatever is decided in the same moment", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await build();
      await correct(world.deps, id);
      const results = await race(6, async (deps, racer) => {
        if (racer % 3 !== round) return await restoreWording(deps, world.letter, { id });
        await decideAs(deps, "approve", id);
        return false;
      });
      // Who came in the middle of the approval finds the page as it is then, and presses again.
      if (!results.includes(true)) await restoreWording(world.deps, world.letter, { id });
      expect(await rowOf(id)).toMatchObject({ ...TYPED, state: "published" });
      expect((await formerOf(id))?.takenBackAt).not.toBeNull();
      expect((await codesOf(id)).filter((code) => code === "wording-restored")).toHaveLength(1);
    }
    const { kept, recounted } = await recount(world.db);
    expect(kept).toEqual(recounted);
  });

  it("is refused by the database to any other wording, and then to another correction", async () => {
    const id = await build();
    await correct(world.deps, id);
    const { moveNo } = await rowOf(id);
    const by = { movedBy: "somebody", movedAt: world.clock.now() };
    const press = (move: string, more: object) =>
      world.db.signature.update({ where: { id }, data: { ...by, move, ...more } });
    const next = { moveNo: moveNo + 1 };
    await expect(press("restore-wording", { ...next, name: "Mallory" })).rejects.toThrow();
    await expect(press("restore-wording", next)).rejects.toThrow();
    expect(await restoreWording(world.deps, world.letter, { id })).toBe(true);
    await expect(press("correct", { moveNo: moveNo + 2, name: "Ada" })).rejects.toThrow();
    expect(await rowOf(id)).toMatchObject(TYPED);
  });
});
