import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../../prisma/builders.ts";
import { DAY_MS } from "../../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../../src/shared/pages/paths.ts";
import { browserIn, openWorld, signInAs, type World } from "../../../support/world.ts";

let world: World;
let ben: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  ben = await signInAs(world, "moderator");
});
afterEach(() => world.close());

const LETTER = "/admin/letters/rivers";
const QUESTION = "Are you the Anna Weir of the institute, and may you sign for it?";
const REPLY = "I am, and I may: I lead its water group since 2019.";

async function build(given: GivenEntry = {}): Promise<string> {
  const id = await buildEntry(world.deps, world.letter, {
    ...{ state: "pending", name: "Anna Weir", email: "anna@institute.example" },
    ...given,
  });
  await world.db.signature.update({ where: { id }, data: { verifiedAt: world.clock.now() } });
  return id;
}
const ask = (id: string, text = QUESTION) => ben.post(`${LETTER}/entries/${id}/question`, { text });
const entryPage = async (id: string, query = "") =>
  await (await ben.get(`${LETTER}/entries/${id}${query}`)).text();
const queue = async (query = "") => await (await ben.get(`${LETTER}/queue${query}`)).text();
const ownPath = async (id: string) =>
  paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
const ownPage = async (id: string) => await (await browserIn(world).get(await ownPath(id))).text();
const lastQuestion = (signatureId: string) =>
  world.db.question.findFirstOrThrow({ where: { signatureId }, orderBy: { about: "desc" } });
async function reply(id: string, text = REPLY) {
  const { id: question } = await lastQuestion(id);
  return await browserIn(world).post(await ownPath(id), { action: "reply", question, reply: text });
}
const mails = async () => {
  await world.deliver();
  return world.mailbox.mails;
};

