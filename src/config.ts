import ipaddr from "ipaddr.js";
import { z } from "zod";
import { DATABASE_URL_PATTERN, isDeployed } from "./db/engine.ts";
import { refinePostgresUrl } from "./db/postgres-url.ts";
import { isLoopbackHost } from "./shared/client-address.ts";
import { parseSender, type Sender } from "./shared/text/sender.ts";

/** Everything the product is told from outside, checked once and then trusted. */
export type Config = Readonly<{
  isProduction: boolean;
  host: string;
  port: number;
  /** Without a slash at the end. */
  baseUrl: string;
  isSecure: boolean;
  databaseUrl: string;
  /** Null only outside production, where one is made and kept in `var/`. */
  secretKey: string | null;
  /** The key that a rekey puts in the place of `secretKey`; null if it is to make one. */
  newSecretKey: string | null;
  /** Null only outside production, where mail is written to `var/mail/`. */
  smtpUrl: string | null;
  /** How many mails leave at once. */
  mailSlots: number;
  mailFrom: Sender;
  dkim: { domain: string; selector: string; privateKey: string } | null;
  /** Null if forms are checked by ALTCHA, on this server alone. */
  hcaptcha: { siteKey: string; secret: string } | null;
  trustedProxies: readonly string[];
  /** What a reader of a process's figures has to show; null if there are none to read. */
  metricsToken: string | null;
  hasDemo: boolean;
  logLevel: LogLevel;
}>;

type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** One sentence for each key that is wrong. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/**
 * The keys that hCaptcha gives to everybody for tests. They let every form through.
 *
 * Source: docs.hcaptcha.com, "Integration Testing: Test Keys".
 */
const HCAPTCHA_TEST_SITE_KEY = /^[1-9]0000000-ffff-ffff-ffff-00000000000[1-9]$/i;
const HCAPTCHA_TEST_SECRET = /^0x0{40}$/i;

/** Each slot has a connection of its own; few mail servers take more of one sender. */
const MAIL_SLOTS = { min: 1, max: 100 };

const optional = z.string().trim().min(1).optional();
const secret = z
  .string()
  .regex(
    /^[A-Za-z0-9+/]{43}=$/,
    "must be 32 random bytes in base64. To make one, run `openssl rand -base64 32`.",
  )
  .optional();

function wholeNumber({ min, max }: { min: number; max: number }, wrong: string) {
  return z.coerce.number(wrong).int(wrong).min(min, wrong).max(max, wrong);
}

/** Every key that the environment may hold. `.env.example` lists the same ones. */
export const envSchema = z.object({
  NODE_ENV: z
    .enum(["development", "test", "production"], "must be development, test or production.")
    .default("development"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: wholeNumber({ min: 0, max: 65535 }, "must be a port number from 0 to 65535.").default(3000),
  BASE_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://letters.example.org." })
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(DATABASE_URL_PATTERN, {
      error:
        "must be a file (such as file:./var/undersigned.db), a server (such as postgresql://user:password@host/name) or a D1 binding (such as d1:DB).",
      abort: true,
    })
    .superRefine(refinePostgresUrl)
    .default("file:./var/undersigned.db"),
  SECRET_KEY: secret,
  NEW_SECRET_KEY: secret,
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: "must be an address such as smtp://user:password@mail.example.org:587.",
    })
    .optional(),
  MAIL_SLOTS: wholeNumber(MAIL_SLOTS, `must be a number from 1 to ${MAIL_SLOTS.max}.`).default(25),
  MAIL_FROM: z
    .string()
    .default("Undersigned <letters@localhost>")
    .transform((text, context) => {
      const sender = parseSender(text);
      if (sender !== null) return sender;
      context.addIssue("must be one address, such as Letters <letters@example.org>.");
      return z.NEVER;
    }),
  DKIM_DOMAIN: optional,
  DKIM_SELECTOR: optional,
  DKIM_PRIVATE_KEY: optional,
  METRICS_TOKEN: z.string().min(16, "must be at least 16 characters long.").optional(),
  HCAPTCHA_SITE_KEY: optional,
  HCAPTCHA_SECRET: optional,
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((entry) => entry !== ""))
    .refine(
      (list) => list.every(isAddressRange),
      "must be a list of address ranges such as 127.0.0.0/8, ::1/128.",
    )
    .default([]),
  DEMO: z.enum(["on", "off"], "must be on or off.").default("on"),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], "must be debug, info, warn, error, silent.")
    .default("info"),
});

type Env = z.infer<typeof envSchema>;

