import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { QUEUE_STATES } from "../../../src/signatures/queue/order.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ada: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  ada = await signInAs(world, "moderator");
});
afterEach(() => world.close());

const QUEUE = "/admin/letters/rivers/queue";
const DECISIONS = "/admin/letters/rivers/decisions";
const PRESENCE = "/admin/letters/rivers/presence";
const NETWORK = `2026-11-24.${"n".repeat(43)}`;

async function pending(name: string, given: GivenEntry = {}, columns: object = {}) {
  const id = await buildEntry(world.deps, world.letter, { state: "pending", name, ...given });
  await world.db.signature.update({ where: { id }, data: columns, select: { id: true } });
  return id;
}

async function namesAt(address: string): Promise<string[]> {
  const json = await (await ada.get(address.replace("/queue?", "/queue.json?"))).json();
  const state = new URLSearchParams(address.split("?")[1]).get("state") ?? "pending";
  return json[state].map(({ name }: { name: string }) => name);
}

async function search(text: string, more: Record<string, string> = {}) {
  const response = await ada.post(`${QUEUE}/search`, { search: text, ...more });
  return { status: response.status, to: response.headers.get("location") ?? "", response };
}

describe("the queue for programs", () => {
  it.each(QUEUE_STATES)("names the %s entries by their state", async (state) => {
    await pending("Waits");
    const id = await pending("Stands", { state });
    const at = await (await ada.get(`${QUEUE}.json?state=${state}`)).json();
    expect(Object.keys(at).sort()).toEqual(["next", state, "total"].sort());
    const total = state === "pending" ? 2 : 1;
    expect([at[state].length, at.total, at.next]).toEqual([total, total, null]);
    expect(at[state]).toContainEqual(expect.objectContaining({ id, name: "Stands", state }));
  });

  it("says of an entry what it is and what was noticed, in codes, and nothing internal", async () => {
    const entry = {
      kind: "organisation",
      website: "https://www.weir.example",
      email: "ada@mail.weir.example",
    } as const;
    const keys = { networkKey: NETWORK, domainKey: `1.${"d".repeat(43)}` };
    const id = await pending("Friends of the Weir", entry, keys);
    await ada.post(DECISIONS, { id, decision: "note", note: "Asked by phone." });
    const text = await (await ada.get(`${QUEUE}.json`)).text();
    expect(JSON.parse(text).pending).toEqual([
      {
        id,
        kind: "organisation",
        name: "Friends of the Weir",
        title: null,
        affiliation: null,
        website: "https://www.weir.example",
        country: "ZZ",
        state: "pending",
        evidence: ["domain-matches"],
      },
    ]);
    expect(text).not.toMatch(/@|phone|nnnn|dddd/);
  });
});

describe("the filters of the queue", () => {
  const cases: [string, string, GivenEntry, object][] = [
    ["kind", "kind=organisation", { kind: "organisation" }, {}],
    ["signal", "signal=look-alike", {}, { signals: " same-name look-alike like:x " }],
    ["age", "age=over-week", { hoursAgo: 200 }, {}],
    ["country", "country=XK", { country: "XK" }, {}],
    ["language", "language=fr", {}, { language: "fr" }],
    ["network", `network=${NETWORK}`, {}, { networkKey: NETWORK }],
  ];
  it.each(cases)("narrow it by %s, on every tab", async (_, query, given, columns) => {
    await pending("Another");
    await pending("Wanted", given, columns);
    await pending("Published", { ...given, state: "published" }, columns);
    expect(await namesAt(`${QUEUE}?${query}`)).toEqual(["Wanted"]);
    expect(await namesAt(`${QUEUE}?${query}&state=published`)).toEqual(["Published"]);
    const page = await (await ada.get(`${QUEUE}?${query}`)).text();
    expect(page).toContain('href="/admin/letters/rivers/queue?state=pending"');
    expect(page).toContain('aria-label="Clear: ');
  });

  it("take nothing that is no filter", async () => {
    await pending("Ada");
    expect(await namesAt(`${QUEUE}?kind=x&signal=y&age=z&country=QQ&network=%27`)).toEqual(["Ada"]);
  });
});

