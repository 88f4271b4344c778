import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildLetter } from "../../../prisma/builders.ts";
import { DAY_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import { IMPORT_UNDO_DAYS } from "../../../src/signatures/import/records.ts";
import { confirmedImport } from "../../support/importing.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const AT = "/admin/letters/rivers";
type Staff = Awaited<ReturnType<typeof signInAs>>;

/** A file with so many people who wait for a moderator, so that no limit counts them. */
function peopleFile(count: number, from = 0, state = "pending"): string {
  const rows = Array.from(
    { length: count },
    (_, at) => `individual,Person ${from + at},,,${state}`,
  );
  return `kind,name,title,affiliation,state\n${rows.join("\n")}\n`;
}

const start = (staff: Staff, csv: string) => staff.post(`${AT}/import`, confirmedImport(csv));

/** Reads a page that is still being sent until it says something; gives the rest to read. */
async function readUntil(response: Response, sought: RegExp) {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error("There is no page.");
  const decoder = new TextDecoder();
  let text = "";
  while (!sought.test(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The page ended without ${sought}.`);
    text += decoder.decode(value, { stream: true });
  }
  return { text, leave: () => reader.cancel() };
}

async function record() {
  return await world.db.importRecord.findFirstOrThrow({ orderBy: { id: "desc" } });
}

/** Waits until an import has come to its end, whatever page looks at it. */
async function ended(): Promise<void> {
  for (let tries = 0; (await record()).state === "running"; tries += 1) {
    if (tries > 500) throw new Error("It does not end.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("a long import in the browser", () => {
  it("shows how far it is on a page that grows, between slices of which others write", async () => {
    const staff = await signInAs(world, "campaigner");
    const response = await start(staff, peopleFile(2_100));
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page.match(/[\d,]+ of 2,100 added/g)).toEqual(
      ["0", "500", "1,000", "1,500", "2,000", "2,100"].map((done) => `${done} of 2,100 added`),
    );
    expect(page).toMatch(
      /Done: 2,100 signatories were added; none were already there\..*<\/html>$/s,
    );
    expect(page).toContain(`action="${AT}/imports/${(await record()).id}/stop"`);
    expect(await world.db.signature.count({ where: { state: "pending" } })).toBe(2_100);
  });

  it("stops at a press, says after how many, and goes on with the same file", async () => {
    const staff = await signInAs(world, "campaigner");
    const csv = peopleFile(2_100);
    const { leave } = await readUntil(await start(staff, csv), /500 of 2,100 added/);
    const { id } = await record();
    const stopped = await staff.post(`${AT}/imports/${id}/stop`, {});
    await leave();
    await ended();
    const there = await world.db.signature.count();
    expect(there).toBeGreaterThanOrEqual(500);
    expect(there).toBeLessThan(2_100);
    const said = await (await staff.get(stopped.headers.get("location") ?? "")).text();
    expect(said).toContain("The import has stopped.");
    expect(said).toContain(`Stopped after ${there.toLocaleString("en")} of 2,100 signatories.`);
    expect(said).toContain("Import the same file again.");

    await (await start(staff, csv)).text();
    expect(await record()).toMatchObject({ id, state: "done", expected: 2_100 });
    expect(await world.db.signature.count({ where: { importId: id } })).toBe(2_100);
  });

  it("stops once its reader has gone, and once its process has died", async () => {
    const staff = await signInAs(world, "campaigner");
    const csv = peopleFile(2_100);
    await (await readUntil(await start(staff, csv), /500 of 2,100 added/)).leave();
    await ended();
    const { id, state } = await record();
    expect(state).toBe("stopped");
    expect(await world.db.signature.count()).toBeLessThan(2_100);

    const now = world.clock.now();
    await world.db.importRecord.updateMany({ data: { state: "running", wentOnAt: now } });
    expect((await staff.get(`${AT}/imports/${id}`)).headers.get("refresh")).toBe("3");
    world.clock.advance(MINUTE_MS + 1);
    expect(await (await staff.get(`${AT}/imports/${id}`)).text()).toContain("Stopped after");
    await (await start(staff, csv)).text();
    expect(await world.db.importRecord.count()).toBe(1);
    expect(await world.db.signature.count({ where: { importId: id } })).toBe(2_100);
  });

  it("asks once whether it may add: what was released goes on without another release", async () => {
    world.clock.advance(2 * DAY_MS);
    const staff = await signInAs(world, "campaigner");
    const boss = await signInAs(world, "administrator");
    const csv = peopleFile(2_100, 0, "published");
    expect((await start(staff, csv)).status).toBe(409);
    const { id } = await world.db.massAct.findFirstOrThrow();
    await boss.post(`${AT}/releases/${id}`, { act: "release" });
    await (await readUntil(await start(staff, csv), /500 of 2,100 added/)).leave();
    await ended();
    await (await start(staff, csv)).text();
    expect(await world.db.signature.count({ where: { state: "published" } })).toBe(2_100);
    expect(await record()).toMatchObject({ state: "done", expected: 2_100 });
    // The same names in another state are no part of what was released.
    expect(await world.db.massAct.count({ where: { state: "done" } })).toBe(1);
  });
});

describe("undoing an import", () => {
  it("removes what nobody has touched since, as if it had never been added", async () => {
    const staff = await signInAs(world, "campaigner");
    const csv = peopleFile(4, 0, "published");
    await start(staff, csv);
    const { id } = await record();
    const [first] = await world.db.signature.findMany({ orderBy: { id: "asc" } });
    await staff.post(`${AT}/decisions`, {
      id: first?.id ?? "",
      decision: "takedown",
      reason: "request",
    });
    const page = await (await staff.get(`${AT}/imports/${id}`)).text();
    expect(page).toContain("This removes the 3 entries that nobody has changed since");
    expect(page).toContain("One entry stays");
    expect(page).toContain('<bdi class="name">Person 3</bdi>');

    const undone = await staff.post(`${AT}/imports/${id}`, {});
    expect(undone.headers.get("location")).toBe(`${AT}/imports/${id}?removed=3`);
    expect(await world.db.signature.count()).toBe(1);
    expect(await (await world.app.request("/letters/rivers.json")).json()).toMatchObject({
      counts: { total: 0 },
    });
    await start(staff, csv);
    expect(await world.db.signature.count({ where: { state: "published" } })).toBe(3);
  });

  it("is told to others as what it is, and not as an erasure", async () => {
    const staff = await signInAs(world, "campaigner");
    await signInAs(world, "administrator", null);
    await start(staff, peopleFile(12));
    const { id } = await record();
    await staff.post(`${AT}/imports/${id}`, {});
    const told = await world.db.actNotice.findMany({ select: { act: true, count: true } });
    expect(told).toContainEqual({ act: "import-undone", count: 12 });
    expect(told.some(({ act }) => act === "erase")).toBe(false);
  });

  it("is over after some days, and is nobody else's letter's", async () => {
    const staff = await signInAs(world, "campaigner");
    await start(staff, peopleFile(2));
    const { id } = await record();
    await buildLetter(world.deps, { slug: "lakes" });
    const elsewhere = await (await signInAs(world, "administrator", null)).post(
      `/admin/letters/lakes/imports/${id}`,
      {},
    );
    expect(elsewhere.status).toBe(404);
    world.clock.advance(IMPORT_UNDO_DAYS * DAY_MS);
    const late = await (await signInAs(world, "campaigner")).post(`${AT}/imports/${id}`, {});
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("It is too late to undo this import.");
    expect(await world.db.signature.count()).toBe(2);
  });

  it("takes the slice with it that was just being written", async () => {
    const staff = await signInAs(world, "campaigner");
    const { leave } = await readUntil(await start(staff, peopleFile(2_100)), /500 of 2,100 added/);
    const { id } = await record();
    await staff.post(`${AT}/imports/${id}`, {});
    await leave();
    for (let tries = 0; tries < 100 && (await world.db.signature.count()) > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await record()).toMatchObject({ state: "undone" });
    expect(await world.db.signature.count()).toBe(0);
  });
});
