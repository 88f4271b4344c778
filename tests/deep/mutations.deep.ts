import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

/** What was found is kept in `var/mutations`, and only what has changed since is tried again. */
it("notices the faults that are planted in what decides", () => {
  const run = spawnSync("node_modules/.bin/tsx", ["scripts/mutations.ts"], { encoding: "utf8" });
  process.stdout.write(run.stdout);
  expect(run.status, run.stderr).toBe(0);
});