describe("a moderator's question", () => {
  it("is mailed, answered on the own page, and brings the entry back with its answer", async () => {
    const id = await build();
    const answer = await ask(id, ` ${QUESTION}\r\n`);
    expect(answer.headers.get("location")).toBe(`${LETTER}/entries/${id}?asked=signatory#ask`);
    expect(await queue()).not.toContain("Anna Weir");
    const aside = await queue("?aside=on");
    expect(aside).toContain("Anna Weir");
    const [mail, ...others] = await mails();
    expect([mail?.to, others]).toEqual([["anna@institute.example"], []]);
    expect(mail?.text).toContain(QUESTION);
    expect(mail?.text).toContain("The moderators of “");
    expect(mail?.text).not.toContain(ben.displayName);
    const link = /http\S+\/signature\/\S+/.exec(mail?.text ?? "")?.[0] ?? "";
    const page = await (await browserIn(world).get(new URL(link).pathname)).text();
    expect(page).toContain(QUESTION);
    expect(page).not.toContain(ben.displayName);
    expect(page).not.toContain(ben.address);
    expect((await reply(id)).headers.get("location")).toContain("news=replied");
    expect(await ownPage(id)).toContain(REPLY);
    expect(await ownPage(id)).not.toContain('name="reply"');
    expect(await queue()).toMatch(/class="glance neutral".*?Answered: “I am, and I may/s);
    const read = await entryPage(id);
    for (const said of [QUESTION, REPLY, ben.displayName, "Answered the moderators&#39; question"])
      expect(read).toContain(said);
    expect((await reply(id, "No")).headers.get("location")).toContain("impossible");
  });

  it("holds no address, link or number, either way, and is not too long", async () => {
    const id = await build();
    const bad = ["", "  ", "Write to ada@example.org", "See evil.com", "Call +44 20 7946 0018"];
    for (const text of [...bad, "x".repeat(501), "a\u202Eb"]) {
      const answer = await ask(id, text);
      expect([answer.status, text]).toEqual([422, text]);
      expect(await answer.text()).toContain('aria-invalid="true"');
    }
    expect(await world.db.question.count()).toBe(0);
    await ask(id, "x".repeat(500));
    for (const text of ["", "I am ada@example.org", "https://evil.example/a", "x".repeat(1001)]) {
      const answer = await reply(id, text);
      const page = await answer.text();
      expect([answer.status, page.includes('href="#reply"')]).toEqual([422, true]);
    }
    expect((await lastQuestion(id)).reply).toBeNull();
    expect((await reply(id, "x".repeat(1000))).status).toBe(303);
  });

  it("is not asked of whom nobody can ask: each is told why", async () => {
    const published = await build({ state: "published", email: "b@institute.example" });
    expect(await (await ask(published)).text()).toContain("wait for a decision");
    const unproved = await build({ email: "c@institute.example" });
    await world.db.signature.update({ where: { id: unproved }, data: { verifiedAt: null } });
    expect(await (await ask(unproved)).text()).toContain("Nobody has confirmed the address");
    const gone = await build({ email: "d@institute.example" });
    await world.db.signature.update({ where: { id: gone }, data: { email: null } });
    expect(await (await ask(gone)).text()).toContain("do not have an address");
    const test = await build({ email: "e@institute.example" });
    await world.db.signature.update({ where: { id: test }, data: { isTest: true } });
    expect((await ask(test)).status).toBe(422);
    expect(await mails()).toEqual([]);
  });

  it("can be cancelled before it is mailed or answered", async () => {
    const id = await build();
    await ask(id);
    const { id: cancel } = await lastQuestion(id);
    expect(await entryPage(id)).toContain(`value="${cancel}"`);
    const path = `${LETTER}/entries/${id}/question`;
    expect((await ben.post(path, { cancel })).headers.get("location")).toContain("cancelled");
    expect(await mails()).toEqual([]);
    expect(await queue()).toContain("Anna Weir");
    expect(await queue()).not.toContain("Asked on");
    expect(await ownPage(id)).toContain("no longer need to answer");
    expect((await reply(id)).headers.get("location")).toContain("impossible");
    expect((await ben.post(path, { cancel })).headers.get("location")).toContain("late");
  });

  it("is over once the entry is decided: nothing is mailed, nothing can be answered", async () => {
    const id = await build();
    await ask(id);
    await ben.post(`${LETTER}/decisions`, { id, decision: "approve" });
    expect((await mails()).filter(({ text }) => text.includes(QUESTION))).toEqual([]);
    expect(await ownPage(id)).toContain("no longer need to answer");
    expect(await entryPage(id)).toContain("is not waiting for a decision");
    expect((await reply(id)).headers.get("location")).toContain("impossible");
  });

  it("comes back unanswered after fourteen days, without a reminder", async () => {
    const id = await build();
    await ask(id);
    expect(await mails()).toHaveLength(1);
    world.clock.advance(14 * DAY_MS);
    ben = await signInAs(world, "moderator");
    expect(await queue()).toMatch(/Anna Weir.*?No answer so far/s);
    expect(await entryPage(id)).toContain("No answer in time");
    expect((await reply(id)).headers.get("location")).toContain("impossible");
    expect(await mails()).toHaveLength(1);
  });

  it("is not mailed to an address that wants no mail: its page says so", async () => {
    const id = await build();
    const { addressLimitKey } = await world.db.signature.findUniqueOrThrow({ where: { id } });
    const data = { addressLimitKey: addressLimitKey ?? "", createdAt: world.clock.now() };
    await world.db.suppression.create({ data });
    await ask(id);
    expect(await mails()).toEqual([]);
    expect(await entryPage(id)).toContain("We could not mail it");
  });

  it("leaves a decision on what was read before the answer to be read again", async () => {
    const id = await build();
    await ask(id);
    const seen = { seen_at: String(world.clock.now().getTime()), state: "pending" };
    world.clock.advance(1_000);
    await reply(id);
    await ben.post(`${LETTER}/decisions`, { id, decision: "approve", ...seen });
    expect(await world.db.signature.findUnique({ where: { id } })).toMatchObject({
      state: "pending",
    });
  });

  it("is part of the copy of one's data, and shown as plain text", async () => {
    const id = await build();
    await ask(id, "Is <b>this</b> you?");
    await reply(id, "<script>x</script> Yes");
    const copy = await browserIn(world).get(`${await ownPath(id)}/copy`);
    expect(await copy.json()).toMatchObject({
      questionsOfModerators: [{ question: "Is <b>this</b> you?", reply: "<script>x</script> Yes" }],
    });
    const pages = [await entryPage(id), await ownPage(id), await queue()];
    for (const page of pages) expect(page).not.toContain("<script>x");
    expect(pages[1]).toContain("Is &lt;b&gt;this");
  });

  it("needs another answer for another question", async () => {
    const id = await build();
    await ask(id);
    const { id: question } = await lastQuestion(id);
    expect(await (await ask(id)).text()).toContain("the next question when this one");
    await ben.post(`${LETTER}/entries/${id}/question`, { cancel: question });
    await ask(id, "And who asks you to?");
    const late = { action: "reply", question, reply: REPLY };
    const answer = await browserIn(world).post(await ownPath(id), late);
    expect(answer.headers.get("location")).toContain("impossible");
    expect((await reply(id)).headers.get("location")).toContain("replied");
  });
});
