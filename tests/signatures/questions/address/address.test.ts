import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../../prisma/builders.ts";
import { DAY_MS, HOUR_MS } from "../../../../src/shared/clock.ts";
import { signOwnPageToken, signToken } from "../../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../../src/shared/pages/paths.ts";
import { forgetExpired } from "../../../../src/signatures/forget.ts";
import { restore } from "../../../../src/signatures/store.ts";
import { linkIn } from "../../../support/mail/mailbox.ts";
import { moveEntry } from "../../../support/moves.ts";
import { browserIn, openWorld, signInAs, type World } from "../../../support/world.ts";

let world: World;
let moderator: Awaited<ReturnType<typeof signInAs>>;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  moderator = await signInAs(world, "moderator");
});
afterEach(async () => {
  await world.db.outbox.deleteMany();
  await world.db.signature.deleteMany();
  await world.db.suppression.deleteMany();
  await world.db.rateCount.deleteMany();
  await world.db.mailAllowance.deleteMany();
  world.mailbox.mails.length = 0;
});
afterAll(() => world.close());

const OLD = "ada@mailbox.example";
const NEW = "Ada.Byron@elsewhere.example";
const SOCIETY = {
  kind: "organisation",
  name: "The Analytical Society",
  website: "https://society.example",
  contactName: "Charles Babbage",
  contactRole: "President",
} as const;

const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const addressOf = async (id: string) => {
  const { email } = await rowOf(id);
  return email === null ? null : await world.deps.keys.decrypt(email);
};
const pageOf = async (id: string) => {
  const { tokenVersion: version } = await rowOf(id);
  return paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version }));
};
const mailsTo = (address: string) => world.mailbox.mails.filter(({ to }) => to.includes(address));
const eventsOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
    ({ code, by }) => `${code} by ${by}`,
  );

async function build(given: GivenEntry = {}): Promise<string> {
  const id = await buildEntry(world.deps, world.letter, {
    name: "Ada Lovelace",
    state: "published",
    email: OLD,
    ...given,
  });
  await world.db.outbox.deleteMany();
  return id;
}

/** Sends the form of the own page. */
async function ask(id: string, address = NEW, fields: Record<string, string> = {}) {
  const sent = { action: "change-address", new_email: address, ...fields };
  return await browserIn(world).post(await pageOf(id), sent);
}

const read = async (path: string) => await (await browserIn(world).get(path)).text();
/** The own page as the browser is led to it. */
const follow = async (answer: Response) => await read(answer.headers.get("location") ?? "");
const press = (link: string, decision = "confirm") => browserIn(world).post(link, { decision });

/** Asks at a new address and gives the link that was mailed there. */
async function askedLink(id: string, address = NEW, fields = {}): Promise<string> {
  expect((await ask(id, address, fields)).status).toBe(303);
  await world.deliver();
  return linkIn(mailsTo(address).at(-1), "question");
}

