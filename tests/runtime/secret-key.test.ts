import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";

const run = promisify(execFile);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "secret-key-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Waits for a moment that all of them wait for, and tells the key. */
function startOne(at: number): Promise<{ stdout: string }> {
  const module = JSON.stringify(resolve("src/runtime/keys/secret-key.ts"));
  const program = `
    const { secretKeyOf } = await import(${module});
    while (Date.now() < ${at}) {}
    console.log(secretKeyOf({ secretKey: null }));`;
  return run(process.execPath, ["--input-type=module", "-e", program], { cwd: folder });
}

it("is the same for processes that start at once in a new folder", async () => {
  const at = Date.now() + 1500;
  const started = await Promise.all([1, 2, 3, 4].map(() => startOne(at)));
  const keys = started.map(({ stdout }) => stdout.trim());
  expect(keys[0]).toHaveLength(44);
  expect(new Set(keys).size).toBe(1);
});
