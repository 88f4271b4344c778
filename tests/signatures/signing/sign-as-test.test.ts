import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ORGANISATION, PERSON } from "../../support/forms.ts";
import { mailSaying } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let staff: Awaited<ReturnType<typeof signInAs>>;

const DESK = "/admin/letters/rivers";
const DRAFT = `${DESK}/draft`;

beforeEach(async () => {
  world = await openWorld();
  await world.db.letter.updateMany({ data: { state: "draft" } });
  staff = await signInAs(world, "campaigner");
});
afterEach(() => world.close());

async function signDraft(fields: Record<string, string>) {
  const page = await (await staff.get(DRAFT)).text();
  const shown = /name="shown" value="([^"]+)"/.exec(page)?.[1] ?? "";
  return await staff.post(DRAFT, { ...fields, shown });
}
const ownAddress = () => `${staff.displayName}@staff.example`;

/** Signs as a test and presses the link that is mailed. */
async function confirmedTest(): Promise<string> {
  await world.db.letter.updateMany({ data: { updatedAt: new Date(0) } });
  const signed = await signDraft({ ...PERSON, email: ownAddress() });
  expect(signed.headers.get("location")).toBe(`${DESK}?done=tested`);
  await world.deliver();
  const mail = mailSaying(world.mailbox, "/verification/");
  expect(mail.to).toContain(ownAddress());
  expect(mail.subject).toBe("Test: Confirm your signature: A letter about rivers");
  const link = new URL(/http\S+\/verification\/\S+/.exec(mail.text)?.[0] ?? "").pathname;
  expect(await (await browserIn(world).get(link)).text()).toContain("This is a test by staff.");
  await browserIn(world).post(link, { decision: "confirm" });
  return (await world.db.signature.findFirstOrThrow({ where: { isTest: true } })).id;
}

describe("a draft that staff sign to try it", () => {
  it("goes the way of every signature, marked as a test, and is counted nowhere in public", async () => {
    const id = await confirmedTest();
    const queue = await (await staff.get(`${DESK}/queue`)).text();
    expect(queue).toContain('<span class="what">A test by staff · ');
    await staff.post(`${DESK}/decisions`, { id, decision: "approve" });
    expect(await world.db.signature.findFirst()).toMatchObject({ id, state: "published" });
    expect(await world.db.letter.findFirst()).toMatchObject({ individuals: 0, anonymous: 0 });
    expect(await world.db.letterVersion.findFirst()).toMatchObject({ individuals: 0 });
    expect(await world.db.listedWord.count()).toBe(0);
    const file = await (await staff.post(`${DESK}/exports`, { format: "csv" })).text();
    expect(file).not.toContain(PERSON.name);
    await world.deliver();
    expect(mailSaying(world.mailbox, "/signature/").subject).toMatch(/^Test: /);
    const own = /http\S+\/signature\/\S+/.exec(mailSaying(world.mailbox, "/signature/").text)?.[0];
    const page = await (await browserIn(world).get(new URL(own ?? "").pathname)).text();
    expect(page).toContain("This is a test by staff.");
  });

  it("is gone once the letter opens: from the list, the counts, the queue and every file", async () => {
    const id = await confirmedTest();
    await staff.post(`${DESK}/decisions`, { id, decision: "approve" });
    await staff.post(`${DESK}/state`, { from: "draft", to: "open" });
    expect(await world.db.signature.count()).toBe(0);
    expect(await world.db.signatureWord.count()).toBe(0);
    const counts = await world.db.signatureCount.aggregate({ _sum: { count: true } });
    expect(counts._sum.count ?? 0).toBe(0);
    expect(await world.db.erasure.count({ where: { signatureId: id } })).toBeGreaterThan(0);
    const json = await (await browserIn(world).get("/letters/rivers.json")).json();
    expect(json).toMatchObject({ counts: { total: 0 } });
    expect(await (await browserIn(world).get("/letters/rivers")).text()).not.toContain(PERSON.name);
  });

  it("is mailed to nobody but whoever makes it", async () => {
    const refused = await signDraft({ ...PERSON, email: "ada@example.org" });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain("Use the address that you sign in with.");
    expect(page).toContain(`action="${DRAFT}"`);
    expect(await world.db.signature.count()).toBe(0);
    const signed = await signDraft({ ...ORGANISATION, email: ownAddress() });
    expect(signed.status).toBe(303);
    const { id } = await world.db.signature.findFirstOrThrow();
    // Nor is an organisation asked at its own address.
    const asked = `${DESK}/entries/${id}/second-confirmation`;
    await staff.post(asked, { email: "info@society.example" });
    expect(await world.db.question.count()).toBe(0);
  });

  it("replaces the last test of the same person", async () => {
    for (const name of ["Ada", "Ada Lovelace"])
      await signDraft({ ...PERSON, name, email: ownAddress() });
    const names = (await world.db.signature.findMany()).map(({ name }) => name);
    expect(names).toEqual(["Ada Lovelace"]);
  });

  it("is ticked in the list of what to do before opening, which leads to each", async () => {
    const before = await (await staff.get(DESK)).text();
    expect(before).toContain("Before you open the letter");
    expect(before).toMatch(/Not done yet: [^<]*A test signature/);
    for (const place of [`${DESK}/settings#contact`, `${DESK}/edit#summary`, `${DRAFT}#sign`])
      expect(before).toContain(`href="${place}"`);
    await confirmedTest();
    await world.db.letter.updateMany({
      data: { summary: "Rivers", contact: "Ada", closesAt: new Date("2030-01-01"), goal: 500 },
    });
    await signInAs(world, "moderator");
    expect(await (await staff.get(DESK)).text()).toContain("Everything is done.");
    await staff.post(`${DESK}/state`, { from: "draft", to: "open" });
    const open = await (await staff.get(DESK)).text();
    expect(open).not.toContain("Before you open the letter");
  });
});
