import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, type GivenEntry } from "../../../prisma/builders.ts";
import { HOUR_MS, SECOND_MS } from "../../../src/shared/clock.ts";
import { signOwnPageToken, signToken } from "../../../src/shared/keys/signed-token.ts";
import { EVIDENCE_MARKS } from "../../../src/signatures/evidence/codes.ts";
import { ORGANISATION, PERSON, sign } from "../../support/forms.ts";
import { moveEntry } from "../../support/moves.ts";
import { queueWithBeside } from "../../support/queue-text.ts";
import {
  browserIn,
  type FormFields,
  openWorld,
  signInAs,
  type World,
} from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const QUEUE = "/admin/letters/rivers/queue";

/** Signs, and gives what the row keeps of it. */
async function signed(fields: FormFields, client?: string) {
  expect((await sign(world, fields, client)).status).toBe(303);
  return await world.db.signature.findFirstOrThrow({ orderBy: { id: "desc" } });
}

/** What the queue says of the entries of a state, as text. */
async function queueText(state = "unverified"): Promise<string> {
  const moderator = await signInAs(world, "moderator");
  const html = await queueWithBeside(moderator, `${QUEUE}?state=${state}`);
  return html
    .replaceAll("&#39;", "'")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

const build = (given: GivenEntry) => buildEntry(world.deps, world.letter, given);
const codes = (signals: string) => signals.trim().split(" ");

describe("what an entry shows by itself", () => {
  it.each([
    [
      "domain-matches",
      { email: "office@mail.weir.org.uk", website: "https://www.weir.org.uk" },
      "The address is at the organisation's own domain, mail.weir.org.uk.",
    ],
    [
      "domain-differs",
      { email: "office@weir.org.uk", website: "https://wier.org.uk" },
      "The address is at weir.org.uk, the website at wier.org.uk.",
    ],
    [
      "domain-differs",
      { email: "office@weir.github.io", website: "https://river.github.io" },
      "The address is at weir.github.io, the website at river.github.io.",
    ],
    [
      "free-mail",
      { email: "weir@gmail.com" },
      "Anyone can get an address at gmail.com, a free mail provider.",
    ],
    [
      "free-mail",
      { email: "weir@yahoo.co.in" },
      "Anyone can get an address at yahoo.co.in, a free mail provider.",
    ],
    [
      "disposable",
      { email: "weir@mailinator.com" },
      "mailinator.com gives out disposable addresses.",
    ],
    ["odd-domain", { email: "office@weir.local" }, "Mail is unlikely to reach weir.local."],
    ["odd-domain", { website: "https://weir.invalid" }, "Mail is unlikely to reach weir.invalid."],
    [
      "mixed-scripts",
      { name: "The Grеen Society" },
      "“Grеen” mixes letters of two alphabets that look alike.",
    ],
  ])("is noticed: %s of %j", async (code, fields, sentence) => {
    const { signals } = await signed({ ...ORGANISATION, ...fields });
    expect(codes(signals)).toContain(code);
    expect(await queueText()).toContain(sentence);
  });

  it("is nothing to look at where nothing is odd, or where a person has free mail", async () => {
    await signed({ ...ORGANISATION, email: "office@weir.org", website: "https://weir.org" });
    const { signals } = await signed({ ...PERSON, email: "ada.l@gmail.com" });
    expect(signals).toBe("");
    expect(await queueText()).not.toContain("Look closer");
  });

  it("is seen of imported and older entries too, of which nothing was kept", async () => {
    const id = await build({ ...organisation("Weir"), email: "weir@gmail.com", state: "pending" });
    await world.db.signature.update({ where: { id }, data: { signals: "" }, select: { id: true } });
    expect(await queueText("pending")).toContain("Anyone can get an address at gmail.com");
  });
});

const organisation = (name: string): GivenEntry => ({ kind: "organisation", name });

describe("other entries", () => {
  it("of the same name are counted by state, the list among them", async () => {
    await build(organisation("Friends of the Weir"));
    await build({ ...organisation("FRIENDS OF THE WEIR"), state: "pending" });
    await build({ name: "Friends of the Weir" });
    const { signals } = await signed({ ...ORGANISATION, name: "Friends of the Weír" });
    expect(codes(signals)).toContain("same-name");
    const text = await queueText();
    expect(text).toContain("Another entry with this name is published.");
    expect(text).toContain("Another entry with this name is pending.");
  });

  it.each([
    ["the same key", "Friends 0f the Weir"],
    ["a slip of the pen", "Freinds of the Weir"],
    ["Cyrillic letters", "Friеnds оf the Wеir"],
  ])("that a name can be taken for are named, with how they stand now: %s", async (_, name) => {
    const genuine = await build(organisation("Friends of the Weir"));
    const { signals, standsWith, id } = await signed({ ...ORGANISATION, name });
    expect(codes(signals)).toContain("look-alike");
    expect(signals).toContain(` like:${genuine} `);
    expect(standsWith).toBe(id);
    const sentence = "The name looks like “Friends of the Weir”, which is";
    expect(await queueText()).toContain(`${sentence} published.`);
    const moderator = await signInAs(world, "moderator");
    const takedown = { id: genuine, decision: "takedown", reason: "own-request" };
    await moderator.post("/admin/letters/rivers/decisions", takedown);
    const text = await queueText();
    expect(text).not.toContain("Friends of the Weir");
    expect(text).toContain(
      "The name looked like the name of an entry that has since been removed.",
    );
  });

  it("of another letter, of the other kind or taken out are none", async () => {
    await build({ name: "Friends of the Weir" });
    await build({ ...organisation("Friends of the Weir"), state: "invalidated" });
    const { signals } = await signed({ ...ORGANISATION, name: "Freinds of the Weir" });
    expect(signals).not.toContain("look-alike");
  });

  it("from the same client within an hour are noticed from the fifth on", async () => {
    const send = (index: number) =>
      signed({ ...PERSON, name: `Person ${"abcdefg"[index]}`, email: `p${index}@weir.org` });
    for (let index = 0; index < 4; index += 1) expect((await send(index)).signals).toBe("");
    expect((await send(4)).signals).toBe(" many-from-client ");
    expect(await queueText()).toContain("At least 4 other entries came from the same connection");
    world.clock.advance(HOUR_MS + SECOND_MS);
    expect((await send(5)).signals).toBe("");
  });

  it("from the same domain within an hour are noticed from the twentieth on", async () => {
    const send = (index: number, domain: string) =>
      signed(
        { ...PERSON, name: `Person ${index}`, email: `p${index}@${domain}` },
        `198.51.100.${index}`,
      );
    for (let index = 1; index < 20; index += 1) {
      await build({ name: `Built ${index}`, email: `b${index}@weir.org`, state: "unverified" });
      await build({ name: `Free ${index}`, email: `b${index}@gmail.com`, state: "unverified" });
    }
    expect((await send(1, "gmail.com")).signals).toBe("");
    expect((await send(2, "weir.org")).signals).toBe(" many-from-domain ");
    expect(await queueText()).toContain("At least 19 other entries came from the same domain");
  });
});

describe("how an entry was sent and confirmed", () => {
  it("without a captcha is noticed, and no more once it was sent with one", async () => {
    const held = await signed({ ...PERSON, altcha: "" });
    expect(held).toMatchObject({ state: "held", signals: " no-captcha " });
    expect(await queueText("held")).toContain("Sent without a solved captcha");
    expect(await signed(PERSON)).toMatchObject({ state: "unverified", signals: "" });
  });

  it("above the client's limit is noticed", async () => {
    await world.db.letter.updateMany({ data: { submissionsPerClientMax: 1 } });
    await signed({ ...PERSON, email: "first@weir.org", name: "First" });
    const { signals } = await signed(PERSON);
    expect(signals).toBe(" over-limit ");
    expect(await queueText("held")).toContain(
      "The connection had sent many entries within minutes.",
    );
  });

  it.each([
    [1, " confirmed-fast "],
    [3, ""],
  ])("is noticed of a confirmation %i s after the mail left: “%s”", async (seconds, signals) => {
    const { id } = await signed(PERSON);
    await world.deliver();
    world.clock.advance(seconds * SECOND_MS);
    const expiresAt = new Date(world.clock.now().getTime() + HOUR_MS);
    const token = await signToken(world.deps.keys, "verification", { id, expiresAt });
    await browserIn(world).post(`/verification/${token}`, { decision: "confirm" });
    const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: "pending", signals });
    const text = await queueText("pending");
    expect(text.includes("Confirmed within seconds of our mail")).toBe(signals !== "");
  });

  it("stays noticed when the signatory changes what it says, which is looked at anew", async () => {
    const id = await build({ ...organisation("Grеen Weir"), state: "pending" });
    const like = await build(organisation("Friends of the Weir"));
    const signals = " mixed-scripts confirmed-fast ";
    await world.db.signature.update({ where: { id }, data: { signals }, select: { id: true } });
    const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    const { email: _, consent: __, authority: ___, ...form } = ORGANISATION;
    const fields = { ...form, name: "Freinds of the Weir", website: "https://weir.org" };
    await browserIn(world).post(`/signature/${token}`, { ...fields, action: "edit" });
    const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
    expect(row.name).toBe("Freinds of the Weir");
    expect(row.signals).toBe(` domain-differs look-alike confirmed-fast like:${like} `);
  });
});

