import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { envSchema, readConfig } from "../src/config.ts";
import { IMPORT_SIZE_MAX } from "../src/limits.ts";
import { nodeMetrics } from "../src/runtime/metrics.ts";
import { clientAddress } from "../src/shared/client-address.ts";
import { openWorld } from "./support/world.ts";

const read = (path: string) => readFileSync(path, "utf8");
const site = read("deploy/nginx-site.conf");
const cachingSite = site.replaceAll("#cache ", "");
const operations = read("docs/operations.md");
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json"))).scripts;

/** The environment that the document writes, with a made-up value for each that it generates. */
function writtenEnvironment(): Record<string, string> {
  const block = /cat > \.env' <<END\n([\s\S]*?)\nEND/.exec(operations)?.[1] ?? "";
  const made = block
    .replace("$(openssl rand -base64 32)", Buffer.alloc(32, 1).toString("base64"))
    .replace("$(openssl rand -hex 24)", "0123456789abcdef");
  const values = Object.entries(parseEnv(made)).map(([key, value]) => [key, value ?? ""]);
  return Object.fromEntries(values);
}

/** What a unit says of a key; all of it, if it says it more than once. */
function unitSays(unit: string, key: string): string[] {
  return [...read(`deploy/${unit}`).matchAll(new RegExp(`^${key}=(.*)$`, "gm"))].map(
    ([, value = ""]) => value,
  );
}

describe("the site for nginx", () => {
  const config = readConfig(writtenEnvironment());

  it("leads to where the server of the document listens, which is then ready for the world", () => {
    expect(Object.keys(writtenEnvironment()).filter((key) => !(key in envSchema.shape))).toEqual(
      [],
    );
    expect(config).toMatchObject({ isProduction: true, isSecure: true, host: "127.0.0.1" });
    expect(/server (127\.0\.0\.1:\d+);/.exec(site)?.[1]).toBe(`${config.host}:${config.port}`);
    expect(operations).toContain(`http://127.0.0.1:${config.port}/metrics`);
  });

  it("names the client, and no other that a client claims, to a server that believes it", () => {
    expect(site).toContain("proxy_set_header X-Forwarded-For $remote_addr;");
    const named = clientAddress("127.0.0.1", "203.0.113.9", config.trustedProxies);
    expect(named).toBe("203.0.113.9");
  });

  it("lets through the largest form, so that the server says what is too large", () => {
    const megabytes = Number(/client_max_body_size (\d+)m;/.exec(site)?.[1]);
    expect(megabytes * 1024 * 1024).toBeGreaterThan(1.1 * IMPORT_SIZE_MAX);
  });

  it("keeps no page longer than the page says, hides the figures and logs nobody", () => {
    expect(cachingSite).toContain("proxy_cache undersigned;");
    expect(cachingSite).not.toMatch(/^\s*proxy_(cache_valid|cache_use_stale|ignore_headers)/m);
    expect(site).toMatch(/location = \/metrics \{\s+return 404;/);
    const servers = site.split(/^server \{/m).slice(1);
    for (const server of servers) expect(server).toContain("access_log off;");
  });

  const hasNginx = spawnSync("nginx", ["-v"]).status === 0;
  it.skipIf(!hasNginx).each([
    ["as it is", site],
    ["with pages kept", cachingSite],
  ])("is one that nginx takes, %s", (_, text) => {
    const folder = mkdtempSync(join(tmpdir(), "undersigned-nginx-"));
    const key = ["-keyout", `${folder}/privkey.pem`, "-out", `${folder}/fullchain.pem`];
    const self = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"];
    spawnSync("openssl", [...self, ...key]);
    const here = text
      .replaceAll("/etc/letsencrypt/live/letters.example.org", folder)
      .replaceAll(/\/var\/(cache|log)\/nginx/g, folder)
      // A socket each, so that the test needs no port.
      .replaceAll(
        /listen \S+ ?(.*);/g,
        (_line, kind, at) => `listen unix:${folder}/${at} ${kind};`,
      );
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join(" ");
    const whole = `pid ${folder}/pid; error_log stderr; events {} http { ${temporary}\n${here}\n}\n`;
    writeFileSync(join(folder, "nginx.conf"), whole);
    const said = spawnSync("nginx", ["-t", "-p", folder, "-c", "nginx.conf"], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(said.stderr).toContain("test is successful");
  });
});

describe("the units for systemd", () => {
  it("start what `npm run serve` starts, in the folder that they let it write to", () => {
    const [start = ""] = unitSays("undersigned.service", "ExecStart");
    expect(start.replace(/^\S+\/node /, "node ")).toBe(scripts["serve"]);
    const [folder = ""] = unitSays("undersigned.service", "WorkingDirectory");
    expect(unitSays("undersigned.service", "ReadWritePaths")).toEqual([`${folder}/var`]);
    expect(operations).toContain(`--home-dir ${folder} `);
    expect(unitSays("undersigned.service", "TimeoutStopSec")).toEqual(["60"]);
  });

  it("back up with the command that there is, every night, and keep thirty days", () => {
    const [backup = ""] = unitSays("undersigned-backup.service", "ExecStart");
    expect(backup).toContain(scripts["backup"]);
    expect(backup).toContain(" /srv/backups/letters-");
    expect(unitSays("undersigned-backup.service", "ExecStartPost")[0]).toContain("-mtime +29 ");
    expect(unitSays("undersigned-backup.timer", "Persistent")).toEqual(["yes"]);
    for (const name of readdirSync("deploy").filter((file) => file.startsWith("undersigned")))
      expect(operations).toContain(`deploy/${name}`);
  });
});

describe("the document for operators", () => {
  it("alerts on figures that there are, and on events that are logged", async () => {
    const world = await openWorld();
    const { text } = await nodeMetrics(world.deps, "a-token-of-some-length").read();
    await world.close();
    const figures = operations.match(/(?:undersigned|nodejs|process)_\w+/g) ?? [];
    expect(figures.length).toBeGreaterThan(10);
    for (const name of new Set(figures)) {
      expect(text, name).toMatch(new RegExp(`^# TYPE ${name.replace(/_bucket$/, "")} `, "m"));
    }
    const table = operations.slice(operations.indexOf("| event |"));
    const events = table.slice(0, table.indexOf("\n\n")).match(/`[a-z]+\.[a-z-]+`/g) ?? [];
    expect(events.length).toBeGreaterThan(10);
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes("generated"))
      .map((path) => read(join("src", path)))
      .join("\n");
    for (const event of events) expect(sources, event).toContain(`"${event.slice(1, -1)}"`);
  });
});
