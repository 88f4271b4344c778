import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../support/servers/server.ts";

let server: RunningServer | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

const get = async (path: string) => await fetch(`${server?.url}${path}`);

describe("the built server", () => {
  it("shows a newcomer the demo letter, the mail folder and a way in, and stops when told to", async () => {
    server = await startServer();
    expect(server.output()).toContain(`Undersigned is at ${server.url}`);
    const letter = await (await get("/")).text();
    expect(letter).toContain("Publish what flows into our rivers");
    expect(letter).toContain("8 organisations and 12 people have signed");

    const [link = ""] = server.output().match(/http\S+\/admin\/sign-in\/\S+/) ?? [];
    const signIn = {
      method: "POST",
      redirect: "manual",
      headers: { "Sec-Fetch-Site": "same-origin" },
    } as const;
    const answer = await fetch(link, signIn);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/admin"]);
    expect((await fetch(link, signIn)).status).toBe(410);

    const body = new URLSearchParams({ email: "admin@example.org" });
    await fetch(`${server.url}/admin/sign-in`, { ...signIn, body });
    const mails = await untilMailed();
    expect(mails).toContain("Your link to sign in to localhost");
    const files = readdirSync(join(server.folder, "var/mail"));
    expect(files.filter((name) => name.endsWith(".eml"))).toHaveLength(1);
    expect(await server.stop()).toBe(0);
    expect(server.output()).toContain("server.stopped");
    server = null;
  });

  it("serves what pages ask for, for good, and nothing else from its folder", async () => {
    server = await startServer({ DEMO: "off" });
    const page = await (await get("/")).text();
    const [style = ""] = page.match(/\/assets\/public-\w+\.css/) ?? [];
    const asset = await get(style);
    expect(asset.headers.get("content-type")).toContain("text/css");
    expect(asset.headers.get("cache-control")).toContain("immutable");
    for (const path of [
      "/assets/../server.js",
      "/assets/%2e%2e/server.js",
      "/assets/%2e%2e/_headers",
      "/assets/none.css",
      "/assets/",
    ]) {
      expect((await get(path)).status).toBe(404);
    }
    expect(page).toContain("No letter is open for signing");
  });

  it("keeps the mail folder to itself where it does not listen on this machine alone", async () => {
    server = await startServer({ HOST: "0.0.0.0" });
    expect((await get("/dev/mail")).status).toBe(404);
  });

  it("does not start half-configured, and says why", async () => {
    server = await startServer({ NODE_ENV: "production" });
    expect(server.output()).toContain("SECRET_KEY is required in production");
    expect(await server.stop()).toBe(1);
    server = null;
  });
});

async function untilMailed(): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    const page = await (await get("/dev/mail")).text();
    if (page.includes("/dev/mail/")) return page;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("No mail was written.");
}
