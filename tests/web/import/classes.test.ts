import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encoded } from "../../support/encoded.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let staff: Awaited<ReturnType<typeof signInAs>>;

// Nothing is stored by a preview, so that all of them can share one letter.
beforeAll(async () => {
  world = await openWorld();
  staff = await signInAs(world, "campaigner");
});
afterAll(() => world.close());

const IMPORT = "/admin/letters/rivers/import";

/** What the page says of a file, or of what was pasted, as a line of text. */
async function said(source: string | Uint8Array<ArrayBuffer>, pasted = false): Promise<string> {
  const body = new FormData();
  if (pasted && typeof source === "string") body.set("text", source);
  else body.set("file", new File([source], "signatories.csv"));
  const page = await (await staff.send(IMPORT, { method: "POST", body })).text();
  const main = page.replace(/<(?:select|textarea).*?<\/(?:select|textarea)>/gs, " ");
  const plain = main
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'");
  return plain
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .replace(/ ([,.])/g, "$1");
}

function expectAll(text: string, parts: string) {
  for (const part of parts.split("|")) expect(text).toContain(part);
}

const table = (separator: string) =>
  [
    ["Nom", "Fonction", "Organisation"],
    ["Zoë Müller", "Poète", "Rivières"],
  ]
    .map((cells) => cells.join(separator))
    .join("\r\n");

