import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const SETTINGS = "/admin/letters/rivers/settings";
const FORM = {
  controller: "River Watch e.V.",
  contact: "1 River Street",
  replyTo: "rivers@example.org",
  closesAt: "2030-12-31T18:00",
  listed: "on",
  submissionsPerClientMax: "200",
};

type Staff = Awaited<ReturnType<typeof signInAs>>;

async function seenBy(staff: Staff): Promise<string> {
  const page = await (await staff.get(SETTINGS)).text();
  return page.match(/name="seen" value="([0-9a-f]{64})"/)?.[1] ?? "";
}

describe("the settings of a letter", () => {
  it("are saved in one step, shown again, and recorded by their names alone", async () => {
    const staff = await signInAs(world, "campaigner");
    const fields = {
      ...FORM,
      noindex: "on",
      showsVerification: "on",
      affiliationsNote: "on",
      showsFigures: "on",
    };
    const response = await staff.post(SETTINGS, { ...fields, seen: await seenBy(staff) });
    expect(response.headers.get("location")).toBe(`${SETTINGS}?done=saved`);
    expect(await world.db.letter.findFirst()).toMatchObject({
      controller: "River Watch e.V.",
      contact: "1 River Street",
      replyTo: "rivers@example.org",
      closesAt: new Date("2030-12-31T18:00:00Z"),
      listed: true,
      noindex: true,
      showsVerification: true,
      affiliationsNote: true,
      showsFigures: true,
      submissionsPerClientMax: 200,
    });
    const page = await (await staff.get(`${SETTINGS}?done=saved`)).text();
    expect(page).toContain("We have saved the settings.");
    expect(page).toContain('value="2030-12-31T18:00"');
    const [event] = await world.db.staffEvent.findMany({ where: { letterId: world.letter.id } });
    expect(event).toMatchObject({ what: "letter-settings", by: staff.accountId });
    expect(event?.detail).not.toMatch(/River|example/);
    expect(JSON.parse(event?.detail ?? "")).toMatchObject({
      changed: expect.arrayContaining(["controller", "noindex", "affiliationsNote"]),
    });
  });

  it("keep the second of a closing date that a form shows by the minute", async () => {
    const closesAt = new Date("2030-12-31T23:59:59.999Z");
    await world.db.letter.updateMany({ data: { closesAt } });
    const staff = await signInAs(world, "campaigner");
    const fields = { listed: "on", submissionsPerClientMax: "30", closesAt: "2030-12-31T23:59" };
    const response = await staff.post(SETTINGS, { ...fields, seen: await seenBy(staff) });
    expect(response.headers.get("location")).toBe(`${SETTINGS}?done=unchanged`);
    expect(await world.db.letter.findFirst()).toMatchObject({ closesAt });
    expect(await world.db.staffEvent.count({ where: { letterId: world.letter.id } })).toBe(0);
  });

  it("take the closing moment on the clocks of a time zone, and show it so everywhere", async () => {
    const staff = await signInAs(world, "campaigner");
    const zone = { ...FORM, timeZone: "Europe/Berlin" };
    for (const [typed, moment, shown] of [
      ["2030-07-01T18:00", "2030-07-01T16:00:00.000Z", "1 July 2030 at 18:00 (Berlin)"],
      ["2030-12-31T23:59", "2030-12-31T22:59:59.999Z", "the end of 31 December 2030 (Berlin)"],
      ["2030-11-30", "2030-11-30T22:59:59.999Z", "the end of 30 November 2030 (Berlin)"],
    ] as const) {
      await staff.post(SETTINGS, { ...zone, closesAt: typed, seen: await seenBy(staff) });
      expect(await world.db.letter.findFirst()).toMatchObject({ closesAt: new Date(moment) });
      expect(await (await staff.get(SETTINGS)).text()).toContain(`value="${typed.slice(0, 10)}T`);
      const page = async (path: string) => await (await staff.get(path)).text();
      expect(await page("/admin/letters/rivers")).toContain(`People can sign it until ${shown}.`);
      expect(await page("/letters/rivers")).toContain(`Open for signing until ${shown}`);
    }
    await staff.post(SETTINGS, { ...zone, timeZone: "asia/calcutta", seen: await seenBy(staff) });
    expect(await world.db.letter.findFirst()).toMatchObject({ timeZone: "Asia/Kolkata" });
    const page = await (await staff.get(SETTINGS)).text();
    expect(page).toMatch(/<select [^>]*name="timeZone"/);
    expect(page).toContain('<option value="Asia/Kolkata" selected="">Kolkata</option>');
    expect(page).toMatch(/<optgroup label="Europe">.*<option value="Europe\/Kyiv">Kyiv</s);
  });

  it.each([
    ["timeZone", "Mars/Olympus", "Enter the name of a time zone, such as Europe/Berlin"],
    ["closesAt", "2030-02-30T18:00", "Enter a date and time such as"],
    ["controller", "x".repeat(301), "Shorten this to 300 characters"],
    ["controller", "River\u202eWatch", "Remove the invisible control characters"],
    ["replyTo", "nobody", "Enter an address like name@example.org"],
    ["closesAt", "tomorrow", "Enter a date and time such as"],
    ["closesAt", "2030-13-31T18:00", "Enter a date and time such as"],
    ["submissionsPerClientMax", "0", "Enter a number from 1 to 1,000"],
    ["submissionsPerClientMax", "1001", "Enter a number from 1 to 1,000"],
    ["submissionsPerClientMax", "many", "Enter a number from 1 to 1,000"],
    ["contactMonths", "25", "Enter a number from 1 to 24"],
    ["rejectedMonths", "0", "Enter a number from 1 to 24"],
  ])("with a bad %s say how to mend it and keep what was typed", async (field, value, error) => {
    const staff = await signInAs(world, "campaigner");
    const fields = { ...FORM, [field]: value, seen: await seenBy(staff) };
    const response = await staff.post(SETTINGS, fields);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(error);
    expect(page).toContain(`<a href="#${field}">`);
    expect(page).toContain('value="1 River Street"');
    expect(await world.db.letter.findFirst()).toMatchObject({ contact: null });
  });

  it("are not overwritten by somebody who has not seen them", async () => {
    const [ada, ben] = [await signInAs(world, "campaigner"), await signInAs(world, "campaigner")];
    const seen = await seenBy(ada);
    await ada.post(SETTINGS, { ...FORM, contact: "By Ada", seen });
    const response = await ben.post(SETTINGS, { ...FORM, contact: "By Ben", listed: "", seen });
    const page = await response.text();
    expect(response.status).toBe(409);
    expect(page).toContain("Saved now: By Ada");
    expect(page).toContain("Saved now: on");
    expect(page).toContain('value="By Ben"');
    expect(page).not.toContain("Saved now: River Watch e.V.");
    expect(await world.db.letter.findFirst()).toMatchObject({ contact: "By Ada", listed: true });
  });

  it("are refused to a moderator", async () => {
    const moderator = await signInAs(world, "moderator");
    expect((await moderator.get(SETTINGS)).status).toBe(403);
    expect((await moderator.post(SETTINGS, FORM)).status).toBe(403);
  });
});

describe("the front page", () => {
  it("names the listed ones alone, and leads to the only one of them", async () => {
    await buildLetter(world.deps, { slug: "other", title: "The other letter" });
    const both = await (await browserIn(world).get("/")).text();
    expect(both).toContain("The other letter");
    await world.db.letter.updateMany({ where: { slug: "other" }, data: { listed: false } });
    const response = await browserIn(world).get("/");
    expect([response.status, response.headers.get("location")]).toEqual([302, "/letters/rivers"]);
    expect((await browserIn(world).get("/letters/other")).status).toBe(200);
    await world.db.letter.updateMany({ data: { listed: false } });
    const none = await browserIn(world).get("/");
    expect(none.status).toBe(200);
    expect(await none.text()).not.toContain("/letters/rivers");
  });
});
