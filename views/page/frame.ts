import type { AssetName } from "../../src/shared/pages/asset-name.ts";
import type { Words } from "./words.ts";

/** What every page is given, whatever its own props. */
export type Frame = {
  words: Words;
  /** The public path of a built file. */
  asset: (name: AssetName) => string;
  /** The colour of the publisher of what a public page shows; null for the site's own. */
  colour: string | null;
};