describe("a file with signatories", () => {
  const reads: [string, string | Uint8Array<ArrayBuffer>, string][] = [
    ["commas", table(","), "3 columns"],
    ["semicolons", table(";"), "3 columns"],
    ["tabs", table("\t"), "3 columns"],
    ["bars", table("|"), "3 columns"],
    ["its separator said", `sep=;\r\n${table(";")}`, "3 columns"],
    ["UTF-8 with a mark", encoded(`\uFEFF${table(",")}`, "utf-8"), "3 columns"],
    ["UTF-16", encoded(`\uFEFF${table(";")}`, "utf-16le"), "encoding is utf-16le"],
    ["UTF-16, the other way round", encoded(`\uFEFF${table("\t")}`, "utf-16be"), "is utf-16be"],
    ["Windows-1252", encoded(table(";"), "windows-1252"), "encoding is windows-1252"],
    [
      "Windows-1250",
      encoded("Imię;Nazwisko;Kraj\nZoë;Müller Śląska;Łotwa\nPaweł;Żak;Węgry\n", "windows-1250"),
      "encoding is windows-1250|Müller Śląska",
    ],
    [
      "Windows-1251",
      encoded(
        "ФИО;Должность\nЛеся Українська;поэт, Zoë Müller\n".replace("ë", "e").replace("ü", "u"),
        "windows-1251",
      ),
      "encoding is windows-1251|Леся",
    ],
  ];
  it.each(reads)("is read: %s", async (_, source, parts) => {
    const text = await said(source);
    expectAll(text, `Import|${parts}`);
    if (typeof source === "string") expectAll(text, "Zoë Müller|Poète|Rivières");
  });

  it("is read from Excel, a pasted table and a pasted list", async () => {
    const rows = [
      ["Full name", "Country"],
      ["Zoë Müller", "Finland"],
    ];
    const workbook = await writeXlsx({ sheets: [{ name: "A", rows }] });
    expectAll(await said(new Uint8Array(workbook)), "Zoë Müller|Import 1 signatory");
    expectAll(await said(table("\t"), true), "Zoë Müller|Poète|Import 1 signatory");
    const list =
      "Weir Trust\nFriends of the Lake (Finland)\n\nDr. Zoë Müller, Poet, Rivers College";
    expectAll(await said(list, true), "Weir Trust|Zoë Müller|Rivers College|Import 3 signatories");
  });

  const maps: [string, string][] = [
    ["Full name,Job title,Employer\nAda Orr,Poet,Lakes", "Ada Orr|Poet|Lakes|Person"],
    ["Organization,Web site\nWeir Trust,weir.example", "Weir Trust|Organisation"],
    ["TYPE,NAME\nINDIVIDUAL,Ada Orr\nOrganization,Weir", "Ada Orr|Person|Weir|Organisation"],
    ["kind,name,state\nOrganisation ,Weir,Published\nperson,Ada,Waiting", "published|pending"],
    ["First name,Last name,Country\nAda,Orr,UK", "Ada Orr|1 signatory is added"],
    ["Vorname;Nachname;Land\nAda;Orr;Türkei", "Ada Orr|1 signatory is added"],
    ["Adınız;Soyadınız;Ülkeniz\nAda;Orr;Hollanda", "Ada Orr|1 signatory is added"],
    ["Imię i nazwisko;Kraj\nAda Orr;Niemcy", "Ada Orr|1 signatory is added"],
    ["ФИО;Страна\nАда Орр;США", "Ада Орр|1 signatory is added"],
    ["الاسم;البلد\nآدا أور;مصر", "آدا أور|1 signatory is added"],
    ["姓名,国家\n王小明,中国", "王小明|1 signatory is added"],
    ["Name,x,y\nAda Orr,ada@x.org,see me", "Ada Orr|Left out, because no field uses them: “y”"],
    ["Name,May we publish your name?\nAda Orr,yes\nBo Ahl,no", "Ada Orr|Import 2 signatories"],
    ["Name,Telefon\nAda Orr,0123", "Ada Orr|no field uses them: “Telefon”"],
  ];
  it.each(maps)("has columns that are known: %j", async (source, parts) => {
    expectAll(await said(source), `${parts}|Import`);
  });

  const shows: [string, string][] = [
    ["Name,Title,Land\nAda Orr,Poet,Angleterre\n", "Ada Orr Poet United Kingdom"],
    ["kind,name,website\norganisation,Weir,weir.example\n", "Weir https://weir.example"],
    ["kind,name,visibility\nindividual,Ada Orr,anonymous\n", "Ada Orr Not named in public"],
    ["kind,name,capacity\nindividual,Ada Orr,own\n", "Ada Orr in a personal capacity"],
    ["kind,name,country\nindividual,Ada Orr,\n", "2 Ada Orr Person new"],
  ];
  it.each(shows)("shows all that becomes public: %j", async (source, shown) => {
    expect((await said(source)).toLowerCase()).toContain(shown.toLowerCase());
  });

  const tolerates: [string, string][] = [
    ["name,title\n\n\nAda Orr,Poet\n\n", "Ada Orr|Import 1 signatory"],
    ["name,title\n,\nAda Orr,Poet\n,,,\n", "Ada Orr|Import 1 signatory"],
    ["name,title,,\nAda Orr,Poet,,\n", "Ada Orr|Import 1 signatory"],
    ["name,title\n  Ada   Orr ,  Poet \n", "Ada Orr|Poet"],
    ["name,title,country\nAda Orr\nBo Ahl,Baker\n", "Ada Orr|Bo Ahl|Import 2 signatories"],
    ['name,title\n"Ada\nOrr","Poet\nand baker"\n', "Ada Orr|Poet and baker"],
    ['name, title\n"Orr Ada", "Poet, baker"\n', "Poet, baker"],
    ["kind,name,affiliation\norganisation,Weir,Lakes\n", "an organisation has no title"],
    ["kind,name,website\nindividual,Ada,a.example\n", "an individual has no website"],
    ["name,title\nAda Orr,-\nBo Ahl,n/a\n", "Ada Orr|Import 2 signatories"],
    ["Our signatories\n\nname,title\nAda Orr,Poet\nTotal,1\n", "skipped|Import 1 signatory"],
    ["name,title\nAda Orr,Poet\nname,title\nBo Ahl,Poet\n", "Line 3|Import 2 signatories"],
  ];
  it.each(tolerates)("may be untidy: %j", async (source, parts) => {
    expectAll(await said(source), parts);
  });

  const asks: [string, string][] = [
    ["Name,Email,email\nAda,a@x.org,\n", "two columns are called “Email”"],
    ["Name,Title\nMÃ¼ller Anna,Poet\n", "“MÃ¼ller Anna” looks like “Müller Anna”"],
    ["Name,Title\nO&#039;Neil Ann,Poet\n", "contains HTML"],
    ["Name,Title\nM?ller Anna,Poet\n", "may have lost a letter"],
    ["Name,Title,Date\nAda Orr,Poet,4/9/2021\n", "read “4/9/2021” in two ways"],
    ["Name,Title\nAda Orr,Poet\nAda Orr,Poet\n", "Line 3: “Ada Orr” is already in line 2"],
    [
      "Name,Email\nAda Orr,a@x.org\nBo Ahl,A@x.org\n",
      "Line 3, column Email: line 2 also has the address",
    ],
    [
      "Name,Title,Land\nAda Orr,Poet,Germania\n",
      "Line 2, column Land: “Germania” is not a country",
    ],
    [
      "Name,Title,Land\nAda Orr,Poet,Congo\n",
      "column Land: “Congo” can mean more than one country",
    ],
    ["kind,name\nrobot,Bot\nrobot,Cot\n", "Lines 2–3, column kind: “robot” is neither"],
    ["Name,Title,Date\nAda Orr,Poet,2099-01-01\n", "“2099-01-01” is in the future"],
    ["Name\nSprings now\nAda Orr\n", "who is an organisation and who is an individual"],
    ["Phone,Mail\n1,a@x.org\n", "cannot find a column with the names"],
    ["Name,Title\nAda Orr,Poet\nBo,Poet,Lakes\n", "Line 3: there are more cells than columns"],
    ["Name,Title\nwin at prize-now.com,Poet\n", "has a web address in it"],
    ["kind,name,visibility\norganisation,Weir,anonymous\n", "cannot sign without its name"],
    ["Name,Title\n#REF!,Poet\n", "Line 2, column Name: “#REF!” is the error of a formula"],
    ["Name,Titel\nAda Orr,#NV\n", "Line 2, column Titel: “#NV” is the error of a formula"],
    ["Nom,Pays\nAda Orr,#NOM?\n", "Line 2, column Pays: “#NOM?” is the error of a formula"],
    ["Name,Title\nAnn and Ben Orr,Poets\n", "“Ann and Ben Orr” may be two people"],
    ["PK\u0003\u0004..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "another program"],
    ["PK\u0003\u0004..Index/Document.iwa..Index/CalculationEngine.iwa", "another program"],
    ["PK\u0003\u0004..word/document.xml", "this is a text document"],
    ["PK\u0003\u0004..subscribed_members.csv", "this is a ZIP archive"],
  ];
  it.each(asks)("is refused or asked about: %j", async (source, sentence) => {
    expect((await said(source)).toLowerCase()).toContain(sentence.toLowerCase());
  });
});
