import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

/** Where programs are on this machine, without those of this checkout. */
const OWN_PATH = (process.env["PATH"] ?? "")
  .split(delimiter)
  .filter((place) => !place.includes("node_modules"))
  .join(delimiter);

/** A folder with a clone in it, and the user who has both; null: whoever runs this. */
export type Place = { folder: string; user: number | null };

/** A clone of the last commit, for a user; only that user may enter the folder it is in. */
export function cloneInto(outer: string, name: string, user: number | null): Place {
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
export function start({ folder, user }: Place, words: string[], env: Record<string, string> = {}) {
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
