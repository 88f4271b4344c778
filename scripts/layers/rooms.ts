import { EDITOR_PACKAGES, SHARED_PACKAGES } from "./packages.ts";
import { DATABASE, DOMAIN, GROUND, MAIL_OF_STAFF, PLACES, PRODUCT } from "./parts.ts";

/** What the files of a room may import, types included. All else fails `npm run lint`. */
export type Room = {
  /** Other rooms, and single files of theirs. A `store.ts` is its room's own unless it is named. */
  ours: readonly string[] | "anything";
  /** Packages, or parts of them, such as `hono/jsx`. */
  packages: readonly string[] | "anything";
  /** Names that do not occur in its code. */
  withoutNames?: readonly string[];
};

/** Among packages: an import of an address that the code computes. */
export const COMPUTED = "an address that it computes";

/**
 * The layers, from the ground up. A room is a folder with all that is in it, or a file; if a file
 * is in two, the longer path counts. A room may always import its own files.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  // Text, addresses, keys, clock: knows nothing of ours, and runs anywhere.
  "src/shared/": {
    ours: ["src/shared/keys/hash.ts", "src/shared/keys/sealed-text.ts"],
    packages: SHARED_PACKAGES,
  },
  // The two files that take something of Node, which Workers have too. See types/node.
  "src/shared/keys/hash.ts": { ours: [], packages: ["node:crypto"] },
  "src/shared/keys/sealed-text.ts": { ours: [], packages: ["node:buffer", "node:crypto"] },

  "src/config.ts": {
    ours: ["src/shared/", "src/db/engine.ts", "src/db/postgres-url.ts"],
    packages: ["ipaddr.js", "zod"],
  },
  "src/limits.ts": { ours: ["src/shared/"], packages: [] },

  // The database as the domain knows it, whichever engine is behind it.
  "src/db/": {
    ours: ["src/shared/", "src/db/generated/"],
    packages: ["@prisma/client-runtime-utils", "zod"],
  },
  "src/db/wrap-connection.ts": { ours: [], packages: ["@prisma/driver-adapter-utils"] },
  "src/db/generated/": { ours: [], packages: "anything" },
  "src/rate-limit.ts": { ours: ["src/shared/", "src/limits.ts", "src/db/"], packages: [] },

  // The engines: besides the rooms that run the product, the only ones that know a driver.
  "src/db/sqlite/": {
    ours: [
      "src/shared/",
      "src/db/",
      "src/db/generated/",
      "src/db/copy/",
      "src/db/wrap-connection.ts",
    ],
    packages: [
      "@prisma/adapter-better-sqlite3",
      "@prisma/driver-adapter-utils",
      "better-sqlite3",
      "node:events",
      "node:fs",
      "node:path",
      "node:worker_threads",
      "zod",
    ],
  },
  "src/db/postgres/": {
    ours: [
      "src/shared/",
      "src/db/",
      "src/db/generated/",
      "src/db/copy/",
      "src/db/wrap-connection.ts",
    ],
    packages: [
      "@prisma/adapter-pg",
      "@prisma/driver-adapter-utils",
      "node:fs",
      "node:net",
      "node:stream",
      "node:tls",
      "pg",
      "zod",
    ],
  },
  "src/db/d1/": {
    ours: ["src/shared/", "src/db/", "src/db/generated/"],
    packages: ["@cloudflare/workers-types", "@prisma/adapter-d1", "zod"],
  },
  "src/db/copy/": {
    ours: ["src/db/", "src/db/sqlite/", "src/db/postgres/"],
    packages: ["better-sqlite3", "node:fs", "node:path", "pg", "zod"],
  },

  // What differs between places, as types: the ports, each from the room that it belongs to.
  "src/deps.ts": {
    ours: [
      "src/shared/",
      "src/config.ts",
      "src/db/db.ts",
      "src/accounts/switch-board.ts",
      "src/captcha/captcha.ts",
      "src/mail/mailer.ts",
    ],
    packages: ["hono"],
  },
  // Pages and mails: functions of plain props.
  "views/": {
    ours: ["src/shared/"],
    packages: [
      "@schummar/icu-type-parser",
      "d3-scale",
      "d3-shape",
      "hono/html",
      "hono/jsx",
      "intl-messageformat",
      "uqr",
    ],
  },
  // The editor of letters reads and writes Markdown as the server does.
  "views/browser/rich-text/": { ours: ["src/shared/"], packages: EDITOR_PACKAGES },
  "views/browser/": {
    ours: [
      "src/shared/names/found.ts",
      "src/shared/names/line-below.ts",
      "src/shared/names/listing.ts",
    ],
    packages: ["@simplewebauthn/browser", "altcha", COMPUTED],
  },
  "emails/": { ours: ["src/shared/", "views/page/words.ts"], packages: [] },
  // Mail reads the database and the texts of letters, and writes emails; it knows no verbs.
  "src/mail/": {
    ours: [
      ...GROUND,
      ...DATABASE,
      "src/letters/letter.ts",
      "src/letters/versions/difference.ts",
      "emails/",
      "views/page/words.ts",
    ],
    packages: ["zod"],
  },
  "src/mail/smtp.ts": {
    ours: ["src/shared/", "src/config.ts", "src/mail/mailer.ts"],
    packages: ["nodemailer", "nodemailer/lib/smtp-connection"],
  },

  // The domain: verbs, and their queries. It knows no driver, page or place. Each of these may
  // use those before it; sign-in counts clients as signing does, letters know signature states.
  "src/captcha/": {
    ours: [...GROUND, ...DATABASE],
    packages: ["altcha-lib", "hcaptcha", "hono/utils/encode", "zod"],
  },
  "src/accounts/": {
    ours: [...GROUND, ...DATABASE, ...MAIL_OF_STAFF, "src/signatures/signing/client.ts"],
    packages: ["@simplewebauthn/server", "lucia", "otpauth", "zod"],
  },
  "src/images/": { ours: [...GROUND, ...DATABASE], packages: [] },
  "src/letters/": {
    ours: [...GROUND, ...DATABASE, "src/accounts/", "src/images/", "src/signatures/lifecycle.ts"],
    packages: [
      "diff",
      "hast",
      "mdast",
      "rehype-sanitize",
      "rehype-stringify",
      "remark-rehype",
      "unified",
      "yaml",
      "zod",
    ],
  },
  "src/site/": {
    ours: [...GROUND, ...DATABASE, "src/accounts/", "src/images/", "src/letters/"],
    packages: ["zod"],
  },
  "src/signatures/": {
    ours: [
      ...GROUND,
      ...DATABASE,
      "src/captcha/",
      "src/accounts/",
      "src/letters/",
      "src/mail/outbox.ts",
      "src/mail/waiting.ts",
    ],
    packages: ["csv-parse", "fastest-levenshtein", "hucre", "zod"],
  },

  // Routes: parse, call one verb, show its outcome, or a mail before it is sent. They pass the
  // database on, and never ask it.
  "src/web/": {
    ours: [
      ...GROUND,
      "src/accounts/",
      "src/images/",
      "src/letters/",
      "src/site/",
      "src/signatures/",
      "views/",
      "emails/",
    ],
    packages: ["hono", "zod"],
    withoutNames: ["db"],
  },
  "src/app.ts": {
    ours: ["src/deps.ts", "src/web/"],
    packages: ["hono"],
    withoutNames: ["db"],
  },

  // What runs the product: the only rooms that may know everything below them, and Node.
  "prisma/": {
    ours: [...GROUND, ...DOMAIN, "src/signatures/store.ts"],
    packages: ["node:fs"],
  },
  "src/runtime/": { ours: [...PRODUCT, ...PLACES], packages: "anything" },
  "scripts/": {
    ours: [
      ...PRODUCT,
      ...PLACES,
      "src/runtime/",
      "src/letters/store.ts",
      "src/signatures/store.ts",
    ],
    packages: "anything",
  },
  "tests/": { ours: "anything", packages: "anything" },
  "types/": { ours: [], packages: [] },
  "vitest.deep.config.ts": { ours: ["vitest.config.ts"], packages: ["vitest/config"] },
  "vitest.mutations.config.ts": { ours: [], packages: ["vitest/config"] },
  "vitest.config.ts": { ours: ["src/db/engine.ts"], packages: ["vitest"] },
  "prisma.config.ts": { ours: [], packages: ["node:fs", "node:path", "prisma/config"] },
};
