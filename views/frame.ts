import type { Words } from "./words.ts";

/** The built files that pages ask for. */
export type AssetName =
  | "icon.svg"
  | "public.css"
  | "staff.css"
  | "captcha.css"
  | "sign-form.js"
  | "captcha.js"
  | "captcha-worker.js"
  | "queue.js"
  | "serif.woff2";

/** What every page is given besides its own props. */
export type Frame = {
  words: Words;
  /** The public path of a built file. */
  asset: (name: AssetName) => string;
};