describe("the search of the queue", () => {
  it("finds a name by the beginnings of its words, in whatever state", async () => {
    await pending("Žofie Nováková");
    await pending("Grace Hopper");
    await pending("Zofie Held", { state: "held" });
    const { status, to } = await search("zof");
    expect(status).toBe(303);
    expect(await namesAt(to)).toEqual(["Žofie Nováková"]);
    expect(await namesAt((await search("zof", { state: "held" })).to)).toEqual(["Zofie Held"]);
  });

  it("puts codes in the URL for an address, a domain and a network", async () => {
    await pending("Ada", { email: "Ada.L@Example.ORG" }, { networkKey: NETWORK });
    await pending("Grace", { email: "grace@example.net" }, { networkKey: NETWORK });
    const address = await search("ada.l@example.org");
    expect(address.to).not.toMatch(/ada|%40|@|example/i);
    expect(await namesAt(address.to)).toEqual(["Ada"]);
    expect(await (await ada.get(address.to)).text()).toContain("The address that you typed");
    const domain = await search("@Example.net");
    expect(domain.to).not.toContain("example");
    expect(await namesAt(domain.to)).toEqual(["Grace"]);
    const network = await search(NETWORK.slice(0, 17));
    expect(network.to).toContain(`network=${NETWORK}`);
    expect(await namesAt(network.to)).toEqual(["Ada", "Grace"]);
  });

  it("keeps the filters, and lifts the search before", async () => {
    const { to } = await search("ada", { kind: "individual", country: "XK", q: "grace" });
    expect(to).toBe(`${QUEUE}?state=pending&q=ada&kind=individual&country=XK`);
  });

  it.each(["ada@", "@", "a b@example.org", "ada@example.org, x@example.org"])(
    "says how to mend %s",
    async (text) => {
      const { status, response } = await search(text);
      expect([status, await response.text()]).toEqual([
        422,
        expect.stringContaining("Enter a whole address like name@example.org"),
      ]);
    },
  );

  it("shows how many came from one network, with a way to them", async () => {
    const id = await pending("Ada", {}, { networkKey: NETWORK });
    await pending("Grace", { state: "published" }, { networkKey: NETWORK });
    const beside = await (await ada.get(`${QUEUE}/beside?id=${id}`)).text();
    expect(beside).toContain("2 entries from this network (2026-11-24.nnnnnn)");
    expect(beside).toContain(`network=${NETWORK}`);
  });
});

describe("a note alone", () => {
  it("is saved with the entry, which stays in its state", async () => {
    const id = await pending("Ada");
    await ada.post(DECISIONS, { id, decision: "note", note: "Asked by phone." });
    const row = await world.db.signature.findUniqueOrThrow({
      where: { id },
      include: { notes: true },
    });
    expect([row.state, row.notes.map(({ text }) => text)]).toEqual([
      "pending",
      ["Asked by phone."],
    ]);
    const empty = await ada.post(DECISIONS, { id, decision: "note" });
    expect([empty.status, await empty.text()]).toEqual([
      422,
      expect.stringContaining("Write the note first."),
    ]);
  });
});

describe("the line above the queue", () => {
  it("counts what was decided since midnight, yours and everybody's, without what was undone", async () => {
    const ben = await signInAs(world, "moderator");
    const ids = await Promise.all(["A", "B", "C", "D"].map((name) => pending(name)));
    await ada.post(DECISIONS, { id: ids.slice(0, 2), decision: "approve" });
    await ben.post(DECISIONS, { id: ids[2], decision: "reject", reason: "duplicate" });
    await ben.post(DECISIONS, { id: ids[3], decision: "approve" });
    await ben.post(DECISIONS, { id: ids[3], decision: "undo" });
    expect(await (await ada.get(QUEUE)).text()).toContain("Today: 3 decided, 2 by you");
    world.clock.advance(24 * 60 * MINUTE_MS);
    const later = await signInAs(world, "moderator");
    expect(await (await later.get(QUEUE)).text()).toContain("Today: none decided");
  });

  it("counts every tab, the hidden ones among the published", async () => {
    await pending("A");
    await buildEntry(world.deps, world.letter, { proposal: { name: "B" } });
    await buildEntry(world.deps, world.letter, { hiddenAt: world.clock.now() });
    const page = await (await ada.get(QUEUE)).text();
    expect(page).toMatch(/Pending <span class="count">2</);
    expect(page).toMatch(/Published <span class="count">2</);
  });

  it("says who else is here and on what, for a minute", async () => {
    const ben = await signInAs(world, "moderator");
    const id = await pending("A");
    expect(await (await ben.post(PRESENCE, { entry: id })).json()).toEqual({ others: [] });
    const { others } = await (await ada.post(PRESENCE)).json();
    expect(others).toEqual([{ name: ben.displayName, initials: "m", entry: id }]);
    expect(await (await ada.get(QUEUE)).text()).toContain(`Here now: ${ben.displayName}`);
    world.clock.advance(MINUTE_MS);
    expect(await (await ada.post(PRESENCE)).json()).toEqual({ others: [] });
    expect(await world.db.presence.count()).toBe(1);
    await ben.post(DECISIONS, { id, decision: "approve" });
    expect((await (await ada.post(PRESENCE)).json()).others[0].entry).toBe(id);
  });
});
