import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

/** How far the document may be from the truth, in MB: it says one digit after the point. */
const ROUNDED_MB = 0.05;

it("takes as much room as the document says, and fits the free plan", async () => {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-size-"));
  const words = ["deploy", "--dry-run", "--outdir", folder];
  const { stdout } = await promisify(execFile)("node_modules/.bin/wrangler", words, {
    env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" },
  });
  rmSync(folder, { recursive: true });
  const [, kib = ""] = /gzip: ([\d.]+) KiB/.exec(stdout) ?? [];
  const megabytes = (Number(kib) * 1024) / 1e6;
  const document = readFileSync("docs/workers.md", "utf8");
  const [, stated = ""] = /The Worker is ([\d.]+) MB large/.exec(document) ?? [];
  expect(Math.abs(Number(stated) - megabytes)).toBeLessThanOrEqual(ROUNDED_MB);
  expect(megabytes).toBeLessThan(3);
});
