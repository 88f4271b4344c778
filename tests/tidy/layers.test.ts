import { execFile } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readModule } from "../../scripts/layers/modules.ts";
import { layerProblems } from "../../scripts/layers/problems.ts";
import { ROOMS } from "../../scripts/layers/rooms.ts";
import { isCode } from "./code.ts";
import { readSources, repositoryPaths } from "./files.ts";

const files = readSources(repositoryPaths()).filter(isCode);
const modules = files.map(readModule);

/** The problems of the repository with one more line at the top of one of its files. */
function problemsWith(path: string, line: string): string[] {
  const text = files.find((file) => file.path === path)?.text;
  if (text === undefined) throw new Error(`There is no ${path} to plant a line in.`);
  const planted = readModule({ path, text: `${line}\n${text}` });
  return layerProblems(modules.map((one) => (one.path === path ? planted : one)));
}

/** Lines that each break the layers, in the files where somebody might write them. */
const BREAKS: readonly (readonly [string, string])[] = [
  // A route asks the database nothing, however it gets hold of it.
  ["src/web/letter/page.tsx", "const all = (deps: Deps) => deps.db.signature.findMany();"],
  ["src/web/letter/page.tsx", "const all = ({ db }: Deps) => db.signature.findMany();"],
  ["src/web/letter/page.tsx", "const all = ({ db: all }: Deps) => all.signature.findMany();"],
  ["src/web/letter/page.tsx", 'const all = (deps: Deps) => deps["db"].signature.findMany();'],
  ["src/web/letter/page.tsx", 'const all = ({ "db": all }: Deps) => all.signature.findMany();'],
  ["src/app.ts", "const all = (deps: Deps) => deps.db.signature.findMany();"],
  ["src/web/form.ts", 'import type { Db } from "../db/db.ts";'],
  // Stores are their room's own.
  ["src/web/letter/page.tsx", 'import { findLetter } from "../../letters/store.ts";'],
  ["src/web/queue/routes.tsx", 'import { move } from "../../signatures/store.ts";'],
  ["src/signatures/signing/verify.ts", 'import { findLetter } from "../../letters/store.ts";'],
  ["src/runtime/jobs.ts", 'import { move } from "../signatures/store.ts";'],
  // The domain knows no driver, no page and no place.
  ["src/signatures/forget.ts", 'import Database from "better-sqlite3";'],
  ["src/signatures/forget.ts", 'import type { Pool } from "pg";'],
  ["src/signatures/forget.ts", 'import { openConnection } from "../db/sqlite/connection.ts";'],
  ["src/signatures/forget.ts", 'type One = import("../db/sqlite/connection.ts").One;'],
  ["src/signatures/forget.ts", 'export * from "../db/postgres/pool.ts";'],
  ["src/signatures/forget.ts", 'const driver = await import("better-sqlite3");'],
  ["src/signatures/forget.ts", "const driver = await import(nameOf(engine));"],
  ["src/signatures/forget.ts", 'import driver = require("better-sqlite3");'],
  ["src/signatures/forget.ts", 'import type { Prisma } from "../db/generated/sqlite/client.ts";'],
  ["src/signatures/forget.ts", 'import { page } from "../web/page.ts";'],
  ["src/letters/edit.ts", 'import type { Stats } from "node:fs";'],
  ["src/letters/edit.ts", 'import { move } from "../signatures/forget.ts";'],
  ["src/accounts/invite.ts", 'import { words } from "../../views/page/words.ts";'],
  ["src/captcha/captcha.ts", 'import { node } from "../runtime/node.ts";'],
  ["src/captcha/captcha.ts", 'import "hono";'],
  // Views and mails are functions of plain props.
  ["views/letter/page.tsx", 'import type { Config } from "../../src/config.ts";'],
  ["views/letter/page.tsx", 'import { FLOOD } from "../../src/limits.ts";'],
  ["views/letter/page.tsx", 'import { Hono } from "hono";'],
  ["views/browser/session.ts", 'import { paths } from "../../src/shared/pages/paths.ts";'],
  ["emails/confirm.ts", 'import { Page } from "../views/page/layout.tsx";'],
  ["src/mail/compose.ts", 'import type { State } from "../signatures/lifecycle.ts";'],
  ["src/mail/compose.ts", 'import { createTransport } from "nodemailer";'],
  ["src/mail/compose.ts", 'import { smtpMailer } from "./smtp.ts";'],
  // The ground knows nothing of what stands on it.
  ["src/db/db.ts", 'import type { State } from "../signatures/lifecycle.ts";'],
  ["src/db/sqlite/open.ts", 'import type { State } from "../../signatures/lifecycle.ts";'],
  ["src/db/db.ts", 'import { page } from "../web/page.ts";'],
  ["src/db/db.ts", 'import { openSqlite } from "./sqlite/open.ts";'],
  ["src/db/d1/open.ts", 'import { readFileSync } from "node:fs";'],
  ["src/limits.ts", 'import { page } from "./web/page.ts";'],
  ["src/limits.ts", 'import type { Db } from "./db/db.ts";'],
  ["src/config.ts", 'import type { Db } from "./db/db.ts";'],
  ["src/deps.ts", 'import type { Frame } from "../views/page/frame.ts";'],
  ["src/shared/clock.ts", 'import type { Config } from "../config.ts";'],
  ["src/shared/clock.ts", 'import { createHash } from "node:crypto";'],
  ["src/shared/clock.ts", 'import manifest from "../../package.json" with { type: "json" };'],
  // Scripts and tests are not part of the product.
  ["src/runtime/server.ts", 'import { runCommand } from "../../scripts/command.ts";'],
  ["scripts/letter.ts", 'import { World } from "../tests/support/world.ts";'],
];

