import { afterEach, beforeEach, expect, it } from "vitest";
import { activeAccounts } from "../../../src/accounts/store.ts";
import {
  beginImport,
  endImport,
  goOnWithImport,
  listImports,
  resumeImport,
  stopImport,
  undoImport,
} from "../../../src/signatures/import/records.ts";
import { importWithinLimit } from "../../../src/signatures/mass/import.ts";
import { openRace, type Race } from "../../support/databases/race.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

it("lets one of many go on with an import that was stopped, and remove what it added, once", async () => {
  const { deps, letter, clock, db } = world;
  const which = { letterId: letter.id, by: "ben", rowsHash: "hash" };
  const begun = { ...which, expected: 2, counted: 0, startedAt: clock.now() };
  const id = await beginImport(deps, begun);
  expect(await resumeImport(deps, which)).toBeNull();
  const stops = await race(4, (racer) => stopImport(racer, letter.id, id));
  expect(stops.filter(Boolean)).toHaveLength(1);
  expect(await goOnWithImport(deps, id)).toBe(false);
  const resumed = await race(4, (racer) => resumeImport(racer, which));
  expect(resumed.filter((one) => one !== null)).toEqual([id]);
  expect(await goOnWithImport(deps, id)).toBe(true);
  await endImport(deps, id, "done");

  await signInAs(world, "administrator");
  const [account] = await activeAccounts(db, letter.id);
  if (account === undefined) throw new Error("There is no account.");
  const csv = "kind,name\nindividual,Ada\nindividual,Ben\nindividual,Cy\n";
  await importWithinLimit(deps, account, letter, csv, {});
  const [latest] = await listImports(deps, letter.id);
  expect(latest).toMatchObject({ state: "done", expected: 3, there: 3, removable: 3 });
  const ada = await db.signature.findFirstOrThrow({ where: { name: "Ada" } });
  const note = { accountId: account.id, text: "Asked her", createdAt: clock.now() };
  await db.signatureNote.create({ data: { ...note, signatureId: ada.id } });
  const undo = () => undoImport(deps, letter.id, latest?.id ?? "");
  expect(await undo()).toMatchObject({ outcome: "undone", removed: 2 });
  await race(3, (racer) => undoImport(racer, letter.id, latest?.id ?? ""));
  expect(await undo()).toMatchObject({ outcome: "undone", removed: 0 });
  expect(await db.signature.findMany({ select: { name: true } })).toEqual([{ name: "Ada" }]);
  expect(await db.letter.findFirst({ select: { individuals: true } })).toEqual({ individuals: 1 });
});
