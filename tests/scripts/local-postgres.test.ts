import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";

/** How a process ends that used PostgreSQL from npm and found something wrong. */
async function endsWith(code: number): Promise<number> {
  const script = `import "./scripts/local-postgres.ts"; process.exitCode = ${code};`;
  const words = ["--import", "tsx", "--input-type=module", "--eval", script];
  const [exited] = await once(spawn(process.execPath, words), "exit");
  return exited;
}

describe("PostgreSQL from npm", () => {
  it("leaves a process its exit code, so that a failed test fails the run", async () => {
    expect(await Promise.all([endsWith(1), endsWith(0)])).toEqual([1, 0]);
  });
});