describe("a change of address", () => {
  it("is asked at the new one, told at the old one, and holds once it is confirmed", async () => {
    const id = await build();
    const { decidedAt, state } = await rowOf(id);
    const { revision } = await world.db.letter.findFirstOrThrow();
    const before = await pageOf(id);
    const link = await askedLink(id);

    const [asked] = mailsTo(NEW);
    expect(asked?.subject).toBe("Confirm your new address: A letter about rivers");
    expect(asked?.text).toContain("Ada Lovelace");
    expect(asked?.text).not.toContain(OLD);
    const [told] = mailsTo(OLD);
    expect(told?.text).toContain("asked us to send mail about it to A•••@elsewhere.example");
    expect(told?.text).toContain(before);
    expect(told?.text).not.toContain(NEW);
    expect(await addressOf(id)).toBe(OLD);

    const page = await read(link);
    expect(page).toContain("Do you want mail about this signature?");
    expect(page).toContain(`We send mail about this signature to ${NEW}.`);
    expect(page).not.toContain(OLD);
    expect(await addressOf(id)).toBe(OLD);

    const answer = await press(link);
    expect(answer.status).toBe(200);
    const after = await answer.text();
    expect(after).toContain("You have confirmed your new address");
    expect(after).toContain(await pageOf(id));
    expect(await addressOf(id)).toBe(NEW);
    expect(await rowOf(id)).toMatchObject({ state, decidedAt, move: "change-address" });
    expect((await world.db.letter.findFirstOrThrow()).revision).toBe(revision);
    expect(await eventsOf(id)).toEqual([
      "published by signatory",
      "address-asked by signatory",
      "address-changed by signatory",
    ]);

    world.mailbox.mails.length = 0;
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    const [done] = mailsTo(OLD);
    expect(done?.subject).toBe("Your address has changed: A letter about rivers");
    expect(done?.text).toContain("to A•••@elsewhere.example");
    expect(done?.text).toContain("If this was not you, write to letters@localhost");
    expect(done?.text).not.toContain("/signature/");
    expect(await world.db.question.findFirstOrThrow()).toMatchObject({
      ...{ answer: "confirmed", email: null, formerEmail: null, contactName: null },
    });

    expect((await browserIn(world).get(before)).status).toBe(410);
    const staff = await (await moderator.get(paths.entry("rivers", id))).text();
    expect(staff).toContain("Address changed and confirmed at the new one");
    expect(staff).toContain("Mail to the old address about the change: sent");
    expect(staff).toContain(NEW);
  });

  it("is asked for an entry that waits or is published, and for no other", async () => {
    for (const state of ["rejected", "withdrawn", "takendown", "invalidated"] as const) {
      const answer = await ask(await build({ state, email: `${state}@mailbox.example` }));
      expect(await follow(answer)).toContain("That is no longer possible");
    }
    expect(await world.db.question.count()).toBe(0);
    const id = await build({ state: "pending" });
    expect((await press(await askedLink(id))).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ state: "pending", move: "change-address" });
  });

  it.each([
    ["", "Enter your email address"],
    ["ada@elsewhere", "Enter an address like name@example.org"],
    ["ada@a.example, b@b.example", "Enter one address only"],
    ['"Ada" <ada@elsewhere.example>', "Enter one address only"],
  ])("at “%s” is refused with a sentence, and what was typed stays", async (typed, why) => {
    const answer = await ask(await build(), typed);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(why);
    expect(page).toContain('<a href="#new_email">');
    expect(await world.db.question.count()).toBe(0);
  });

  it("shows on the own page, masked, and can be taken back there", async () => {
    const id = await build();
    expect(await read(await pageOf(id))).not.toContain("You asked to change your address");
    const link = await askedLink(id);
    const page = await read(await pageOf(id));
    expect(page).toContain("you asked to change it to A•••@elsewhere.example");
    expect(page).not.toContain(NEW);
    const cancel = { action: "cancel-address" };
    const taken = await follow(await browserIn(world).post(await pageOf(id), cancel));
    expect(taken).toContain("You have cancelled the change of address");
    expect(taken).not.toContain("You asked to change your address");
    expect(await (await press(link)).text()).toContain("The change was cancelled");
    expect(await addressOf(id)).toBe(OLD);
    expect(await eventsOf(id)).toContain("address-cancelled by signatory");
    expect(await world.db.question.findFirst()).toMatchObject({ email: null, answer: "cancelled" });
    const again = await follow(await browserIn(world).post(await pageOf(id), cancel));
    expect(again).toContain("That is no longer possible");
  });

  it("is replaced by the next, whose link alone works", async () => {
    const id = await build();
    const first = await askedLink(id);
    const second = await askedLink(id, "ada@third.example");
    const [replaced] = await world.db.question.findMany({ orderBy: { about: "asc" } });
    expect(replaced).toMatchObject({ answer: "replaced", email: null });
    const old = await press(first);
    expect(old.status).toBe(410);
    expect(await old.text()).toContain("You can only answer the newest link");
    expect((await press(second)).status).toBe(200);
    expect(await addressOf(id)).toBe("ada@third.example");
  });

  it("is asked about once if the new one looks like a slip, as in the first form", async () => {
    const id = await build();
    const asked = await ask(id, "ada@gmial.com");
    expect(asked.status).toBe(422);
    const page = await asked.text();
    expect(page).toContain("Did you mean ada@gmail.com?");
    expect(page).toMatch(/name="new_email" type="email" value="ada@gmial\.com"/);
    expect(page).toContain('<input type="hidden" name="email_asked" value="on"/>');
    expect(await world.db.question.count({ where: { answer: null } })).toBe(0);
    await askedLink(id, "ada@gmial.com", { email_asked: "on" });
    const chosen = { email_asked: "on", email_instead: "ada@gmail.com" };
    expect((await ask(id, "ada@gmial.com", chosen)).status).toBe(303);
    await world.deliver();
    expect(mailsTo("ada@gmail.com")).toHaveLength(1);
  });

  it("is refused by whoever did not want it, and forgotten if nobody answers", async () => {
    const id = await build();
    const refused = await press(await askedLink(id), "refuse");
    expect(await refused.text()).toContain("have deleted your address");
    expect(await eventsOf(id)).toContain("address-refused by new-address");
    expect(await world.db.question.findFirst()).toMatchObject({ email: null, answer: "refused" });

    world.clock.advance(HOUR_MS);
    const link = await askedLink(id);
    world.clock.advance(7 * DAY_MS);
    for (const answer of [await browserIn(world).get(link), await press(link)]) {
      expect(answer.status).toBe(410);
    }
    await forgetExpired(world.deps);
    expect(await world.db.question.count({ where: { email: { not: null } } })).toBe(0);
    expect(await addressOf(id)).toBe(OLD);
  });

  it("happens once, however often its link is used, which leads to the own page meanwhile", async () => {
    const id = await build();
    const link = await askedLink(id);
    for (let times = 0; times < 3; times += 1) await press(link);
    await press(link, "refuse");
    expect((await eventsOf(id)).filter((event) => event.includes("changed"))).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ tokenVersion: 3 });
    expect(await read(link)).toContain(await pageOf(id));
    // Once the signature has moved on, the link proves nothing any more.
    await press(await askedLink(id, "ada@third.example"));
    expect(await read(link)).not.toContain("/signature/");
  });

  it("ends the link in a mail that was just under way to the address of before", async () => {
    const id = await build();
    const link = await askedLink(id);
    await browserIn(world).post("/letters/rivers/lost-link", { email: OLD });
    await world.settle();
    await world.db.outbox.updateMany({ where: { kind: "own-link" }, data: { attempts: 1 } });
    const version = (await rowOf(id)).tokenVersion + 1;
    const underWay = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version }));
    expect((await browserIn(world).get(underWay)).status).toBe(200);
    await press(link);
    expect((await browserIn(world).get(underWay)).status).toBe(410);
  });

  it("ends what the link proved by which the address of before confirmed", async () => {
    const id = await build({ state: "pending" });
    const claim = { id, expiresAt: new Date(world.clock.now().getTime() + DAY_MS) };
    const confirmed = paths.verification(await signToken(world.deps.keys, "verification", claim));
    expect(await read(confirmed)).toContain(await pageOf(id));
    await press(await askedLink(id));
    expect(await read(confirmed)).not.toContain("/signature/");
  });

  it("back to the address of before is one like any other", async () => {
    const id = await build();
    await press(await askedLink(id));
    await press(await askedLink(id, OLD));
    expect(await addressOf(id)).toBe(OLD);
    await world.deliver();
    expect(mailsTo(NEW).at(-1)?.subject).toBe("Your address has changed: A letter about rivers");
  });
});

