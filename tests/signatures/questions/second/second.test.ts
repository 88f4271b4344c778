import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../../prisma/builders.ts";
import { DAY_MS, MINUTE_MS } from "../../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../../src/shared/pages/paths.ts";
import { forgetExpired } from "../../../../src/signatures/forget.ts";
import { linkIn, mailSaying } from "../../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../../support/world.ts";

let world: World;
let moderator: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  moderator = await signInAs(world, "moderator");
});
afterEach(() => world.close());

const OFFICE = "office@mail.society.example";

const build = (given: GivenEntry = {}) =>
  buildEntry(world.deps, world.letter, {
    kind: "organisation",
    state: "pending",
    name: "The Analytical Society",
    website: "https://www.society.example/about",
    email: `charles+${crypto.randomUUID()}@mailbox.example`,
    contactName: "Charles Babbage",
    contactRole: "President",
    ...given,
  });
const ask = (id: string, address = OFFICE) =>
  moderator.post(paths.askSecond("rivers", id), { address });
const entryPage = async (id: string) =>
  await (await moderator.get(paths.entry("rivers", id))).text();
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });
const answer = (link: string, fields: Record<string, string>) =>
  browserIn(world).post(link, fields);

/** Asks about an entry and gives the link that was mailed. */
async function askedLink(id: string, address = OFFICE): Promise<string> {
  expect((await ask(id, address)).status).toBe(303);
  const before = world.mailbox.mails.length;
  await world.deliver();
  expect(world.mailbox.mails).toHaveLength(before + 1);
  return linkIn(world.mailbox.mails.at(-1), "question");
}

describe("asking an organisation", () => {
  it("mails the address that it publishes, with the entry, who signed and the link", async () => {
    const id = await build();
    await askedLink(id);
    const [mail] = world.mailbox.mails;
    expect(mail?.to).toEqual([OFFICE]);
    expect(mail?.subject).toBe("Did The Analytical Society sign “A letter about rivers”?");
    expect(mail?.text).toContain("Charles Babbage, President");
    expect(mail?.text).not.toContain("@mailbox.example");
    const [kept] = await world.db.question.findMany();
    expect(kept?.email).not.toContain("society");
    const page = await entryPage(id);
    expect(page).toContain(`Asked at ${OFFICE} by ${moderator.displayName}`);
    expect(page).toContain("Organisation asked for a second confirmation");
    expect(page).toContain("Mail that asks the organisation: sent");
  });

  it.each([
    ["office@society.example.org", "Enter an address at society.example"],
    ["society.example@gmail.com", "Anyone can get an address from this provider"],
    ["office@example", "Enter one address like name@society.example"],
    ["a@society.example,b@society.example", "Enter one address like name@society.example"],
    ["charles@www.society.example", "This address confirmed the entry itself"],
  ])("at %s is refused with a sentence that says why", async (address, why) => {
    const id = await build({ email: "charles@www.society.example" });
    const response = await ask(id, address);
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(why);
    expect(page).toContain('aria-invalid="true"');
    expect(await world.db.question.count()).toBe(0);
  });

  it.each(["https://github.io/society", "https://gmail.com/society", "https://192.0.2.7/"])(
    "is refused where the website is does not have a domain of its own: %s",
    async (website) => {
      const id = await build({ website });
      expect(await entryPage(id)).toContain("does not have a domain of its own");
      const { host } = new URL(website);
      expect((await ask(id, `office@${host}`)).status).toBe(422);
      expect(await world.db.question.count()).toBe(0);
    },
  );

  it("is for entries of organisations that are pending or published", async () => {
    for (const state of ["unverified", "held", "rejected", "invalidated", "withdrawn"] as const) {
      expect((await ask(await build({ state }))).status).toBe(422);
    }
    expect((await ask(await buildEntry(world.deps, world.letter))).status).toBe(422);
    expect(await world.db.question.count()).toBe(0);
    expect((await ask(await build({ state: "published" }))).status).toBe(303);
  });

  it("happens three times at most, and once in ten minutes", async () => {
    const id = await build();
    for (let asked = 0; asked < 3; asked += 1) {
      expect((await ask(id)).status).toBe(303);
      const again = await ask(id);
      expect(again.status).toBe(422);
      if (asked < 2) expect(await again.text()).toContain("less than 10 minutes ago");
      world.clock.advance(11 * MINUTE_MS);
    }
    expect(await (await ask(id)).text()).toContain("You have asked 3 questions");
    expect(await world.db.question.count()).toBe(3);
  });

  it("counts against the mails that an address gets in a day, and respects its no", async () => {
    for (let asked = 0; asked < 7; asked += 1) await ask(await build({ name: `Branch ${asked}` }));
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(6);
    const stop = linkIn(world.mailbox.mails[0], "suppression");
    await answer(stop, { answer: "suppress" });
    world.clock.advance(2 * DAY_MS);
    moderator = await signInAs(world, "moderator");
    const id = await build({ name: "Branch 8" });
    await ask(id);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(6);
    expect(await entryPage(id)).toContain("Mail that asks the organisation: not sent");
  });
});

