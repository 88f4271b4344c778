/** What everything above it stands on. */
export const GROUND = [
  "src/shared/",
  "src/shared/keys/hash.ts",
  "src/config.ts",
  "src/limits.ts",
  "src/deps.ts",
];
export const MAIL_OF_STAFF = ["src/mail/mailed-letters.ts", "src/mail/waiting.ts"];
export const DATABASE = ["src/db/", "src/rate-limit.ts"];
export const DOMAIN = [
  "src/captcha/",
  "src/accounts/",
  "src/images/",
  "src/letters/",
  "src/site/",
  "src/signatures/",
];
export const PRODUCT = [
  ...GROUND,
  ...DATABASE,
  ...DOMAIN,
  "src/mail/",
  "src/web/",
  "src/app.ts",
  "views/",
  "prisma/",
];
/** What belongs to one place or engine, besides `runtime`. */
export const PLACES = [
  "src/db/wrap-connection.ts",
  "src/db/sqlite/",
  "src/db/postgres/",
  "src/db/d1/",
  "src/db/copy/",
  "src/db/generated/",
  "src/mail/smtp.ts",
];