/**
 * Turns an environment into a configuration.
 *
 * An empty value counts as absent. Throws {@link ConfigError} with one sentence per bad key, so
 * that an operator can mend all of them at once.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([key, value]) => key in envSchema.shape && value !== ""),
  );
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
    );
  }
  const env = parsed.data;
  const baseUrl = (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, "");
  const problems = [
    ...pairProblems(env),
    ...baseUrlProblems(baseUrl),
    ...placeProblems(env, baseUrl),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(toConfig(env, baseUrl));
}

function toConfig(env: Env, baseUrl: string): Config {
  return {
    isProduction: env.NODE_ENV === "production",
    host: env.HOST,
    port: env.PORT,
    baseUrl,
    isSecure: baseUrl.startsWith("https:"),
    databaseUrl: env.DATABASE_URL,
    secretKey: env.SECRET_KEY ?? null,
    newSecretKey: env.NEW_SECRET_KEY ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailSlots: env.MAIL_SLOTS,
    mailFrom: env.MAIL_FROM,
    dkim:
      env.DKIM_DOMAIN && env.DKIM_SELECTOR && env.DKIM_PRIVATE_KEY
        ? { domain: env.DKIM_DOMAIN, selector: env.DKIM_SELECTOR, privateKey: env.DKIM_PRIVATE_KEY }
        : null,
    hcaptcha:
      env.HCAPTCHA_SITE_KEY && env.HCAPTCHA_SECRET
        ? { siteKey: env.HCAPTCHA_SITE_KEY, secret: env.HCAPTCHA_SECRET }
        : null,
    trustedProxies: env.TRUSTED_PROXIES,
    metricsToken: env.METRICS_TOKEN ?? null,
    hasDemo: env.NODE_ENV !== "production" && env.DEMO === "on",
    logLevel: env.LOG_LEVEL,
  };
}

/**
 * Where to write about a letter, never nobody: its contact, else whoever gets its answers, else
 * the address that its mail comes from.
 */
export function contactFor(
  config: Pick<Config, "mailFrom">,
  letter: { contact: string | null; replyTo: string | null },
): string {
  return letter.contact ?? letter.replyTo ?? config.mailFrom.address;
}

function pairProblems(env: Env): string[] {
  const problems: string[] = [];
  const dkim = [env.DKIM_DOMAIN, env.DKIM_SELECTOR, env.DKIM_PRIVATE_KEY];
  if (dkim.some(Boolean) && !dkim.every(Boolean)) {
    problems.push("DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY go together: set all or none.");
  }
  if (Boolean(env.HCAPTCHA_SITE_KEY) !== Boolean(env.HCAPTCHA_SECRET)) {
    problems.push("HCAPTCHA_SITE_KEY and HCAPTCHA_SECRET go together: set both or neither.");
  }
  return problems;
}

function baseUrlProblems(baseUrl: string): string[] {
  const { pathname, search, hash, username } = new URL(baseUrl);
  const isBare = pathname === "/" && search === "" && hash === "" && username === "";
  if (isBare) return [];
  return ["BASE_URL must be an address without a path, such as https://letters.example.org."];
}

function placeProblems(env: Env, baseUrl: string): string[] {
  const problems: string[] = [];
  if (env.NODE_ENV !== "production") {
    if (!isLoopbackHost(new URL(baseUrl).hostname))
      problems.push("BASE_URL is not on this machine, so NODE_ENV must be production.");
    if (isDeployed(env.DATABASE_URL))
      problems.push(
        "DATABASE_URL is the deployed database, so NODE_ENV must be production and the other settings must be the ones it was deployed with.",
      );
    return problems;
  }
  if (!env.BASE_URL) problems.push("BASE_URL is required in production.");
  if (!baseUrl.startsWith("https:") && !isLoopbackHost(new URL(baseUrl).hostname))
    problems.push("BASE_URL must begin with https:// in production, to keep links private.");
  if (!env.SECRET_KEY)
    problems.push("SECRET_KEY is required in production. Run `openssl rand -base64 32`.");
  if (!env.SMTP_URL)
    problems.push("SMTP_URL is required in production, because signatures are confirmed by mail.");
  if (env.MAIL_FROM.address.endsWith("@localhost"))
    problems.push("MAIL_FROM is required in production. It is the address that mail comes from.");
  return [...problems, ...testKeyProblems(env)];
}

function testKeyProblems(env: Env): string[] {
  const problems: string[] = [];
  if (HCAPTCHA_TEST_SITE_KEY.test(env.HCAPTCHA_SITE_KEY ?? ""))
    problems.push("HCAPTCHA_SITE_KEY is hCaptcha's test key, which lets every form through.");
  if (HCAPTCHA_TEST_SECRET.test(env.HCAPTCHA_SECRET ?? ""))
    problems.push("HCAPTCHA_SECRET is hCaptcha's test secret, which lets every form through.");
  return problems;
}

function isAddressRange(range: string): boolean {
  return ipaddr.isValidCIDR(range) || ipaddr.isValid(range);
}
