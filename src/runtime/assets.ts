import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { AssetName } from "../../views/frame.ts";

/** Where the build puts the files that pages ask for, and the list of them. */
export const ASSETS_FOLDER = "dist/assets";
const MANIFEST = "dist/assets.json";

/**
 * The public paths of the built files, by the names that views use. The file names carry a hash
 * of their content, so that browsers may keep them for good.
 */
export function readAssets(root = "."): (name: AssetName) => string {
  const path = join(root, MANIFEST);
  if (!existsSync(path))
    throw new Error("There are no built files yet: run `npm run build` first.");
  const manifest = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, "utf8")));
  return (name) => {
    const file = manifest[name];
    if (file === undefined) throw new Error(`The build made no ${name}.`);
    return `/assets/${file}`;
  };
}
