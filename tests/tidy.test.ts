import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { envSchema } from "../src/config.ts";
import { MAIL_KINDS } from "../src/mail/outbox.ts";
import { FILE_EXAMPLES } from "./tidy/file-examples.ts";
import { FILE_RULES, type FileRule } from "./tidy/file-rules.ts";
import { lastSubject, readSources, repositoryPaths, sizesOf } from "./tidy/files.ts";
import { unshownClaims } from "./tidy/shown-by.ts";
import { STATED } from "./tidy/stated-numbers.ts";
import * as tree from "./tidy/tree-rules.ts";

const paths = repositoryPaths();
const sources = readSources(paths);
const manifest = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = manifest.parse(JSON.parse(readFileSync("package.json", "utf8")));

const textOf = (path: string) => sources.find((file) => file.path === path)?.text ?? "";
const file = (path: string, text = "") => ({ path, text });

describe("the repository", () => {
  it("is read at all", () => {
    expect(paths).toEqual(expect.arrayContaining(["src/app.ts", "package-lock.json"]));
    expect(paths.filter((path) => /node_modules|generated|^dist/.test(path))).toEqual([]);
    expect(sources.length).toBeGreaterThan(150);
  });

  describe.each(Object.keys(FILE_EXAMPLES).filter(isRule))("%s", (name) => {
    const rule: FileRule = FILE_RULES[name];

    it("everywhere", () => {
      const broken = sources.flatMap((one) =>
        rule(one).map((problem) => `${one.path}: ${problem}`),
      );
      expect(broken).toEqual([]);
    });

    it("and the rule can tell", () => {
      const { breaks, keeps } = FILE_EXAMPLES[name];
      for (const one of breaks) expect(rule(one), one.text).toHaveLength(1);
      for (const one of keeps) expect(rule(one), one.text).toEqual([]);
    });
  });
});

describe("rooms with verbs", () => {
  it("have tests in the room of the same name", () => {
    expect(tree.untestedRooms(sources)).toEqual([]);
  });

  it("are missed if they have none", () => {
    const verb = file("src/signatures/queue/undo.ts", "export async function undo() {}\n");
    const store = file("src/signatures/import/store.ts", "export async function move() {}\n");
    const pure = file("src/letters/name.ts", "export function sortKey() {}\n");
    const missing = "src/signatures/queue has verbs and no tests in tests/signatures/queue";
    expect(tree.untestedRooms([verb, store, pure])).toEqual([missing]);
    expect(tree.untestedRooms([verb, file("tests/signatures/undo.test.ts")])).toEqual([missing]);
    expect(tree.untestedRooms([verb, file("tests/signatures/queue/decide.test.ts")])).toEqual([]);
  });
});

describe("mails", () => {
  it("have text and HTML, and words for every kind", () => {
    const emails = sources.filter(({ path }) => path.startsWith("emails/"));
    const compose = file("src/mail/compose.ts", textOf("src/mail/compose.ts"));
    expect(emails.length).toBeGreaterThan(MAIL_KINDS.length / 2);
    expect(tree.mailProblems(MAIL_KINDS, compose, emails)).toEqual([]);
  });

  it("are missed if they have one form alone, or no words", () => {
    const compose = file("compose.ts", '    case "confirm":\n');
    const whole = file("emails/a.ts", "): Email {\n  return setEmail(words, {\n");
    const bare = file("emails/b.ts", "): Email {\n  return { subject, text };\n");
    expect(tree.mailProblems(["confirm"], compose, [whole])).toEqual([]);
    expect(tree.mailProblems(["confirm"], compose, [whole, bare])).toHaveLength(1);
    expect(tree.mailProblems(["confirm", "lost"], compose, [])).toHaveLength(1);
  });
});

describe(".env.example", () => {
  it("has the keys that are read", () => {
    expect(tree.envProblems(textOf(".env.example"), Object.keys(envSchema.shape))).toEqual([]);
  });

  it("is told of one too few, too many and twice", () => {
    expect(tree.envProblems("# A\nA=1\nB=\n", ["A", "B"])).toEqual([]);
    expect(tree.envProblems("A=1\n", ["A", "B"])).toHaveLength(1);
    expect(tree.envProblems("A=1\nB=\n", ["A"])).toHaveLength(1);
    expect(tree.envProblems("A=1\nA=2\n", ["A"])).toHaveLength(1);
  });
});

