/** What text, addresses and keys are read with, here and in browsers. */
export const SHARED_PACKAGES: readonly string[] = [
  "any-ascii",
  "disposable-email-domains-js",
  "email-providers",
  "hast",
  "hono/utils/encode",
  "ipaddr.js",
  "lru-cache",
  "mdast",
  "nodemailer/lib/addressparser",
  "rehype-remark",
  "remark-gfm",
  "remark-parse",
  "remark-rehype",
  "remark-stringify",
  "tldts",
  "unicode-confusables",
  "unified",
  "uuid",
  "zod",
];

/** What the editor of letters is made of. */
export const EDITOR_PACKAGES: readonly string[] = [
  "hast-util-from-dom",
  "prosemirror-commands",
  "prosemirror-history",
  "prosemirror-keymap",
  "prosemirror-model",
  "prosemirror-schema-list",
  "prosemirror-state",
  "prosemirror-view",
  "rehype-stringify",
  "unified",
];
