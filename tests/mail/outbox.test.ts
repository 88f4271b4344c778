import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import {
  type ClaimedMail,
  claimDueMail,
  markDropped,
  markFailed,
  markParked,
  markSent,
  markWaiting,
} from "../../src/mail/outbox.ts";
import { deliverDueMail } from "../../src/mail/relay.ts";
import { HOUR_MS, later, MINUTE_MS } from "../../src/shared/clock.ts";
import { PERSON, sign } from "../support/forms.ts";
import { moveEntry } from "../support/moves.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const outbox = () => world.db.outbox.findMany({ orderBy: { id: "asc" } });

describe("the outbox", () => {
  it("gives a mail out again when the relay that claimed it died", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    const [lost] = await claimDueMail(world.deps, 5);
    world.clock.advance(3 * MINUTE_MS);
    const [again] = await claimDueMail(world.deps, 5);
    expect(again).toMatchObject({ id: lost?.id, attempts: 2 });
    // The dead one comes back to life too late and decides nothing.
    if (lost) await markFailed(world.deps, lost, "too-late");
    expect((await outbox())[0]).toMatchObject({ state: "due", attempts: 2, lastError: null });
    if (again) await markSent(world.deps, again);
    expect((await outbox())[0]?.state).toBe("sent");
  });

  it("sends a mail again after a failure, under the same Message-ID, later and later", async () => {
    await sign(world, PERSON);
    world.mailbox.refuseWith(451);
    await world.deliver();
    expect((await outbox())[0]).toMatchObject({ state: "due", lastError: "smtp-451", attempts: 1 });
    await world.deliver();
    expect((await outbox())[0]).toMatchObject({ attempts: 1 });
    world.clock.advance(31_000);
    await world.deliver();
    expect((await outbox())[0]).toMatchObject({ state: "due", attempts: 2 });
    world.mailbox.refuseWith(null);
    world.clock.advance(2 * MINUTE_MS);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    expect(world.mailbox.mails[0]?.messageId).toMatch(/^<[\w-]{43}@localhost>$/);
  });

  it("waits longer after each failure, up to half a day", async () => {
    await sign(world, PERSON);
    world.mailbox.refuseWith(451);
    for (const minutes of [0.5, 2, 10, 30, 2 * 60, 6 * 60, 12 * 60]) {
      await world.deliver();
      const failedAt = world.clock.now().getTime();
      const [mail] = await outbox();
      expect((mail?.dueAt.getTime() ?? 0) - failedAt).toBe(minutes * MINUTE_MS);
      expect(mail).toMatchObject({ state: "due", leaseUntil: null });
      world.clock.advance(minutes * MINUTE_MS);
    }
    await world.deliver();
    expect((await outbox())[0]).toMatchObject({ state: "parked", attempts: 8 });
  });

  it("parks a mail after its last try, and at once where the mailbox does not exist", async () => {
    await sign(world, PERSON);
    world.mailbox.refuseWith(451);
    for (let round = 0; round < 10; round += 1) {
      await world.deliver();
      world.clock.advance(13 * HOUR_MS);
    }
    expect((await outbox())[0]).toMatchObject({ state: "parked", attempts: 8 });
    world.mailbox.refuseWith(550);
    await sign(world, { ...PERSON, email: "nobody@example.org" });
    await world.deliver();
    expect((await outbox())[1]).toMatchObject({
      state: "parked",
      lastError: "smtp-550",
      attempts: 1,
    });
  });

  it("lets one mail that cannot be made not hold up the others", async () => {
    await sign(world, PERSON);
    await sign(world, { ...PERSON, email: "ben@example.org" });
    const [first] = await world.db.signature.findMany({ orderBy: { id: "asc" } });
    await world.db.signature.update({
      where: { id: first?.id ?? "" },
      data: { email: "oldkey.AAAA" },
    });
    await world.deliver();
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([["ben@example.org"]]);
    expect((await outbox())[0]).toMatchObject({ state: "due", lastError: "not-composed" });
  });

  it("drops what lost its point: an entry confirmed meanwhile, a letter with nothing left to read", async () => {
    await sign(world, PERSON);
    const { id } = await world.db.signature.findFirstOrThrow();
    await moveEntry(world.deps, id, "confirm", { columns: { verifiedAt: new Date() } });
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
    expect((await outbox())[0]).toMatchObject({ state: "dropped", lastError: "no-longer-due" });
  });

  it("cancels what is due when an entry ends", async () => {
    await sign(world, PERSON);
    const { id } = await world.db.signature.findFirstOrThrow();
    await moveEntry(world.deps, id, "refuse");
    expect((await outbox())[0]).toMatchObject({ state: "dropped", droppedBy: "refuse" });
  });

  it("holds no address and logs none", async () => {
    await sign(world, PERSON);
    world.mailbox.refuseWith(550);
    await world.deliver();
    expect(JSON.stringify([await outbox(), world.log])).not.toContain("ada@");
    expect(world.log.map(({ event }) => event)).toContain("mail.refused");
  });

  it("mails one person only, whatever an address looks like", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified", email: "a'b=c@example.org" });
    await world.deliver();
    expect(world.mailbox.mails[0]?.to).toEqual(["a'b=c@example.org"]);
  });
});