describe("what is noticed", () => {
  it("is kept as codes between blanks and ids, with nothing personal among them", async () => {
    await build(organisation("Friends of the Weir"));
    await signed({ ...ORGANISATION, name: "Freinds of the Weir", email: "w@mailinator.com" });
    const { signals } = await signed({ ...ORGANISATION, name: "Friеnds", email: "w@weir.local" });
    const known = new Set(Object.keys(EVIDENCE_MARKS));
    for (const row of await world.db.signature.findMany()) {
      const others = codes(row.signals).filter((code) => code !== "" && !known.has(code));
      expect(others.every((code) => /^like:[0-9a-f-]{36}$/.test(code))).toBe(true);
    }
    expect(signals).toMatch(/^ .* $/);
  });
});

describe("entries that resemble each other", () => {
  it("stand together in the queue, behind the first, with one bar", async () => {
    const pending = { ...organisation("Friends of the Weir"), state: "pending" } as const;
    await build({ ...pending, hoursAgo: 3 });
    await build({ ...pending, name: "Donau Anglerbund", hoursAgo: 2 });
    for (const name of ["Freinds of the Weir", "Friends 0f the Weir"]) {
      const { id } = await signed({ ...ORGANISATION, name, email: `${name.slice(0, 4)}@weir.org` });
      await moveEntry(world.deps, id, "confirm");
      world.clock.advance(HOUR_MS);
    }
    const moderator = await signInAs(world, "moderator");
    const html = await (await moderator.get(QUEUE)).text();
    const names = [...html.matchAll(/<bdi class="name">([^<]+)/g)].map(([, name]) => name);
    expect(names).toEqual([
      "Friends of the Weir",
      "Freinds of the Weir",
      "Friends 0f the Weir",
      "Donau Anglerbund",
    ]);
    const [group = "", ...more] = html.split('<tbody class="alike">').slice(1);
    expect(more).toEqual([]);
    expect(group).toContain("<span>3 look alike</span>");
    expect(group).toContain("Select these 3");
    const together = group.slice(0, group.indexOf("</tbody>"));
    expect(together.match(/<input type="checkbox" name="id"/g)).toHaveLength(3);
  });

  it("stand apart again where one is typed anew before it is confirmed", async () => {
    const first = await signed({ ...PERSON, name: "Ada Lovelace", email: "a@weir.org" });
    const second = await signed({ ...PERSON, name: "Lovelace, Ada", email: "b@weir.org" });
    expect(second).toMatchObject({ standsWith: first.id, standsAt: first.standsAt });
    const anew = await signed({ ...PERSON, name: "Grace Hopper", email: "b@weir.org" });
    expect(anew).toMatchObject({ id: second.id, standsWith: second.id, signals: "" });
    expect(anew.standsAt).toEqual(anew.signedAt);
  });
});

