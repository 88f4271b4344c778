import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildAssets, buildServer } from "../../scripts/build.ts";
import { chromiumPath } from "./browser/chromium.ts";
import { makeTemplates } from "./databases/templates.ts";
import { buildCommands } from "./servers/built-commands.ts";
import { pgbouncerPath } from "./servers/pgbouncer.ts";

const NO_CHROMIUM = "There is no Chromium on this machine: `apt-get install chromium` brings it.";
const NO_PGBOUNCER =
  "There is no PgBouncer on this machine: `apt-get install pgbouncer` brings it.";

/**
 * Once for the whole run: builds what the journeys are served from, and migrates one database of
 * each engine; each test works on a copy.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-test-"));
  // What wrangler notes for itself does not belong to whoever runs this, who may have no home.
  process.env["XDG_CONFIG_HOME"] = join(folder, "config");
  const [{ templates, stop }] = await Promise.all([
    makeTemplates(folder),
    buildAssets(),
    buildServer(),
    buildCommands(),
  ]);
  project.provide("templates", templates);
  if ("reason" in templates.postgres)
    explainSkipped(templates.postgres.reason, "The tests on PostgreSQL");
  if (chromiumPath() === null) explainSkipped(NO_CHROMIUM, "The browser journeys");
  if (pgbouncerPath() === null) explainSkipped(NO_PGBOUNCER, "The tests through a pooler");
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Says what this machine lacks; throws if all tests were asked for. */
function explainSkipped(sentence: string, tests: string): void {
  if (process.env["REQUIRE_BROWSER"] === "1") throw new Error(sentence);
  process.stderr.write(`\n  ${sentence}\n  ${tests} are SKIPPED.\n\n`);
}
