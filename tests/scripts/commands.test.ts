import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runCommand } from "../support/servers/command.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "undersigned-commands-"));
  copyFileSync(inject("templates").sqlite, join(folder, "undersigned.db"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = () => ({
  DATABASE_URL: `file:${folder}/undersigned.db`,
  SECRET_KEY: Buffer.alloc(32, 3).toString("base64"),
});

/** Runs a command to its end, and gives what it printed and its exit code. */
const run = (...words: string[]) => runCommand(".", words, settings());

/** The same in the words of the README. */
function runByNpm(command: string, ...words: string[]) {
  const { stdout, stderr, status } = spawnSync("npm", ["run", "-s", command, "--", ...words], {
    encoding: "utf8",
    // Vite sets these two for its own purposes.
    env: { ...process.env, NODE_ENV: "development", BASE_URL: "", ...settings() },
  });
  return { out: stdout, said: stderr.replace(/^npm warn.*\n/gm, ""), status };
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const LETTER = `---
title: Figures
slug: figures
published_by: River Watch
---

We ask for figures.
`;

describe("the commands", () => {
  it("publish a letter, fill its list, export it, and close it", async () => {
    const letter = runByNpm("import-letter", write("letter.md", LETTER));
    expect(letter).toEqual({
      out: "Published http://localhost:3000/letters/figures\n",
      said: "",
      status: 0,
    });
    const again = await run("import-letter", write("letter.md", LETTER.replace("ask", "call")));
    expect(again.out).toBe("Saved version 2 of http://localhost:3000/letters/figures\n");

    const csv = write("people.csv", "kind,name,title,affiliation\nindividual,Ada Lovelace,,\n");
    expect((await run("import-signatories", "figures", csv)).out).toBe(
      "Read as a table separated by commas, UTF-8: 4 columns.\nColumns: kind from “kind”, name from “name”, title from “title”, affiliation from “affiliation”.\nAdded 1 signatories. 0 were already there.\n",
    );
    expect((await run("export", "figures")).out).toContain(",individual,Ada Lovelace,");
    expect(
      JSON.parse((await run("export", "figures", "--format", "json", "--contacts")).out),
    ).toMatchObject([{ name: "Ada Lovelace", letter_version: "2", email: "" }]);
    expect(runByNpm("letter", "figures", "close")).toEqual({
      out: "figures is closed.\n",
      said: "",
      status: 0,
    });
  });

  it("say in a sentence what is wrong with a letter's file, or not shown of it", async () => {
    const latin = join(folder, "latin.md");
    writeFileSync(latin, LETTER.replace("Figures", "M\u00fcller"), "latin1");
    const damaged = await run("import-letter", latin);
    expect(damaged).toEqual({
      out: "",
      said: `${latin}: this is not UTF-8. Save it as plain text in UTF-8.\n`,
      status: 1,
    });
    const word = write("letter.docx", "PK\u0003\u0004");
    const { said: refused } = await run("import-letter", word);
    const kind = "a Word or LibreOffice document";
    expect(refused).toBe(`${word}: this is ${kind}. Save it as plain text in UTF-8.\n`);
    const front = "slug: lakes\ncloses: 2026-05-01\ntime_zone: Europe/Berlin\nclosed: true";
    const lakes = write("lakes.md", `${LETTER.replace("slug: figures", front)}<hr>\n`);
    const { out, said, status } = await run("import-letter", lakes);
    expect([out, status]).toEqual(["Published http://localhost:3000/letters/lakes\n", 0]);
    expect(said.split("\n")).toEqual([
      `${lakes}: “closed” is not a known key, so it was ignored. Write it as closes.`,
      expect.stringContaining("The known keys are title, slug,"),
      `${lakes}: Line 11: the HTML tag <hr> is not shown.`,
      `${lakes}: nobody can sign the letter: it was open until the end of 1 May 2026 (Berlin).`,
      "",
    ]);
  });

  it("turn the switches, say how they stand, and let nothing else write meanwhile", async () => {
    const { out } = await run("switch");
    expect(out).toBe("The site is not read-only.\nSigning is on.\n");
    expect((await run("switch", "signing", "off")).out).toMatch(
      /^The site is not read-only\.\nSigning is off on every letter, since \S+Z, by the command line\.\n/,
    );
    expect((await run("switch", "signing", "on")).out).toContain("Signing is on, since ");
    expect((await run("switch", "read-only", "on")).out).toContain("The site is read-only, since ");
    const refused = await run("letter", "figures", "open");
    expect([refused.out, refused.status]).toEqual(["", 1]);
    expect(refused.said).toContain("To end that, run `npm run switch -- read-only off`");
    expect(runByNpm("switch", "read-only", "off").out).toContain("The site is not read-only");
    expect((await run("switch", "read-only")).said).toContain("Usage: npm run switch");
  });

  it("invite staff with a link that signs them in once", async () => {
    const { out } = await run("invite", "ada@example.org", "moderator", "figures");
    expect(out).toMatch(/^http:\/\/localhost:3000\/admin\/sign-in\/[\w.-]+\n$/);
  });

  const mistakes: [string, string[], string][] = [
    ["invite", ["ada@example.org", "king"], "Usage: npm run invite"],
    ["invite", ["ada", "moderator"], "ada is not an email address."],
    ["invite", ["ada@example.org", "moderator", "nowhere"], 'There is no letter "nowhere".'],
    ["letter", ["figures", "burn"], "Usage: npm run letter"],
    ["letter", ["nowhere", "open"], 'There is no letter "nowhere".'],
    ["import-letter", ["/no/such/file.md"], "There is no file"],
    ["import-signatories", ["figures"], "Usage: npm run import-signatories"],
    ["export", ["figures", "--states", "lost"], "There is no state lost."],
    ["export", ["figures", "--format", "pdf"], "Usage: npm run -s export"],
    ["export", ["figures", "--everything"], "Usage: npm run -s export"],
    ["copy", ["file:./x.db"], "Usage: npm run copy"],
    ["copy", ["file:./x.db", "file:./y.db", "--agian"], "Usage: npm run copy"],
    ["copy", ["file:./x.db", "file:./y.db"], "There is no file"],
  ];
  it.each(mistakes)(
    "say what is wrong with `%s %j`, and do nothing",
    async (command, words, sentence) => {
      const { out, said, status } = await run(command, ...words);
      expect([out, said, status]).toEqual(["", expect.stringContaining(sentence), 1]);
    },
    20_000,
  );

  it("name every bad line of a file, and keep none of it", async () => {
    const csv = write(
      "bad.csv",
      "kind,name,title,affiliation\nindividual,Eve,,\nrobot,Bot,,\nindividual,,,\n",
    );
    const { said, status } = runByNpm("import-signatories", "figures", csv);
    expect(status).toBe(1);
    expect(said).toBe(
      `${csv}:\nLine 3, column kind: “robot” is neither organisation nor individual.\nLine 4, column name: the name is missing.\nNothing was imported.\n`,
    );
    expect((await run("export", "figures")).out).not.toContain("Eve");
  });
});
