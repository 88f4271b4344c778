import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { invite } from "../../../src/accounts/invite.ts";
import { openSession } from "../../../src/accounts/sessions.ts";
import type { NewSignature } from "../../../src/db/db.ts";
import { DAY_MS, later, SECOND_MS } from "../../../src/shared/clock.ts";
import { numberedId } from "../../../src/shared/ids.ts";
import { sha256Hex } from "../../../src/shared/keys/hash.ts";
import { parseEmailAddress } from "../../../src/shared/text/email-address.ts";
import { STATES, type State } from "../../../src/signatures/lifecycle.ts";
import { authenticator } from "../browser/authenticator.ts";
import { addPasskey, usePasskey } from "../browser/passkeys.ts";
import { propose } from "../invalidating.ts";
import { addApp } from "../totp.ts";
import { browserIn, openWorld, signInAs, type World } from "../world.ts";

/** How much of everything there is. */
export type Size = { letters: number; each: number; entries: number };

export const SMALL: Size = { letters: 2, each: 1, entries: 0 };
export const LARGE: Size = { letters: 8, each: 6, entries: 130 };

/** Longer than a session's end stays put off, and than a process remembers the switches. */
const PAUSE_MS = 70 * SECOND_MS;

/** A site with something of everything, whose requests can be counted. */
export type Site = Awaited<ReturnType<typeof openSite>>;

export async function openSite(size: Size) {
  const heard: string[] = [];
  const world = await openWorld({}, {}, (sql) => void heard.push(sql));
  const pools = await fillLetter(world, size);
  const staff = await signInAs(world, "administrator", null);
  const passkey = authenticator();
  const { codes } = await addPasskey(staff, passkey);
  await usePasskey(staff, passkey);
  const { secret: appSecret } = await addApp(world, staff);
  const invalidation = await propose(staff, { name: "*Pending*" });
  const colleague = await fillStaff(world, size);
  const take = (state: State, kind: "individual" | "organisation" = "individual") => {
    const id = pools.get(`${state} ${kind}`)?.pop();
    if (id === undefined) throw new Error(`There is no ${state} ${kind} left.`);
    return id;
  };
  /** A browser of the administrator, whose session is as old as `PAUSE_MS`. */
  const signedIn = async ({ hasStepped }: { hasStepped: boolean }) => {
    const browser = browserIn(world);
    const secret = await openSession(world.deps, staff.accountId, "test");
    browser.cookies.set("session", secret);
    if (hasStepped)
      await world.db.session.update({
        where: { id: sha256Hex(secret) },
        data: { secondStepAt: world.clock.now() },
      });
    world.clock.advance(PAUSE_MS);
    return browser;
  };
  const stranger = async () => {
    world.clock.advance(PAUSE_MS);
    return browserIn(world);
  };
  return {
    world,
    size,
    take,
    signedIn,
    stranger,
    accountId: staff.accountId,
    address: staff.address,
    colleague,
    passkey,
    appSecret,
    codes,
    invalidation,
    /** What a request has the database do, whatever it leaves for after its answer included. */
    statementsOf: async (request: () => Promise<Response>) => {
      await world.settle();
      // A process asks once a second whose site it is, however many pages say so.
      await world.deps.site.read();
      heard.length = 0;
      const response = await request();
      const body = await response.text();
      await world.settle();
      return { status: response.status, body, statements: heard.splice(0).filter(isOfUse) };
    },
  };
}

/** How a connection is set up and kept in order is no part of any request. */
function isOfUse(sql: string): boolean {
  return !/^(?:PRAGMA|SET|DISCARD) /i.test(sql);
}

async function fillLetter(world: World, { letters, each, entries }: Size) {
  for (let number = 1; number < letters; number += 1)
    await buildLetter(world.deps, { slug: `letter-${number}`, title: `Letter ${number}` });
  for (let number = 0; number < each; number += 1)
    await buildLetter(world.deps, { body: `We ask for clean rivers, in ${number} ways.` });
  const pools = new Map<string, string[]>();
  for (const state of STATES)
    for (const kind of ["individual", "organisation"] as const) {
      const ids: string[] = [];
      const count = each + (POOL[`${state} ${kind}`] ?? 0);
      for (let number = 0; number < count; number += 1)
        ids.push(await buildEntry(world.deps, world.letter, entryOf(state, kind, number)));
      pools.set(`${state} ${kind}`, ids);
    }
  await addAlike(world, entries);
  return pools;
}

