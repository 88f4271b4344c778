import { describe, expect, it } from "vitest";
import { readList } from "../../../../src/signatures/import/reading/list.ts";

const read = (text: string, kind: "organisation" | "individual" | null = null) =>
  readList(text, { kind, language: "en" }).records.map(({ cells }) => cells.join("|"));

/** Invented organisations and people, as letters list them. */
const ORGANISATIONS = [
  "Rivers Trust",
  "Coalition for Clean Lakes",
  "Hollis Centre for Water Law, Weirside State College",
  "Lake Watch",
  "Rosa Brook, the northern voice for springs",
  "Saving Springs",
  "The Mill Foundation",
  "World Without Dams",
];
const PEOPLE = [
  "Mina R. Brook, Director, Water, Land, and Law Center, Weirside College",
  "Elsa von Moor-Tarn, Associate Professor, Department of Lakes, Weirside College",
  "Tomas Weir, Hydrology Institute, University of Lakes",
  "Ines Fell, Professor of Water & European Law, King’s College Weirside",
];
const SPLIT = [
  "individual|Mina R. Brook|Director|Water, Land, and Law Center, Weirside College|",
  "individual|Elsa von Moor-Tarn|Associate Professor|Department of Lakes, Weirside College|",
  "individual|Tomas Weir||Hydrology Institute, University of Lakes|",
  "individual|Ines Fell|Professor of Water & European Law|King’s College Weirside|",
];
const WHOLE = ORGANISATIONS.map((name) => `organisation|${name}|||`);

