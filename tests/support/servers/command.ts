import { spawn } from "node:child_process";
import { once } from "node:events";
import { builtCommand } from "./built-commands.ts";

export type RunningCommand = {
  /** What it printed, what it complained of, and how it ended. */
  done: Promise<{ out: string; said: string; status: number | null }>;
  /** Ends it as a power cut would. */
  kill: () => void;
};

/** Starts a command as an operator does, in a folder that `startServer` made or one like it. */
export function startCommand(
  folder: string,
  words: readonly string[],
  env: Record<string, string> = {},
): RunningCommand {
  const child = spawn(process.execPath, builtCommand(words), {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  let [out, said] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  return {
    done: once(child, "close").then(([status]) => ({ out, said, status })),
    kill: () => void child.kill("SIGKILL"),
  };
}

export async function runCommand(
  folder: string,
  words: readonly string[],
  env: Record<string, string> = {},
) {
  return await startCommand(folder, words, env).done;
}
