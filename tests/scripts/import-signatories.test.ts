import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runCommand } from "../support/servers/command.ts";

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "undersigned-import-"));
  copyFileSync(inject("templates").sqlite, join(folder, "undersigned.db"));
  const letter = "---\ntitle: Figures\nslug: figures\npublished_by: River Watch\n---\n\nWe ask.\n";
  expect((await run("import-letter", write("letter.md", letter))).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: string[]) =>
  runCommand(".", words, {
    DATABASE_URL: `file:${folder}/undersigned.db`,
    SECRET_KEY: Buffer.alloc(32, 3).toString("base64"),
  });

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("the import of signatories by a command", () => {
  it("says what it would do, keeps out what is wrong, and writes that to a file", async () => {
    const csv = write("mixed.csv", "kind;name;country\nindividual;Ada;\nrobot;Bot;Germania\n");
    const tried = await run("import-signatories", "figures", csv, "--dry-run", "--skip");
    expect(tried.status).toBe(0);
    const [first] = tried.out.split("\n");
    expect(first).toBe("Read as a table separated by semicolons, UTF-8: 3 columns.");
    expect(tried.out).toContain("Would add 1 signatories. 0 are already there. Nothing was");
    expect(existsSync(`${csv}.problems.csv`)).toBe(false);
    const { out, status } = await run("import-signatories", "figures", csv, "--skip");
    expect([out.split("\n").slice(2), status]).toEqual([
      [
        "Added 1 signatories. 0 were already there.",
        `Left out 1 lines, which are in ${csv}.problems.csv.`,
        "",
      ],
      0,
    ]);
    const [head, line] = readFileSync(`${csv}.problems.csv`, "utf8").split("\r\n");
    expect(head).toBe("\uFEFFkind,name,country,problem");
    expect(line).toMatch(/^robot,Bot,Germania,.*“robot” is neither.*“Germania” is not a country/);
  });

  it("takes columns, a kind and an order of dates that are said, and asks for what is not", async () => {
    const csv = write("named.csv", "Wer,Wann\nBen Sample,03/04/2026\n");
    const unnamed = await run("import-signatories", "figures", csv, "--kind", "individual");
    expect([unnamed.status, unnamed.said]).toEqual([1, expect.stringContaining("--map name=")]);
    const said = ["--kind", "individual", "--map", "name=Wer", "--map", "signed_at=Wann"];
    const asked = await run("import-signatories", "figures", csv, ...said);
    expect([asked.status, asked.said]).toEqual([1, expect.stringContaining("03/04/2026")]);
    expect(asked.said).toContain("--date-order dmy");
    const { status } = await run("import-signatories", "figures", csv, ...said, "--date-order=dmy");
    expect(status).toBe(0);
    expect((await run("export", "figures")).out).toMatch(/Ben Sample,.*,2026-04-03T/);
  });

  it("takes its own exports back without a double, and says whom it cannot know again", async () => {
    const rows = "individual,Cleo,full\nindividual,Dora,anonymous\norganisation,Weir,full\n";
    const csv = write("three.csv", `kind,name,visibility\n${rows}`);
    expect((await run("import-signatories", "figures", csv)).status).toBe(0);
    for (const [contacts, there, left] of [
      [["--contacts"], 5, false],
      [[], 4, true],
    ] as const) {
      const exported = write("back.csv", (await run("export", "figures", ...contacts)).out);
      const { out, said, status } = await run("import-signatories", "figures", exported);
      expect([out.split("\n").at(-2), status]).toEqual([
        `Added 0 signatories. ${there} were already there.`,
        0,
      ]);
      expect(said.includes("left out: an anonymous signatory without a name")).toBe(left);
    }
  });
});
