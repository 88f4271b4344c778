import { afterEach, beforeEach, expect, it } from "vitest";
import { buildEntry, buildLetter, type GivenEntry } from "../../../prisma/builders.ts";
import { QUEUE_PAGE_SIZE } from "../../../src/signatures/queue/read.ts";
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
/** What a row may take, on average, of a page that is sent as it is. */
const ROW_BYTES_MAX = 1_500;

/** Each with evidence: a domain, a free or throw-away address, the same name, another alphabet. */
const PEOPLE: readonly GivenEntry[] = [
  {
    name: "Adaeze Okonkwo-Fitzgerald",
    title: "Professor of Freshwater Ecology",
    affiliation: "University of Lagos",
    email: "adaeze@unilag.example",
    country: "NG",
  },
  { name: "محمد الأنصاري", title: "باحث في علوم المياه", email: "ansari@gmail.com", country: "EG" },
  { name: "Олена Коваль", affiliation: "Інститут гідробіології", email: "koval@gmail.com" },
  { name: "Grace Hopper", email: "grace@mailinator.com", country: "US" },
  {
    kind: "organisation",
    name: "Alliance for Free-Flowing Rivers",
    website: "https://rivers.example",
    email: "office@rivers.example",
    contactName: "Maya Lindqvist",
    contactRole: "Director",
    country: "SE",
  },
];

async function pending(given: GivenEntry): Promise<string> {
  return await buildEntry(world.deps, world.letter, { state: "pending", ...given });
}

const rowsIn = (page: string) => page.match(/<tr id="entry-.*?<\/tr>/gs) ?? [];

it("sends at most 1.5 kB for each of fifty rows that all have evidence", async () => {
  for (let index = 0; index < QUEUE_PAGE_SIZE; index += 1) {
    const given = PEOPLE[index % PEOPLE.length] ?? {};
    await pending({ ...given, email: `${index}${given.email}`, hoursAgo: index });
  }
  const rows = rowsIn(await (await ada.get(QUEUE)).text());
  expect(rows.length).toBe(QUEUE_PAGE_SIZE);
  expect(rows.filter((row) => row.includes('class="glance')).length).toBe(QUEUE_PAGE_SIZE);
  expect(Buffer.byteLength(rows.join("")) / rows.length).toBeLessThanOrEqual(ROW_BYTES_MAX);
});

it("decides the entry of the row whose button was pressed, whatever is selected below", async () => {
  const [id, other] = [await pending({ name: "Ada" }), await pending({ name: "Grace" })];
  const form = { state: "pending", id: other, reason: "duplicate", note: "of the others" };
  const { status } = await ada.post(DECISIONS, { ...form, approve: id });
  const rows = await world.db.signature.findMany({
    where: { id: { in: [id, other] } },
    select: { id: true, state: true, notes: true },
  });
  const stateOf = (wanted: string) => rows.find((row) => row.id === wanted)?.state;
  expect([status, stateOf(id), stateOf(other)]).toEqual([303, "published", "pending"]);
  expect(rows.flatMap(({ notes }) => notes)).toEqual([]);
});

it("says after a decision how many are left, and what was decided today", async () => {
  const [id] = [await pending({ name: "Ada" }), await pending({ name: "Grace" })];
  const decide = async (decision: string) => {
    const json = { Accept: "application/json" };
    return await (await ada.post(DECISIONS, { id, decision, numbers: "on" }, json)).json();
  };
  const { numbers } = await decide("approve");
  const now = { pending: "1", published: "1", aside: null, today: "Today: 1 decided, 1 by you" };
  expect(numbers).toMatchObject(now);
  expect((await decide("undo")).numbers).toMatchObject({ pending: "2", published: "0" });
});

it("leads without scripts to the page on which a decision is given its reason", async () => {
  const id = await pending({ name: "Ada" });
  const rejected = await ada.post(DECISIONS, { state: "pending", reject: id });
  const entry = `/admin/letters/rivers/entries/${id}`;
  expect(rejected.headers.get("location")).toBe(`${entry}?tab=pending#decide`);
  const page = await (await ada.get(`${entry}?tab=pending`)).text();
  expect(page).toMatch(/<form id="decide"[\s\S]*?<select[^>]*name="reason"/);
  await ada.post(DECISIONS, { state: "pending", approve: id });
  const off = await ada.post(DECISIONS, { state: "published", unpublish: id });
  expect(off.headers.get("location")).toBe(`${entry}?tab=published#take-out`);
  expect(await (await ada.get(`${entry}?tab=published`)).text()).toContain('id="take-out"');
});

it("shows beside the table what rows leave out, of this letter alone", async () => {
  const [person, , , , organisation] = PEOPLE;
  const ids = [await pending({ ...person }), await pending({ ...organisation })];
  const elsewhere = await buildLetter(world.deps, { slug: "lakes" });
  const foreign = await buildEntry(world.deps, elsewhere, { state: "pending", name: "Not ours" });
  const query = new URLSearchParams([...ids, foreign].map((id) => ["id", id]));
  const beside = await (await ada.get(`${QUEUE}/beside?${query}`)).text();
  expect(beside.match(/data-of="[^"]+"/g)).toEqual(ids.map((id) => `data-of="${id}"`));
  expect(beside).toContain("Maya Lindqvist");
  expect(beside).toContain("rivers.example");
  const page = await (await ada.get(QUEUE)).text();
  expect(page).not.toMatch(/Maya Lindqvist|office<wbr/);
});
