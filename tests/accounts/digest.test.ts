import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { type DigestSetting, sendDigests } from "../../src/accounts/digest.ts";
import { HOUR_MS } from "../../src/shared/clock.ts";
import { moveEntry } from "../support/moves.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const PAGE = "/admin/account/digest";
const tell = () => sendDigests(world.deps);
const pending = (hoursAgo = 0) =>
  buildEntry(world.deps, world.letter, { state: "pending", name: "Ada Weir", hoursAgo });
const choose = (accountId: string, data: Partial<DigestSetting>) =>
  world.db.account.update({ where: { id: accountId }, data });

/** Somebody who is told of more than some entries, or of one that is some hours old. */
async function withThreshold(digestSize: number, digestHours: number) {
  const moderator = await signInAs(world, "moderator");
  await choose(moderator.accountId, { digest: "threshold", digestSize, digestHours });
  return moderator;
}

describe("a daily digest", () => {
  it("is what moderators of the letter get, once in 24 hours while something waits", async () => {
    await signInAs(world, "moderator");
    await signInAs(world, "moderator", null);
    await signInAs(world, "moderator", await buildLetter(world.deps, { slug: "other" }));
    expect(await tell()).toBe(0);
    const id = await pending();
    expect(await tell()).toBe(2);
    expect(await tell()).toBe(0);
    await pending();
    world.clock.advance(23.9 * HOUR_MS);
    expect(await tell()).toBe(0);
    world.clock.advance(0.2 * HOUR_MS);
    expect(await tell()).toBe(2);
    await world.db.signature.deleteMany({ where: { NOT: { id } } });
    await moveEntry(world.deps, id, "approve");
    world.clock.advance(25 * HOUR_MS);
    expect(await tell()).toBe(0);
  });

  it("is sent to campaigners and administrators only once they choose it", async () => {
    await pending();
    const campaigner = await signInAs(world, "campaigner");
    await signInAs(world, "administrator", null);
    expect(await tell()).toBe(0);
    expect(await (await campaigner.get(PAGE)).text()).toMatch(/value="never" checked/);
    expect((await campaigner.post(PAGE, { digest: "daily" })).status).toBe(303);
    expect(await tell()).toBe(1);
  });

  it("is not sent to an account without a role, nor to one that was disabled", async () => {
    await pending();
    const idle = await signInAs(world, "moderator");
    await world.db.role.deleteMany({ where: { accountId: idle.accountId } });
    const gone = await signInAs(world, "moderator");
    const { accountId: id } = gone;
    await world.db.account.update({ where: { id }, data: { disabledAt: world.clock.now() } });
    expect(await tell()).toBe(0);
    expect(await world.db.outbox.count()).toBe(0);
  });
});

describe("a digest by threshold", () => {
  it("is sent when as many wait as somebody chose, over all their letters", async () => {
    const moderator = await withThreshold(3, 720);
    const other = await buildLetter(world.deps, { slug: "other" });
    await pending();
    await buildEntry(world.deps, world.letter, { proposal: { name: "Ada King" } });
    await buildEntry(world.deps, other, { state: "pending" });
    expect(await tell()).toBe(0);
    const role = { role: "moderator", letterId: other.id, createdAt: world.clock.now() };
    await world.db.role.create({ data: { ...role, id: "two", accountId: moderator.accountId } });
    expect(await tell()).toBe(1);
  });

  it("is sent when the oldest has waited as long as somebody chose", async () => {
    await withThreshold(100, 48);
    await pending(47);
    expect(await tell()).toBe(0);
    world.clock.advance(HOUR_MS);
    expect(await tell()).toBe(1);
  });

  it("comes again after 12 hours at the earliest, and only when there is news", async () => {
    await withThreshold(1, 720);
    await pending();
    expect(await tell()).toBe(1);
    world.clock.advance(13 * HOUR_MS);
    expect(await tell()).toBe(0);
    await buildEntry(world.deps, world.letter, { state: "held" });
    expect(await tell()).toBe(1);
    world.clock.advance(HOUR_MS);
    await pending();
    world.clock.advance(10 * HOUR_MS);
    expect(await tell()).toBe(0);
    world.clock.advance(2 * HOUR_MS);
    expect(await tell()).toBe(1);
  });

  it("takes no decision and nothing in another letter for news", async () => {
    await withThreshold(1, 720);
    const id = await pending();
    await pending();
    expect(await tell()).toBe(1);
    world.clock.advance(13 * HOUR_MS);
    await moveEntry(world.deps, id, "reject");
    await buildEntry(world.deps, await buildLetter(world.deps, { slug: "other" }), {
      state: "pending",
    });
    expect(await tell()).toBe(0);
  });
});

