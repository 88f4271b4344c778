import { afterEach, beforeEach, expect, it } from "vitest";
import { IMPORTS_REMEMBERED_MAX } from "../../../src/limits.ts";
import { recallColumns, rememberColumns } from "../../../src/signatures/import/remembered.ts";
import { openRace, type Race } from "../../support/databases/race.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

it("remembers the latest choices for the same headings, and forgets the oldest of too many", async () => {
  const { letter, db, clock } = world;
  const choices = { kind: "individual", dateOrder: "dmy" } as const;
  const columns = (heading: string) => ({
    columns: [
      { at: 0, heading, field: "name" as const },
      { at: 1, heading: "Telephone", field: null },
    ],
  });
  const remember = (heading: string, letterId = letter.id) =>
    rememberColumns(world.deps, { id: letterId }, columns(heading), choices);
  const recall = (heading: string) => recallColumns(world.deps, letter, [heading, "TELEPHONE"]);

  const now = { createdAt: clock.now(), updatedAt: clock.now() };
  const other = await db.letter.create({
    data: { id: "other", slug: "other", language: "en", publisher: "Other", ...now },
  });
  await remember("Who?", other.id);
  expect(await recall("Who?")).toBeNull();
  await race(6, (deps) => rememberColumns(deps, letter, columns("Who?"), choices));
  expect(await recall("who")).toEqual({
    fields: ["name", null],
    ...choices,
    chosenAt: clock.now(),
  });

  const later = Array.from({ length: IMPORTS_REMEMBERED_MAX - 1 }, (_, number) => ({
    letterId: letter.id,
    headingsHash: `hash ${number}`,
    choices: "{}",
    chosenAt: new Date(clock.now().getTime() + 1 + number),
  }));
  for (const data of later) await db.rememberedColumns.create({ data });
  clock.advance(1_000);
  await race(2, (deps) => rememberColumns(deps, letter, columns("Heading 1"), choices));
  expect(await recall("who")).toBeNull();
  expect(await recall("heading 1")).not.toBeNull();
  const where = { letterId: letter.id };
  expect(await db.rememberedColumns.count({ where })).toBe(IMPORTS_REMEMBERED_MAX);
  await db.rememberedColumns.updateMany({ where, data: { choices: '{"fields":["aura",null]}' } });
  expect(await recall("heading 1")).toBeNull();

  expect(await db.rememberedColumns.count()).toBe(IMPORTS_REMEMBERED_MAX + 1);
  await db.letter.deleteMany({ where: { id: other.id } });
  expect(await db.rememberedColumns.count()).toBe(IMPORTS_REMEMBERED_MAX);
});
