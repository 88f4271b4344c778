import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "vitest";
import { copyInstance } from "../../../src/runtime/copy/copy.ts";
import { builtCommand } from "../servers/built-commands.ts";
import type { TestDatabase } from "./database.ts";

/** Copies within this process, and gives what an operator would read. */
export async function copy(
  from: string,
  to: string,
  {
    startsAgain = false,
    erasures = null,
  }: { startsAgain?: boolean; erasures?: string | null } = {},
): Promise<string> {
  const lines: string[] = [];
  await copyInstance(from, to, { startsAgain, erasures, say: (line) => lines.push(line) });
  return lines.join("\n");
}

/** Copies every row, and stops before the two ends are compared. */
export async function breakOff(from: string, to: string): Promise<void> {
  const say = (line: string) => {
    if (line.startsWith("Everything is copied")) throw new Error("broken off");
  };
  await expect(copyInstance(from, to, { startsAgain: false, say })).rejects.toThrow("broken off");
}

/** The command as an operator runs it: its exit code, and all that it printed. */
export async function runCopy(...words: string[]): Promise<{ code: number | null; said: string }> {
  const { process, said } = startCopy(words);
  const [code] = await once(process, "close");
  return { code, said: said() };
}

/** Runs the command and kills it outright once it has written so many pages into the target. */
export async function killCopy(from: string, target: TestDatabase, pages: number): Promise<void> {
  const { process, said } = startCopy([from, target.url]);
  const closed = once(process, "close");
  while ((await pagesIn(target)) < pages) {
    if (process.exitCode !== null) throw new Error(`The copy has ended already:\n${said()}`);
    await new Promise((done) => setTimeout(done, 5));
  }
  process.kill("SIGKILL");
  await closed;
}

async function pagesIn({ db }: TestDatabase): Promise<number> {
  try {
    const [row] = await db.$queryRaw<{ pages: number }[]>`SELECT pages FROM copy_progress`;
    return Number(row?.pages ?? 0);
  } catch {
    // There is no such table before the copy has begun.
    return 0;
  }
}

function startCopy(words: readonly string[]): { process: ChildProcess; said: () => string } {
  const started = spawn(process.execPath, builtCommand(["copy", ...words]));
  let said = "";
  started.stdout.on("data", (chunk) => {
    said += String(chunk);
  });
  started.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  return { process: started, said: () => said };
}