/** Lines much like those, which keep to the layers. */
const KEEPS: readonly (readonly [string, string])[] = [
  ["src/web/letter/page.tsx", 'const all = (deps: Pick<Deps, "db">) => publicLetter(deps, "a");'],
  ["src/web/letter/page.tsx", "// deps.db.signature.findMany()"],
  ["src/web/letter/page.tsx", 'import { findLetterById } from "../../letters/read.ts";'],
  ["src/signatures/signing/verify.ts", 'import { findLetterById } from "../../letters/read.ts";'],
  ["src/signatures/signing/verify.ts", 'import { move } from "../store.ts";'],
  ["src/signatures/forget.ts", "const said = 'import Database from \"better-sqlite3\"';"],
  ["src/signatures/forget.ts", 'import type { Prisma } from "../db/db.ts";'],
  ["src/signatures/forget.ts", 'import { parse } from "csv-parse/sync";'],
  ["src/captcha/captcha.ts", 'import { encodeBase64 } from "hono/utils/encode";'],
  ["views/letter/page.tsx", 'import { paths } from "../../src/shared/pages/paths.ts";'],
  ["src/db/sqlite/open.ts", 'import Database from "better-sqlite3";'],
  ["src/mail/smtp.ts", 'import { createTransport } from "nodemailer";'],
  ["src/limits.ts", 'import type { Clock } from "./shared/clock.ts";'],
  ["src/runtime/server.ts", 'import { smtpMailer } from "../mail/smtp.ts";'],
  ["scripts/letter.ts", 'import { findLetter } from "../src/letters/store.ts";'],
];

/** Lines that each close a circle, types included, and files that are on it. */
const CIRCLES: readonly (readonly [string, string, string])[] = [
  ["src/accounts/switch-board.ts", 'import type { Deps } from "../deps.ts";', "src/deps.ts"],
  ["src/mail/message-to-staff.ts", 'import type { Message } from "./message.ts";', "message.ts"],
  ["views/queue/evidence.tsx", 'type Row = import("./rows/row.tsx").QueueRow;', "row.tsx"],
  ["src/shared/clock.ts", 'export * from "./clock.ts";', "src/shared/clock.ts"],
  ["src/letters/letter.ts", 'import "./read.ts";', "letters/read.ts"],
];