describe("a claim", () => {
  const LATE = new Date("2027-01-01T00:00:00Z");

  async function claimOne(max = 1): Promise<ClaimedMail> {
    const [mail] = await claimDueMail(world.deps, max);
    if (mail === undefined) throw new Error("Nothing was due.");
    return mail;
  }

  it("is of as many mails as are asked for, the longest due first", async () => {
    for (const minutes of [2, 3, 1]) {
      const id = await buildEntry(world.deps, world.letter, { state: "unverified" });
      await world.db.outbox.updateMany({
        where: { signatureId: id },
        data: { dueAt: later(world.clock.now(), -minutes * MINUTE_MS) },
      });
    }
    const claimedIds = async () => (await claimDueMail(world.deps, 2)).map(({ id }) => id);
    const byAge = (await world.db.outbox.findMany({ orderBy: { dueAt: "asc" } })).map(
      ({ id }) => id,
    );
    expect(new Set(await claimedIds())).toEqual(new Set(byAge.slice(0, 2)));
    expect(await claimedIds()).toEqual(byAge.slice(2));
    expect(await claimedIds()).toEqual([]);
  });

  it("tells what the mail is about", async () => {
    const now = world.clock.now();
    const about = { signInId: null, accountId: "person", letterId: world.letter.id };
    const data = { kind: "entries-waiting", ...about, createdAt: now, dueAt: now };
    await world.db.outbox.create({ data });
    expect(await claimOne()).toMatchObject({ kind: "entries-waiting", attempts: 1, ...about });
    await world.db.outbox.create({
      data: { kind: "sign-in", signInId: "asked", createdAt: now, dueAt: now },
    });
    expect(await claimOne()).toMatchObject({ kind: "sign-in", signInId: "asked" });
  });

  it("leaves a kind to a later version, as after a rollback, and takes the others", async () => {
    const now = world.clock.now();
    const telegram = { kind: "telegram", createdAt: now, dueAt: now };
    await world.db.outbox.createMany({ data: Array.from({ length: 5 }, () => telegram) });
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    const claimed = await claimDueMail(world.deps, 5);
    expect(claimed.map(({ kind }) => kind)).toEqual(["confirm"]);
    expect((await outbox())[0]).toMatchObject({ kind: "telegram", state: "due", attempts: 0 });
  });

  it("ends where the clock was put back, instead of holding a mail for days", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    await claimOne();
    await world.db.outbox.updateMany({ data: { dueAt: new Date(0) } });
    world.clock.advance(-30 * MINUTE_MS);
    expect(await claimDueMail(world.deps, 1)).toEqual([]);
    world.clock.advance(-48 * HOUR_MS);
    expect(await claimOne()).toMatchObject({ attempts: 2 });
  });

  it("ends for one mail and leaves all others as they are", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    for (const ending of [
      (mail: ClaimedMail) => markParked(world.deps, mail, "smtp-550"),
      (mail: ClaimedMail) => markDropped(world.deps, mail, "capped"),
      (mail: ClaimedMail) => markFailed(world.deps, mail, "smtp-451"),
      (mail: ClaimedMail) => markWaiting(world.deps, mail, LATE),
      (mail: ClaimedMail) => markSent(world.deps, mail),
    ]) {
      const untouched = await world.db.outbox.findFirstOrThrow({ orderBy: { id: "desc" } });
      const mail = await claimOne();
      await ending(mail);
      const rows = await outbox();
      expect(rows.find(({ id }) => id === untouched.id)).toEqual(untouched);
      const ended = rows.find(({ id }) => id === mail.id);
      expect(ended).toMatchObject({ leaseUntil: null });
      // Whoever comes later with the same claim changes nothing.
      await world.db.outbox.update({ where: { id: mail.id }, data: { attempts: 7 } });
      const later = await outbox();
      await ending(mail);
      expect(await outbox()).toEqual(later);
      await world.db.outbox.update({
        where: { id: mail.id },
        data: { state: "due", dueAt: new Date(0), attempts: 0 },
      });
    }
  });

  it("costs no try where the mail had to wait for its turn", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    const mail = await claimOne();
    await markWaiting(world.deps, mail, LATE);
    expect((await outbox())[0]).toMatchObject({ state: "due", attempts: 0, dueAt: LATE });
  });

  it("is marked with the moment of the last of those that were sent together", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    await buildEntry(world.deps, world.letter, { state: "unverified" });
    const [one, two] = await claimDueMail(world.deps, 2);
    if (one === undefined || two === undefined) throw new Error("Two mails were due.");
    const first = world.clock.now();
    const marks = [one, two].map((mail, index) =>
      markSent({ db: world.db, clock: { now: () => later(first, index * MINUTE_MS) } }, mail),
    );
    await Promise.all(marks);
    for (const { sentAt } of await outbox()) expect(sentAt).toEqual(later(first, MINUTE_MS));
  });
});

