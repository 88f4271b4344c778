import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { sqlitePath } from "../../../src/db/sqlite/open.ts";
import { runJobs } from "../../../src/runtime/jobs.ts";
import { MINUTE_MS, monthsAgo, monthsLater } from "../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { retain } from "../../../src/signatures/retention/retain.ts";
import { CONTACTS_ERASED } from "../../../src/signatures/side-effects.ts";
import { ORGANISATION, sign } from "../../support/forms.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let closedAt: Date;

// One for all of them: each has entries of its own.
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  await world.db.outbox.deleteMany();
  await world.db.signature.deleteMany();
  world.mailbox.mails.splice(0);
});
afterAll(() => world.close());

const build = (given: GivenEntry = {}) => buildEntry(world.deps, world.letter, given);
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });

/** An organisation whose time is over. */
async function forgotten(given: GivenEntry = {}): Promise<string> {
  const id = await build({ kind: "organisation", name: "Canary Weir", ...given });
  await closeFor(6);
  return id;
}

/** Closes the letter, and opens it again so many months after, when jobs have run. */
async function closeFor(months: number): Promise<void> {
  const where = { id: world.letter.id };
  closedAt = world.clock.now();
  await world.db.letter.update({ where, data: { state: "closed", closedAt } });
  world.clock.advance(monthsLater(closedAt, months).getTime() - closedAt.getTime());
  await retain(world.deps, () => true);
}

async function reopen(): Promise<void> {
  const where = { id: world.letter.id };
  await world.db.letter.update({ where, data: { state: "open", closedAt: null } });
}

async function ownPage(id: string): Promise<string> {
  const { tokenVersion: version } = await rowOf(id);
  return paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version }));
}

const textOf = async (path: string) => await (await browserIn(world).get(path)).text();
const day = (date: Date) =>
  date.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

describe("a month", () => {
  it("ends on the same day, or on the last of a short month, and never later", () => {
    const late = new Date("2026-11-30T10:00:00.000Z");
    expect(monthsLater(late, 3)).toEqual(new Date("2027-02-28T10:00:00.000Z"));
    expect(monthsLater(late, 24)).toEqual(new Date("2028-11-30T10:00:00.000Z"));
    expect(monthsAgo(new Date("2027-02-28T10:00:00.000Z"), 3)).toEqual(late);
    for (let day = 0; day < 800; day += 1) {
      const then = new Date(Date.UTC(2027, 0, 1 + day, 10));
      for (const months of [1, 3, 6, 24])
        expect(monthsAgo(monthsLater(then, months), months) >= then).toBe(true);
    }
  });
});

describe("a signatory whose address was deleted in its time", () => {
  it("is told so on the own page, and can hide, show, take a copy and withdraw", async () => {
    const id = await forgotten();
    const path = await ownPage(id);
    const page = await textOf(path);
    expect(page).toContain(`We deleted your email address on ${day(world.clock.now())}`);
    expect(page).not.toContain("new_email");
    expect(page).not.toMatch(/join-news|You begin and end this here/);
    await browserIn(world).post(path, { action: "join-news" });
    expect((await rowOf(id)).updates).toBe(false);
    const copy = await (await browserIn(world).get(`${path}/copy`)).json();
    expect(copy).toMatchObject({
      entry: {
        name: "Canary Weir",
        email: null,
        contactName: null,
        addressDeletedAt: world.clock.now().toISOString(),
      },
    });
    const asked = { action: "change-address", new_email: "other@example.org", no_contact: "on" };
    await browserIn(world).post(path, asked);
    expect(await world.db.question.count()).toBe(0);
    for (const action of ["hide", "show"]) {
      await browserIn(world).post(path, { action });
      expect((await rowOf(id)).hiddenAt === null).toBe(action === "show");
    }
    await browserIn(world).post(path, { action: "withdraw", confirm: "on" });
    expect(await rowOf(id)).toMatchObject({ state: "withdrawn", name: "", addressKey: null });
  });

  it("who signs again is told of the first entry, and the address is gone once more", async () => {
    const id = await forgotten({ email: ORGANISATION.email });
    await reopen();
    await sign(world, ORGANISATION);
    await world.deliver();
    expect(world.mailbox.mails.map(({ to, subject }) => [to, subject])).toEqual([
      [[ORGANISATION.email], expect.stringContaining("already signed")],
    ]);
    expect(await world.db.signature.count()).toBe(1);
    expect(await rowOf(id)).toMatchObject(CONTACTS_ERASED);
  });

  it("keeps a typed address for as long as a mail to it cannot leave", async () => {
    const id = await forgotten({ email: "canary@example.org" });
    world.mailbox.refuseWith(451);
    await browserIn(world).post("/lost-link", { email: "canary@example.org" });
    await world.deliver();
    const { email } = await rowOf(id);
    expect(await world.deps.keys.decrypt(email ?? "")).toBe("canary@example.org");
    world.mailbox.refuseWith(null);
    world.clock.advance(MINUTE_MS);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject(CONTACTS_ERASED);
  });

  it("types a contact person anew, who goes with the next run", async () => {
    const id = await forgotten();
    await world.db.signature.update({ where: { id }, data: { contactName: "Canary Sam" } });
    expect(await retain(world.deps, () => true)).toEqual({ contacts: 1, entries: 0 });
    expect(await rowOf(id)).toMatchObject(CONTACTS_ERASED);
  });
});

