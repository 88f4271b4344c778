import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { seedDemo } from "../../../prisma/seed.ts";
import { EVIDENCE_CODES, isLookCloser } from "../../../src/signatures/evidence/codes.ts";
import { NO_FILTER } from "../../../src/signatures/queue/filter.ts";
import { queuePage } from "../../../src/signatures/queue/read.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ada: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  ada = await signInAs(world, "administrator");
});
afterEach(() => world.close());

const DECISIONS = "/admin/letters/rivers/decisions";
const JSON_WANTED = { Accept: "application/json" };

async function build(given: GivenEntry, columns: object = {}): Promise<string> {
  const id = await buildEntry(world.deps, world.letter, { state: "pending", ...given });
  await world.db.signature.update({ where: { id }, data: columns, select: { id: true } });
  return id;
}

const stateOf = async (id: string) =>
  (await world.db.signature.findUniqueOrThrow({ where: { id } })).state;
const nameOf = async (id: string) =>
  (await world.db.signature.findUniqueOrThrow({ where: { id } })).name;
const approve = async (id: string | string[], more: Record<string, string> = {}) =>
  await (await ada.post(DECISIONS, { id, decision: "approve", ...more }, JSON_WANTED)).json();
const HASH = `1.${"m".repeat(43)}`;
const signals = (code: string) => ({ signals: ` ${code} ` });

/** For each piece of evidence that takes a second press, an entry that shows it. */
const CLOSER: [string, () => Promise<string>][] = [
  ["disposable", () => build({ email: "x@mailinator.com" })],
  ["odd-domain", () => build({ email: "x@printer.localhost" })],
  ["mixed-scripts", () => build({ name: "Аda Lovelace" })],
  ["over-limit", () => build({}, signals("over-limit"))],
  ["look-alike", () => build({}, { signals: " look-alike like:gone " })],
  ["one-mailbox", () => build({}, { ...signals("one-mailbox"), addressLimitKey: HASH })],
  [
    "same-name",
    async () => {
      await build({ name: "Grace Hopper", state: "published" });
      return await build({ name: "Grace Hopper" });
    },
  ],
];

describe("approving what asks for a closer look", () => {
  it.each(CLOSER)("takes a second press for %s", async (code, make) => {
    const id = await make();
    const { decided, skipped } = await approve(id);
    expect(decided).toEqual([]);
    expect(skipped).toEqual([
      { id, why: "look-closer", evidence: [code], look: [expect.any(String)] },
    ]);
    expect(await stateOf(id)).toBe("pending");
    for (const despite of ["off", "yes", ""]) await approve(id, { despite });
    expect(await stateOf(id)).toBe("pending");
    expect((await approve(id, { despite: "on" })).decided).toEqual([id]);
    expect(await stateOf(id)).toBe("published");
  });

  it("takes one press for any other evidence", async () => {
    const tested = CLOSER.map(([code]) => code);
    const others = EVIDENCE_CODES.filter((code) => !tested.includes(code));
    expect(others.filter(isLookCloser)).toEqual([]);
    const ids = await Promise.all(others.map((code) => build({}, signals(code))));
    const differs = { kind: "organisation", website: "https://weir.example", name: "W" } as const;
    ids.push(await build({ ...differs, email: "w@mill.example" }));
    expect(new Set((await approve(ids)).decided)).toEqual(new Set(ids));
  });

  it("holds for overturning, for publishing again, and for a change that waits", async () => {
    await build({ name: "Grace Hopper", state: "published" });
    const name = "Grace Hopper";
    const rejected = await build({ name, state: "rejected" });
    const unpublished = await build({ name }, { unpublishedAt: world.clock.now() });
    const changed = await build({ state: "published", proposal: { name } });
    const wishes = [
      [rejected, { state: "rejected" }],
      [unpublished, {}],
      [changed, { seen_at: String(world.clock.now().getTime()) }],
    ] as const;
    for (const [id, more] of wishes) {
      expect((await approve(id, more)).skipped).toMatchObject([{ id, why: "look-closer" }]);
      expect((await approve(id, { ...more, despite: "on" })).decided).toEqual([id]);
      expect([await stateOf(id), await nameOf(id)]).toEqual(["published", name]);
    }
  });

  it("leaves such entries out of many, and names them with the reason on the page", async () => {
    const closer = await build({ name: "Fake & Sons", email: "x@mailinator.com" });
    const plain = await Promise.all([build({}), build({})]);
    const answer = await ada.post(DECISIONS, { id: [closer, ...plain], decision: "approve" });
    const address = answer.headers.get("location") ?? "";
    expect([answer.status, await stateOf(closer)]).toEqual([303, "pending"]);
    expect(await Promise.all(plain.map(stateOf))).toEqual(["published", "published"]);
    expect(address).not.toMatch(/Fake|mailinator/);
    const page = await (await ada.get(address)).text();
    const form = page.match(/<div class="notice warning".*?<\/form>/s)?.[0] ?? "";
    expect(form).toContain("Fake &amp; Sons");
    expect(form).toContain("mailinator.com gives out disposable addresses.");
    const fields = Object.fromEntries(
      [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map((m) => [m[1] ?? "", m[2] ?? ""]),
    );
    expect(fields).toMatchObject({ id: closer, despite: "on", decision: "approve" });
    await ada.post(DECISIONS, fields);
    expect(await stateOf(closer)).toBe("published");
    expect(await (await ada.get(address)).text()).not.toContain('class="flash skipped"');
  });

  it("says on the entry's page why, with the second press", async () => {
    const id = await build({ email: "x@mailinator.com" });
    const answer = await ada.post(DECISIONS, { id, decision: "approve", from: "entry" });
    const page = await (await ada.get(answer.headers.get("location") ?? "")).text();
    expect(page).toMatch(/name="despite" value="on".*Approve it anyway/s);
  });

  it("says what else keeps an entry from being approved before it says to look closer", async () => {
    const held = await build({ email: "x@mailinator.com", state: "held" });
    const changed = await build({ email: "y@mailinator.com" }, { editedAt: world.clock.now() });
    const seen = { seen_at: String(world.clock.now().getTime() - 1000) };
    const whys = (await approve([held, changed], seen)).skipped.map(
      ({ why }: { why: string }) => why,
    );
    expect(whys).toEqual([
      "You cannot do this, because it is on hold.",
      expect.stringContaining("It has changed since you opened this page"),
    ]);
  });
});

it("asks for a second press at few of the demo's genuine entries", async () => {
  await seedDemo(world.deps);
  const letter = await world.db.letter.findUniqueOrThrow({ where: { slug: "open-rivers" } });
  const states = ["pending", "held", "published"] as const;
  const pages = await Promise.all(
    states.map((state) => queuePage(world.deps, letter.id, { ...NO_FILTER, state, after: null })),
  );
  const shown = pages.flatMap(({ entries }) => entries);
  // All but whoever took the trust's name, from a mailbox that is not its own.
  const genuine = shown.filter(({ name, state }) => {
    return name !== "The Estuary Trust" || state !== "pending";
  });
  const codes: readonly string[] = EVIDENCE_CODES.filter(isLookCloser);
  const closer = genuine.filter(({ evidence }) =>
    evidence.some(({ code }) => codes.includes(code)),
  );
  expect(genuine).toHaveLength(26);
  expect(closer.map(({ name }) => name)).toEqual(["Conference Delegate", "The Estuary Trust"]);
  expect(closer.length / genuine.length).toBeLessThanOrEqual(0.15);
});