describe("what people are told to run and to read", () => {
  // The rules' own examples name what is not there.
  const told = sources.filter(({ path }) => path !== "tests/tidy.test.ts");

  it("exists", () => {
    expect(tree.missingScripts(told, scripts)).toEqual([]);
    expect(tree.missingFiles(told, scripts, paths)).toEqual([]);
  });

  it("is missed if it does not", () => {
    const some = { build: "tsx scripts/build.ts", start: "npm run build && node dist/server.js" };
    const has = ["scripts/build.ts", "docs/decisions/001-a.md", "src/app.ts"];
    const readme = (text: string) => [file("README.md", text)];
    expect(
      tree.missingScripts(readme("`npm run -s build -- x` and `npm run build`"), some),
    ).toEqual([]);
    expect(tree.missingScripts(readme("`npm run biuld`"), some)).toHaveLength(1);
    expect(tree.missingScripts([], { ...some, all: "npm run lint" })).toHaveLength(1);
    const good = "[a](docs/decisions) [b](https://a.example) [c](#top) `src/app.ts` `src/`";
    expect(tree.missingFiles(readme(good), some, has)).toEqual([]);
    expect(tree.missingFiles(readme("[a](src/ap.ts)"), some, has)).toHaveLength(1);
    expect(tree.missingFiles(readme("`src/web/none.ts`"), some, has)).toHaveLength(1);
    const source = file("src/app.ts", "// docs/decisions/009-none.md\n");
    expect(tree.missingFiles([source], some, has)).toHaveLength(1);
    expect(tree.missingFiles([], { x: "tsc -p tsconfig.json" }, has)).toHaveLength(1);
  });
});