describe("an entry that was refused and erased in its time", () => {
  it("says so on its own page, gives no copy, and cannot be decided", async () => {
    const id = await build({ state: "rejected", name: "Canary Weir" });
    const path = await ownPage(id);
    await closeFor(3);
    expect(await textOf(path)).toContain("We have deleted what the entry held about you.");
    expect((await browserIn(world).get(`${path}/copy`)).status).toBe(404);
    const staff = await signInAs(world, "campaigner");
    const decision = { id, decision: "approve", state: "rejected" };
    await staff.post("/admin/letters/rivers/decisions", decision);
    expect(await rowOf(id)).toMatchObject({ state: "rejected", name: "" });
    const page = await (await staff.get(`/admin/letters/rivers/entries/${id}`)).text();
    expect(page).not.toContain("Canary");
    expect(page).toContain("Data deleted");
    const queue = await staff.get("/admin/letters/rivers/queue?state=rejected");
    expect(queue.status).toBe(200);
  });
});

describe("staff", () => {
  it("are told on the page of the entry, and their exports leave it blank", async () => {
    const id = await forgotten();
    const staff = await signInAs(world, "campaigner");
    const page = await (await staff.get(`/admin/letters/rivers/entries/${id}`)).text();
    expect(page).toContain(`Deleted on ${day(world.clock.now())}`);
    const what = { format: "json", states: "published", contacts: "on" };
    const asked = { ...what, purpose: "An invitation" };
    const file = await (await staff.post("/admin/letters/rivers/exports", asked)).json();
    expect(file).toMatchObject([
      { name: "Canary Weir", email: "", contact_name: "", contact_role: "" },
    ]);
    expect(await (await staff.get("/admin/letters/rivers/exports")).text()).toContain(
      "Fields are blank if we have already deleted the data.",
    );
  });

  it("find what is held from the overview, moderators too", async () => {
    const moderator = await signInAs(world, "moderator");
    const held = paths.retention("rivers");
    expect(await (await moderator.get(paths.letterOverview("rivers"))).text()).toContain(held);
    expect((await moderator.get(held)).status).toBe(200);
  });

  it("see what is held and until when, and so does everybody on the privacy page", async () => {
    await reopen();
    const staff = await signInAs(world, "campaigner");
    const signedAt = world.clock.now();
    await build();
    await build({ state: "rejected" });
    const held = "/admin/letters/rivers/retention";
    const open = await (await staff.get(held)).text();
    expect(open).toContain(`24 months after each person signed`);
    expect(open).toContain(`The first of them: ${day(monthsLater(signedAt, 24))}`);
    expect(open).toContain(`The first of them: ${day(monthsLater(signedAt, 3))}`);
    const privacy = "/letters/rivers/privacy";
    expect(await textOf(privacy)).toContain(
      "6 months after it closes, or 24 months after you sign",
    );
    const form = { listed: "on", submissionsPerClientMax: "30" };
    const settings = "/admin/letters/rivers/settings";
    const seen = (await (await staff.get(settings)).text()).match(/name="seen" value="(\w+)"/)?.[1];
    const wrong = await staff.post(settings, { ...form, seen, contactMonths: "0" });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining("Enter a number from 1 to 24"),
    ]);
    const closesAt = "2031-03-31T12:00";
    const fields = { ...form, seen, closesAt, contactMonths: "11", rejectedMonths: "2" };
    expect((await staff.post(settings, fields)).status).toBe(303);
    expect(await (await staff.get(held)).text()).toContain("29 February 2032: 11 months after");
    const said = await textOf(privacy);
    expect(said).toContain(
      "contact person, on 29 February 2032, 11 months after the letter closes",
    );
    expect(said).toContain("removed as fraud, 2 months after the decision");
  });

  it("must prove who they are before something is deleted sooner", async () => {
    const staff = await signInAs(world, "campaigner");
    world.clock.advance(20 * MINUTE_MS);
    const settings = "/admin/letters/rivers/settings";
    const seen = (await (await staff.get(settings)).text()).match(/name="seen" value="(\w+)"/)?.[1];
    const { closesAt } = await world.db.letter.findFirstOrThrow();
    const form = {
      listed: "on",
      submissionsPerClientMax: "30",
      closesAt: closesAt?.toISOString().slice(0, 16) ?? "",
    };
    const sooner = { ...form, seen, contactMonths: "1", rejectedMonths: "24" };
    const answer = await staff.post(settings, sooner);
    expect(await answer.text()).not.toContain("done=saved");
    expect((await world.db.letter.findFirstOrThrow()).contactMonths).not.toBe(1);
  });

  it("stay unnamed in the record of an export once their account is gone", async () => {
    const staff = await signInAs(world, "campaigner");
    await staff.post("/admin/letters/rivers/exports", { format: "csv", states: "published" });
    await world.db.exportRecord.updateMany({ data: { accountId: "gone" } });
    const page = await (await staff.get("/admin/letters/rivers/exports")).text();
    expect(page).toContain("A former account");
    const record = await world.db.exportRecord.findFirstOrThrow();
    expect(JSON.stringify(record)).not.toMatch(/@|Canary|Ada/);
  });
});

it("leaves nothing of contacts in the bytes of a SQLite file", async () => {
  const id = await build({
    kind: "organisation",
    contactName: "Cnry Contact",
    contactRole: "Cnry Role",
  });
  const { email } = await rowOf(id);
  const file = sqlitePath(world.deps.config.databaseUrl);
  const bytes = () =>
    ["", "-wal"].map((ending) => readFileSync(file + ending).toString("latin1")).join("");
  expect(bytes()).toContain("Cnry Contact");
  await closeFor(12);
  world.clock.advance(MINUTE_MS);
  await runJobs(world.deps, () => true);
  expect(await rowOf(id)).toMatchObject(CONTACTS_ERASED);
  for (const canary of ["Cnry", email ?? ""]) expect(bytes()).not.toContain(canary);
});
