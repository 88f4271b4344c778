import { afterEach, beforeEach, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { DAY_MS, later } from "../../../src/shared/clock.ts";
import { replayErasures } from "../../../src/signatures/history/replay-erasures.ts";
import { moveEntry } from "../../support/moves.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const build = (state: "published" | "pending" | "unverified") =>
  buildEntry(world.deps, world.letter, { state, name: "Ada Weir" });
const noted = async () =>
  (await world.db.erasure.findMany({ orderBy: { id: "asc" } })).map(
    ({ signatureId, code }) => `${code} ${signatureId}`,
  );

it("notes in the same statement what is erased, hidden, left or suppressed, and what is taken back", async () => {
  const [one, two, three] = [
    await build("published"),
    await build("pending"),
    await build("unverified"),
  ];
  const { addressLimitKey } = await world.db.signature.findUniqueOrThrow({ where: { id: one } });
  const key = addressLimitKey ?? "";
  const at = world.clock.now();
  await moveEntry(world.deps, one, "hide", { columns: { hiddenAt: at } });
  await moveEntry(world.deps, one, "show", { columns: { hiddenAt: null } });
  await moveEntry(world.deps, one, "go-unnamed", { columns: { visibility: "anonymous" } });
  await moveEntry(world.deps, one, "accept-change", { columns: { visibility: "full" } });
  await moveEntry(world.deps, one, "leave-news", { columns: { updates: false } });
  await world.db.suppression.create({ data: { addressLimitKey: key, createdAt: at } });
  await world.db.suppression.deleteMany();
  await moveEntry(world.deps, two, "approve");
  await moveEntry(world.deps, two, "withdraw");
  await world.db.signature.deleteMany({ where: { id: three } });
  expect(await noted()).toEqual([
    `hidden ${one}`,
    `shown ${one}`,
    `anonymous ${one}`,
    `full ${one}`,
    `news-left ${one}`,
    `suppressed ${one}`,
    `unsuppressed ${one}`,
    `withdrawn ${two}`,
    `expired ${three}`,
  ]);
});

it("lets a database forget what its ledger says, once, with the last word on each", async () => {
  const ids = [];
  for (const state of ["published", "pending", "unverified", "published", "published"] as const)
    ids.push(await build(state));
  const [left = "", out = "", expired = "", hidden = "", shown = ""] = ids;
  const start = world.clock.now();
  const ledger = [
    ["withdrawn", left],
    ["suppressed", left],
    ["takendown", out],
    ["expired", expired],
    ["hidden", hidden],
    ["anonymous", hidden],
    ["hidden", shown],
    ["shown", shown],
    ["withdrawn", "somebody-who-came-later"],
  ].map(([code = "", signatureId = ""], number) => ({
    number,
    at: later(start, number * 1_000 - DAY_MS),
    code,
    signatureId,
  }));
  // The order of their lines does not count, but that of their moments.
  const first = await replayErasures(world.db, ledger.toReversed());
  expect(first).toMatchObject({ erased: 3, hidden: 1, suppressed: 1 });
  expect(await replayErasures(world.db, ledger)).toEqual({
    erased: 0,
    hidden: 0,
    suppressed: 0,
    mails: 0,
  });
  const rows = await world.db.signature.findMany({
    orderBy: { id: "asc" },
    select: { id: true, state: true, name: true, email: true, hiddenAt: true, visibility: true },
  });
  const erased = { name: "", email: null };
  expect(new Map(rows.map((row) => [row.id, row]))).toMatchObject(
    new Map([
      [left, { ...erased, state: "withdrawn" }],
      [out, { ...erased, state: "takendown" }],
      [hidden, { state: "published", hiddenAt: ledger[4]?.at, visibility: "anonymous" }],
      [shown, { state: "published", hiddenAt: null, visibility: "full", name: "Ada Weir" }],
    ]),
  );
  expect(rows).toHaveLength(4);
  const events = await world.db.event.findMany({
    where: { signatureId: left },
    orderBy: { id: "desc" },
  });
  expect(events[0]).toMatchObject({ code: "withdrawn", by: "command", at: ledger[0]?.at });
});