describe("two relays", () => {
  /** A relay whose mail server answers only once it is let, as a slow one does. */
  function slowRelay() {
    const { promise: isLet, resolve: letGo } = Promise.withResolvers<void>();
    const send: World["deps"]["mailer"]["send"] = async (mail) => {
      await isLet;
      return await world.deps.mailer.send(mail);
    };
    const running = deliverDueMail(
      { ...world.deps, mailer: { ...world.deps.mailer, send } },
      () => true,
    );
    return { running, letGo: () => void letGo() };
  }
  const hasClaimed = () =>
    vi.waitUntil(async () => (await outbox()).every(({ attempts }) => attempts === 1));

  it("never have the same mail, however long the first one takes to send it", async () => {
    await sign(world, PERSON);
    const { running, letGo } = slowRelay();
    await hasClaimed();
    expect(await deliverDueMail(world.deps, () => true)).toBe(0);
    world.clock.advance(3 * MINUTE_MS - 1);
    expect(await deliverDueMail(world.deps, () => true)).toBe(0);
    letGo();
    await running;
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    expect((await outbox())[0]).toMatchObject({ state: "sent", attempts: 1, leaseUntil: null });
  });

  it("share what one of them found and the other claimed first", async () => {
    await sign(world, PERSON);
    await sign(world, { ...PERSON, email: "ben@example.org" });
    const findFirst = async (query: object) => {
      const found = await world.db.outbox.findMany(query);
      await deliverDueMail(world.deps, () => true);
      return found;
    };
    const outboxOf = new Proxy(world.db.outbox, {
      get: (target, name) => (name === "findMany" ? findFirst : Reflect.get(target, name)),
    });
    const db = new Proxy(world.db, {
      get: (target, name) => (name === "outbox" ? outboxOf : Reflect.get(target, name)),
    });
    await deliverDueMail({ ...world.deps, db }, () => true);
    expect(world.mailbox.mails).toHaveLength(2);
  });

  it("lose nothing if one of them dies: the other sends it when the claim ends", async () => {
    await sign(world, PERSON);
    const { letGo, running } = slowRelay();
    await hasClaimed();
    world.clock.advance(3 * MINUTE_MS);
    expect(await deliverDueMail(world.deps, () => true)).toBe(1);
    expect(await deliverDueMail(world.deps, () => true)).toBe(0);
    expect(world.mailbox.mails).toHaveLength(1);
    expect((await outbox())[0]).toMatchObject({ state: "sent", attempts: 2 });
    letGo();
    await running;
  });
});
