import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { expect, it } from "vitest";
import { freePort } from "../support/servers/server.ts";

/** An ordinary user, who has no entry and no home of their own on this machine. */
const ORDINARY_USER = 54_321;
/** Where programs are on this machine, without those of this checkout. */
const OWN_PATH = (process.env["PATH"] ?? "")
  .split(delimiter)
  .filter((place) => !place.includes("node_modules"))
  .join(delimiter);
const isRoot = process.getuid?.() === 0;

type Place = { folder: string; user: number | null };

/** A clone of the last commit, for a user; only that user may enter the folder it is in. */
function cloneInto(outer: string, name: string, user: number | null): Place {
  const folder = join(outer, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  execFileSync("git", ["clone", "-q", resolve("."), join(folder, "checkout")]);
  if (user !== null) {
    for (const owned of [outer, folder]) chownSync(owned, user, user);
    execFileSync("chown", ["-R", `${user}:${user}`, folder]);
  }
  return { folder, user };
}

/** Starts a command in a clone as its user does, in a process group of its own. */
function start({ folder, user }: Place, words: string[], env: Record<string, string> = {}) {
  const child = spawn("npm", words, {
    cwd: join(folder, "checkout"),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    // Nothing of what this run sets for itself, such as NODE_ENV.
    env: { PATH: OWN_PATH, HOME: folder, npm_config_cache: join(folder, ".npm"), ...env },
    ...(user !== null && { uid: user, gid: user }),
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed += String(chunk);
    });
  }
  const ended = once(child, "close").then(([code]) => code);
  return { ended, printed: () => printed, stop: () => process.kill(-(child.pid ?? 0), "SIGTERM") };
}

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
