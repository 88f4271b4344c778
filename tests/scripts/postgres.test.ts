import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { isListening } from "../support/servers/listening.ts";

const START = `
  const { startPostgres } = await import("./scripts/postgres/start.ts");
  const server = await startPostgres();
`;

/** Starts a process that uses PostgreSQL from npm. */
function start(script: string, TMPDIR = tmpdir()) {
  const words = ["--import", "tsx", "--input-type=module", "--eval", script];
  const env = { PATH: process.env["PATH"] ?? "", TMPDIR };
  return spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "pipe"] });
}

async function endsWith(code: number): Promise<number> {
  const script = `${START} await server.stop(); process.exitCode = ${code};`;
  const [exited] = await once(start(script), "exit");
  return exited;
}

describe.skipIf("reason" in inject("templates").postgres)("PostgreSQL from npm", () => {
  it("leaves a process its exit code, so that a failed test fails the run", async () => {
    expect(await Promise.all([endsWith(1), endsWith(0)])).toEqual([1, 0]);
  });

  it("ends with the process that started it, however that ends, and leaves nothing", async () => {
    const script = `${START}
      const { Client } = (await import("pg")).default;
      const client = new Client({ connectionString: server.url("postgres") });
      await client.connect();
      const { rows } = await client.query("SHOW data_directory");
      console.log(JSON.stringify([rows[0].data_directory, client.port]));
      setInterval(() => undefined, 1_000);
    `;
    const started = start(script);
    const [printed] = await once(started.stdout, "data");
    const [data, port] = JSON.parse(String(printed));
    expect([existsSync(data), await isListening(port)]).toEqual([true, true]);
    started.kill("SIGKILL");
    await expect
      .poll(async () => [existsSync(join(data, "..")), await isListening(port)], {
        timeout: 10_000,
      })
      .toEqual([false, false]);
  });

  it("runs for whoever starts it, even in a folder that nobody else may enter", async () => {
    const outer = mkdtempSync(join(tmpdir(), "undersigned-private-"));
    onTestFinished(() => rmSync(outer, { recursive: true }));
    const inner = join(outer, "it's 100% ü #1");
    mkdirSync(inner, { mode: 0o700 });
    const asked = `process.umask(0o077); ${START} await server.stop(); console.log("ran");`;
    expect(await text(start(asked, inner).stdout)).toBe("ran\n");
  });
});

describe("a machine without PostgreSQL", () => {
  it("is told of in a sentence", async () => {
    // As for root on a machine without any other user.
    const script = `process.geteuid = () => 0; process.env.PATH = "/nowhere";
      await import("./scripts/command.ts").then(({ explainMistakes }) =>
        explainMistakes(async () => { ${START} }),
      );`;
    const started = start(script);
    expect(await text(started.stderr)).toBe(
      "PostgreSQL does not run on this machine: it refuses to run as root, who cannot be nobody here.\n",
    );
    expect(started.exitCode ?? (await once(started, "exit"))[0]).toBe(1);
  });
});
