import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cloneInto, type Place, start } from "../support/servers/clone.ts";
import { freePort } from "../support/servers/server.ts";

/** An ordinary user, who has no entry and no home of their own on this machine. */
const ORDINARY_USER = 54_321;
const isRoot = process.getuid?.() === 0;

async function run(place: Place, words: string[]): Promise<string> {
  const command = start(place, words);
  expect(await command.ended, command.printed().slice(-3_000)).toBe(0);
  return command.printed();
}

/** Both commands of the README, one after the other. */
async function tryCommands(place: Place, test: string[]): Promise<void> {
  await run(place, ["ci", "--no-audit", "--no-fund"]);
  const port = await freePort();
  const server = start(place, ["start"], { PORT: String(port) });
  let page = "";
  for (let tries = 0; tries < 120 && page === ""; tries += 1) {
    await new Promise((done) => setTimeout(done, 1_000));
    page = await fetch(`http://localhost:${port}/`)
      .then(async (response) => (response.ok ? await response.text() : ""))
      .catch(() => "");
  }
  server.stop();
  await server.ended;
  expect(page, server.printed().slice(-3_000)).toContain("Publish what flows into our rivers");
  expect(await run(place, test)).toMatch(/Tests .*passed/);
}

it("both commands work in a folder that nobody else may enter", async () => {
  const outer = mkdtempSync(join(homedir(), "undersigned-clone-"));
  try {
    await tryCommands(cloneInto(outer, "here", null), ["test"]);
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
});

it("both work for an ordinary user, in a folder with spaces and other letters", async () => {
  const outer = mkdtempSync(join(tmpdir(), "a b-"));
  const some = ["tests/life-of-a-signature.test.ts", "tests/runtime/server.test.ts"];
  try {
    const place = cloneInto(outer, "ü", isRoot ? ORDINARY_USER : null);
    await tryCommands(place, ["exec", "--", "vitest", "run", ...some]);
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
});
