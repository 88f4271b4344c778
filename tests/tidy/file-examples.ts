import { FILE_LENGTH_MAX, type FILE_RULES } from "./file-rules.ts";
import type { SourceFile } from "./files.ts";

/** A file that breaks a rule, and those that are near to it and keep it. */
export type Example = { breaks: readonly SourceFile[]; keeps: readonly SourceFile[] };

const code = (text: string, path = "src/web/letter/page.tsx"): SourceFile => ({ path, text });
const lines = (count: number) => "x\n".repeat(count);
const long = "word ".repeat(30);

// Words that a rule forbids are put together here, since the rule reads this file too.
const [TAG, WORKER, ENV, BESIDE] = [
  "FIX" + "ME",
  "is" + "Worker",
  "process." + "env",
  "../" + "shared",
];

/** For each rule, files on both sides of its line. */
export const FILE_EXAMPLES: Record<keyof typeof FILE_RULES, Example> = {
  "files are short": {
    breaks: [
      code(lines(FILE_LENGTH_MAX.code + 1)),
      code(lines(FILE_LENGTH_MAX.tests + 1), "tests/a.test.ts"),
      code(lines(FILE_LENGTH_MAX.css + 1), "views/a.css"),
    ],
    keeps: [
      code(lines(FILE_LENGTH_MAX.code)),
      code(lines(FILE_LENGTH_MAX.tests), "tests/a.test.ts"),
      code(lines(1000), "prisma/migrations/sqlite/0001_initial/migration.sql"),
    ],
  },
  "lines are short": {
    breaks: [
      code(`// ${long}\n`),
      code(` * see "${long}"\n`),
      code(`route(); // GET /a/b ${long}\n`),
      code(`call(${"first, ".repeat(20)});\n`),
      code(`call("${long.slice(0, 60)}", "${long.slice(0, 60)}");\n`),
    ],
    keeps: [
      code(`  "${long}",\n`),
      code(`const A = /${"a".repeat(120)}/u;\n`),
      code(long, "README.md"),
    ],
  },
  "nothing is put off": {
    breaks: [code(`// ${TAG}: later\n`), code(`${"TO" + "DO"}\n`, "README.md")],
    keeps: [code("// NOTE: a trap\n"), code("const todos = 1;\n")],
  },
  "nothing asks where it runs": {
    breaks: [code(`if (${WORKER}) a();\n`), code(`${"getRuntime" + "Key"}();\n`)],
    keeps: [code("const worker = 1;\n")],
  },
  "the environment is read at the edge": {
    breaks: [code(`${ENV}.PORT;\n`), code(`${ENV};\n`, "prisma/seed.ts")],
    keeps: [
      code(`${ENV}.PORT;\n`, "src/runtime/environment.ts"),
      code(`${ENV}.PORT;\n`, "prisma.config.ts"),
      code(`// never ${ENV}\n`),
    ],
  },
  "types are not asserted": {
    breaks: [
      code("const a = b as Letter;\n"),
      code("const a = b as unknown as Letter;\n"),
      code("// Why.\nconst a = b as string;\n"),
      code("const a = b as { c: string };\n"),
      code("const a = b as Db;\n", "src/db/sqlite/open.ts"),
    ],
    keeps: [
      code("const a = [1] as const;\n"),
      code("const a = b satisfies Letter;\n"),
      code("// Why it holds.\nconst a = b as unknown as Db;\n", "src/db/sqlite/open.ts"),
      code('import { a as Letter } from "./a.ts";\nimport * as Path from "node:path";\n'),
      code('say("I sign as Ada"); // as Ada says\n'),
    ],
  },
  "names say what a file owns": {
    breaks: [
      code("", "src/shared/utils.ts"),
      code("", "src/mail/mail-service.ts"),
      code("", "tests/helpers.ts"),
    ],
    keeps: [code("", "src/signatures/signing/verify.ts"), code("", "src/shared/commonwealth.ts")],
  },
  "white space is clean": {
    breaks: [code("a \nb\n"), code("a\r\n"), code("a\n\t\n", "README.md"), code("a")],
    keeps: [code("a\n\n  b\n"), code("")],
  },
  "what is seldom needed has its place": {
    breaks: [
      code("a.innerHTML = b;\n", "views/browser/queue/keys.ts"),
      code('localStorage.setItem("a", "b");\n', "views/browser/sign-form.ts"),
      code("sessionStorage.clear();\n", "views/browser/queue/keys.ts"),
      code("document.cookie;\n", "views/browser/sign-form.ts"),
      code('spawn("ls");\n', "src/runtime/server.ts"),
      code('eval("a");\n'),
      code("const id = Math.random();\n", "src/shared/ids.ts"),
      code("await fetch(website);\n", "src/signatures/signing/sign.ts"),
    ],
    keeps: [
      code("a.textContent = b;\n", "views/browser/queue/keys.ts"),
      code("a.innerHTML = html;\n", "views/browser/letter-editor.ts"),
      code('localStorage.setItem("a", "b");\n', "views/browser/queue/keys.ts"),
      code("const [found] = PATTERN.exec(text) ?? [];\n"),
      code("const id = Math.random();\n", "scripts/bench/a.ts"),
    ],
  },
  "what is written as it stands has its place": {
    breaks: [
      code('import { raw, sql } from "../../db/sql.ts";\n', "src/signatures/queue/find.ts"),
      code('import { raw } from "hono/html";\n', "views/letter/list/page.tsx"),
    ],
    keeps: [
      code('import { raw, sql } from "../../db/sql.ts";\n', "src/signatures/queue/order.ts"),
      code('import { sql } from "../../db/sql.ts";\n', "src/signatures/queue/find.ts"),
    ],
  },
  "the repository stands alone": {
    breaks: [
      code(`See ${BESIDE}/design.md.\n`, "README.md"),
      code(`// as ${BESIDE} says\n`),
      code(`import "${BESIDE}/clock.ts";\n`, "src/app.ts"),
      code(`// from a ${"session " + "transcript"}\n`),
      code(`// see ${"issue " + "#"}12\n`),
    ],
    keeps: [
      code(`import { DAY_MS } from "../${BESIDE}/clock.ts";\n`, "src/web/letter/page.tsx"),
      code(`import { DAY_MS } from "../../src/shared/clock.ts";\n`, "views/letter/page.tsx"),
    ],
  },
};
