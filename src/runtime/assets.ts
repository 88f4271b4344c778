import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AssetName } from "../shared/pages/asset-name.ts";
import { assetPaths, builtSchema } from "./built.ts";

/** Where the build puts the files that everybody may fetch, as their addresses name them. */
export const PUBLIC_FOLDER = "dist/public";
const BUILT = "dist/built.json";

/** The public paths of the built files, by the names that views use. */
export function readAssets(root = "."): (name: AssetName) => string {
  const path = join(root, BUILT);
  if (!existsSync(path)) throw new Error("The files are not built yet: run `npm run build` first.");
  return assetPaths(builtSchema.parse(JSON.parse(readFileSync(path, "utf8"))).assets);
}
