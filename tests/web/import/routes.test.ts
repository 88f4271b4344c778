import { writeXlsx } from "hucre/xlsx";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { IMPORT_ROWS_PER_FORM_MAX, IMPORT_SIZE_MAX } from "../../../src/limits.ts";
import { exportSignatories } from "../../../src/signatures/export/write.ts";
import { IMPORT_FIELDS } from "../../../src/signatures/import/mapping/fields.ts";
import { PREVIEW_MAX } from "../../../src/signatures/import/preview.ts";
import { encoded } from "../../support/encoded.ts";
import { queueWithBeside } from "../../support/queue-text.ts";
import { openWorld, signInAs, type World, withLimits } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const IMPORT = "/admin/letters/rivers/import";
const HEADER = "kind,name,title,affiliation";
const TWO = `${HEADER}
organisation,"Weir, Friends of the",,
individual,Ada Lovelace,Countess,Analytical Society
`;

type Staff = Awaited<ReturnType<typeof signInAs>>;

function upload(
  staff: Staff,
  content: string | Uint8Array<ArrayBuffer>,
  more = {},
  name = "signatories.csv",
) {
  const body = new FormData();
  body.set("file", new File([content], name));
  for (const [name, value] of Object.entries(more)) body.set(name, String(value));
  return staff.send(IMPORT, { method: "POST", body });
}

/** What the page of a preview sends when its button is pressed. */
function confirmation(page: string) {
  const hidden = ["confirmed", "file_name", "columns_of", "hash", "seen"].map((name) => [
    name,
    textOf(page, name),
  ]);
  const chosen = [...page.matchAll(/<select[^>]* name="([\w-]+)".*?<\/select>/g)].map(
    ([select, name]) => [name, select.match(/value="([^"]*)" selected/)?.[1] ?? ""],
  );
  return { confirmed: "", ...Object.fromEntries([...hidden, ...chosen]) };
}

/** What a hidden field holds, with the line ends that a browser sends. */
function textOf(page: string, name: string): string {
  const value = page.match(`name="${name}" value="([^"]*)"`)?.[1] ?? "";
  const text = value.replaceAll("&quot;", '"').replaceAll("&#39;", "'");
  return text.replaceAll("\n", "\r\n");
}

