import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import type { Letter } from "../../../src/letters/letter.ts";
import { type ExportRequest, exportSignatories } from "../../../src/signatures/export/write.ts";
import { importSignatories } from "../../../src/signatures/import/add.ts";
import type { CheckedFile } from "../../../src/signatures/import/check.ts";
import { STATES } from "../../../src/signatures/lifecycle.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;

const SHOWN = [
  {
    name: "Lovelace, Ada",
    title: "Prof. “Dr”; h.c.",
    affiliation: 'The "Weir", Ltd',
    country: "GB",
  },
  { name: "=Hyper Link", affiliation: "+Club; =of 4", capacity: "own" },
  { name: "María-José Müller ĐÂ", sortName: "Muller", country: "XK" },
  { name: "Ada Again", title: "Poet", email: "ada@example.org" },
  { name: "Ada Again", title: "Baker" },
  { kind: "organisation", name: "Friends of the Weir", contactName: "Bo Ahl" },
  { kind: "organisation", name: "河流之友", website: "https://rivers.example/de/", country: "CN" },
] as const;
const DORA = { name: "Dora Unnamed", visibility: "anonymous" } as const;
const OUT = STATES.filter((state) => state !== "published" && state !== "pending");

beforeAll(async () => {
  world = await openWorld();
  for (const entry of [...SHOWN, DORA]) await buildEntry(world.deps, world.letter, entry);
  await buildEntry(world.deps, world.letter, { name: "Eve Waiting", state: "pending" });
  await buildEntry(world.deps, world.letter, { name: "Hal", hiddenAt: world.deps.clock.now() });
  for (const state of OUT) await buildEntry(world.deps, world.letter, { name: "Out", state });
});
afterAll(() => world.close());

const WHOLE = {
  format: "csv",
  states: STATES,
  withContacts: true,
  withHidden: true,
} as const satisfies ExportRequest;

async function exported(letter: Letter, request: Partial<ExportRequest>): Promise<string> {
  let text = "";
  const pieces = exportSignatories(world.deps, letter, { ...WHOLE, ...request });
  for await (const piece of pieces) text += piece.text;
  return text;
}

/** Imports a file, and gives what became of it, with what was noticed. */
async function bring(letter: Letter, csv: string) {
  const notices: string[] = [];
  const read = (file: CheckedFile) => {
    const told = file.notices.filter(({ code }) => !/^(?:left-out|same-name)/.test(code));
    notices.push(...told.map(({ code, count }) => `${code} ${count}`));
  };
  const result = await importSignatories(world.deps, letter, csv, { listener: { read } });
  return { result, notices };
}

describe("an export", () => {
  const published = ["published"] as const;
  const requests: [string, Partial<ExportRequest>, number, string[]][] = [
    [
      "",
      { states: published, withContacts: false, withHidden: false },
      7,
      ["anonymous-nameless 1"],
    ],
    ["with contacts", { states: published, withHidden: false }, 8, []],
    ["with hidden ones", { states: published }, 9, []],
    ["of all states", {}, 10, OUT.map(() => "state-ignored 1")],
  ];
  it.each(requests)("%s comes back without a double", async (_, request, there, notices) => {
    const before = await exported(world.letter, {});
    const again = await bring(world.letter, await exported(world.letter, request));
    expect(again.result).toEqual({ outcome: "imported", added: 0, alreadyThere: there });
    expect(again.notices).toEqual(notices);
    expect(await exported(world.letter, {})).toBe(before);
  });

  it("says the same of all of them in another letter", async () => {
    const other = await buildLetter(world.deps, { slug: "other" });
    const cells = async (letter: Letter) => {
      const csv = await exported(letter, { states: ["published", "pending"] });
      // All but the id, and what became of an entry in its letter.
      return csv.split("\r\n").map((line) => {
        const [, ...fields] = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
        const contact = fields.slice(-4, -1);
        return [...fields.slice(0, 9), fields[11], fields[18], ...contact].join(",");
      });
    };
    const csv = await exported(world.letter, {});
    expect((await bring(other, csv)).result).toMatchObject({ added: 10, alreadyThere: 0 });
    expect((await cells(other)).toSorted()).toEqual((await cells(world.letter)).toSorted());
  });

  it("on the letter's own clocks comes back at the same times", async () => {
    const timeZone = "Europe/Berlin";
    const other = { ...(await buildLetter(world.deps, { slug: "clocks" })), timeZone };
    const layout = { separator: ",", headings: new Map<string, string>(), timeZone } as const;
    const csv = await exported(world.letter, { states: ["published"], layout });
    expect(csv).toMatch(/,\d{4}-\d\d-\d\d \d\d:\d\d,/);
    expect((await bring(other, csv)).result).toMatchObject({ outcome: "imported" });
    const minutes = async ({ id: letterId }: Letter) => {
      const rows = await world.db.signature.findMany({
        where: { letterId, state: "published" },
        select: { signedAt: true },
      });
      return rows.map(({ signedAt }) => signedAt.toISOString().slice(0, 16)).toSorted();
    };
    expect(await minutes(other)).toEqual(await minutes(world.letter));
  });

  it("of the public list comes back, too", async () => {
    const csv = await (await world.app.request("/letters/rivers/signatories.csv")).text();
    expect(csv.split("\r\n").length).toBeGreaterThan(SHOWN.length);
    const { result } = await bring(world.letter, csv);
    expect(result).toEqual({ outcome: "imported", added: 0, alreadyThere: SHOWN.length });
  });
});
