import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { formatCursor, parseCursor } from "../../../src/signatures/list/cursor.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

type List = { signatories: { name: string; website: string | null }[]; next: string | null };

async function list(query = ""): Promise<List> {
  return await (await browserIn(world).get(`/letters/rivers/signatories.json${query}`)).json();
}

async function names(query = ""): Promise<string[]> {
  return (await list(query)).signatories.map(({ name }) => name);
}

describe("the public list", () => {
  it("sorts organisations without “The”, and people by their last word", async () => {
    const kind = "organisation";
    for (const name of [
      "Society for Rivers",
      "The Jo Cox Foundation",
      "Ärzte am Fluss",
      "Institute of Water",
    ]) {
      await buildEntry(world.deps, world.letter, { kind, name });
    }
    for (const name of [
      "Zachary D. Kaufman",
      "Elisa von Joeden-Forgey",
      "Madonna",
      "Jocelyn Getgen",
      "Oğuz Şahin",
    ]) {
      await buildEntry(world.deps, world.letter, { name });
    }
    await buildEntry(world.deps, world.letter, { name: "佐藤 葵", sortName: "Sato" });
    expect(await names()).toEqual([
      "Ärzte am Fluss",
      "Institute of Water",
      "The Jo Cox Foundation",
      "Society for Rivers",
      "Jocelyn Getgen",
      "Elisa von Joeden-Forgey",
      "Zachary D. Kaufman",
      "Madonna",
      "Oğuz Şahin",
      "佐藤 葵",
    ]);
  });

  it("pages by cursor without skipping or repeating anybody, across both kinds", async () => {
    const expected = new Set<string>();
    for (let index = 0; index < 130; index += 1) {
      const name = `Same Name ${index % 3 === 0 ? "" : index}`.trim();
      const kind = index < 60 ? "organisation" : "individual";
      expected.add(await buildEntry(world.deps, world.letter, { kind, name }));
    }
    const first = await list();
    expect(first.signatories).toHaveLength(100);
    await buildEntry(world.deps, world.letter, {
      kind: "organisation",
      name: "Aaa comes in between",
    });
    const second = await list(`?after=${first.next}`);
    expect(second.signatories).toHaveLength(30);
    expect(second.next).toBeNull();
    const all = [...first.signatories, ...second.signatories];
    expect(all).toHaveLength(expected.size);
  });

  it("finds the beginnings of words of name and affiliation, whatever their case and accents", async () => {
    await buildEntry(world.deps, world.letter, {
      name: "Élodie Fontenay",
      affiliation: "Université de Łódź",
    });
    await buildEntry(world.deps, world.letter, { name: "महात्मा गांधी" });
    await buildEntry(world.deps, world.letter, { kind: "organisation", name: "Fontaine Society" });
    expect(await names("?q=elod")).toEqual(["Élodie Fontenay"]);
    expect(await names("?q=FONT")).toEqual(["Fontaine Society", "Élodie Fontenay"]);
    expect(await names("?q=font+lodz")).toEqual(["Élodie Fontenay"]);
    expect(await names(`?q=${encodeURIComponent("गां")}`)).toEqual(["महात्मा गांधी"]);
    await buildEntry(world.deps, world.letter, { name: "Χρίστος" });
    expect(await names(`?q=${encodeURIComponent("ΧΡΊΣ")}`)).toEqual(["Χρίστος"]);
    expect(await names("?q=ontenay")).toEqual([]);
    expect(await names("?q=font&kind=organisation")).toEqual(["Fontaine Society"]);
    expect(await names("?q=%25")).toHaveLength(4);
  });

  it("says which version each signed, and who signs in their own capacity", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada", capacity: "own" });
    const second = await buildLetter(world.deps, { body: "We ask for clean lakes." });
    await buildEntry(world.deps, second, { name: "Ben" });
    const { signatories } = await list();
    const nobody = { title: null, affiliation: null, website: null, country: "ZZ" };
    const person = { ...nobody, kind: "individual", group: null };
    expect(new Map(signatories.map((one) => [one.name, one]))).toEqual(
      new Map<string, object>([
        ["Ada", { ...person, name: "Ada", version: 1, capacity: "own" }],
        ["Ben", { ...person, name: "Ben", version: 2, capacity: null }],
      ]),
    );
    const csv = await (await browserIn(world).get("/letters/rivers/signatories.csv")).text();
    expect(csv).toContain("individual,Ada,,,ZZ,,1,,own\r\n");
    expect(csv).toContain("individual,Ben,,,ZZ,,2,,\r\n");
  });

  it("narrows by country and ignores what it cannot read", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada", country: "GB" });
    await buildEntry(world.deps, world.letter, { name: "Ben", country: "FR" });
    expect(await names("?country=FR")).toEqual(["Ben"]);
    for (const query of [
      "?country=QQ",
      "?kind=robot",
      "?after=nonsense",
      "?after=%00",
      "?country=%27%3B--",
    ]) {
      expect(await names(query)).toEqual(["Ada", "Ben"]);
    }
  });

  it("shows nobody who is not published, hidden, or unnamed by choice", async () => {
    for (const state of ["held", "unverified", "pending", "rejected", "invalidated"] as const) {
      await buildEntry(world.deps, world.letter, { state, name: `Canary ${state}` });
    }
    await buildEntry(world.deps, world.letter, { name: "Canary hidden", hiddenAt: new Date() });
    await buildEntry(world.deps, world.letter, {
      name: "Canary anonymous",
      visibility: "anonymous",
    });
    await buildEntry(world.deps, world.letter, { name: "Seen" });
    const paths = [
      "/letters/rivers",
      "/letters/rivers/signatories",
      "/letters/rivers/signatories?q=canary",
    ];
    for (const path of [
      ...paths,
      "/letters/rivers/signatories.json",
      "/letters/rivers.json",
      "/",
    ]) {
      expect(await (await browserIn(world).get(path)).text()).not.toContain("Canary");
    }
    expect(await names()).toEqual(["Seen"]);
    const numbers = await (await browserIn(world).get("/letters/rivers.json")).json();
    expect(numbers.counts).toEqual({ organisations: 0, individuals: 1, anonymous: 1, total: 2 });
  });

  it("names only public fields, and websites of organisations alone", async () => {
    await buildEntry(world.deps, world.letter, {
      kind: "organisation",
      name: "Weir",
      website: "https://weir.example",
    });
    const { signatories } = await list();
    expect(signatories).toEqual([
      {
        kind: "organisation",
        name: "Weir",
        title: null,
        affiliation: null,
        country: "ZZ",
        website: "https://weir.example",
        version: 1,
        group: null,
        capacity: null,
      },
    ]);
  });

  it("says so when nobody matches", async () => {
    const page = await (await browserIn(world).get("/letters/rivers/signatories?q=nobody")).text();
    expect(page).toContain("Nobody in the list matches this search.");
    expect(page).toContain('value="nobody"');
  });
});

describe("a cursor", () => {
  it("leads on after the longest of names", async () => {
    const long = { name: "한".repeat(200), affiliation: null };
    const first = await buildEntry(world.deps, world.letter, long);
    await buildEntry(world.deps, world.letter, { ...long, name: `${"한".repeat(199)}글` });
    const row = await world.db.signature.findUniqueOrThrow({ where: { id: first } });
    const cursor = { textNumber: 1, kind: "individual", sortKey: row.sortKey, id: row.id } as const;
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
    expect(await names(`?after=${formatCursor(cursor)}`)).toHaveLength(1);
  });

  it("comes back as it was, in any script", () => {
    const cursor = {
      textNumber: 1,
      kind: "individual",
      sortKey: "şahin 葵 \u{1F30A}",
      id: "01a20bab-f555-72df-8130-7ae7c966d729",
    } as const;
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
  });
});