describe("the link to an organisation", () => {
  it("shows the entry and who signed it, and changes nothing by GET or HEAD", async () => {
    const id = await build();
    const link = await askedLink(id);
    for (const method of ["GET", "HEAD", "GET"]) {
      expect((await browserIn(world).send(link, { method })).status).toBe(200);
    }
    const response = await browserIn(world).get(link);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const page = await response.text();
    for (const text of ["The Analytical Society", "Charles Babbage, President", "society.example"])
      expect(page).toContain(text);
    expect(page).not.toContain("@mailbox.example");
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    expect(await world.db.question.count({ where: { answer: null } })).toBe(1);
    expect((await answer(link, { decision: "perhaps" })).status).toBe(200);
    expect((await rowOf(id)).verifiedHow).toBeNull();
  });

  it("confirms the entry, once, and staff see it everywhere", async () => {
    const id = await build();
    const link = await askedLink(id);
    const done = await (await answer(link, { decision: "confirm", shown: "0" })).text();
    expect(done).toContain("Thank you for confirming");
    expect(await (await answer(link, { decision: "refuse" })).text()).toBe(done);
    expect(await (await browserIn(world).get(link)).text()).toBe(done);
    const row = await rowOf(id);
    expect([row.verifiedHow, row.verifiedHowAt]).toEqual(["second-confirmation", expect.any(Date)]);
    expect(row.state).toBe("pending");
    const queue = await (await moderator.get(paths.queue("rivers"))).text();
    expect(queue).toContain("The organisation confirmed the entry itself on");
    const page = await entryPage(id);
    expect(page).toContain("Confirmed by the organisation");
    expect(page).toContain("The organisation has confirmed this entry.");
    world.clock.advance(11 * MINUTE_MS);
    expect((await ask(id)).status).toBe(422);
  });

  it("keeps what it refuses for the moderators, who decide", async () => {
    const id = await build({ state: "published" });
    const link = await askedLink(id);
    expect(await (await answer(link, { decision: "refuse" })).text()).toContain(
      "Thank you for telling us",
    );
    const row = await rowOf(id);
    expect([row.state, row.verifiedHow]).toEqual(["published", null]);
    const queue = await moderator.get(`${paths.queue("rivers")}?state=published`);
    expect(await queue.text()).toContain("that it did not sign");
    expect(await entryPage(id)).toContain("The organisation said: “This was not us”");
  });

  it("shows an entry again that changed after it was shown", async () => {
    const id = await build();
    const link = await askedLink(id);
    await change(id, { name: "Another Society" });
    const again = await answer(link, { decision: "confirm", shown: "0" });
    const page = await again.text();
    expect(page).toContain("The entry has changed since you opened this page");
    expect(page).toContain("Another Society");
    expect((await rowOf(id)).verifiedHow).toBeNull();
    const shown = /name="shown" value="(\d+)"/.exec(page)?.[1] ?? "";
    await answer(link, { decision: "confirm", shown });
    expect((await rowOf(id)).verifiedHow).toBe("second-confirmation");
  });

  it("ends after fourteen days, when the address is forgotten", async () => {
    const id = await build();
    const link = await askedLink(id);
    world.clock.advance(14 * DAY_MS + 1);
    const response = await answer(link, { decision: "confirm" });
    expect([response.status, await response.text()]).toEqual([
      410,
      expect.stringContaining("You had 14 days to answer."),
    ]);
    await forgetExpired(world.deps);
    expect(await world.db.question.findMany()).toMatchObject([{ email: null, answer: null }]);
    moderator = await signInAs(world, "moderator");
    expect(await entryPage(id)).toContain("we have deleted the address");
  });

  it("ends with the entry, and its mail does not leave any more", async () => {
    const id = await build();
    const link = await askedLink(id);
    world.clock.advance(11 * MINUTE_MS);
    await ask(id, "info@society.example");
    const own = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
    await answer(own, { action: "withdraw", confirm: "on" });
    expect(await world.deliver()).toBe(0);
    const response = await answer(link, { decision: "confirm" });
    expect([response.status, await response.text()]).toEqual([
      410,
      expect.stringContaining("There is nothing left to answer"),
    ]);
    const emails = (await world.db.question.findMany()).map(({ email }) => email);
    expect(emails).toEqual([null, null]);
  });

  it("is replaced by a newer question", async () => {
    const id = await build();
    const first = await askedLink(id);
    world.clock.advance(11 * MINUTE_MS);
    const second = await askedLink(id, "info@society.example");
    const response = await answer(first, { decision: "refuse" });
    expect([response.status, await response.text()]).toEqual([
      410,
      expect.stringContaining("There is a newer question"),
    ]);
    expect((await answer(second, { decision: "confirm" })).status).toBe(200);
    expect((await rowOf(id)).verifiedHow).toBe("second-confirmation");
  });

  it("is good for nothing else, and nothing else for it", async () => {
    const id = await build();
    const link = await askedLink(id);
    const token = link.split("/").at(-1) ?? "";
    const own = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    for (const path of [
      paths.verification(token),
      paths.ownPage(token),
      paths.signInLink(token),
      paths.question(own),
      paths.question("nonsense"),
    ]) {
      expect([404, 410]).toContain((await browserIn(world).get(path)).status);
    }
  });
});

