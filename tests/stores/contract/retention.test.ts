import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { DAY_MS, monthsLater } from "../../../src/shared/clock.ts";
import { replayErasures } from "../../../src/signatures/history/replay-erasures.ts";
import { eraseContacts, retain } from "../../../src/signatures/retention/retain.ts";
import { CONTACTS_ERASED, ERASED } from "../../../src/signatures/side-effects.ts";
import { move } from "../../../src/signatures/store.ts";
import { recount } from "../../support/recount.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  const { kept, recounted } = await recount(world.db);
  expect(kept).toEqual(recounted);
  await world.db.outbox.deleteMany();
  await world.db.signature.deleteMany();
  await setLetter({ state: "open", closedAt: null, closesAt: null });
});
afterAll(() => world.close());

const build = (given: GivenEntry = {}) =>
  buildEntry(world.deps, world.letter, { kind: "organisation", name: "Canary Weir", ...given });
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const run = () => retain(world.deps, () => true);
const setLetter = (data: object) =>
  world.db.letter.update({ where: { id: world.letter.id }, data });
const close = () => setLetter({ state: "closed", closedAt: world.clock.now() });
const turnTo = (at: Date, ms = 0) =>
  world.clock.advance(at.getTime() - world.clock.now().getTime() + ms);
const turnBy = (months: number, ms = 0) => turnTo(monthsLater(world.clock.now(), months), ms);
const eventsOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
    ({ code }) => code,
  );
const everything = async () => [
  await world.db.signature.findMany({ orderBy: { id: "asc" } }),
  await world.db.event.findMany({ orderBy: { id: "asc" } }),
  await world.db.erasure.findMany({ orderBy: { id: "asc" } }),
  await world.db.outbox.findMany({ orderBy: { id: "asc" } }),
  await world.db.question.findMany({ orderBy: { id: "asc" } }),
];

it("erases what has been kept for its time, leaves the allowed columns, and does so once", async () => {
  const contact = { contactName: "Sam", contactRole: "Chair" };
  const published = await build({ proposal: { name: "Canary Weirs", ...contact } });
  const pending = await build({ state: "pending" });
  const rejected = await build({ state: "rejected", reason: "not-real", decidedBy: "ben" });
  const invalidated = await build({ state: "invalidated" });
  const was = { published: await rowOf(published), rejected: await rowOf(rejected) };
  await close();
  const closedAt = world.clock.now();
  turnBy(3, -1);
  expect(await run()).toEqual({ contacts: 0, entries: 0 });
  world.clock.advance(1);
  expect(await run()).toEqual({ contacts: 0, entries: 2 });
  for (const id of [rejected, invalidated]) {
    expect(await rowOf(id)).toMatchObject(ERASED);
    expect((await eventsOf(id)).at(-1)).toBe("erased");
  }
  const { state, reason, decidedBy, entryKey } = await rowOf(rejected);
  expect({ state, reason, decidedBy, entryKey }).toEqual({
    state: "rejected",
    reason: "not-real",
    decidedBy: "ben",
    entryKey: was.rejected.entryKey,
  });
  turnTo(monthsLater(closedAt, 6), -1);
  expect(await run()).toEqual({ contacts: 0, entries: 0 });
  world.clock.advance(1);
  expect(await run()).toEqual({ contacts: 2, entries: 0 });
  const ofMove = ["move", "movedAt", "movedBy", "moveReason", "moveNo", "mailDueAt"];
  const changed = Object.entries(await rowOf(published)).filter(
    ([column, value]) =>
      !ofMove.includes(column) &&
      JSON.stringify(value) !==
        JSON.stringify(Object.entries(was.published).find(([name]) => name === column)?.[1]),
  );
  const { proposal, ...left } = Object.fromEntries(changed);
  expect(left).toEqual({ ...CONTACTS_ERASED, contactsGoneAt: world.clock.now() });
  expect(JSON.parse(String(proposal))).toMatchObject({
    name: "Canary Weirs",
    contactName: null,
    contactRole: null,
  });
  expect(await rowOf(pending)).toMatchObject(CONTACTS_ERASED);
  expect(await eventsOf(published)).toContain("contacts-erased");
  const before = await everything();
  expect(await run()).toEqual({ contacts: 0, entries: 0 });
  expect(await everything()).toEqual(before);
});

it("goes by the letter's own months and closing date, or else by when each signed", async () => {
  const old = await build({ hoursAgo: 24 * 31 });
  const young = await build();
  turnBy(24, -1);
  expect(await run()).toEqual({ contacts: 1, entries: 0 });
  expect(await rowOf(old)).toMatchObject(CONTACTS_ERASED);
  expect((await rowOf(young)).email).not.toBeNull();
  // A closing date ahead puts it off, one that is over counts from then.
  await setLetter({ closesAt: monthsLater(world.clock.now(), 1), contactMonths: 2 });
  turnBy(3, -1);
  expect(await run()).toEqual({ contacts: 0, entries: 0 });
  world.clock.advance(1);
  expect(await run()).toEqual({ contacts: 1, entries: 0 });
  const rejected = await build({ state: "rejected" });
  await setLetter({ rejectedMonths: 12 });
  turnBy(12, -1);
  expect((await run()).entries).toBe(0);
  world.clock.advance(1);
  expect((await run()).entries).toBe(1);
  expect(await rowOf(rejected)).toMatchObject(ERASED);
  await setLetter({ contactMonths: 6, rejectedMonths: 3 });
});

