import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { paths } from "../../src/shared/paths.ts";
import { runInvalidations } from "../../src/signatures/run-invalidations.ts";
import { finish, press, preview, propose, type Staff } from "../support/invalidating.ts";
import { openWorld, signInAs, type World } from "../support/world.ts";

/** Entries of the letter, and how many of them one program sent, in five states by turns. */
const ROWS = 100_000;
const PLANTED = 5_000;
/** The longest that anybody waits meanwhile, in ms. */
const WAIT_MS_MAX = 500;

let world: World;
let cleo: Staff;

beforeAll(async () => {
  world = await openWorld();
  await fill(world);
  cleo = await signInAs(world, "campaigner");
}, 120_000);
afterAll(() => world.close());

/** Every twentieth entry is a planted one; each of both kinds stands in each of five states. */
async function fill({ db, deps, letter }: World): Promise<void> {
  const own = ["id", "state", "name", "sort_key", "name_key", "lookalike_key", "address_key"];
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
        '["held","unverified","pending","published","rejected"]', '$[' || (n / 20 % 5) || ']'
      ),
      ${name}, ${name}, ${name}, ${name}, NULL, ${copied.join(", ")}
    FROM number, signature WHERE signature.id = '${id}'`);
}

/** How the planted entries stand, and the others. */
async function standings(): Promise<unknown> {
  return await world.db.$queryRaw`
    SELECT substr(name, 1, 6) AS who, state, count(*) AS count FROM signature
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

const out = () => world.db.signature.count({ where: { state: "invalidated" } });

/**
 * How long something took, in ms: by the clock, or by the work of this process alone, where the
 * machine is busy with others.
 */
function stopwatch(): () => number {
  const startMs = performance.now();
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return Math.min(performance.now() - startMs, (user + system) / 1_000);
  };
}

/** Asks for pages until some work is done, and gives the longest that one took, in ms. */
async function longestWaitDuring(work: Promise<void>): Promise<number> {
  const reading = { isOver: false };
  const done = work.finally(() => {
    reading.isOver = true;
  });
  const pages = [
    paths.letter("rivers"),
    paths.list("rivers"),
    `${paths.queue("rivers")}?state=held`,
  ];
  let longest = 0;
  for (let asked = 0; !reading.isOver; asked += 1) {
    const took = stopwatch();
    const response = await cleo.get(pages[asked % pages.length] ?? "");
    longest = Math.max(longest, took());
    expect(response.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await done;
  return longest;
}

describe("an invalidation among a hundred thousand entries", () => {
  it("is previewed, stopped half-way, gone on with and undone while others work", async () => {
    const before = await standings();
    // What is done for the first time is slow, and is not what is measured here.
    expect((await cleo.get(paths.invalidations("rivers"))).status).toBe(200);
    const took = stopwatch();
    const [status, page] = await preview(cleo, { name: "Mallory *" });
    const previewMs = took();
    expect([status, page]).toEqual([200, expect.stringContaining("5,000 entries meet these")]);
    expect(previewMs).toBeLessThan(WAIT_MS_MAX);
    expect(await standings()).toEqual(before);

    const ben = await signInAs(world, "campaigner");
    const id = await propose(cleo, { name: "Mallory *" });
    expect(await press(ben, id, "release")).toBe(303);
    const halfWay = async () => {
      let batches = 0;
      await runInvalidations(world.deps, () => {
        batches += 1;
        return batches < 8;
      });
    };
    const firstWait = await longestWaitDuring(halfWay());
    expect(await press(cleo, id, "cancel")).toBe(303);
    await finish(world);
    expect(await out()).toBe(2_400);

    expect(await press(cleo, id, "resume")).toBe(303);
    const secondWait = await longestWaitDuring(finish(world));
    expect(await out()).toBe(PLANTED);
    expect(await (await cleo.get(paths.invalidation("rivers", id))).text()).toContain(
      "Done. 5,000 entries are out.",
    );

    expect(await press(cleo, id, "undo")).toBe(303);
    const thirdWait = await longestWaitDuring(finish(world));
    expect(await standings()).toEqual(before);
    expect(Math.max(firstWait, secondWait, thirdWait)).toBeLessThan(WAIT_MS_MAX);
    process.stdout.write(
      `TIMES ${JSON.stringify({ previewMs, firstWait, secondWait, thirdWait })}\n`,
    );
  }, 60_000);
});