describe("a list with one signatory per line", () => {
  const ways: [string, string[]][] = [
    ["a blank line between", [...ORGANISATIONS, "", ...PEOPLE]],
    ["nothing between", [...ORGANISATIONS, ...PEOPLE]],
    ["headings", ["Organisations (8):", ...ORGANISATIONS, "Individuals", ...PEOPLE]],
    ["headings in German", ["Organisationen:", ...ORGANISATIONS, "", "Einzelpersonen:", ...PEOPLE]],
    ["a blank line behind each", [...ORGANISATIONS, ...PEOPLE].flatMap((line) => [line, ""])],
    ["numbers", [...ORGANISATIONS, ...PEOPLE].map((line, at) => `${at + 1}. ${line}`)],
    ["numbers in brackets", [...ORGANISATIONS, ...PEOPLE].map((line, at) => `(${at + 1}) ${line}`)],
    ["bullets", ["Signed:", "", ...[...ORGANISATIONS, ...PEOPLE].map((line) => `• ${line}`)]],
    ["dashes", [...ORGANISATIONS, ...PEOPLE].map((line) => ` – ${line} `)],
    ["a closing line", ["Yours sincerely,", ...ORGANISATIONS, "", ...PEOPLE]],
  ];
  it.each(ways)("is told apart with %s", (_, lines) => {
    expect(read(lines.join("\n"))).toEqual([...WHOLE, ...SPLIT]);
  });

  it("takes a line for what its own section is, rather than its neighbour", () => {
    const mixed = "Mina Brook, Director\n\nSaving Springs\nUp the River\nRivers Trust";
    expect(read(mixed).map((line) => line.split("|")[0])).toEqual([
      "individual",
      ...Array.from({ length: 3 }, () => "organisation"),
    ]);
  });

  const lines: [string, string][] = [
    [
      "Jane Doe, PhD, Professor of Law, University of Weirside",
      "individual|Jane Doe, PhD|Professor of Law|University of Weirside|",
    ],
    ["Bob Smith – poet", "individual|Bob Smith|poet||"],
    ["Anna Müller (University of Lakes)", "individual|Anna Müller||University of Lakes|"],
    ["Tom Jones; Writer; London", "individual|Tom Jones|Writer|London|"],
    ["Rivers Trust (UK)", "organisation|Rivers Trust|||GB"],
    ["Freunde der Erde e.V. (Deutschland)", "organisation|Freunde der Erde e.V.|||DE"],
    ["Ada Lovelace", "individual|Ada Lovelace|||"],
    ["张伟,教授,北京大学", "individual|张伟|教授|北京大学|"],
    [
      "Анна Петрова, профессор, Московский университет",
      "individual|Анна Петрова|профессор|Московский университет|",
    ],
    ["Aylin Kaya, Yazar, İstanbul", "individual|Aylin Kaya|Yazar|İstanbul|"],
    ["Friends of the 12 Lakes", "organisation|Friends of the 12 Lakes|||"],
    ["O'Neil, Cy", "individual|O'Neil, Cy|||"],
    ["van der Berg, Jan, nurse, Leeds", "individual|van der Berg, Jan|nurse|Leeds|"],
    ["Lee, Ann, PhD", "individual|Lee, Ann, PhD|||"],
    ["Müller, Anna (Berlin)", "individual|Müller, Anna||Berlin|"],
    ["Müller, nurse", "individual|Müller|nurse||"],
    ["Ann Lee, BBC", "individual|Ann Lee||BBC|"],
    ["Ann Lee MRCGP, consultant, Leeds", "individual|Ann Lee MRCGP|consultant|Leeds|"],
    ["Ann Lee, MRCGP, FRCP", "individual|Ann Lee, MRCGP, FRCP|||"],
    ["Ann Lee, nurse; Leeds", "individual|Ann Lee|nurse|Leeds|"],
    ["García Márquez, Gabriel; escritor", "individual|García Márquez, Gabriel|escritor||"],
    ["Lee, Ann; nurse", "individual|Lee, Ann|nurse||"],
    ["Lake Trust;", "organisation|Lake Trust|||"],
    ["Ann Lee (she/her)", "individual|Ann Lee (she/her)|||"],
    ["Ann Lee\tnurse\tLeeds", "individual|Ann Lee|nurse|Leeds|"],
    ["Ann Lee, nurse;", "individual|Ann Lee|nurse||"],
    ["Ann Lee (she/her), nurse", "individual|Ann Lee (she/her)|nurse||"],
    ["ann lee, nurse, leeds", "individual|ann lee|nurse|leeds|"],
    ["ann van der lee", "individual|ann van der lee|||"],
    ["DUPOND Étienne, comédien", "individual|DUPOND Étienne|comédien||"],
    [
      "José Ángel de la Cruz y Mendoza, profesor, Universidad de Lima",
      "individual|José Ángel de la Cruz y Mendoza|profesor|Universidad de Lima|",
    ],
    ["Ann Lee <ann@example.org>", "individual|Ann Lee||||ann@example.org"],
    ["Ann Lee <ann@example.org>, nurse", "individual|Ann Lee|nurse|||ann@example.org"],
    ['"Lee, Ann" <mailto:ann@example.org>;', "individual|Lee, Ann||||ann@example.org"],
    ["Ann Lee, nurse, ann@example.org", "individual|Ann Lee|nurse|||ann@example.org"],
    ["ann@example.org – Ann Lee", "individual|Ann Lee||||ann@example.org"],
    ["Lake Trust (info@example.org)", "organisation|Lake Trust||||info@example.org"],
  ];
  it.each(lines)("is split: %s", (line, cells) => {
    expect(read(line)).toEqual([cells]);
  });

  it.each(["Sir Ed Fo", "Ed Fo KBE", "E. Fo", "Dr. Fo, Ed"])(
    "has a person among organisations: %s",
    (name) => {
      const cells = `individual|${name}|||`;
      expect(read(["Lake Trust", "Weir Trust", name, "Mill Trust"].join("\n"))).toContain(cells);
    },
  );

  const asked: [string, string[], string[]][] = [
    ["Ann Lee, Leeds, UK", ["individual|Ann Lee||Leeds|GB"], ["perhaps-a-place"]],
    ["Ben Ito, Osaka, Japan", ["individual|Ben Ito||Osaka|JP"], ["perhaps-a-place"]],
    [
      "Ann Lee, Mill Street, Leeds, England",
      ["individual|Ann Lee||Mill Street, Leeds|GB"],
      ["perhaps-a-place"],
    ],
    ["Ann Lee, nurse, France", ["individual|Ann Lee|nurse||FR"], []],
    ["Ann Lee, nurse 🇫🇷", ["individual|Ann Lee|nurse||FR"], []],
    ["Ann Lee, University of Lakes, Kenya", ["individual|Ann Lee||University of Lakes|KE"], []],
    ["Lee, Chad", ["individual|Lee, Chad|||"], []],
    ["Ann Lee, MD", ["individual|Ann Lee, MD|||"], []],
    ["Ann and Ben Lee", ["individual|Ann Lee|||", "individual|Ben Lee|||"], ["two-people"]],
    [
      "Prof. A & Dr B Weir",
      ["individual|Prof. A Weir|||", "individual|Dr B Weir|||"],
      ["two-people"],
    ],
    ["Mr and Mrs Fell", ["individual|Mr Fell|||", "individual|Mrs Fell|||"], ["two-people"]],
    [
      "Anne et Paul Dupont, Lyon",
      ["individual|Anne Dupont||Lyon|", "individual|Paul Dupont||Lyon|"],
      ["perhaps-a-place", "two-people"],
    ],
    ["Ana y Luis Pérez", ["individual|Ana Pérez|||", "individual|Luis Pérez|||"], ["two-people"]],
    ["José Ortega y Gasset", ["individual|José Ortega y Gasset|||"], []],
    ["Marks and Spencer", ["organisation|Marks and Spencer|||"], []],
    ["Ann Lee, nurse, +44 20 7946 0018", ["individual|Ann Lee|nurse||"], ["telephone-left-out"]],
    ["Ann Lee tel: 555-123-4567", ["individual|Ann Lee|||"], ["telephone-left-out"]],
    ["Friends of 1989-2019", ["organisation|Friends of 1989-2019|||"], []],
  ];
  it.each(asked)("is never guessed without a word: %s", (line, cells, codes) => {
    const { notices } = readList(line, { kind: null, language: "en" });
    expect(read(line)).toEqual(cells);
    expect(notices.map(({ code }) => code)).toEqual(codes);
  });

  it("says whose kind it took from the lines beside", () => {
    const { notices } = readList("Ann Lee\nBen Ito\nRiver Trust", { kind: null, language: "en" });
    expect(notices.map(({ line, code }) => `${line} ${code}`)).toEqual([
      "1 kind-guessed",
      "2 kind-guessed",
    ]);
  });

  const headings: [string, string][] = [
    ["Organisations (2):", "Individuals (2):"],
    ["Signatory organisations", "Individual signatories"],
    ["Groups and networks", "Academics and writers"],
    ["Institutional signatories:", "Private citizens:"],
    ["Organisations signataires", "Personnes signataires"],
    ["Organizaciones firmantes:", "Personas firmantes:"],
    ["Organizações", "Indivíduos"],
    ["Verbände und Vereine", "Privatpersonen"],
    ["Kuruluşlar", "Bireyler"],
    ["Organizacje:", "Osoby:"],
    ["Організації:", "Фізичні особи:"],
    ["Организации", "Физические лица"],
    ["المنظمات:", "الأفراد:"],
    ["سازمان‌ها", "افراد"],
    ["组织：", "个人："],
  ];
  it.each(headings)("is told apart by the headings %s and %s", (organisations, people) => {
    const text = [organisations, "River Watch", "Blue Hill", people, "Ann Lee", "Ben Ito"];
    expect(read(text.join("\n")).map((line) => line.split("|")[0])).toEqual([
      "organisation",
      "organisation",
      "individual",
      "individual",
    ]);
  });

  it("has a column for addresses if a line has one", () => {
    const columns = (text: string) => readList(text, { kind: null, language: "en" }).columns;
    expect(columns("Ann Lee").join()).toBe("kind,name,title,affiliation,country");
    expect(columns("Ann Lee <ann@example.org>").at(-1)).toBe("email");
  });

  it("takes the kind that is said for all, and numbers lines as the file does", () => {
    expect(read("Lake Watch, Director", "organisation")).toEqual([
      "organisation|Lake Watch, Director|||",
    ]);
    const { records, notices } = readList("Signed:\n\nAda Lovelace\n\nBen Okri", {
      kind: null,
      language: "en",
    });
    expect(records.map(({ line }) => line)).toEqual([3, 5]);
    expect(notices.map(({ line, code }) => `${line} ${code}`)).toEqual(["1 heading-line"]);
  });
});