describe("what documents say of security", () => {
  it("is shown by a test, or said to be shown by none", () => {
    for (const [path, rows] of [
      ["SECURITY.md", 20],
      ["docs/asvs.md", 100],
    ] as const) {
      const document = file(path, textOf(path));
      expect(document.text.match(/^\| .*`tests\//gm)?.length).toBeGreaterThan(rows);
      expect(unshownClaims(document, paths)).toEqual([]);
    }
  });

  it("is missed if a row names none, or one that is not there", () => {
    const has = ["tests/a.test.ts", "tests/support/b.ts"];
    const rows = (cell: string) => file("A.md", `| a | b |\n|---|---|\n| it holds | ${cell} |\n`);
    for (const good of ["`tests/a.test.ts`", "no test", "`tests/a.test.ts` in part"])
      expect(unshownClaims(rows(good), has)).toEqual([]);
    for (const bad of ["", "tests/a.test.ts", "`tests/c.test.ts`", "`tests/support/b.ts`"])
      expect(unshownClaims(rows(bad), has), bad).toHaveLength(1);
    expect(unshownClaims(rows("`tests/a.test.ts` `tests/c.test.ts`"), has)).toHaveLength(1);
    expect(unshownClaims(rows("–"), has)).toHaveLength(1);
    const not = (cell: string) => file("A.md", `| a | b |\n|---|---|\n| ${cell} | – |\n`);
    expect(unshownClaims(not("Does not apply: there is none"), has)).toEqual([]);
    expect(unshownClaims(not("Does not apply: "), has)).toHaveLength(1);
  });
});

describe("numbers in documents", () => {
  it("are those in the code", () => {
    expect(tree.wrongNumbers(sources, STATED)).toEqual([]);
  });

  it("are missed if they differ, or if the sentence is gone", () => {
    const stated = (is: number) => [{ path: "a.md", pattern: /after (\w+) days/, is }];
    const files = [file("a.md", "after seven\ndays, and after 7 days")];
    expect(tree.wrongNumbers(files, stated(7))).toEqual([]);
    expect(tree.wrongNumbers(files, stated(8))).toHaveLength(2);
    expect(tree.wrongNumbers([file("a.md", "never")], stated(7))).toHaveLength(1);
  });
});

describe("migrations", () => {
  const migration = (path: string, text = "SELECT 1;\n") =>
    file(`prisma/migrations/${path}/migration.sql`, text);

  it("count on, with one line end, under the same names for every database", () => {
    expect(tree.migrationProblems(sources)).toEqual([]);
    expect(sources.some(({ path }) => path.endsWith("/migration.sql"))).toBe(true);
  });

  it("are missed if they do not", () => {
    const first = migration("sqlite/0001_initial");
    const second = migration("sqlite/0002_more");
    expect(tree.migrationProblems([first, second])).toEqual([]);
    expect(tree.migrationProblems([second])).toHaveLength(1);
    expect(tree.migrationProblems([first, migration("sqlite/0003_more")])).toHaveLength(1);
    expect(tree.migrationProblems([first, second, migration("sqlite/0002_two")])).toHaveLength(1);
    expect(tree.migrationProblems([first, migration("sqlite/later")])).toHaveLength(1);
    expect(tree.migrationProblems([migration("sqlite/0001_a", "A;\r\n")])).toHaveLength(1);
    expect(tree.migrationProblems([first, second, migration("other/0001_initial")])).toEqual([
      "other has no 0002_more",
    ]);
  });
});

describe("documents", () => {
  const decision = (number: string) => file(`docs/decisions/${number}-a.md`, `# ${number} · A\n`);

  it("have one title each, and decisions count on", () => {
    expect(tree.titleProblems(sources)).toEqual([]);
    expect(tree.decisionProblems(sources)).toEqual([]);
  });

  it("are missed without a title, with two, and if a number is skipped or repeated", () => {
    const titled = file("a.md", "# A\n\n```sh\n# a comment\n```\n\n## B\n");
    expect(tree.titleProblems([titled, file("a.md", "---\ntitle: A\n---\n")])).toEqual([]);
    expect(tree.titleProblems([file("a.md", "## A\n"), file("b.md", "# A\n\n# B\n")])).toHaveLength(
      2,
    );
    expect(tree.decisionProblems([decision("001"), decision("002")])).toEqual([]);
    expect(tree.decisionProblems([decision("001"), decision("003")])).toHaveLength(1);
    expect(tree.decisionProblems([decision("001"), decision("001")])).toHaveLength(1);
    expect(tree.decisionProblems([file("docs/decisions/001-a.md", "# A\n")])).toHaveLength(1);
  });
});

describe("what is kept here", () => {
  it("is small", () => {
    expect(tree.largeFiles(sizesOf(paths))).toEqual([]);
  });

  it("is missed if it is not", () => {
    const sized = (sizeBytes: number) => [{ path: "a.bin", sizeBytes }];
    expect(tree.largeFiles(sized(tree.FILE_SIZE_MAX))).toEqual([]);
    expect(tree.largeFiles(sized(tree.FILE_SIZE_MAX + 1))).toHaveLength(1);
  });
});

describe("packages", () => {
  const lock = z.object({
    packages: z.record(
      z.string(),
      z.object({ integrity: z.string().optional(), resolved: z.string().optional() }),
    ),
  });

  it("are named with a strong hash each, and come from the registry alone", () => {
    const { "": root, ...rest } = lock.parse(
      JSON.parse(readFileSync("package-lock.json", "utf8")),
    ).packages;
    expect([root === undefined, Object.keys(rest).length > 500]).toEqual([false, true]);
    const odd = Object.entries(rest).filter(
      ([, { integrity, resolved = "https://registry.npmjs.org/" }]) =>
        !integrity?.startsWith("sha512-") || !resolved.startsWith("https://registry.npmjs.org/"),
    );
    expect(odd).toEqual([]);
  });
});

describe("folders of code", () => {
  it("are read at a glance", () => {
    expect(tree.crowdedFolders(paths)).toEqual([]);
  });

  it("are missed if they are not", () => {
    const filled = (count: number) =>
      Array.from({ length: count }, (_, index) => `src/a/${index}.ts`);
    expect(tree.crowdedFolders(filled(tree.FOLDER_FILES_MAX))).toEqual([]);
    expect(tree.crowdedFolders(filled(tree.FOLDER_FILES_MAX + 1))).toHaveLength(1);
  });
});

describe("the subject of a commit", () => {
  it("fits its line", () => {
    expect(tree.subjectProblems(lastSubject() ?? "")).toEqual([]);
  });

  it("is missed if it does not", () => {
    expect(tree.subjectProblems("x".repeat(tree.SUBJECT_LENGTH_MAX))).toEqual([]);
    expect(tree.subjectProblems("x".repeat(tree.SUBJECT_LENGTH_MAX + 1))).toHaveLength(1);
    expect(tree.subjectProblems("Sign letters.")).toHaveLength(1);
  });
});

function isRule(name: string): name is keyof typeof FILE_RULES {
  return name in FILE_RULES;
}
