import { readFileSync } from "node:fs";
import type { Deps } from "../src/deps.ts";
import { parseLetterFile } from "../src/letters/letter-file.ts";
import { newId } from "../src/shared/ids.ts";
import { foldedWords } from "../src/shared/text/text.ts";
import { addressColumns } from "../src/signatures/entry.ts";
import { buildEntry, buildLetter, type GivenEntry } from "./builders.ts";

type SeedDeps = Pick<Deps, "db" | "keys" | "clock">;

/** The demo: one letter on a made-up cause, with made-up signatories in every state. */
export async function seedDemo(deps: SeedDeps): Promise<void> {
  const parsed = parseLetterFile(readFileSync("prisma/demo-letter.md", "utf8"));
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  const letter = await buildLetter(deps, parsed.file);
  const moderator = await addModerator(deps);
  for (const entry of [...ORGANISATIONS, ...PEOPLE, ...WAITING, ...ENDED]) {
    await buildEntry(deps, letter, { ...addressesFor(entry), decidedBy: moderator, ...entry });
  }
  // The people of the demo do not exist, so nobody is mailed about it.
  await deps.db.outbox.updateMany({
    where: { letterId: letter.id, state: "due" },
    data: { state: "dropped", lastError: "demo" },
  });
}

/** The demo's decisions are theirs. Disabled, so that nobody signs in as them. */
async function addModerator({ db, keys, clock }: SeedDeps): Promise<string> {
  const id = newId(clock);
  const createdAt = clock.now();
  const address = { local: "moderator", domain: "rivers.example" };
  const { email, addressKey } = await addressColumns(keys, address);
  await db.account.create({
    data: {
      id,
      displayName: "Demo moderator",
      email,
      addressKey,
      createdAt,
      disabledAt: createdAt,
    },
    select: { id: true },
  });
  return id;
}

/** An address, and for organisations a website, made from the name. */
function addressesFor({ kind, name }: GivenEntry): GivenEntry {
  const slug =
    foldedWords(name ?? "")
      .join("-")
      .replace(/[^a-z0-9-]/g, "") || "somebody";
  return kind === "organisation"
    ? { email: `office@${slug}.example`, website: `https://${slug}.example` }
    : { email: `${slug}@mailbox.example` };
}

const ORGANISATIONS: readonly GivenEntry[] = [
  { name: "Aare Paddlers’ Union", country: "CH" },
  { name: "Clean Water Assembly", country: "IE" },
  { name: "Donau Anglerbund", country: "AT" },
  { name: "Ouderkerk Swimming Club", country: "NL" },
  { name: "Rivers and People Network", country: "ZZ" },
  { name: "Société des eaux vives", country: "FR" },
  { name: "The Estuary Trust", country: "GB" },
  { name: "Związek Rzeczny", country: "PL" },
].map((entry) => ({ ...entry, kind: "organisation", state: "published", hoursAgo: 400 }));

const people: readonly GivenEntry[] = [
  {
    name: "Ingrid af Strand",
    title: "Emeritus Professor of Limnology",
    affiliation: "Lakeside University",
  },
  { name: "Tomás Beltrán", title: "Fisher", affiliation: "Cooperative of the Lower Ebro" },
  {
    name: "Nkechi Danjuma",
    title: "Senior Lecturer in Public Health",
    affiliation: "Coastal College",
  },
  { name: "Élodie Fontenay", title: "Hydrologist" },
  {
    name: "محمد رضا‌پور",
    email: "rezapour@rivers.example",
    title: "مهندس آب",
    affiliation: "انجمن رودها",
  },
  { name: "Ilse van der Meer", title: "Lifeguard", affiliation: "Ouderkerk Swimming Club" },
  { name: "Madonna", affiliation: "Rowing coach" },
  { name: "Oisín Ó Briain", title: "Teacher" },
  {
    name: "佐藤 葵",
    email: "sato.aoi@rivers.example",
    title: "Researcher",
    affiliation: "Institute for River Basins",
    sortName: "Sato",
  },
  { name: "Marta Szczepańska", title: "Head of Laboratory", affiliation: "City Waterworks" },
  { name: "Hidden Supporter", visibility: "anonymous" },
  { name: "Another Supporter", visibility: "anonymous" },
];

const PEOPLE: readonly GivenEntry[] = people.map((person) => ({ ...person, hoursAgo: 300 }));

const WAITING: readonly GivenEntry[] = [
  {
    kind: "organisation",
    name: "Friends of the Weir",
    website: "https://weir.example.org",
    email: "office@weir.example.org",
    contactName: "Bláthnaid Moore",
    contactRole: "Secretary",
    country: "IE",
    state: "pending",
    hoursAgo: 52,
  },
  {
    kind: "organisation",
    name: "The Estuary Trust",
    website: "https://estuary.example.org",
    email: "estuary.trust@mailbox.example",
    contactName: "J. Smith",
    contactRole: "Media",
    country: "GB",
    state: "pending",
    hoursAgo: 30,
  },
  {
    name: "Adaeze Obi",
    email: "a.obi@bridges.example",
    title: "Civil engineer",
    affiliation: "Bridges without Borders",
    country: "NG",
    state: "pending",
    hoursAgo: 20,
  },
  {
    name: "Lukas Hohenfels-Wittgenbruck von und zu Oberkirchenstein",
    email: "lukas.hohenfels@federation.example",
    title: "Deputy Chair of the Working Group on Transboundary Catchments and Groundwater",
    affiliation:
      "Federation of Associations for the Protection of Streams, Wetlands and Floodplains",
    country: "DE",
    state: "pending",
    hoursAgo: 6,
  },
  {
    name: "Priya Raman",
    email: "priya@mailbox.example",
    visibility: "anonymous",
    country: "IN",
    state: "pending",
    hoursAgo: 2,
  },
  {
    name: "Walter Stone",
    email: "walter.stone@mailbox.example",
    title: "Miller",
    state: "held",
    heldReason: "captcha",
    hoursAgo: 9,
  },
  {
    name: "Conference Delegate",
    email: "delegate@conference.example",
    state: "held",
    heldReason: "limit",
    hoursAgo: 3,
  },
  { name: "Not Yet Confirmed", email: "not.yet@mailbox.example", state: "unverified", hoursAgo: 1 },
];

const ENDED: readonly GivenEntry[] = [
  { name: "Mickey M.", state: "rejected", reason: "not-genuine", hoursAgo: 80 },
  { name: "Taken Down", state: "takendown", reason: "own-request", hoursAgo: 200 },
  { name: "Withdrawn", state: "withdrawn", hoursAgo: 200 },
  { name: "Refused", state: "refused", hoursAgo: 200 },
  { name: "Forged Entry", state: "invalidated", reason: "not-genuine", hoursAgo: 200 },
];
