import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { enterKey, openKeys } from "../../../src/runtime/keys/key-record.ts";
import { rekey } from "../../../src/runtime/keys/rekey.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import { deriveKeys, type Keys } from "../../../src/shared/keys/keys.ts";
import { signAddressToken, signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { looseForm, storedEmailAddress } from "../../../src/shared/text/email-address.ts";
import { addressColumns, identityColumns } from "../../../src/signatures/entry.ts";
import { importSignatories } from "../../../src/signatures/import/add.ts";
import { STATES } from "../../../src/signatures/lifecycle.ts";
import { askOrganisation as ask } from "../../../src/signatures/questions/second/ask.ts";
import { rekeySignatures } from "../../../src/signatures/rekey.ts";
import { retain } from "../../../src/signatures/retention/retain.ts";
import { toKind } from "../../../src/signatures/store.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { linkIn, mailSaying } from "../../support/mail/mailbox.ts";
import { moveEntry } from "../../support/moves.ts";
import {
  browserIn,
  openWorld,
  reopenWorld,
  SECRET_KEY,
  signInAs,
  type World,
} from "../../support/world.ts";

const NEXT = Buffer.alloc(32, 8).toString("base64");
const AFTER_NEXT = Buffer.alloc(32, 9).toString("base64");

let world: World;

beforeEach(async () => {
  const opened = await openWorld();
  world = await reopenWorld(opened, SECRET_KEY);
});
afterEach(() => world.close());

/** Replaces one secret by another, and opens the world under that. */
async function rekeyed(from = SECRET_KEY, to = NEXT): Promise<World> {
  const change = { from: await deriveKeys(from), to: await deriveKeys(to) };
  const outcome = await rekey(world.deps, change, () => undefined);
  expect(outcome).toMatchObject({ outcome: "replaced", unreadable: 0 });
  return await reopenWorld(world, to);
}

const build = (given: GivenEntry) => buildEntry(world.deps, world.letter, given);
const load = (on: World, csv: string) => importSignatories(on.deps, on.letter, csv);

/** Everything that a rekey must leave as it is: all but the columns made with keys. */
async function unkeyed() {
  const { db } = world;
  const signatures = await db.signature.findMany({ orderBy: { id: "asc" } });
  const nothing = { email: 0, addressKey: 0, addressLimitKey: 0, domainKey: 0 };
  return {
    signatures: signatures.map((row) => ({ ...row, ...nothing, entryKey: 0, importKey: 0 })),
    letters: await db.letter.findMany(),
    events: await db.event.findMany({ orderBy: { id: "asc" } }),
    outbox: await db.outbox.findMany({ orderBy: { id: "asc" } }),
    words: await db.signatureWord.findMany({ orderBy: [{ signatureId: "asc" }, { word: "asc" }] }),
    former: await db.formerEntry.findMany({ orderBy: { entryKey: "asc" } }),
    suppressions: await db.suppression.findMany(),
  };
}

/** Each row has the keys and the address that it would have had if written under these keys. */
async function expectWrittenUnder(keys: Keys): Promise<void> {
  for (const row of await world.db.signature.findMany()) {
    if (row.name === "") continue;
    const identity = { ...row, kind: toKind(row.kind) };
    const { entryKey } = await identityColumns(keys, { ...row, id: row.letterId }, identity);
    expect(row.entryKey).toBe(entryKey);
    if (row.importKey !== null) expect(row.importKey).toBe(entryKey);
    if (row.email === null) continue;
    const address = storedEmailAddress(await keys.decrypt(row.email));
    const { email: _, ...hashes } = await addressColumns(keys, address);
    expect(row).toMatchObject(row.addressKey === null ? { ...hashes, addressKey: null } : hashes);
  }
  for (const { email, formerEmail } of await world.db.question.findMany()) {
    expect(await keys.decrypt(email ?? "")).toBe("office@society.example");
    expect(await keys.decrypt(formerEmail ?? "")).toBe("former@society.example");
  }
  for (const { email, addressKey } of await world.db.account.findMany()) {
    const address = storedEmailAddress(await keys.decrypt(email));
    expect(addressKey).toBe((await addressColumns(keys, address)).addressKey);
  }
}

/** Asks an organisation whether an entry is its own. */
async function askOrganisation(): Promise<void> {
  const id = await build({ kind: "organisation", website: "https://society.example" });
  const wording = { language: "en", text: "Is it yours?" };
  const question = { address: "office@society.example", wording, askedBy: "ben" };
  expect(await ask(world.deps, { letterId: world.letter.id, id }, question)).toBe("asked");
  // As one has whose entry has moved to another address.
  const formerEmail = await world.deps.keys.encrypt("former@society.example");
  await world.db.question.updateMany({ data: { formerEmail } });
}

/** Gives an entry other words, as an accepted change does. */
async function reword(id: string, name: string): Promise<void> {
  const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
  const identity = { ...row, kind: toKind(row.kind), name };
  const { nameKey, entryKey } = await identityColumns(
    world.deps.keys,
    { ...row, id: row.letterId },
    identity,
  );
  const columns = { name, nameKey, entryKey };
  await moveEntry(world.deps, id, row.state === "pending" ? "edit" : "accept-change", { columns });
}

const csvOf = (...names: string[]) =>
  `kind,name,title,affiliation\n${names.map((name) => `individual,${name},,\n`).join("")}`;

const IMPORTED = `kind,name,title,affiliation,email
individual,Cy Corrected,,,cy@import.example
individual,Di Listed,Dr,,di@import.example
`;

describe("a rekey", () => {
  it("leaves the way out to those whose address was deleted in its time", async () => {
    const email = PERSON.email;
    const id = await build({ email });
    world.clock.advance(25 * 31 * DAY_MS);
    await retain(world.deps, () => true);
    const later = await rekeyed();
    for (const ask of ["/lost-link", "/letters/rivers/lost-link"]) {
      later.mailbox.mails.splice(0);
      later.clock.advance(HOUR_MS);
      await browserIn(later).post(ask, { email });
      await later.deliver();
      expect(later.mailbox.mails.map(({ to }) => to)).toEqual([[email]]);
      const link = linkIn(later.mailbox.mails[0], ask === "/lost-link" ? "entries" : "signature");
      expect((await browserIn(later).get(link)).status).toBe(200);
    }
    later.clock.advance(HOUR_MS);
    await sign(later, PERSON);
    await later.deliver();
    expect(await later.db.signature.findMany()).toMatchObject([{ id, email: null }]);
  });

  it("rewrites every key and address, and no history, mail, count, revision or word", async () => {
    await signInAs(world, "administrator");
    for (const kind of ["individual", "organisation"] as const) {
      for (const state of STATES) await build({ kind, state, name: `${kind} ${state}` });
    }
    await build({ proposal: { name: "Proposed" } });
    await askOrganisation();
    const id = await build({ name: "First", state: "pending" });
    await reword(id, "Second");
    await reword(id, "First");
    await load(world, IMPORTED);
    await load(world, IMPORTED.replace("Cy Corrected", "Cy Right"));
    const before = await unkeyed();
    expect(before.former).toHaveLength(2);
    const erased = await endedRows();
    expect(erased).toHaveLength(6);
    const after = await rekeyed();
    expect(await unkeyed()).toEqual(before);
    await expectWrittenUnder(after.deps.keys);
    expect(await endedRows()).toEqual(erased);
  });

  it("can be broken off anywhere, starts no server meanwhile, and is finished by the same keys", async () => {
    const change = { from: await deriveKeys(SECRET_KEY), to: await deriveKeys(NEXT) };
    await build({ name: "Rewritten before", state: "pending" });
    expect(await enterKey(world.deps, change.to.id, [change.from.id])).toBe(true);
    await rekeySignatures(world.db, change);
    await build({ name: "Not yet" });
    await signInAs(world, "moderator");
    const before = await unkeyed();

    for (const secret of [SECRET_KEY, NEXT, AFTER_NEXT]) {
      await expect(reopenWorld(world, secret)).rejects.toThrow(/^SECRET_KEY is/);
    }
    const other = { from: change.from, to: await deriveKeys(AFTER_NEXT) };
    expect(await rekey(world.deps, other, neverKept)).toEqual({ outcome: "other-under-way" });
    const after = await rekeyed();
    await expectWrittenUnder(after.deps.keys);
    expect(await unkeyed()).toEqual(before);
  });

  it("does nothing a second time, but for what a forgotten server wrote meanwhile", async () => {
    await build({ name: "Ada", email: "ada@example.org" });
    const after = await rekeyed();
    const rows = await world.db.signature.findMany();
    await rekeyed();
    expect(await world.db.signature.findMany()).toEqual(rows);

    // The forgotten server knows nobody: here Ada signs for a second time, and Ben for the first.
    await build({ name: "Ada again", email: "ada@example.org", state: "unverified" });
    await build({ name: "Ben", email: "ben@example.org", state: "unverified" });
    await rekeyed();
    await expectWrittenUnder(after.deps.keys);
    const keys = (await world.db.signature.findMany({ orderBy: { id: "asc" } })).map(
      ({ addressKey }) => addressKey !== null,
    );
    expect(keys).toEqual([true, false, true]);
  });

  it("counts an address that neither key opens, and goes on", async () => {
    const id = await build({ name: "Ada" });
    await build({ name: "Ben" });
    const lost = await (await deriveKeys(AFTER_NEXT)).encrypt("ada@example.org");
    const { email } = await world.db.signature.findUniqueOrThrow({ where: { id } });
    const change = { from: await deriveKeys(SECRET_KEY), to: await deriveKeys(NEXT) };
    for (const unreadable of [lost, `${email?.slice(0, -3)}AAA`]) {
      await world.db.signature.update({ where: { id }, data: { email: unreadable } });
      const outcome = await rekey(world.deps, change, () => undefined);
      expect(outcome).toMatchObject({ outcome: "replaced", unreadable: 1 });
    }
    const keys = await openKeys(world.deps, change.to);
    const [, ben] = await world.db.signature.findMany({ orderBy: { id: "asc" } });
    expect(await keys.decrypt(ben?.email ?? "")).toMatch(/@example\.org$/);
  });

  it("is refused for a foreign key, the same one, and one that was replaced, before anything is kept", async () => {
    await rekeyed();
    const under = (secret: string) => deriveKeys(secret);
    const refusals = [
      [AFTER_NEXT, NEXT, "foreign"],
      [AFTER_NEXT, Buffer.alloc(32, 1).toString("base64"), "foreign"],
      [NEXT, NEXT, "same"],
      [NEXT, SECRET_KEY, "used-before"],
    ] as const;
    for (const [from, to, outcome] of refusals) {
      const change = { from: await under(from), to: await under(to) };
      expect(await rekey(world.deps, change, neverKept)).toEqual({ outcome });
    }
    await reopenWorld(world, NEXT);
  });
});

function neverKept(): never {
  throw new Error("A key that replaces nothing was kept.");
}

async function endedRows() {
  return await world.db.signature.findMany({ where: { name: "" }, orderBy: { id: "asc" } });
}

// What follows needs no more of an engine than the rest of the contract asks, and D1 is slow here.
describe.runIf(inject("engine") !== "d1")("after a rekey, and after another", () => {
  const twice = async () => {
    await rekeyed();
    return await rekeyed(NEXT, AFTER_NEXT);
  };

  it("an import lists nobody again who left or said something else before", async () => {
    await load(world, csvOf("Ada Withdrew", "Ben Reworded", "Eve Stays"));
    const [ada, ben] = await world.db.signature.findMany({ orderBy: { id: "asc" } });
    await reword(ben?.id ?? "", "Benjamin");
    await moveEntry(world.deps, ada?.id ?? "", "withdraw");
    await build({ name: "Cy Takendown", state: "takendown" });
    const csv = csvOf(
      "Ada Withdrew",
      "Ben Reworded",
      "Benjamin",
      "Cy Takendown",
      "Eve Stays",
      "New",
    );
    const after = await twice();
    expect(await load(after, csv)).toEqual({ outcome: "imported", added: 1, alreadyThere: 5 });
    expect(await load(after, csv)).toMatchObject({ added: 0, alreadyThere: 6 });
  });

  it("an address that asked for no more mail gets none, until it takes that back", async () => {
    await sign(world, PERSON);
    await world.deliver();
    const old = linkIn(world.mailbox.mails[0], "suppression");
    await browserIn(world).post(old, { answer: "suppress" });
    const after = await twice();
    expect((await browserIn(after).post(old, { answer: "allow" })).status).toBe(404);
    await signLater(after, "A.da+again@example.org");
    expect(world.mailbox.mails).toHaveLength(1);

    const address = looseForm(storedEmailAddress(PERSON.email));
    const hashes = await after.deps.keys.hashes("address-limit", address);
    const fresh = paths.suppression(await signAddressToken(after.deps.keys, hashes));
    expect(await (await browserIn(after).get(fresh)).text()).toContain(
      "We have stopped all mail to you",
    );
    await browserIn(after).post(fresh, { answer: "allow" });
    await signLater(after, PERSON.email);
    expect(world.mailbox.mails).toHaveLength(2);

    const link = linkIn(world.mailbox.mails[1], "suppression");
    await browserIn(after).post(link, { answer: "suppress" });
    await signLater(after, PERSON.email);
    expect(world.mailbox.mails).toHaveLength(2);
  });

  it("whoever signs again meets their entry, and a new link leads to it where the old one ended", async () => {
    await sign(world, PERSON);
    await world.deliver();
    const confirm = linkIn(world.mailbox.mails[0], "verification");
    await browserIn(world).post(confirm, { decision: "confirm" });
    const { id } = await world.db.signature.findFirstOrThrow();
    const oldPage = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
    expect((await browserIn(world).get(oldPage)).status).toBe(200);
    const after = await twice();
    expect((await browserIn(after).get(oldPage)).status).toBe(404);

    await signLater(after, PERSON.email.toUpperCase());
    expect(await world.db.signature.count()).toBe(1);
    const repeat = linkIn(mailSaying(world.mailbox, "already"), "signature");
    expect(await (await browserIn(after).get(repeat)).text()).toContain(PERSON.name);
    world.clock.advance(11 * MINUTE_MS);
    await browserIn(after).post(paths.lostLink(world.letter.slug), { email: PERSON.email });
    await after.deliver();
    const page = linkIn(world.mailbox.mails.at(-1), "signature");
    expect((await browserIn(after).get(page)).status).toBe(200);
    expect((await browserIn(after).get(repeat)).status).not.toBe(200);
  });

  it("mail that was due before leaves with links that work", async () => {
    await sign(world, PERSON);
    const after = await twice();
    await after.deliver();
    const confirm = linkIn(world.mailbox.mails[0], "verification");
    expect((await browserIn(after).post(confirm, { decision: "confirm" })).status).toBe(200);
    expect((await world.db.signature.findFirstOrThrow()).state).toBe("pending");
  });

  it("staff stay signed in, and sign in anew by mail", async () => {
    const moderator = await signInAs(world, "moderator");
    const session = [...moderator.cookies];
    const account = await world.db.account.findFirstOrThrow();
    const email = await world.deps.keys.decrypt(account.email);
    const after = await twice();
    const browser = browserIn(after);
    for (const [name, value] of session) browser.cookies.set(name, value);
    expect((await browser.get("/admin")).status).toBe(200);
    await browserIn(after).post("/admin/sign-in", { email });
    await after.deliver();
    const link = linkIn(world.mailbox.mails[0], "admin/sign-in");
    expect((await browserIn(after).post(link)).status).toBe(303);
  });
});

/** Signs again once the pause between two mails is over, and lets the mail leave. */
async function signLater(on: World, email: string): Promise<void> {
  on.clock.advance(11 * MINUTE_MS);
  expect((await sign(on, { ...PERSON, email })).status).toBe(303);
  await on.deliver();
}

describe("a start", () => {
  it("is refused under another SECRET_KEY than the one the database was written with", async () => {
    await expect(reopenWorld(world, NEXT)).rejects.toThrow(
      "SECRET_KEY is not the key this database was written with",
    );
    await reopenWorld(world, SECRET_KEY);
  });

  it("is refused in the same way if the rows are older than the list of keys", async () => {
    await build({});
    await world.db.keyRecord.deleteMany();
    await expect(reopenWorld(world, NEXT)).rejects.toThrow("is not the key this database");
    expect(await world.db.keyRecord.count()).toBe(0);
    await reopenWorld(world, SECRET_KEY);
    expect(await world.db.keyRecord.count()).toBe(1);
  });

  it("of several processes at once begins the list of keys once, and goes on under one key", async () => {
    await world.db.keyRecord.deleteMany();
    const starts = [SECRET_KEY, SECRET_KEY, SECRET_KEY, NEXT, NEXT].map(async (secret) => {
      const db = await world.openAnother();
      return await openKeys({ ...world.deps, db }, await deriveKeys(secret));
    });
    const opened = (await Promise.allSettled(starts)).filter(
      ({ status }) => status === "fulfilled",
    );
    const [first] = await world.db.keyRecord.findMany();
    expect(opened.length).toBeGreaterThan(0);
    for (const one of opened) expect(one).toMatchObject({ value: { id: first?.id } });
    expect(await world.db.keyRecord.count()).toBe(1);
    expect(await world.db.jobLease.count()).toBe(0);
  });
});