describe("an address that has signed the letter itself", () => {
  it("gets what it would for signing again, and nothing is moved", async () => {
    const other = await build({ name: "Ada Byron", email: NEW.toLowerCase() });
    const id = await build();
    await ask(id);
    await world.deliver();
    expect(mailsTo(NEW)).toHaveLength(0);
    const [mail, ...more] = mailsTo(NEW.toLowerCase());
    expect(mail?.subject).toBe("You have already signed: A letter about rivers");
    expect(more).toEqual([]);
    expect([await addressOf(id), await addressOf(other)]).toEqual([OLD, NEW.toLowerCase()]);
  });

  it("meanwhile is told so by the page, and nothing is moved", async () => {
    const id = await build();
    const link = await askedLink(id);
    await build({ name: "Ada Byron", email: NEW });
    for (const answer of [await browserIn(world).get(link), await press(link)]) {
      expect(answer.status).toBe(409);
      expect(await answer.text()).toContain("This address has signed the letter itself");
    }
    expect(await addressOf(id)).toBe(OLD);
    expect(await rowOf(id)).toMatchObject({ tokenVersion: 1 });
  });

  it("as a person can take the signature of an organisation", async () => {
    await build({ name: "Ada Byron", email: NEW });
    const id = await build(SOCIETY);
    expect((await press(await askedLink(id))).status).toBe(200);
    expect(await addressOf(id)).toBe(NEW);
  });

  it("or tried to, and never confirmed it in time, is free", async () => {
    const id = await build();
    const tried = await build({ state: "unverified", email: NEW, name: "Ada Byron" });
    const past = new Date(world.clock.now().getTime() - 1);
    await world.db.signature.updateMany({ where: { id: tried }, data: { expiresAt: past } });
    expect((await press(await askedLink(id))).status).toBe(200);
    expect(await world.db.signature.count({ where: { id: tried } })).toBe(0);
  });
});

