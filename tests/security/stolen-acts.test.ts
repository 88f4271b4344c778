import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { DAY_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { addPasskey } from "../support/browser/passkeys.ts";
import { confirmedImport } from "../support/importing.ts";
import { addPublished, type Staff, takeDown } from "../support/mass-acts.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

// What one stolen session or mailbox did in a single request, tried again.
let world: World;
let ben: Staff;
let ada: Staff;

beforeEach(async () => {
  world = await openWorld();
  world.clock.advance(2 * DAY_MS);
  ben = await signInAs(world, "administrator", null);
  ada = await signInAs(world, "campaigner");
});
afterEach(() => world.close());

const JSON_WANTED = { Accept: "application/json" };
const IMPORT = paths.letterImport("rivers");
const EXPORTS = paths.exports("rivers");
const signatures = () => world.db.signature.count();
const mailTo = ({ displayName }: Staff) =>
  world.mailbox.mails.filter(({ to }) => to.includes(`${displayName}@staff.example`));

function fileOf(count: number, name: string): string {
  const lines = Array.from({ length: count }, (_, index) => `individual,${name} ${index},,`);
  return ["kind,name,title,affiliation", ...lines, ""].join("\n");
}

/** Imports so many individuals of this name as published, as the button below the preview does. */
async function importMany(staff: Staff, count: number, name: string) {
  return await staff.post(IMPORT, confirmedImport(fileOf(count, name)));
}

describe("the ten-in-one takedown", () => {
  it("asks a session of a quarter of an hour to prove who it is, and takes nobody down", async () => {
    const ids = await addPublished(world, world.letter, 10);
    const moderator = await signInAs(world, "moderator");
    world.clock.advance(18 * MINUTE_MS);
    for (const thief of [moderator, ada]) {
      for (const decision of ["takedown", "erase"]) {
        const fields = { id: ids, decision, state: "published", reason: "own-request" };
        const asked = await thief.post(paths.decisions("rivers"), fields, JSON_WANTED);
        expect([asked.status, await asked.json()]).toEqual([403, { error: "step-up" }]);
        const page = await thief.post(paths.decisions("rivers"), fields);
        expect([page.status, await page.text()]).toEqual([
          403,
          expect.stringContaining(ids[9] ?? ""),
        ]);
      }
    }
    expect(await world.db.signature.count({ where: { state: "takendown" } })).toBe(0);
  });

  it("by a fresh session is mailed to the others, and undone by them", async () => {
    const ids = await addPublished(world, world.letter, 10);
    expect((await takeDown(ada, ids)).decided).toHaveLength(10);
    await world.deliver();
    expect(mailTo(ben)[0]?.text).toContain(`${ada.displayName} took down 10 entries`);
    expect(mailTo(ben)[0]?.text).not.toMatch(/Mass \d|@example/);
    expect(mailTo(ada)).toEqual([]);
    expect((await takeDown(ben, ids, { decision: "undo" })).decided).toHaveLength(10);
  });
});

describe("the import of fifty", () => {
  it("asks for the step-up, is mailed to the others, and counts for the day", async () => {
    world.clock.advance(18 * MINUTE_MS);
    const before = await signatures();
    expect((await importMany(ada, 50, "Bot")).status).toBe(403);
    expect(await signatures()).toBe(before);
    ada = await signInAs(world, "campaigner");
    expect((await importMany(ada, 50, "Bot")).status).toBe(303);
    expect(await signatures()).toBe(before + 50);
    await world.deliver();
    expect(mailTo(ben)[0]?.text).toContain(`${ada.displayName} added 50 entries`);
  });

  it("and sixty more wait for a second person; then the same file is let through", async () => {
    // The same file twice at once counts once.
    await Promise.all([importMany(ada, 50, "Bot"), importMany(ada, 50, "Bot")]);
    expect(await signatures()).toBe(50);
    const preview = await (await ada.post(IMPORT, { text: fileOf(60, "More") })).text();
    expect(preview).toContain("you have 50 left");
    expect(preview).toContain("Ask to import 60 signatories");
    const waits = await importMany(ada, 60, "More");
    expect([waits.status, await waits.text()]).toEqual([
      409,
      expect.stringContaining("is waiting for a campaigner or an administrator"),
    ]);
    expect((await importMany(ada, 60, "More")).status).toBe(409);
    expect(await signatures()).toBe(50);
    const [row, ...others] = await world.db.massAct.findMany();
    expect([row?.count, others]).toEqual([60, []]);
    expect(JSON.stringify(row)).not.toContain("More");
    const act = paths.massAct("rivers", row?.id ?? "");
    expect((await ada.post(act, { act: "release" })).status).toBe(409);
    const page = await (await ben.get(paths.releases("rivers"))).text();
    expect(page).toMatch(/Add 60 entries from a file[\s\S]*More 0[\s\S]*and 55 more/);
    expect((await ben.post(act, { act: "release" })).status).toBe(303);
    const again = await (await ada.post(IMPORT, { text: fileOf(60, "More") })).text();
    expect(again).toContain("Import 60 signatories");
    expect(await (await ben.get(paths.releases("rivers"))).text()).not.toContain("Send the file");
    expect(await (await ada.get(paths.releases("rivers"))).text()).toContain("Send the file");
    // The release is of those entries alone, and of whoever asked.
    expect((await importMany(ada, 60, "Others")).status).toBe(409);
    expect((await importMany(ada, 60, "More")).status).toBe(303);
    expect(await signatures()).toBe(110);
    expect((await importMany(ada, 61, "More")).status).toBe(303);
    const ended = await world.db.massAct.findFirstOrThrow({ where: { id: row?.id ?? "" } });
    expect([ended.state, ended.payload]).toEqual(["done", null]);
  });

  it("is not counted before a letter is read, or on the day of its opening", async () => {
    const { id } = world.letter;
    const opened = (publicSince: Date | null) =>
      world.db.letterVersion.updateMany({ where: { letterId: id }, data: { publicSince } });
    await opened(null);
    expect((await importMany(ada, 101, "Draft")).status).toBe(303);
    await opened(world.clock.now());
    expect((await importMany(ada, 102, "Opening")).status).toBe(303);
    // Whoever makes a draft of it again gets around nothing.
    await opened(new Date(world.clock.now().getTime() - DAY_MS));
    await world.db.letter.updateMany({ where: { id }, data: { state: "draft" } });
    expect((await importMany(ada, 103, "Again")).status).toBe(409);
    expect(await signatures()).toBe(203);
  });
});

describe("the export through a stolen mailbox", () => {
  it("stops at the second factor, which no mailed link replaces", async () => {
    await addPasskey(ada);
    const { token } = await createSignIn(world.deps, ada.accountId, "sign-in", { byMail: false });
    const thief = browserIn(world, "198.51.100.7");
    await thief.post(paths.signInLink(token));
    const asked = { contacts: "on", purpose: "Mine" };
    const location = (await thief.post(EXPORTS, asked)).headers.get("location");
    expect(location).toBe(paths.secondStep);
    expect((await thief.post("/admin/step-up/mail")).headers.get("location")).toBe(location);
    expect(await world.db.exportRecord.count()).toBe(0);
  });

  it("by a stolen session asks who it is and what for, and the others are told", async () => {
    await buildEntry(world.deps, world.letter, { name: "Cy Signatory", email: "cy@example.org" });
    world.clock.advance(18 * MINUTE_MS);
    expect((await ada.post(EXPORTS, { contacts: "on" }, JSON_WANTED)).status).toBe(403);
    expect((await ada.post(EXPORTS, {})).status).toBe(200);
    ada = await signInAs(world, "campaigner");
    const without = await ada.post(EXPORTS, { contacts: "on", purpose: " " });
    expect([without.status, await without.text()]).toEqual([
      422,
      expect.stringContaining("Say in one line"),
    ]);
    const long = { contacts: "on", purpose: "x".repeat(301) };
    expect((await ada.post(EXPORTS, long)).status).toBe(422);
    for (let times = 0; times < 3; times += 1) {
      const file = await ada.post(EXPORTS, { contacts: "on", purpose: "The <handover>" });
      expect(await file.text()).toContain("cy@example.org");
    }
    await world.deliver();
    const mails = mailTo(ben);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(`${ada.displayName} exported one entry`);
    expect(mails[0]?.text).toContain("What for: The <handover>");
    expect(mails[0]?.text).not.toMatch(/Cy Signatory|cy@example/);
    expect(await (await ben.get(EXPORTS)).text()).toContain("The &lt;handover&gt;");
  });
});
