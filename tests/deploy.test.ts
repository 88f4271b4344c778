import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { envSchema, readConfig } from "../src/config.ts";

const text = z.string();
const service = z.object({
  image: text,
  command: z.array(text).optional(),
  environment: z.record(text, z.union([text, z.number()])).default({}),
  volumes: z.array(text).default([]),
  read_only: z.boolean().default(false),
});
const compose = z
  .object({ services: z.record(text, service) })
  .parse(parse(readFileSync("docker-compose.yml", "utf8"), { merge: true }));
const dockerfile = readFileSync("Dockerfile", "utf8");
const manifest = z
  .object({ scripts: z.record(text, text) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

const PROCESSES = ["app-1", "app-2"];
const GIVEN: Record<string, string> = {
  SITE_ADDRESS: "letters.example.org",
  POSTGRES_PASSWORD: "password",
  SECRET_KEY: Buffer.alloc(32, 1).toString("base64"),
  SMTP_URL: "smtps://user:password@mail.example.org",
  MAIL_FROM: "Letters <letters@example.org>",
};

/** What compose puts in for `${NAME:?why}` and `${NAME:-default}`. */
function filledIn(value: string | number): string {
  return String(value).replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, name: string, kind, rest) => {
    return GIVEN[name] ?? (kind === "-" ? rest : `no ${name}`);
  });
}

function environmentOf(name: string): Record<string, string> {
  const { environment = {} } = compose.services[name] ?? {};
  return Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [key, filledIn(value)]),
  );
}

describe("the composed site", () => {
  it("gives two processes and the migration one configuration that starts", () => {
    for (const name of [...PROCESSES, "migrate"]) {
      const environment = environmentOf(name);
      expect(Object.keys(environment).filter((key) => !(key in envSchema.shape))).toEqual([]);
      expect(readConfig(environment)).toMatchObject({
        isProduction: true,
        baseUrl: "https://letters.example.org",
        databaseUrl: "postgresql://undersigned:password@database:5432/undersigned",
      });
    }
    // No secret has a default: whoever has not set one is asked for it.
    const secrets = /\$\{(?:POSTGRES_PASSWORD|SECRET_KEY|SMTP_URL|HCAPTCHA_SECRET)[^}]*\}/g;
    for (const [place] of readFileSync("docker-compose.yml", "utf8").matchAll(secrets))
      expect(place).toMatch(/^\$\{\w+:(?:\?[^}]+|-)\}$/);
    expect(environmentOf("app-1")).toEqual(environmentOf("app-2"));
    expect(compose.services["migrate"]?.command?.slice(0, 2)).toEqual(["npm", "run"]);
    expect(Object.keys(manifest.scripts)).toContain(compose.services["migrate"]?.command?.[2]);
  });

  it("leads the proxy to every process, at the port it listens on", () => {
    const port = /\bPORT=(\d+)/.exec(dockerfile)?.[1];
    const { PROCESSES: led } = environmentOf("proxy");
    expect(led?.split(" ")).toEqual(PROCESSES.map((name) => `${name}:${port}`));
    expect(existsSync("deploy/Caddyfile")).toBe(true);
    expect(readFileSync("deploy/Caddyfile", "utf8")).toContain("health_uri /healthz");
  });
});

describe("the image", () => {
  it("is made of files that are here, and runs as a user without rights", () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, files = ""]) => files.split(" "),
    );
    expect(copied.length).toBeGreaterThan(3);
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
    const run = dockerfile.slice(dockerfile.lastIndexOf("FROM "));
    expect(run).toMatch(/^USER node$/m);
    expect(run).toMatch(/^HEALTHCHECK /m);
    const serve = (manifest.scripts["serve"] ?? "").split(" ").map((word) => JSON.stringify(word));
    expect(run).toContain(`\nCMD [${serve.join(", ")}]\n`);
    for (const name of PROCESSES) expect(compose.services[name]?.read_only).toBe(true);
  });

  it("holds no secrets and nothing that was built elsewhere", () => {
    const left = readFileSync(".dockerignore", "utf8").split("\n");
    expect(left).toEqual(expect.arrayContaining([".env", "var", "node_modules", ".git"]));
  });
});
