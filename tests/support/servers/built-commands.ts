import { readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { OUTSIDE, REQUIRE } from "../../../scripts/build.ts";

const OUT = "dist/commands";

/**
 * Builds every command once for the whole run: tests start dozens, and each takes noticeably longer
 * through tsx, or from thousands of small files. That npm starts them too is claimed in
 * `tests/scripts/commands.test.ts`.
 */
export async function buildCommands(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  await build({
    entryPoints: readdirSync("scripts")
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `scripts/${name}`),
    outdir: OUT,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    external: OUTSIDE,
    banner: { js: REQUIRE },
    logLevel: "warning",
  });
}

/** The words after `node` that start a command, from whatever folder. */
export function builtCommand([name = "", ...words]: readonly string[]): string[] {
  return [resolve(OUT, `${name}.js`), ...words];
}
