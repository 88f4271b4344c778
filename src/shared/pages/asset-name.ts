/** The built files that pages ask for. */
export type AssetName =
  | "icon.svg"
  | "public.css"
  | "staff.css"
  | "sign-form.js"
  | "altcha.css"
  | "altcha.js"
  | "altcha-worker.js"
  | "hcaptcha.js"
  | "passkey.js"
  | "queue.js"
  | "letter-editor.js"
  | "invalidation.js"
  | "session.js"
  | "serif.woff2";