describe("the mail of a digest", () => {
  it("names each letter with what waits in it and nothing about signatories", async () => {
    await signInAs(world, "moderator", null);
    const lakes = await buildLetter(world.deps, { slug: "lakes", title: "A letter about lakes" });
    await buildLetter(world.deps, { slug: "done", title: "A letter without a queue" });
    await pending();
    await pending();
    await buildEntry(world.deps, lakes, { state: "held", name: "Ben Ford", hoursAgo: 60 });
    await tell();
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    const [mail] = world.mailbox.mails;
    expect(mail?.subject).toBe("3 entries are waiting on localhost:3000");
    expect(mail?.text).toMatch(
      /“A letter about lakes”: one entry, from .*\n\nhttp\S+\/admin\/letters\/lakes\/queue\n\n“A letter about rivers”: 2 entries, the oldest from .*\n\nhttp\S+\/admin\/letters\/rivers\/queue\n/,
    );
    expect(mail?.text).toContain("http://localhost:3000/admin/account/digest");
    expect(`${mail?.text} ${mail?.html}`).not.toMatch(/Ada|Weir|Ben|example\.org|without a queue/);
  });

  it("counts the letters that it has no room for", async () => {
    await signInAs(world, "moderator", null);
    for (let index = 0; index < 22; index += 1) {
      const letter = await buildLetter(world.deps, { slug: `letter-${index}` });
      await buildEntry(world.deps, letter, { state: "pending" });
    }
    await tell();
    await world.deliver();
    const [mail] = world.mailbox.mails;
    expect(mail?.subject).toBe("22 entries are waiting on localhost:3000");
    expect(mail?.text.match(/\/queue\n/g)).toHaveLength(20);
    expect(mail?.text).toMatch(/Entries are also waiting in 2 more letters:\n\nhttp\S+\/admin\n/);
  });

  it("does not leave once nothing waits, or its reader wants none any more", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await pending();
    await tell();
    await choose(moderator.accountId, { digest: "never" });
    await world.deliver();
    world.clock.advance(25 * HOUR_MS);
    await choose(moderator.accountId, { digest: "daily" });
    await tell();
    await moveEntry(world.deps, id, "approve");
    await world.deliver();
    const digests = await world.db.outbox.findMany({ where: { kind: "entries-waiting" } });
    expect(digests.map(({ state }) => state)).toEqual(["dropped", "dropped"]);
  });
});

describe("choosing", () => {
  it("keeps what was chosen, and says so", async () => {
    const moderator = await signInAs(world, "moderator");
    expect(await (await moderator.get(PAGE)).text()).toMatch(/value="daily" checked/);
    const fields = { digest: "threshold", digest_size: " 20 ", digest_hours: "6" };
    const response = await moderator.post(PAGE, fields);
    expect(response.headers.get("location")).toBe(`${PAGE}?saved=yes`);
    const page = await (await moderator.get(`${PAGE}?saved=yes`)).text();
    expect(page).toMatch(/role="status">.*<div>Saved\./);
    expect(page).toMatch(/value="threshold" checked/);
    const { accountId: id } = moderator;
    expect(await world.db.account.findUnique({ where: { id } })).toMatchObject({
      digest: "threshold",
      digestSize: 20,
      digestHours: 6,
    });
    await moderator.post(PAGE, { digest: "never", digest_size: "x" });
    expect(await world.db.account.findUnique({ where: { id } })).toMatchObject({
      digest: "never",
      digestSize: 20,
      digestHours: 6,
    });
  });

  it.each([
    [{ digest: "hourly" }, "Choose when we tell you"],
    [{ digest: "threshold", digest_size: "0", digest_hours: "6" }, "from 1 to 10,000"],
    [{ digest: "threshold", digest_size: "5", digest_hours: "721" }, "hours from 1 to 720"],
    [{ digest: "threshold", digest_size: "1.5", digest_hours: "" }, "from 1 to 10,000"],
  ])("refuses %o and says how to mend it", async (fields, sentence) => {
    const moderator = await signInAs(world, "moderator");
    const response = await moderator.post(PAGE, fields);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(sentence);
    const { accountId: id } = moderator;
    expect(await world.db.account.findUnique({ where: { id } })).toMatchObject({
      digest: "daily",
      digestSize: 50,
      digestHours: 48,
    });
  });

  it("is for staff alone", async () => {
    expect((await browserIn(world).get(PAGE)).status).toBe(303);
    expect((await browserIn(world).post(PAGE, { digest: "never" })).status).toBe(401);
  });
});
