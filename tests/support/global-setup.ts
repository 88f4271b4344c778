import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildAssets, buildServer } from "../../scripts/build.ts";
import { chromiumPath } from "./browser/chromium.ts";
import { makeTemplates } from "./databases/templates.ts";
import { buildCommands } from "./servers/built-commands.ts";

/**
 * Once for the whole run: builds what the journeys are served from, and migrates one database of
 * each engine; each test works on a copy.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-test-"));
  const [{ templates, stop }] = await Promise.all([
    makeTemplates(folder),
    buildAssets(),
    buildServer(),
    buildCommands(),
  ]);
  project.provide("templates", templates);
  if (chromiumPath() === null) explainMissingBrowser();
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function explainMissingBrowser(): void {
  const sentence = "There is no Chromium on this machine: `apt-get install chromium` brings it.";
  if (process.env["REQUIRE_BROWSER"] === "1") throw new Error(sentence);
  process.stderr.write(`\n  ${sentence}\n  The browser journeys are SKIPPED.\n\n`);
}
