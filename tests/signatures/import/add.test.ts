import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { formerEntryText } from "../../../src/signatures/entry.ts";
import { importSignatories } from "../../../src/signatures/import/add.ts";
import type { CheckedRow } from "../../../src/signatures/import/check.ts";
import { problemSentence } from "../../../src/web/import/sentences.ts";
import { englishWords } from "../../../views/page/words.ts";
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

  it.each([
    ["stays in memory", 10],
    ["is read once more", 1],
  ])("leaves out of a file that %s what repeats another line", async (_, keptMax) => {
    const ada = "individual,Ada Lovelace,Countess,Analytical Society";
    const csv = `${TWO}${ada}\nindividual,Ben Okri,,\n${ada}\n`;
    const left: (readonly [number, string | undefined])[] = [];
    const skip = async (rows: readonly CheckedRow[]) => {
      for (const { record, problems } of rows) left.push([record.line, problems[0]?.value]);
    };
    const outcome = await importSignatories(world.deps, world.letter, csv, { skip, keptMax });
    expect(outcome).toEqual({ outcome: "imported", added: 3, alreadyThere: 0 });
    expect(left).toEqual([
      [4, "3"],
      [6, "3"],
    ]);
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

  it("changes nothing where a line is wrong, and names every cause once with its lines", async () => {
    const csv = `kind,name,title,affiliation,Land,email,state,website
individual,Ada,,,GB,,,
robot,Bot,,,,,,
individual,,,,,,,
individual,Ben,,,Atlantis,not-an-address,open,
organisation,Weir,Director,,,,,
individual,Ada,,,GB,,,
individual,Eve,,,,,,https://eve.example
individual,Few
individual,D\uFFFDmaged,,,,,,
individual,Zoe,,,Atlantis,,,
individual,Yves,,,,,,,surplus
individual,,,,Atlantis,,,
`;
    expect(await sentences(csv)).toEqual([
      "Line 3, column kind: “robot” is neither organisation nor individual.",
      "Lines 4, 13, column name: the name is missing.",
      "Lines 5, 11, 13, column Land: “Atlantis” is not a country that we know.",
      "Line 5, column state: “open” is neither published nor pending.",
      "Line 5, column email: “not-an-address” is not an email address.",
      "Line 7: “Ada” is already in line 2, with the same kind, title and affiliation.",
      "Line 10, column name: “D\uFFFDmaged” is damaged. The file may have a different encoding.",
      "Line 12: there are more cells than columns, starting with “surplus”. Put a cell that contains the separator in quotation marks.",
    ]);
    expect(await names()).toEqual([]);
  });

  it("takes two rows for one signatory unless their accents differ", async () => {
    const csv = `${TWO}individual,ada  lovelace,countess,Analytical society\n`;
    expect(await sentences(csv)).toEqual([
      "Line 4: “ada lovelace” is already in line 3, with the same kind, title and affiliation.",
    ]);
    expect(await names()).toEqual([]);
    const two = "kind,name,title,affiliation\nindividual,Ada Cam,,\nindividual,Ada Çam,,\n";
    expect(await load(two)).toMatchObject({ added: 2 });
    expect(await load(two)).toMatchObject({ added: 0, alreadyThere: 2 });
  });

  it("knows those again whom version 0.1 imported, without accents", async () => {
    await load(TWO);
    const { id, letterId, ...ada } = await world.db.signature.findFirstOrThrow({
      where: { kind: "individual" },
    });
    const key = await world.deps.keys.hash("entry", formerEntryText(letterId, ada));
    await world.db.signature.update({ where: { id }, data: { entryKey: key, importKey: key } });
    expect(await load(TWO)).toMatchObject({ added: 0, alreadyThere: 2 });
  });

  const files: [string, string, string][] = [
    [
      "no names",
      "kind,title\nindividual,Dr\n",
      "The first line must name the columns. It is: kind, title.",
    ],
    [
      "no kind",
      "name\nSprings now\n",
      "We cannot tell who is an organisation and who is an individual.",
    ],
    ["a heading twice", "name,email,Email\nAda,,\n", "Two columns are called “Email”."],
    ["no rows", "kind,name,title,affiliation\n", "The file has no rows."],
    ["nothing at all", "", "The file has no rows."],
    [
      "an open quote",
      'kind,name\nindividual,"Ada,,\n',
      "Line 2: a quotation mark opens a cell here, but none closes it.",
    ],
    [
      "ambiguous dates",
      "first_name,last_name,date\nA,B,4/9/2021\n",
      "Line 2, column date: we can read “4/9/2021” in two ways.",
    ],
    [
      "one address twice",
      "first_name,last_name,email\nA,B,a@x.org\nC,D,A@x.org\n",
      "Line 3, column email: line 2 also has the address A@x.org.",
    ],
    [
      "a group",
      "first_name,last_name,group\nA,B,First\n",
      "Line 2, column group: the letter has no group “First”.",
    ],
    [
      "a PDF",
      "%PDF-1.7",
      "This is a PDF. Copy its list into a text file, with one signatory on each line.",
    ],
  ];
  it.each(files)("refuses a file with %s", async (_, csv, sentence) => {
    expect((await sentences(csv))[0]).toContain(sentence);
    expect(await names()).toEqual([]);
  });
});

async function sentences(csv: string): Promise<string[]> {
  const result = await load(csv);
  const problems = result.outcome === "refused" ? result.problems : [];
  return problems.map((problem) => problemSentence(englishWords, problem));
}
