import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Signs once and gives the link of the mail that stops all further ones. */
async function linkOfFirstMail(): Promise<string> {
  await sign(world, PERSON);
  await world.deliver();
  return linkIn(world.mailbox.mails[0], "suppression");
}

async function signLater(email: string): Promise<number> {
  world.clock.advance(11 * MINUTE_MS);
  const response = await sign(world, { ...PERSON, email });
  await world.deliver();
  return response.status;
}

describe("“never mail me again”", () => {
  it("is a button behind a link in every mail, and holds for all spellings", async () => {
    const link = await linkOfFirstMail();
    const asked = await (await browserIn(world).get(link)).text();
    expect(asked).toContain("Stop all mail to you?");
    expect(asked).toContain("localhost:3000 will never mail you");
    expect(await signLater("Ada+again@example.org")).toBe(303);
    expect(world.mailbox.mails).toHaveLength(2);

    const answer = await browserIn(world).post(link, { answer: "suppress" });
    expect(await answer.text()).toContain("We have stopped all mail to you");
    await browserIn(world).post(link, { answer: "suppress" });
    for (const email of ["ada@example.org", "ADA@example.org", "a.da+x@example.org"]) {
      expect(await signLater(email)).toBe(303);
    }
    expect(world.mailbox.mails).toHaveLength(2);
  });

  it("is one press in the mail program itself", async () => {
    await linkOfFirstMail();
    const path = world.mailbox.mails[0]?.unsubscribe ?? "";
    // A mail program says nothing of where it comes from.
    const response = await world.app.request(path, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    });
    expect(response.status).toBe(200);
    await signLater(PERSON.email);
    expect(world.mailbox.mails).toHaveLength(1);
  });

  it("can be taken back by the same link", async () => {
    const link = await linkOfFirstMail();
    await browserIn(world).post(link, { answer: "suppress" });
    const answer = await browserIn(world).post(link, { answer: "allow" });
    expect(await answer.text()).toContain("Stop all mail to you?");
    expect(await world.db.suppression.count()).toBe(0);
    await signLater(PERSON.email);
    expect(world.mailbox.mails).toHaveLength(2);
  });

  it("also stops the mail about decisions, and the link works after the entry has ended", async () => {
    const moderator = await signInAs(world, "moderator");
    const link = await linkOfFirstMail();
    const refuse = linkIn(world.mailbox.mails[0], "verification");
    await browserIn(world).post(refuse, { decision: "refuse" });
    await browserIn(world).post(link, { answer: "suppress" });
    const entry = { email: PERSON.email, state: "pending" } as const;
    const id = await buildEntry(world.deps, world.letter, entry);
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
  });

  it("changes nothing when it is opened, nor by a link that was altered", async () => {
    const link = await linkOfFirstMail();
    await browserIn(world).get(link);
    await browserIn(world).send(link, { method: "HEAD" });
    expect((await browserIn(world).post(link, {})).status).toBe(200);
    const altered = await browserIn(world).post(`${link.slice(0, -2)}xx`, { answer: "suppress" });
    expect(altered.status).toBe(404);
    expect(await world.db.suppression.count()).toBe(0);
  });

  it("keeps no address, only its keyed hash", async () => {
    const link = await linkOfFirstMail();
    await browserIn(world).post(link, { answer: "suppress" });
    expect(JSON.stringify(await world.db.suppression.findMany())).not.toMatch(/ada@|example/);
    expect(link).not.toMatch(/ada@|example/);
  });
});
