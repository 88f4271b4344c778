import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { importSignatories } from "../../../src/signatures/import/add.ts";
import { importSentence } from "../../../src/web/signing/problem-sentences.ts";
import { wordsFor } from "../../../views/page/words.ts";
import { ORGANISATION, PERSON, sign } from "../../support/forms.ts";
import { moveEntry } from "../../support/moves.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const load = (csv: string) => importSignatories(world.deps, world.letter, csv);
const names = async () =>
  (await world.db.signature.findMany({ orderBy: { id: "asc" } })).map(({ name }) => name);

const TWO = `kind,name,title,affiliation
organisation,"Weir, Friends of the",,
individual,Ada Lovelace,Countess,Analytical Society
`;

describe("an import", () => {
  it("publishes its rows, in any order of columns, and mails nobody", async () => {
    const csv = `\uFEFFname,kind,affiliation,title,email,country,website,sort_name,state\r
Weir,organisation,,,office@weir.example,IE,weir.example,,\r
Ada Lovelace,individual,Society,Countess,,GB,,Byron,pending\r
`;
    expect(await load(csv)).toEqual({ outcome: "imported", added: 2, alreadyThere: 0 });
    const rows = await world.db.signature.findMany({ orderBy: { id: "asc" } });
    expect(rows).toMatchObject([
      { name: "Weir", state: "published", website: "https://weir.example", country: "IE" },
      { name: "Ada Lovelace", state: "pending", sortKey: "byron", email: null },
    ]);
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
  });

  it("adds nothing twice, and takes a corrected row for a new entry", async () => {
    await load(TWO);
    expect(await load(TWO)).toEqual({ outcome: "imported", added: 0, alreadyThere: 2 });
    const corrected = TWO.replace("Countess", "Lady");
    expect(await load(corrected)).toEqual({ outcome: "imported", added: 1, alreadyThere: 1 });
    expect(await names()).toHaveLength(3);
  });

  it("does not list anybody again who left, however they had come", async () => {
    await load(TWO);
    const ada = await world.db.signature.findFirstOrThrow({ where: { kind: "individual" } });
    await moveEntry(world.deps, ada.id, "withdraw");
    expect(await load(TWO)).toEqual({ outcome: "imported", added: 0, alreadyThere: 2 });
    await buildEntry(world.deps, world.letter, { name: "Ben Takendown", state: "takendown" });
    const csv = "kind,name,title,affiliation\nindividual,BEN  Takendown,,\n";
    expect(await load(csv)).toMatchObject({ added: 0, alreadyThere: 1 });
  });

  it("leaves those alone who signed by themselves", async () => {
    await sign(world, PERSON);
    const { id } = await world.db.signature.findFirstOrThrow();
    await moveEntry(world.deps, id, "confirm");
    await moveEntry(world.deps, id, "approve");
    expect(await load(TWO.replace("Ada", "ADA"))).toMatchObject({ added: 1, alreadyThere: 1 });
    const sameAddress = `kind,name,title,affiliation,email\nindividual,A. Lovelace,,,${PERSON.email}\n`;
    expect(await load(sameAddress)).toMatchObject({ added: 0, alreadyThere: 1 });
  });

  it("knows an officer who signed for an organisation from the same person by themselves", async () => {
    await sign(world, ORGANISATION);
    const csv = `kind,name,title,affiliation,email\nindividual,Ada,,,${ORGANISATION.email}\n`;
    expect(await load(csv)).toEqual({ outcome: "imported", added: 1, alreadyThere: 0 });
  });

  it("takes a corrected row for a new entry also where it has the same address", async () => {
    const csv = "kind,name,title,affiliation,email\nindividual,Ada,,,ada@example.org\n";
    await load(csv);
    expect(await load(csv.replace("Ada,", "Ada Lovelace,"))).toMatchObject({ added: 1 });
    expect(await names()).toEqual(["Ada", "Ada Lovelace"]);
  });

  it("changes nothing where a line is wrong, and names every bad line", async () => {
    const csv = `kind,name,title,affiliation,country,email,state,website
individual,Ada,,,GB,,,
robot,Bot,,,,,,
individual,,,,,,,
individual,"Two
lines",,,,,,
individual,Ben,,,QQ,not-an-address,open,
organisation,Weir,Director,,,,,
individual,Ada,,,GB,,,
individual,Eve,,,,,,https://eve.example
individual,Few
individual,D\uFFFDmaged,,,,,,
`;
    expect(await sentences(csv)).toEqual([
      "3: The kind is organisation or individual",
      "4: name: Enter the name as it should stand in the list",
      "5: name: Remove the invisible control characters or line breaks, for example by typing it anew",
      "7: country: Choose a country from the list",
      "7: email: Enter an address like name@example.org",
      "7: The state is published or pending",
      "8: Title and affiliation are for individuals only",
      "9: This is the same signatory as in line 2",
      "10: A website is for organisations only",
      "11: The row has more or fewer cells than the file has columns (2/8)",
      "12: name: Some characters arrived damaged. Type this anew",
    ]);
    expect(await names()).toEqual([]);
  });

  it("takes two equal rows in one file for an error", async () => {
    const csv = `${TWO}individual,ada  lovelace,countess,Analytical society\n`;
    expect(await sentences(csv)).toEqual(["4: This is the same signatory as in line 3"]);
    expect(await names()).toEqual([]);
  });

  const files: [string, string, string][] = [
    [
      "an unknown column",
      "kind,name,title,affiliation,phone\n",
      "There is no column for this: phone",
    ],
    ["a missing column", "kind,name,title\nindividual,Ada,\n", "A column is missing: affiliation"],
    ["no rows", "kind,name,title,affiliation\n", "The file has no rows"],
    ["nothing at all", "", "A column is missing: kind"],
    ["an open quote", 'kind,name,title,affiliation\nindividual,"Ada,,\n', "Quote Not Closed"],
  ];
  it.each(files)("refuses a file with %s", async (_, csv, sentence) => {
    expect((await sentences(csv))[0]).toContain(sentence);
  });
});

async function sentences(csv: string): Promise<string[]> {
  const result = await load(csv);
  const problems = result.outcome === "refused" ? result.problems : [];
  return problems.map((problem) => `${problem.line}: ${importSentence(wordsFor("en"), problem)}`);
}