it("passes over rows that cannot be erased, and tries them again", async () => {
  const ids: string[] = [];
  for (const state of ["rejected", "rejected", "published", "published"] as const)
    ids.push(await build({ state }));
  await close();
  turnBy(7);
  const mend = await breakRows(ids.filter((_, index) => index % 2 === 1));
  expect(await run()).toEqual({ contacts: 1, entries: 1 });
  const logged = world.log.filter(({ event }) => event === "signature.not-erased");
  expect(logged.map(({ fields }) => fields)).toMatchObject(
    [ids[1], ids[1], ids[3]].map((signature) => ({ signature })),
  );
  await mend();
  expect(await run()).toEqual({ contacts: 1, entries: 1 });
});

it("stops where it is told to, and goes on from there", async () => {
  for (let index = 0; index < 3; index += 1) await build({ state: "rejected" });
  turnBy(3);
  expect(await retain(world.deps, () => false)).toEqual({ contacts: 0, entries: 0 });
  expect(await run()).toEqual({ contacts: 0, entries: 3 });
});

it("keeps a typed address until its mail has left, and lets its owner leave", async () => {
  const email = "canary@example.org";
  const id = await build({ email });
  const { addressKey } = await rowOf(id);
  await close();
  turnBy(6);
  await run();
  expect(await rowOf(id)).toMatchObject({ ...CONTACTS_ERASED, addressKey });
  for (const path of ["/letters/rivers/lost-link", "/lost-link"]) {
    world.mailbox.mails.splice(0);
    world.clock.advance(DAY_MS);
    await browserIn(world).post(path, { email });
    await world.settle();
    expect((await rowOf(id)).email).not.toBeNull();
    // It is not taken away from the mail that waits for it.
    expect(await run()).toEqual({ contacts: 0, entries: 0 });
    await world.deliver();
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([[email]]);
    expect(await rowOf(id)).toMatchObject({ ...CONTACTS_ERASED, addressKey });
  }
});

it("leaves an address alone for which a mail is asked after it was read", async () => {
  const email = "canary@example.org";
  const id = await build({ email });
  const { moveNo, proposal } = await rowOf(id);
  await browserIn(world).post("/letters/rivers/lost-link", { email });
  await world.settle();
  const mover = { by: "job", at: world.clock.now() };
  expect(await eraseContacts(world.db, [{ id, moveNo, proposal }], mover)).toBe(0);
  world.mailbox.mails.splice(0);
  await world.deliver();
  expect(world.mailbox.mails.map(({ to }) => to)).toEqual([[email]]);
});

it("lets no erased entry move, whatever asks for it", async () => {
  const id = await build({ state: "rejected" });
  turnBy(3);
  await run();
  const mover = { by: "ben", at: world.clock.now() };
  for (const name of ["overturn", "undo", "withhold", "invalidate", "withdraw", "erase"] as const)
    expect(await move(world.db, { id }, name, mover)).toEqual([]);
  const data = { state: "published", move: "overturn", moveNo: { increment: 1 } };
  await expect(world.db.signature.updateMany({ where: { id }, data })).rejects.toThrow();
});

it("is replayed on a backup from before", async () => {
  const published = await build();
  const rejected = await build({ state: "rejected" });
  const rows = await world.db.signature.findMany({ orderBy: { id: "asc" } });
  await close();
  turnBy(7);
  await world.db.erasure.deleteMany();
  await run();
  const ledger = (await world.db.erasure.findMany()).map(({ id: number, ...line }) => ({
    number,
    ...line,
  }));
  expect(ledger.map(({ code, signatureId }) => [code, signatureId])).toEqual([
    ["erased", rejected],
    ["contacts-erased", published],
  ]);
  await world.db.signature.deleteMany();
  await world.db.$insertSignatures(
    rows.map((row) => ({ ...row, move: "import", state: "published" })),
  );
  expect(await replayErasures(world.db, ledger)).toMatchObject({ erased: 2 });
  expect(await rowOf(published)).toMatchObject({ ...CONTACTS_ERASED, name: "Canary Weir" });
  expect(await rowOf(rejected)).toMatchObject(ERASED);
});

/** Makes rows refuse every change; gives what makes them take them again. */
async function breakRows(ids: readonly string[]): Promise<() => Promise<void>> {
  const sqlIds = ids.map((id) => `'${id}'`).join(", ");
  const execute = (statement: string) => world.db.$executeRawUnsafe(statement);
  if (inject("engine") === "postgres") {
    await execute(`CREATE FUNCTION refuse_rows() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN RAISE EXCEPTION ''a broken row''; END'`);
    await execute(`CREATE TRIGGER broken BEFORE UPDATE ON signature
      FOR EACH ROW WHEN (OLD.id IN (${sqlIds})) EXECUTE FUNCTION refuse_rows()`);
    return async () => void (await execute("DROP TRIGGER broken ON signature"));
  }
  await execute(`CREATE TRIGGER broken BEFORE UPDATE ON signature WHEN OLD.id IN (${sqlIds})
    BEGIN SELECT RAISE(ABORT, 'a broken row'); END`);
  return async () => void (await execute("DROP TRIGGER broken"));
}
