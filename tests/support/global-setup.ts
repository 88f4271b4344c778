import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildAssets, buildServer } from "../../scripts/build.ts";
import { applyMigrations } from "../../src/runtime/migrations.ts";
import { chromiumPath } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    templateDatabase: string;
  }
}

/**
 * Once for the whole run: builds what the journeys are served from, and migrates one database;
 * each test works on a copy of its file.
 */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-test-"));
  const path = join(folder, "template.db");
  await applyMigrations(`file:${path}`);
  await buildAssets();
  await buildServer();
  project.provide("templateDatabase", path);
  if (chromiumPath() === null) explainMissingBrowser();
  return () => rmSync(folder, { recursive: true, force: true });
}

function explainMissingBrowser(): void {
  const sentence = "There is no Chromium on this machine: `apt-get install chromium` brings it.";
  if (process.env["REQUIRE_BROWSER"] === "1") throw new Error(sentence);
  process.stderr.write(`\n  ${sentence}\n  The browser journeys are SKIPPED.\n\n`);
}
