import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ConfigError, envSchema, readConfig } from "../src/config.ts";

const SECRET_KEY = Buffer.alloc(32, 1).toString("base64");
const PRODUCTION = {
  NODE_ENV: "production",
  BASE_URL: "https://letters.example.org/",
  SECRET_KEY,
  SMTP_URL: "smtps://user:password@mail.example.org",
  MAIL_FROM: "Letters <letters@example.org>",
};

function problems(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("the configuration", () => {
  it("needs nothing outside production", () => {
    expect(readConfig({})).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      baseUrl: "http://localhost:3000",
      databaseUrl: "file:./var/undersigned.db",
      hasDemo: true,
      isSecure: false,
    });
    expect(readConfig({ PORT: "8080", BASE_URL: "" }).baseUrl).toBe("http://localhost:8080");
  });

  it("is complete in production with five keys, and has no demo there", () => {
    expect(readConfig(PRODUCTION)).toMatchObject({
      baseUrl: "https://letters.example.org",
      isSecure: true,
      hasDemo: false,
    });
  });

  it("says what production lacks, a sentence for each key", () => {
    const said = problems({ NODE_ENV: "production" });
    for (const key of ["BASE_URL", "SECRET_KEY", "SMTP_URL", "MAIL_FROM"]) {
      expect(said.filter((sentence) => sentence.startsWith(`${key} `))).toHaveLength(1);
    }
  });

  const bad: [string, Record<string, string>][] = [
    ["PORT", { PORT: "ninety" }],
    ["PORT", { PORT: "70000" }],
    ["NODE_ENV", { NODE_ENV: "staging" }],
    ["BASE_URL", { BASE_URL: "localhost:3000" }],
    ["BASE_URL", { BASE_URL: "https://letters.example.org" }],
    ["BASE_URL", { BASE_URL: "http://127.0.0.1.evil.example" }],
    ["DATABASE_URL", { DATABASE_URL: "d1:DB?remote" }],
    ["BASE_URL", { BASE_URL: "http://localhost:3000/letters" }],
    ["MAIL_FROM", { MAIL_FROM: "foo bar" }],
    ["MAIL_FROM", { MAIL_FROM: "a@example.org, b@example.org" }],
    ["PORT", { PORT: "-1" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://x" }],
    ["SECRET_KEY", { SECRET_KEY: "short" }],
    ["SMTP_URL", { SMTP_URL: "http://mail" }],
    ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "10.0.0.0/8, nonsense" }],
    ["DEMO", { DEMO: "maybe" }],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
    ["HCAPTCHA_SITE_KEY", { HCAPTCHA_SITE_KEY: "x" }],
    ["HCAPTCHA_SITE_KEY", { HCAPTCHA_SECRET: "x" }],
    ["DKIM_DOMAIN", { DKIM_DOMAIN: "example.org" }],
  ];
  it("wants an encrypted address in production, except on this machine", () => {
    const at = (baseUrl: string) => problems({ ...PRODUCTION, BASE_URL: baseUrl });
    expect(at("http://letters.example.org")).toEqual([
      expect.stringMatching(/^BASE_URL must begin with https/),
    ]);
    expect(readConfig({ ...PRODUCTION, BASE_URL: "http://127.0.0.1:3000" }).isSecure).toBe(false);
  });

  it.each(bad)("refuses a bad %s", (key, environment) => {
    expect(problems(environment)).toEqual([expect.stringMatching(new RegExp(`^${key}\\b.*\\.$`))]);
  });

  const pair = { HCAPTCHA_SITE_KEY: "6a4b8d3c-site", HCAPTCHA_SECRET: "0x6a4b8d3c" };
  it("knows hCaptcha by a pair of keys, and ALTCHA by none", () => {
    const hcaptcha = { siteKey: "6a4b8d3c-site", secret: "0x6a4b8d3c" };
    expect(readConfig({ ...PRODUCTION, ...pair }).hcaptcha).toEqual(hcaptcha);
    expect(readConfig(pair).hcaptcha).toEqual(hcaptcha);
    expect(readConfig({ HCAPTCHA_SITE_KEY: "", HCAPTCHA_SECRET: "" }).hcaptcha).toBeNull();
  });

  const testKeys: [string, string][] = [
    ["HCAPTCHA_SITE_KEY", "10000000-ffff-ffff-ffff-000000000001"],
    ["HCAPTCHA_SITE_KEY", "20000000-FFFF-ffff-ffff-000000000002"],
    ["HCAPTCHA_SITE_KEY", "30000000-ffff-ffff-ffff-000000000003"],
    ["HCAPTCHA_SECRET", "0x0000000000000000000000000000000000000000"],
  ];
  it.each(testKeys)(
    "takes the test key of everybody as %s nowhere but outside production: %s",
    (key, value) => {
      const environment = { ...pair, [key]: value };
      expect(problems({ ...PRODUCTION, ...environment })).toEqual([
        expect.stringMatching(new RegExp(`^${key}\\b.*\\.$`)),
      ]);
      expect(problems(environment)).toEqual([]);
    },
  );

  it("is listed whole in .env.example", () => {
    const listed = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(
      ([, key]) => key,
    );
    expect(listed.sort()).toEqual(Object.keys(envSchema.shape).sort());
  });
});
