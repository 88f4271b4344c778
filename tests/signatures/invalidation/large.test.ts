import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { runInvalidations } from "../../../src/signatures/invalidation/run.ts";
import { finish, press, preview, propose, type Staff } from "../../support/invalidating.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

/** Entries of the letter, and how many of them one program sent, in five states by turns. */
const ROWS = 20_000;
const PLANTED = 2_000;
/** How many of its batches may pass before a page is there that was asked for meanwhile. */
const BATCHES_WAITED_MAX = 4;

const HELD = `${paths.queue("rivers")}?state=held`;

let world: World;
let cleo: Staff;

beforeAll(async () => {
  world = await openWorld();
  await fill(world);
  cleo = await signInAs(world, "campaigner");
});
afterAll(() => world.close());

/** Every twentieth entry is a planted one; each of both kinds stands in each of five states. */
async function fill({ db, deps, letter }: World): Promise<void> {
  const own = [
    "id",
    "state",
    "move",
    "name",
    "sort_key",
    "name_key",
    "lookalike_key",
    "address_key",
  ];
  const columns = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM pragma_table_info('signature')`;
  const copied = columns.map(({ name }) => name).filter((name) => !own.includes(name));
  const id = await buildEntry(deps, letter, { name: "Model", state: "rejected" });
  const planted = `n % ${ROWS / PLANTED} = 0`;
  const name = `iif(${planted}, 'mallory ', 'person ') || n`;
  await db.$executeRawUnsafe(`
    WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < ${ROWS - 1})
    INSERT INTO signature (${[...own, ...copied].join(", ")})
    SELECT printf('ffffffff-0000-7000-8000-%012d', n),
      json_extract(
        '["held","unverified","pending","published","pending"]', '$[' || (n / 20 % 5) || ']'
      ),
      json_extract('["hold","sign","import","import","import"]', '$[' || (n / 20 % 5) || ']'),
      ${name}, ${name}, ${name}, ${name}, NULL, ${copied.join(", ")}
    FROM number, signature WHERE signature.id = '${id}'`);
  await db.$executeRaw`
    UPDATE signature SET state = 'rejected', move = 'reject', move_no = move_no + 1
    WHERE CAST(substr(id, 25) AS INTEGER) / 20 % 5 = 4 AND id LIKE 'ffffffff-%'`;
}

/** How the planted entries stand, and the others. */
async function standings(): Promise<unknown> {
  return await world.db.$queryRaw`
    SELECT substr(name, 1, 6) AS who, state, count(*) AS count FROM signature
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

const out = () => world.db.signature.count({ where: { state: "invalidated" } });

/**
 * Works until it is done, or so many batches are, while a member of staff asks for one page after
 * the other: each is there before many batches have passed. Gives how many batches there were.
 */
async function workWhileOthersRead(batchesMax = Number.POSITIVE_INFINITY): Promise<number> {
  const pages = [paths.letter("rivers"), paths.list("rivers"), HELD];
  const work = { batches: 0, isOver: false };
  const done = runInvalidations(world.deps, () => {
    work.batches += 1;
    return work.batches < batchesMax;
  }).finally(() => {
    work.isOver = true;
  });
  for (let asked = 0; !work.isOver; asked += 1) {
    // Over a network each request comes in a turn of the event loop of its own.
    await nextTurn();
    const before = work.batches;
    expect((await cleo.get(pages[asked % pages.length] ?? "")).status).toBe(200);
    expect(work.batches - before).toBeLessThanOrEqual(BATCHES_WAITED_MAX);
  }
  await done;
  return work.batches;
}

describe("an invalidation among twenty thousand entries", () => {
  it("is previewed, stopped half-way, gone on with and undone while others work", async () => {
    const before = await standings();
    const [status, page] = await preview(cleo, { name: "Mallory *" });
    expect([status, page]).toEqual([200, expect.stringContaining("2,000 entries match.")]);
    expect(await standings()).toEqual(before);

    const ben = await signInAs(world, "campaigner");
    const id = await propose(cleo, { name: "Mallory *" });
    expect(await press(ben, id, "release")).toBe(303);
    expect(await workWhileOthersRead(4)).toBe(4);
    expect(await press(cleo, id, "cancel")).toBe(303);
    await finish(world);
    expect(await out()).toBe(1_200);

    expect(await press(cleo, id, "resume")).toBe(303);
    expect(await workWhileOthersRead()).toBeGreaterThan(2);
    expect(await out()).toBe(PLANTED);
    expect(await (await cleo.get(paths.invalidation("rivers", id))).text()).toContain(
      "Done. 2,000 entries were removed.",
    );

    expect(await press(cleo, id, "undo")).toBe(303);
    expect(await workWhileOthersRead()).toBeGreaterThan(6);
    expect(await standings()).toEqual(before);
  });
});