describe("the layers", () => {
  it("hold", () => {
    expect(modules.length).toBeGreaterThan(500);
    expect(layerProblems(modules)).toEqual([]);
  });

  it.each(BREAKS)("refuse in %s: %s", (path, line) => {
    const [problem, ...others] = problemsWith(path, line);
    expect(problem).toMatch(new RegExp(`^${path}:1: \\S+ may not (?:import|name) `));
    // An import that runs up mostly closes circles, too.
    expect(others.filter((other) => !other.startsWith("a circle of imports: "))).toEqual([]);
  });

  it.each(KEEPS)("allow in %s: %s", (path, line) => {
    expect(problemsWith(path, line)).toEqual([]);
  });

  it.each(CIRCLES)("refuse the circle that closes in %s: %s", (path, line, other) => {
    const [circle, ...others] = problemsWith(path, line);
    expect(circle).toMatch(/^a circle of imports: /);
    expect(circle).toContain(path);
    expect(circle).toContain(other);
    expect(others.filter((one) => !one.startsWith("a circle of imports: "))).toEqual([]);
  });

  it("have a room for every file", () => {
    const stray = readModule({ path: "src/new/a.ts", text: "" });
    expect(layerProblems([...modules, stray])).toEqual(["src/new/a.ts is in no room"]);
  });

  it("name only what there is", () => {
    const lent = Object.values(ROOMS).flatMap(({ ours }) => (ours === "anything" ? [] : ours));
    const named = [...Object.keys(ROOMS), ...lent];
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
    expect(lent.filter((one) => !(one in ROOMS) && one.endsWith("/"))).toEqual([]);
  });

  it("cannot be told of a file that cannot be read", () => {
    expect(() => readModule({ path: "src/a.ts", text: 'import { from "./b.ts";' })).toThrow(
      "src/a.ts cannot be parsed",
    );
  });
});

/** What may be checked with Node's types, or the browser's: all else must run anywhere. */
const SOMEWHERE =
  /^(?:src\/(?:runtime|db\/(?:sqlite|postgres|d1|copy|patches))\/|src\/mail\/smtp\.ts|views\/browser\/)/;
const OF_ONE_PLACE = ["process.cwd();", "Buffer.of(1);", "__dirname.at(0);", "document.title;"];

describe("the files that must run anywhere", () => {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-anywhere-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are each checked without Node's types and without a document", async () => {
    const anywhere = modules
      .map(({ path }) => path)
      .filter((path) => /^(?:src|views|emails)\//.test(path) && !SOMEWHERE.test(path));
    for (const part of ["src", "views", "emails", "types", "tsconfig.base.json"])
      cpSync(part, join(folder, part), { recursive: true });
    cpSync("tsconfig.shared.json", join(folder, "tsconfig.json"));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    anywhere.forEach((path, index) => {
      const file = join(folder, path);
      // A name that a file imports itself, such as Buffer, is no such name there.
      const own = readFileSync(file, "utf8").match(/import \{ (Buffer) \}/)?.[1] ?? "none";
      const fitting = OF_ONE_PLACE.filter((line) => !line.startsWith(own));
      appendFileSync(file, `${fitting[index % fitting.length]}\n`);
    });
    const errors = await typeErrors(folder);
    const refused = errors.filter(({ text }) => /Cannot find name '(?:\w+)'/.test(text));
    expect(anywhere.length).toBeGreaterThan(300);
    expect(refused.map(({ path }) => path).sort()).toEqual(anywhere.toSorted());
    expect(errors.filter((error) => !refused.includes(error))).toEqual([]);
  });
});

async function typeErrors(folder: string): Promise<{ path: string; text: string }[]> {
  const compiler = resolve("node_modules/.bin/tsc");
  const said = await new Promise<string>((done) => {
    execFile(compiler, ["--pretty", "false"], { cwd: folder }, (_error, stdout) => done(stdout));
  });
  return [...said.matchAll(/^(\S+?)\(\d+,\d+\): error \w+: (.*)$/gm)].map(
    ([, path = "", text = ""]) => ({ path, text }),
  );
}
