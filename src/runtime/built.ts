import { z } from "zod";
import type { AssetName } from "../shared/pages/asset-name.ts";

/** What the build notes down for the server: `dist/built.json`. */
export const builtSchema = z.object({
  /** The file that was made of each asset; its name carries a hash of the content. */
  assets: z.record(z.string(), z.string()),
  /** The migrations that the code expects, in order. */
  migrations: z.array(z.string()),
});

/** A browser may keep a built file for good, since other content gets another name. */
export const ASSET_CACHING = "public, max-age=31536000, immutable";

/** The one built file whose name does not change with its content. */
export const FAVICON_CACHING = "public, max-age=86400";

/** The public paths of the built files, by the names that views use. */
export function assetPaths(assets: Readonly<Record<string, string>>): (name: AssetName) => string {
  return (name) => {
    const file = assets[name];
    if (file === undefined) throw new Error(`The build made no ${name}.`);
    return `/assets/${file}`;
  };
}