/** How many entries of a state and kind the requests may use up. */
const POOL: Readonly<Record<string, number>> = {
  "unverified individual": 2,
  "pending individual": 5,
  "pending organisation": 1,
  "published individual": 5,
  "rejected individual": 1,
};

function entryOf(state: State, kind: "individual" | "organisation", number: number) {
  const name = `${kind === "individual" ? "Ada" : "Society"} ${state} ${number}`;
  const website = kind === "organisation" ? { website: `https://society-${number}.example` } : {};
  return { state, kind, name: name.replace("pending", "Pending"), hoursAgo: number, ...website };
}

/** Adds entries that wait and that are published, like some that are there. */
async function addAlike({ db }: World, count: number): Promise<void> {
  for (const state of ["pending", "published"]) {
    const like = await db.signature.findFirstOrThrow({ where: { state, kind: "individual" } });
    const rows = Array.from({ length: count }, (_, number): NewSignature => {
      const id = crypto.randomUUID();
      const name = `${like.name} ${number}`;
      const key = { addressKey: `${state} ${number}`, entryKey: `${state} ${number}` };
      const words = JSON.stringify(["ada", `n${number}`]);
      const alike = { ...like, ...key, id, name, sortKey: name, searchWords: words };
      return { ...alike, standsWith: id, move: "import" };
    });
    await db.$insertSignatures(rows);
  }
}

/** Staff, and what they left behind. Gives one of them. */
async function fillStaff(world: World, { each }: Size): Promise<string> {
  const { db, deps, letter } = world;
  const [now, soon] = [world.clock.now(), later(world.clock.now(), DAY_MS)];
  const like = await db.invalidation.findFirstOrThrow();
  const entries = await db.signature.findMany({
    where: { state: "pending", kind: "organisation" },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  let colleague = "";
  for (let number = 0; number < each; number += 1) {
    const address = parseEmailAddress(`colleague-${number}@staff.example`);
    if (address === null) throw new Error("A test address is wrong.");
    const invited = { address, displayName: `Colleague ${number}`, byMail: false } as const;
    const role = number % 2 === 0 ? "moderator" : "campaigner";
    const { accountId } = await invite(deps, { ...invited, role, letterId: letter.id });
    colleague = accountId;
    const id = `one ${number}`;
    const passkey = { id, accountId, publicKey: "key", label: "Phone", createdAt: now };
    await db.passkey.create({ data: passkey });
    const device = { id, accountId, label: "Firefox", createdAt: now, seenAt: now };
    await db.device.create({ data: device });
    await openSession(deps, accountId, "Firefox");
    await db.presence.create({ data: { letterId: letter.id, accountId, at: now } });
    const reason = { code: `reason-${number}`, position: number + 1, label: `Reason ${number}` };
    await db.letterReason.create({ data: { id, letterId: letter.id, ...reason, createdAt: now } });
    const event = { letterId: letter.id, what: "letter-opened", by: accountId, at: now };
    await db.staffEvent.create({ data: event });
    const taken = { format: "csv", states: "published", withContacts: true, withHidden: false };
    const exported = { id, letterId: letter.id, accountId, startedAt: now };
    await db.exportRecord.create({ data: { ...exported, ...taken } });
    await db.invalidation.create({ data: { ...like, id: crypto.randomUUID() } });
    const signatureId = entries[0]?.id ?? "";
    const note = { signatureId, accountId, text: `Note ${number}`, createdAt: now };
    await db.signatureNote.create({ data: note });
    if (number < 2) {
      const email = await deps.keys.encrypt("office@society-0.example");
      const asked = { askedBy: accountId, askedAt: now, expiresAt: soon, email };
      const data = {
        id: numberedId(signatureId, number + 1),
        signatureId,
        letterId: letter.id,
        kind: "second",
        about: number + 1,
        ...asked,
      };
      await db.question.create({ data });
    }
  }
  return colleague;
}
