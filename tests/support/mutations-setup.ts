import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";

/** One migrated SQLite database, of which each test works on a copy; the other engines are left. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-mutations-"));
  const sqlite = join(folder, "template.db");
  await applyMigrations(`file:${sqlite}`);
  const postgres = { reason: "It is not started for this." };
  project.provide("templates", { sqlite, postgres, d1: "" });
  return () => rmSync(folder, { recursive: true, force: true });
}
