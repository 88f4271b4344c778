import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { DAY_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const EMAIL = "ada@example.org";

async function ask(email: string): Promise<string> {
  const response = await browserIn(world).post("/letters/rivers/lost-link", { email });
  await world.deliver();
  expect(response.status).toBe(200);
  return await response.text();
}

describe("a lost link", () => {
  it("is replaced by mail, and the new link ends the old ones", async () => {
    const id = await buildEntry(world.deps, world.letter, { email: EMAIL });
    const old = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
    expect((await browserIn(world).get(old)).status).toBe(200);
    await ask("ADA@example.org");
    const link = linkIn(world.mailbox.mails[0], "signature");
    expect((await browserIn(world).get(link)).status).toBe(200);
    const replaced = await browserIn(world).get(old);
    expect([replaced.status, await replaced.text()]).toEqual([
      410,
      expect.stringContaining("There is a newer link"),
    ]);
    expect((await browserIn(world).post(old, { action: "hide" })).status).toBe(410);
  });

  it("is answered alike, whether or not the address has signed", async () => {
    await buildEntry(world.deps, world.letter, { email: EMAIL });
    expect(await ask(EMAIL)).toBe(await ask("nobody@example.org"));
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([[EMAIL]]);
  });

  it("is mailed for each entry of the address: the organisation's and the person's own", async () => {
    await buildEntry(world.deps, world.letter, { email: EMAIL });
    await buildEntry(world.deps, world.letter, {
      email: EMAIL,
      kind: "organisation",
      name: "Weir",
    });
    await ask(EMAIL);
    const links = world.mailbox.mails.map((mail) => linkIn(mail, "signature"));
    expect(new Set(links).size).toBe(2);
  });

  it("of an unconfirmed entry is the link that confirms it", async () => {
    await buildEntry(world.deps, world.letter, { email: EMAIL, state: "unverified" });
    await world.deliver();
    world.clock.advance(11 * MINUTE_MS);
    await ask(EMAIL);
    expect(world.mailbox.mails).toHaveLength(2);
    expect(linkIn(world.mailbox.mails[1], "verification")).toContain("/verification/");
  });

  it.each(["withdrawn", "takendown", "invalidated", "held"] as const)(
    "of a %s entry is not mailed",
    async (state) => {
      await buildEntry(world.deps, world.letter, { email: EMAIL, state });
      await ask(EMAIL);
      expect(world.mailbox.mails).toEqual([]);
    },
  );

  it("is mailed once in ten minutes and twice a day; what is above waits, and the last one works", async () => {
    await buildEntry(world.deps, world.letter, { email: EMAIL });
    const lastWorks = async () => {
      const last = linkIn(world.mailbox.mails.at(-1), "signature");
      expect((await browserIn(world).get(last)).status).toBe(200);
    };
    for (const mails of [1, 2, 2, 2, 2]) {
      await ask(EMAIL);
      await ask(EMAIL);
      expect(world.mailbox.mails).toHaveLength(mails);
      await lastWorks();
      world.clock.advance(11 * MINUTE_MS);
    }
    world.clock.advance(DAY_MS);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(3);
    await lastWorks();
    world.clock.advance(DAY_MS);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(3);
  });

  it("ends the older ones when it was handed over, not when it was asked for or tried", async () => {
    const id = await buildEntry(world.deps, world.letter, { email: EMAIL });
    const old = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
    const statusOf = async (link: string) => (await browserIn(world).get(link)).status;
    world.mailbox.refuseWith(451);
    await ask(EMAIL);
    expect(await statusOf(old)).toBe(200);
    // Somebody may read a mail before its server has noted that it left.
    const next = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 2 }));
    expect(await statusOf(next)).toBe(200);
    world.mailbox.refuseWith(null);
    world.clock.advance(MINUTE_MS);
    await world.deliver();
    expect(linkIn(world.mailbox.mails[0], "signature")).toBe(next);
    expect([await statusOf(old), await statusOf(next)]).toEqual([410, 200]);
    const { move } = await world.db.signature.findUniqueOrThrow({ where: { id } });
    expect(move).toBe("replace-links");
  });

  it("that could not be mailed leaves the old link working", async () => {
    const id = await buildEntry(world.deps, world.letter, { email: EMAIL });
    const old = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
    const { addressLimitKey } = await world.db.signature.findUniqueOrThrow({ where: { id } });
    await world.db.suppression.create({
      data: { addressLimitKey: addressLimitKey ?? "", createdAt: new Date() },
    });
    await ask(EMAIL);
    expect(world.mailbox.mails).toEqual([]);
    expect((await browserIn(world).get(old)).status).toBe(200);
  });

  it("is not asked for more than thirty times in ten minutes by one client", async () => {
    for (let index = 0; index < 31; index += 1) {
      await buildEntry(world.deps, world.letter, { email: `a${index}@example.org` });
    }
    const asked = async (email: string, path = "/letters/rivers/lost-link") =>
      await browserIn(world).post(path, { email });
    for (let index = 0; index < 30; index += 1) {
      expect((await asked(`a${index}@example.org`)).status).toBe(200);
    }
    const told = await Promise.all([
      asked("a30@example.org"),
      asked("nobody@example.org"),
      asked("a30@example.org", "/lost-link"),
    ]);
    expect(told.map(({ status }) => status)).toEqual([429, 429, 429]);
    expect(told.map(({ headers }) => headers.get("Retry-After"))).toEqual(["600", "600", "600"]);
    expect(await told[0].text()).toBe(await told[1].text());
    while ((await world.deliver()) > 0);
    expect(world.mailbox.mails).toHaveLength(30);
    const others = browserIn(world, "198.51.100.9");
    expect((await others.post("/lost-link", { email: "a30@example.org" })).status).toBe(200);
  });

  it("asks for an address, and keeps what was typed", async () => {
    const form = await browserIn(world).get("/letters/rivers/lost-link");
    expect(await form.text()).toContain('name="email"');
    const response = await browserIn(world).post("/letters/rivers/lost-link", { email: "ada@" });
    expect([response.status, await response.text()]).toEqual([
      422,
      expect.stringContaining('value="ada@"'),
    ]);
  });
});