describe("one mailbox", () => {
  const SPELLINGS = ["zed@gmail.com", "z.ed@gmail.com", "zed+1@gmail.com", "zed+2@googlemail.com"];
  const SENTENCE = "4 entries may share one mailbox.";
  const spelled = async (email: string, name: string) => {
    const { id, signals } = await signed({ ...PERSON, name, email });
    await moveEntry(world.deps, id, "confirm");
    return { id, signals };
  };

  it("of which several spellings sign is evidence on each entry, and found by the filter", async () => {
    const names = ["Zed One", "Zoe Two", "Zia Three", "Zac Four"];
    for (const [index, email] of SPELLINGS.entries()) await spelled(email, names[index] ?? "");
    await spelled("someone@gmail.com", "Somebody Else");
    const text = await queueText("pending");
    // In each row, and in what is shown beside it.
    expect(text.split(SENTENCE)).toHaveLength(9);
    const moderator = await signInAs(world, "moderator");
    const found = await (await moderator.get(`${QUEUE}?signal=one-mailbox`)).text();
    for (const name of names) expect(found).toContain(name);
    expect(found).not.toContain("Somebody Else");
    const { pending } = await (await moderator.get(`${QUEUE}.json?signal=one-mailbox`)).json();
    const marked = pending.filter(({ evidence }: { evidence: string[] }) =>
      evidence.includes("one-mailbox"),
    );
    expect(marked).toHaveLength(4);
  });

  it("is none where an officer signs for the organisation and as a person, or in another letter", async () => {
    await signed({ ...ORGANISATION, email: "office@weir.org" });
    await signed({ ...PERSON, email: "OFFICE@weir.org" });
    const other = await buildLetter(world.deps, { slug: "lakes" });
    const email = "of.fice@weir.org";
    await buildEntry(world.deps, other, { email });
    expect(await queueText()).not.toContain("may share one mailbox");
    const { signals } = await signed({ ...PERSON, name: "Third", email });
    expect(codes(signals)).toContain("one-mailbox");
    expect(await queueText()).toContain("3 entries may share one mailbox.");
  });

  it("stays when the words are changed, and says so once the others have ended", async () => {
    const { id } = await spelled("zed@gmail.com", "Zed One");
    const second = await spelled("z.ed@gmail.com", "Zoe Two");
    const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    const form = { action: "edit", ...PERSON, name: "Zed Changed" };
    await browserIn(world).post(`/signature/${token}`, form);
    expect(await queueText("pending")).toContain("2 entries may share one mailbox.");
    await moveEntry(world.deps, second.id, "withdraw");
    const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
    expect([row.name, codes(row.signals)]).toEqual(["Zed Changed", ["one-mailbox"]]);
    const gone = "It may share a mailbox with an entry that has since been removed.";
    expect(await queueText("pending")).toContain(gone);
  });

  it("does not count what was taken out", async () => {
    await build({ email: "zed@gmail.com", state: "invalidated" });
    expect((await signed({ ...PERSON, email: "z.ed@gmail.com" })).signals).toBe("");
  });
});
