import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { DAY_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

const EMAIL = "ada@example.org";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** An entry of the address in a letter of its own, which has the same name. */
async function signed(title: string, state: "unverified" | "pending" | "published" | "held") {
  const slug = title.toLowerCase();
  const letter = await buildLetter(world.deps, { slug, title });
  return await buildEntry(world.deps, letter, { email: EMAIL, state, name: `Ada of ${title}` });
}

async function ask(email = EMAIL): Promise<string> {
  const answer = await browserIn(world).post("/lost-link", { email });
  expect(answer.status).toBe(200);
  await world.deliver();
  return await answer.text();
}

async function pageLink(): Promise<string> {
  await ask();
  return linkIn(world.mailbox.mails.at(-1), "entries");
}

const read = async (path: string) => await (await browserIn(world).get(path)).text();
const stateOf = async (id: string) =>
  (await world.db.signature.findUniqueOrThrow({ where: { id } })).state;

describe("the link to all entries of an address", () => {
  it("is one mail, with a page of every letter, whichever state the entry is in", async () => {
    await signed("Lakes", "published");
    await signed("Woods", "pending");
    await signed("Moors", "unverified");
    await signed("Dunes", "held");
    await buildEntry(world.deps, world.letter, { email: "ben@example.org", name: "Ben" });
    await world.db.outbox.updateMany({ data: { state: "sent" } });
    const page = await read(await pageLink());
    expect(world.mailbox.mails).toHaveLength(1);
    for (const name of ["Lakes", "Woods", "Moors"]) expect(page).toContain(`Ada of ${name}`);
    expect(page).not.toContain("Dunes");
    expect(page).not.toContain("Ben");
    const [own] = /\/signature\/[\w.-]+/.exec(page) ?? [""];
    expect(await read(own)).toContain("Ada of Lakes");
    const [question] = /\/verification\/[\w.-]+/.exec(page) ?? [""];
    expect(await read(question)).toContain("Ada of Moors");
  });

  it("is asked for alike by everybody, and mailed to whoever has signed", async () => {
    await signed("Lakes", "published");
    expect(await ask()).toBe(await ask("nobody@example.org"));
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([[EMAIL]]);
    const typo = await browserIn(world).post("/lost-link", { email: "ada@" });
    expect([typo.status, await typo.text()]).toEqual([422, expect.stringContaining('"ada@"')]);
    expect(await read("/letters/rivers/lost-link")).toContain('href="/lost-link"');
    expect(await read("/letters/rivers/privacy")).toContain('href="/lost-link"');
  });

  it("shares the allowance of links to own pages, each of which leads to it too", async () => {
    await signed("Lakes", "published");
    await ask();
    await browserIn(world).post("/letters/lakes/lost-link", { email: EMAIL });
    world.clock.advance(11 * MINUTE_MS);
    await world.deliver();
    await ask();
    world.clock.advance(11 * MINUTE_MS);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(2);
    const own = world.mailbox.mails.find(({ subject }) => subject.startsWith("Your link"));
    const [all = ""] = /\/entries\/[\w.-]+/.exec(own?.text ?? "") ?? [];
    expect(await read(all)).toContain("Ada of Lakes");
    world.clock.advance(DAY_MS);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(3);
  });

  it("works for a week, and is no link if anything of it was changed", async () => {
    await signed("Lakes", "published");
    const link = await pageLink();
    const changed = await browserIn(world).get(
      `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`,
    );
    expect(changed.status).toBe(404);
    world.clock.advance(7 * DAY_MS - MINUTE_MS);
    expect((await browserIn(world).get(link)).status).toBe(200);
    world.clock.advance(MINUTE_MS);
    const expired = await browserIn(world).get(link);
    expect([expired.status, await expired.text()]).toEqual([
      410,
      expect.stringContaining('href="/lost-link"'),
    ]);
    expect((await browserIn(world).post(link, { entry: "all", confirm: "on" })).status).toBe(410);
  });
});

describe("on the page of all entries", () => {
  it("nothing is withdrawn by opening it, by the first press, or by what it does not show", async () => {
    const ids = [await signed("Lakes", "published"), await signed("Woods", "pending")];
    const ben = await buildEntry(world.deps, world.letter, { email: "ben@example.org" });
    const link = await pageLink();
    const browser = browserIn(world);
    const asked = await browser.post(link, { entry: "all" });
    expect(await asked.text()).toContain("Withdraw these 2 signatures?");
    expect(await (await browser.post(link, { entry: "all", confirm: "on" })).text()).toContain("?");
    expect((await browser.post(link, { entry: ben, confirm: "on" })).status).toBe(422);
    expect((await browser.post(link, {})).status).toBe(422);
    for (const id of [...ids, ben]) expect(["published", "pending"]).toContain(await stateOf(id));
  });

  it("each is withdrawn by two presses, and the link goes on working for the others", async () => {
    const lakes = await signed("Lakes", "published");
    const woods = await signed("Woods", "pending");
    const link = await pageLink();
    const browser = browserIn(world);
    const question = await (await browser.post(link, { entry: lakes })).text();
    expect(question).toContain("Ada of Lakes");
    expect(question).not.toContain("Ada of Woods");
    const done = await browser.post(link, { entry: lakes, confirm: "on" });
    expect(done.status).toBe(303);
    expect([await stateOf(lakes), await stateOf(woods)]).toEqual(["withdrawn", "pending"]);
    const page = await read(done.headers.get("location") ?? "");
    expect(page).toContain("You have withdrawn one signature.");
    expect(page).toContain("Ada of Woods");
    expect(page).not.toContain("Ada of Lakes");
  });

  it("all are withdrawn that were shown, and no more", async () => {
    const shown = [await signed("Lakes", "published"), await signed("Woods", "pending")];
    const link = await pageLink();
    const browser = browserIn(world);
    const question = await (await browser.post(link, { entry: "all" })).text();
    const later = await signed("Moors", "pending");
    const named = [...question.matchAll(/name="entry" value="([^"]+)"/g)].map(([, id]) => id ?? "");
    expect(named.toSorted()).toEqual(shown.toSorted());
    await browser.post(link, { entry: named, confirm: "on" });
    for (const id of shown) expect(await stateOf(id)).toBe("withdrawn");
    expect(await stateOf(later)).toBe("pending");
  });
});