describe("what an organisation confirmed", () => {
  it("no longer holds once the name or the website changes, and holds for other changes", async () => {
    for (const state of ["pending", "published"] as const) {
      const id = await build({ state });
      await answer(await askedLink(id), { decision: "confirm" });
      await change(id, { contact_name: "Ada Lovelace" });
      expect((await rowOf(id)).verifiedHow).toBe("second-confirmation");
      await change(id, { website: "https://other.example" });
      expect((await rowOf(id)).verifiedHow).toBeNull();
      expect(await entryPage(id)).toContain("when it had a different name or website");
    }
  });

  it("is said in the list and under the letter where the letter shows it, and in no file", async () => {
    const id = await build({ state: "published" });
    await build({ state: "published", name: "The Other Society" });
    await answer(await askedLink(id), { decision: "confirm" });
    const read = async (path: string) => await (await browserIn(world).get(path)).text();
    const pages = [paths.letter("rivers"), paths.list("rivers")];
    for (const path of pages) expect(await read(path)).not.toContain("Confirmed by its");
    const before = await world.db.letter.findUniqueOrThrow({ where: { slug: "rivers" } });
    await world.db.letter.update({ where: { slug: "rivers" }, data: { showsVerification: true } });
    for (const path of pages) {
      expect((await read(path)).match(/Confirmed by its own office/g)).toHaveLength(1);
      expect((await read(path)).match(/Confirmed by its contact person/g)).toHaveLength(1);
    }
    expect(before.revision).toBeLessThan(
      (await world.db.letter.findUniqueOrThrow({ where: { slug: "rivers" } })).revision,
    );
    const { signatories } = JSON.parse(await read(paths.listJson("rivers")));
    expect(Object.keys(signatories[0]).toSorted()).toEqual([
      "affiliation",
      "capacity",
      "country",
      "group",
      "kind",
      "name",
      "title",
      "version",
      "website",
    ]);
    expect(await read(paths.listCsv("rivers"))).not.toMatch(/confirm/i);
  });
});

/** Changes an entry as its signatory; a moderator approves it if it is published. */
async function change(id: string, fields: Record<string, string>): Promise<void> {
  world.clock.advance(1_000);
  const row = await rowOf(id);
  const own = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
  const said = { name: row.name, website: row.website ?? "", country: row.country };
  const contact = { contact_name: row.contactName ?? "", contact_role: row.contactRole ?? "" };
  await answer(own, { action: "edit", ...said, ...contact, ...fields });
  if (row.state !== "published") return;
  await moderator.post(paths.decisions("rivers"), { id, decision: "approve", despite: "on" });
  await world.deliver();
  mailSaying(world.mailbox, "has approved the change");
}
