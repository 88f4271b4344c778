import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config.ts";
import { workerConfig } from "../../src/runtime/worker/config.ts";

const BOUND = { DB: {}, FLOOD: {} };
const SECRET_KEY = Buffer.alloc(32, 5).toString("base64");
const DEPLOYED = {
  ...BOUND,
  BASE_URL: "https://letters.example.org",
  SECRET_KEY,
  SMTP_URL: "smtps://mail.example.org",
  MAIL_FROM: "letters@example.org",
};

function problemsOf(env: Record<string, unknown>): readonly string[] {
  try {
    workerConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}

describe("the configuration of a Worker", () => {
  it("is one for production, unless it is told otherwise", () => {
    expect(workerConfig(DEPLOYED)).toMatchObject({ isProduction: true, databaseUrl: "d1:DB" });
    expect(workerConfig({ ...DEPLOYED, NODE_ENV: "" }).isProduction).toBe(true);
    const told = { ...BOUND, SECRET_KEY, NODE_ENV: "development" };
    expect(workerConfig(told).isProduction).toBe(false);
  });

  it("has a sentence for each key that is missing", () => {
    expect(problemsOf(BOUND)).toEqual([
      expect.stringMatching(/^BASE_URL is required/),
      expect.stringMatching(/^SECRET_KEY is required/),
      expect.stringMatching(/^SMTP_URL is required/),
      expect.stringMatching(/^MAIL_FROM is required/),
    ]);
    expect(problemsOf({ ...BOUND, NODE_ENV: "development" })).toEqual([
      expect.stringContaining("npm run worker:dev"),
    ]);
    expect(problemsOf({ ...DEPLOYED, DB: undefined, FLOOD: undefined })).toEqual([
      expect.stringMatching(/^DB is not bound/),
      expect.stringMatching(/^FLOOD is not bound/),
    ]);
  });

  it("names no mail server that a Worker cannot reach", () => {
    const at = (port: string) => ({ ...DEPLOYED, SMTP_URL: `smtp://mail.example.org:${port}` });
    expect(problemsOf(at("25"))).toEqual([expect.stringContaining("465 or 587")]);
    expect(problemsOf(at("587"))).toEqual([]);
  });
});