describe("an organisation's change of address", () => {
  it("can name another contact, and what its domain says is seen anew", async () => {
    const id = await build({ ...SOCIETY, email: "charles@society.example" });
    const contact = { new_contact_name: "Ada Lovelace", new_contact_role: "Secretary" };
    await world.db.signature.updateMany({ where: { id }, data: { signals: " domain-matches " } });
    const link = await askedLink(id, "ada@gmail.com", contact);
    expect(mailsTo("ada@gmail.com").at(-1)?.text).not.toContain("Secretary");
    expect(await read(link)).toContain("Its contact is Ada Lovelace, Secretary.");
    expect(await read(await pageOf(id))).toContain(
      "The new contact will be: Ada Lovelace, Secretary",
    );
    await press(link);
    expect(await rowOf(id)).toMatchObject({
      ...{ contactName: "Ada Lovelace", contactRole: "Secretary", state: "published" },
      signals: " domain-differs free-mail ",
    });
    expect(await world.db.question.findFirst()).toMatchObject({ contactName: null });
  });

  it("keeps its contact if none is named, and wants name and role together", async () => {
    const id = await build(SOCIETY);
    const half = await ask(id, NEW, { new_contact_name: "Ada Lovelace" });
    expect(half.status).toBe(422);
    expect(await half.text()).toContain('<a href="#new_contact_role">');
    await press(await askedLink(id));
    expect(await rowOf(id)).toMatchObject({ contactName: "Charles Babbage" });
  });

  it("goes into a change that waits for a moderator, which would else undo it", async () => {
    const id = await build({ ...SOCIETY, proposal: { name: "The Engine Society" } });
    const contact = { new_contact_name: "Ada Lovelace", new_contact_role: "Secretary" };
    await press(await askedLink(id, NEW, contact));
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    expect(await rowOf(id)).toMatchObject({
      ...{ name: "The Engine Society", contactName: "Ada Lovelace" },
    });
  });

  it("is not open to a person, whose contact nobody is", async () => {
    const id = await build();
    const contact = { new_contact_name: "Mal", new_contact_role: "Boss" };
    await press(await askedLink(id, NEW, contact));
    expect(await rowOf(id)).toMatchObject({ contactName: null, contactRole: null });
  });
});

describe("the mail that a change of address causes", () => {
  it("is little: three a day for one signature, and three for one address from one network", async () => {
    const id = await build();
    const others: string[] = [];
    for (let other = 0; other < 8; other += 1) {
      others.push(await build({ email: `other${other}@mailbox.example` }));
    }
    for (let asked = 0; asked < 3; asked += 1) {
      expect(await follow(await ask(id))).toContain("We have sent a message to the new address");
    }
    const more = await follow(await ask(id, "ada@third.example"));
    expect(more).toContain("You can ask to change your address only a few times a day");
    expect(await world.db.question.count()).toBe(3);
    for (const other of others) await ask(other);
    await world.deliver();
    expect(mailsTo(NEW)).toHaveLength(3);
    world.clock.advance(DAY_MS);
    expect(await follow(await ask(id))).toContain("We have sent a message to the new address");
  });

  it("does not go where no mail is wanted", async () => {
    await askedLink(await build({ email: "first@mailbox.example" }));
    const stop = linkIn(mailsTo(NEW)[0], "suppression");
    await browserIn(world).post(stop, { answer: "suppress" });
    world.mailbox.mails.length = 0;
    expect(await follow(await ask(await build()))).toContain(
      "We have sent a message to the new address",
    );
    await world.deliver();
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([[OLD]]);
  });

  it("tells the former address also after its entry was taken out and put back", async () => {
    const id = await build();
    await press(await askedLink(id));
    await moveEntry(world.deps, id, "invalidate", { columns: { invalidatedFrom: "published" } });
    await world.deliver();
    expect(mailsTo(OLD)).toHaveLength(1);
    const mover = { by: "cleo", at: world.clock.now() };
    await restore(world.db, { id }, "published", mover);
    await world.deliver();
    expect(mailsTo(OLD)).toHaveLength(2);
  });

  it.each([
    ["was refused for good", 550, 0],
    ["was tried in vain for a day", 451, 30],
  ])("leaves no former address behind once it %s", async (_, code, hours) => {
    const id = await build();
    await press(await askedLink(id));
    const kept = () => world.db.question.count({ where: { formerEmail: { not: null } } });
    world.mailbox.refuseWith(code);
    await world.deliver();
    expect(await kept()).toBe(code === 550 ? 0 : 1);
    for (let hour = 0; hour < hours; hour += 1) {
      world.clock.advance(HOUR_MS);
      await world.deliver();
    }
    world.mailbox.refuseWith(null);
    expect(await kept()).toBe(0);
    expect((await world.db.outbox.findFirst({ where: { state: "parked" } }))?.kind).toBe(
      "address-changed",
    );
  });
});