describe("the import of a file", () => {
  it("shows what each line becomes and stores nothing, then imports all of them", async () => {
    const staff = await signInAs(world, "campaigner");
    const preview = await upload(staff, TWO);
    const page = await preview.text();
    expect(preview.status).toBe(200);
    expect(page).toContain('<bdi class="name">Weir, Friends of the</bdi>');
    expect(page).toContain("<bdi>Countess</bdi>, <bdi>Analytical Society</bdi>");
    expect(page).toContain("Import 2 signatories");
    expect(page.match(/new, published/g)).toHaveLength(2);
    expect(await world.db.signature.count()).toBe(0);

    const done = await staff.post(IMPORT, confirmation(page));
    expect(done.headers.get("location")).toBe(`${IMPORT}?added=2&there=0`);
    const said = await (await staff.get(`${IMPORT}?added=2&there=0`)).text();
    expect(said).toContain("2 signatories were added; none were already there.");
    expect(await world.db.signature.count({ where: { state: "published" } })).toBe(2);
    expect(
      await world.db.staffEvent.findMany({ where: { letterId: world.letter.id } }),
    ).toMatchObject([{ what: "import", by: staff.accountId, detail: '{"added":2,"there":0}' }]);
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
  });

  it("is what the queue, an entry's page and an export say of who was imported", async () => {
    const staff = await signInAs(world, "campaigner");
    const rows = "individual,Ada Lovelace,,,\nindividual,Ben Okri,,,pending\n";
    const form = confirmation(await (await upload(staff, `${HEADER},state\n${rows}`)).text());
    await staff.post(IMPORT, form);
    const day = world.clock.now().toISOString().slice(0, 10);
    const said = /Imported by [^<]+ on \d+ \w+ \d{4}/;
    for (const state of ["published", "pending"]) {
      const queue = await queueWithBeside(staff, `/admin/letters/rivers/queue?state=${state}`);
      expect(queue, state).toMatch(said);
      expect(queue).not.toMatch(/>Confirmed (?:\d|just)/);
      const { id } = await world.db.signature.findFirstOrThrow({ where: { state } });
      expect(await (await staff.get(`/admin/letters/rivers/entries/${id}`)).text()).toMatch(said);
    }
    const states = ["published", "pending"] as const;
    const request = { format: "csv", states, withContacts: false, withHidden: false } as const;
    let file = "";
    for await (const { text } of exportSignatories(world.deps, world.letter, request)) file += text;
    expect(file.match(new RegExp(`Imported by [^,]+ on ${day}`, "g"))).toHaveLength(2);
  });

  it("adds nothing twice, however often it is confirmed", async () => {
    const staff = await signInAs(world, "campaigner");
    const form = confirmation(await (await upload(staff, TWO)).text());
    await staff.post(IMPORT, form);
    const again = await staff.post(IMPORT, form);
    expect(again.headers.get("location")).toBe(`${IMPORT}?added=0&there=2`);
    const page = await (await upload(staff, TWO)).text();
    expect(page).toContain("there is nothing to import");
    expect(page).not.toContain('name="whole"');
    expect(await world.db.signature.count()).toBe(2);
  });

  it("tells a corrected line, and one whose signatory has left", async () => {
    const staff = await signInAs(world, "campaigner");
    const first = `${HEADER},email\nindividual,Ada Lovelace,,,ada@example.org\n`;
    await staff.post(IMPORT, confirmation(await (await upload(staff, first)).text()));
    await buildEntry(world.deps, world.letter, { name: "Ben Gone", state: "withdrawn" });
    const next = `${HEADER},email,state\nindividual,Ada King,,,ada@example.org,pending\nindividual,Ben Gone,,,,\n`;
    const page = await (await upload(staff, next)).text();
    expect(page).toContain("corrected, pending");
    expect(page).toContain("already there");
    expect(page).toContain("Import 1 signatory");
  });

  it("says of a file with nobody to list what was left out, and not that nothing is wrong", async () => {
    const staff = await signInAs(world, "campaigner");
    const response = await upload(
      staff,
      "kind,name,visibility\nindividual,,anonymous\nindividual,,anonymous\n",
    );
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain("We cannot find anybody in this file");
    expect(page).toContain("Lines 2–3, column name: left out: an anonymous signatory");
    expect(page).not.toMatch(/\b0 (?:things|lines)|the correct lines/);
  });

  it("explains every column that a file may have", async () => {
    const staff = await signInAs(world, "campaigner");
    const page = await (await staff.get(IMPORT)).text();
    const explained = [...page.matchAll(/<th scope="row"><code>(\w+)<\/code>/g)];
    expect(explained.map(([, field]) => field)).toEqual(IMPORT_FIELDS);
    expect(page).toContain("You only need names.");
  });

  it("names every bad line and imports nothing of the file", async () => {
    const staff = await signInAs(world, "campaigner");
    const csv = `${HEADER}\nindividual,Good One,,\nrobot,Bad,,\nindividual,,,\nindividual,Good One,,\n`;
    const response = await upload(staff, csv);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain("3 things are wrong in the file.");
    expect(page).toContain("Line 3, column kind: “robot” is neither organisation nor individual.");
    expect(page).toContain("Line 5: “Good One” is already in line 2");
    expect(await world.db.signature.count()).toBe(0);
    const whole = await staff.post(IMPORT, confirmation(page));
    expect(whole.status).toBe(422);
    expect(await world.db.signature.count()).toBe(0);
  });

  it("imports the right lines, and gives the others as a file that says why", async () => {
    const staff = await signInAs(world, "campaigner");
    const csv = "Vorname,Nachname,Land\nAda,Lovelace,UK\nBen,Okri,Atlantis\nEve,,Atlantis\n";
    const page = await (await upload(staff, csv)).text();
    expect(page).toContain("Lines 3–4, column Land: “Atlantis” is not a country that we know.");
    expect(page).toContain("Import the 1 correct line");
    expect(page).toContain("Download the other 2 lines");
    const file = await staff.post(IMPORT, { ...confirmation(page), download: "on" });
    expect(file.headers.get("content-disposition")).toContain("problems.csv");
    expect((await file.text()).split("\r\n").slice(0, 2)).toEqual([
      "Vorname,Nachname,Land,problem",
      'Ben,Okri,Atlantis,"Line 3, column Land: “Atlantis” is not a country that we know."',
    ]);
    const done = await staff.post(IMPORT, { ...confirmation(page), skip: "on" });
    expect(done.headers.get("location")).toBe(`${IMPORT}?added=1&there=0`);
    expect(await world.db.signature.findMany()).toMatchObject([{ name: "Ada Lovelace" }]);
  });

  it("shows what each column was taken for, and takes another choice, up to the list", async () => {
    const staff = await signInAs(world, "campaigner");
    const workbook = await writeXlsx({
      sheets: [
        {
          name: "Answers",
          rows: [
            ["Wer", "Woher", "Wann", "Telefon"],
            ["Ada Lovelace", "Irland", "4/9/2021", "0123"],
          ],
        },
        { name: "Ideas", rows: [["Ben"]] },
      ],
    });
    const first = await upload(staff, new Uint8Array(workbook), {}, "answers.xlsx");
    expect(first.status).toBe(422);
    const asked = await first.text();
    expect(asked).toContain("We cannot find a column with the names.");
    expect(asked).toContain("<bdi>Ada Lovelace</bdi>");
    const ideas = "We did not read other sheets of the workbook: “Ideas”.";
    expect(asked).toContain(ideas);
    const kept = { kept: textOf(asked, "kept"), file_name: "answers.xlsx" };
    const map = { "map-0": "name", "map-1": "country", "map-2": "signed_at", "map-3": "" };
    const dates = await staff.post(IMPORT, { ...kept, ...map, kind: "individual" });
    expect(await dates.text()).toContain("“4/9/2021” in two ways.");
    const chosen = { ...map, kind: "individual", date_order: "dmy" };
    const preview = await (await staff.post(IMPORT, { ...kept, ...chosen })).text();
    expect(preview).toContain(ideas);
    expect(preview).toContain("Left out, because no field uses them: “Telefon”.");
    const unseen = await staff.post(IMPORT, { ...confirmation(preview), "map-1": "title" });
    expect(await unseen.text()).toContain("The result");
    expect(await world.db.signature.count()).toBe(0);
    await staff.post(IMPORT, confirmation(preview));
    expect(await world.db.signature.findMany()).toMatchObject([
      { name: "Ada Lovelace", country: "IE", signedAt: new Date("2021-09-04") },
    ]);
  });

  it("suggests what was chosen for the columns of an earlier file, and says so", async () => {
    const staff = await signInAs(world, "campaigner");
    const file = (who: string, headings = "Wer;Woher;Wann;Telefon") => `${headings}\n${who};0123\n`;
    const said = "These are your choices of ";
    const first = await upload(staff, file("Ada Lovelace;Irland;4/9/2021"));
    const kept = { kept: textOf(await first.text(), "kept"), file_name: "signatories.csv" };
    const map = { "map-0": "name", "map-1": "country", "map-2": "signed_at", "map-3": "" };
    const chosen = { ...kept, ...map, kind: "individual", date_order: "dmy" };
    const preview = await (await staff.post(IMPORT, chosen)).text();
    // What was only looked at is not remembered.
    expect(await (await upload(staff, file("Ben Okri;Italien;5/9/2021"))).text()).not.toContain(
      said,
    );
    await staff.post(IMPORT, confirmation(preview));

    const again = file("Ben Okri;Italien;5/9/2021", "WER;woher;Wann?;Telefon");
    const second = await upload(staff, again);
    expect(second.status).toBe(200);
    const page = await second.text();
    const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
    expect(page).toContain(
      `${said}${day.format(world.clock.now())}, for a file with the same columns.`,
    );
    const form = confirmation(page);
    expect(form).toMatchObject({ ...map, kind: "individual", date_order: "dmy" });
    const other = await (await staff.post(IMPORT, { ...form, "map-1": "", show: "on" })).text();
    expect(other).not.toContain(said);
    await staff.post(IMPORT, confirmation(other));
    expect(await world.db.signature.findMany({ where: { name: "Ben Okri" } })).toMatchObject([
      { kind: "individual", country: "ZZ", signedAt: new Date("2021-09-05") },
    ]);
    const third = confirmation(await (await upload(staff, file("Cy Twombly;Italien;"))).text());
    expect(third).toMatchObject({ ...map, "map-1": "" });
    const fewer = await (await upload(staff, "Wer;Woher;Wann\nDi Fagan;Irland;\n")).text();
    expect(fewer).not.toContain(said);
  });

  it("takes a pasted list of one signatory a line", async () => {
    const staff = await signInAs(world, "campaigner");
    const text =
      "Lake Watch\nThe Mill Foundation\n\nMina Brook, Director, Water Centre, Weirside\n";
    const page = await (await staff.post(IMPORT, { text })).text();
    expect(page).toContain("Read as a list with one signatory on each line.");
    expect(page).toContain("<bdi>Director</bdi>, <bdi>Water Centre, Weirside</bdi>");
    expect(page).toContain("Import 3 signatories");
  });

  it("shows the first lines of a long file, and the first problems of a bad one", async () => {
    const staff = await signInAs(world, "campaigner");
    const rows = (kind: string, count: number) =>
      Array.from({ length: count }, (_, row) => `${kind},Person ${row},,`).join("\n");
    const long = await (await upload(staff, `${HEADER}\n${rows("individual", 205)}`)).text();
    expect(long.match(/class="fate-new"/g)).toHaveLength(PREVIEW_MAX);
    expect(long).toContain("You see the first 200 of 205 lines.");
    expect(atob(confirmation(long).confirmed)).toContain("Person 204");
    const robots = Array.from({ length: 205 }, (_, row) => `robot ${row},Person,,`).join("\n");
    const bad = await (await upload(staff, `${HEADER}\n${robots}`)).text();
    expect(bad).toContain("And 5 more.");
    const same = await (await upload(staff, `${HEADER}\n${rows("robot", 205)}`)).text();
    expect(same).toContain("Lines 2–206, column kind: “robot” is neither");
    const max = IMPORT_ROWS_PER_FORM_MAX;
    const huge = await upload(staff, `${HEADER}\n${rows("individual", max + 1)}`);
    expect(await huge.text()).toContain(`The file has more than ${max} rows. Split it.`);
  });

  it("reads another encoding than UTF-8 from its content", async () => {
    const staff = await signInAs(world, "campaigner");
    const latin = encoded("Vorname;Nachname;Land\nJürgen;Größe;Österreich\n", "windows-1252");
    const page = await (await upload(staff, latin)).text();
    expect(page).toContain('<bdi class="name">Jürgen Größe</bdi>');
  });

  const latin = encoded("Name;Land\nJürgen Groß, Ŝ;Österreich\n".replace("Ŝ", "Ö"), "windows-1252");
  const workbook = () =>
    writeXlsx({
      sheets: [
        { name: "Answers", rows: [["Name"], ["Ada Lovelace"]] },
        {
          name: "More",
          rows: [
            ["Country", "Full name"],
            ["Chad", "Ben Okri"],
          ],
        },
      ],
    });
  it.each([
    ["encoding", "list.csv", async () => latin, "windows-1251", "Jьrgen"],
    ["separator", "list.csv", async () => latin, ",", "It is: Name;Land"],
    ["sheet", "list.xlsx", async () => new Uint8Array(await workbook()), "More", "Ben Okri"],
  ])(
    "reads the same file anew when another %s is chosen",
    async (name, file, bytes, value, said) => {
      const staff = await signInAs(world, "campaigner");
      const first = await (await upload(staff, await bytes(), { kind: "individual" }, file)).text();
      expect(first).not.toContain(said);
      const form = { ...confirmation(first), kind: "individual", [name]: value };
      const anew = await (await staff.post(IMPORT, { ...form, show: "on" })).text();
      expect(anew).toContain(said);
      // And back again, with nothing lost.
      const back = {
        ...confirmation(anew),
        kept: textOf(anew, "kept") || textOf(anew, "confirmed"),
      };
      const again = await staff.post(IMPORT, { ...back, [name]: "", show: "on" });
      expect(await again.text()).toContain(name === "sheet" ? "Ada Lovelace" : "Jürgen");
    },
  );

  it("says how much it takes, and goes by what is in a file, not by its name", async () => {
    const staff = await signInAs(world, "campaigner");
    const page = await (await staff.get(IMPORT)).text();
    expect(page).toContain(
      "(CSV or Excel&#39;s .xlsx) or a list (.txt), at most 5 MB and 10,000 rows.",
    );
    const sheet = await writeXlsx({ sheets: [{ name: "A", rows: [["Name"], ["Ada Lovelace"]] }] });
    expect(await (await upload(staff, sheet.slice(), {}, "a.csv")).text()).toContain(
      "Ada Lovelace",
    );
    expect(await (await upload(staff, TWO, {}, "a.xlsx")).text()).toContain("Ada Lovelace");
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(40).fill(1)]);
    const answer = await upload(staff, picture, {}, "a.csv");
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining("neither a table nor a list of names"),
    ]);
  });

  it("refuses nothing at all, and two sources at once", async () => {
    const staff = await signInAs(world, "campaigner");
    const cases = [
      [await staff.post(IMPORT, { text: " " }), "Choose a file, or paste its lines."],
      [await upload(staff, TWO, { text: TWO }), "Use only one of the two."],
      [await upload(staff, ""), "The file has no rows."],
    ] as const;
    for (const [response, sentence] of cases) {
      expect(response.status, sentence).toBe(422);
      expect(await response.text()).toContain(sentence);
    }
  });

  it("refuses a file that is too large, in words", async () => {
    const staff = await signInAs(world, "campaigner");
    const response = await upload(staff, "x".repeat(IMPORT_SIZE_MAX + 1));
    expect(response.status).toBe(413);
    expect(await response.text()).toContain("This is larger than 5 MB.");
    const headers = { "Content-Length": String(2 * IMPORT_SIZE_MAX) };
    const declared = await staff.post(IMPORT, { text: TWO }, headers);
    expect(declared.status).toBe(413);
    expect(await declared.text()).toContain("This is larger than 5 MB.");
  });

  it("refuses lines that were changed between the two steps", async () => {
    const staff = await signInAs(world, "campaigner");
    const form = confirmation(await (await upload(staff, TWO)).text());
    const changed = { ...form, confirmed: btoa(atob(form.confirmed).replace("Ada", "Eve")) };
    const response = await staff.post(IMPORT, changed);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("The lines changed after you previewed them");
    expect(await world.db.signature.count()).toBe(0);
  });

  it("takes pasted lines with any line ends, a byte order mark and what looks like a formula", async () => {
    const staff = await signInAs(world, "campaigner");
    const csv = `\uFEFF${HEADER}\r\nindividual,"=HYPERLINK(1)",,\r\nindividual,<b>Bold</b>,,\r\n`;
    const page = await (await staff.post(IMPORT, { text: csv })).text();
    expect(page).toContain("=HYPERLINK(1)");
    expect(page).toContain("&lt;b&gt;Bold&lt;/b&gt;");
    const form = confirmation(page);
    expect((await staff.post(IMPORT, form)).status).toBe(303);
    const file = await (await staff.post("/admin/letters/rivers/exports", {})).text();
    expect(file).toContain("'=HYPERLINK(1)");
  });

  it("keeps what was pasted if something is wrong with it", async () => {
    const staff = await signInAs(world, "campaigner");
    const page = await (await staff.post(IMPORT, { text: "kind,name\nx,y\n" })).text();
    expect(page).toContain("“x” is neither organisation nor individual.");
    expect(page).toMatch(/<textarea[^>]*>\nkind,name\nx,y\n<\/textarea>/);
  });

  it("has an example that can be imported", async () => {
    const staff = await signInAs(world, "campaigner");
    const response = await staff.get(`${IMPORT}/example.csv`);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const page = await (await upload(staff, await response.text())).text();
    expect(page).toContain("Import 3 signatories");
  });

  it("says in words what the database does not take at once", async () => {
    const small = withLimits(world, { importRowsMax: 1 });
    const staff = await signInAs(small, "campaigner");
    const response = await upload(staff, TWO);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("This adds more than 1 signatories");
  });

  it("is refused to a moderator", async () => {
    const moderator = await signInAs(world, "moderator");
    expect((await moderator.get(IMPORT)).status).toBe(403);
    expect((await moderator.post(IMPORT, { text: TWO })).status).toBe(403);
    expect((await moderator.get(`${IMPORT}/example.csv`)).status).toBe(403);
  });
});
