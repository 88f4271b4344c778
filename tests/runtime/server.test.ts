import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { openSqlite } from "../../src/db/sqlite/open.ts";
import {
  makeServerFolder,
  type RunningServer,
  startServer,
  startServerForTest,
} from "../support/servers/server.ts";
import { makeCheckout } from "../support/servers/worker.ts";

let server: RunningServer | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

/** What each line of the log says beside the fields of its event: the moment is in UTC. */
const LINE = {
  level: z.number(),
  time: z.iso.datetime(),
  msg: z.string().regex(/^[a-z]+\.[\w.-]+$/),
};

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
    const logged = server.output().match(/^\{.*$/gm) ?? [];
    const lines = logged.map((line) => z.looseObject(LINE).parse(JSON.parse(line)));
    expect(lines.map(({ msg }) => msg)).toContain("server.stopped");
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
    const traced = request(`${server.url}/`, {
      method: "TRACE",
      headers: { "x-canary": "echoed" },
    });
    const [answer] = await once(traced.end(), "response");
    expect([answer.statusCode, await text(answer)]).toEqual([
      404,
      expect.not.stringContaining("echoed"),
    ]);
  });

  it("keeps the pages for developers to itself if it does not listen on this machine alone", async () => {
    server = await startServer({ HOST: "0.0.0.0" });
    expect((await get("/dev/mail")).status).toBe(404);
    expect((await get("/dev/components")).status).toBe(404);
  });

  it("does not start half-configured, and says why", async () => {
    server = await startServer({ NODE_ENV: "production" });
    expect(server.output()).toContain("SECRET_KEY is required in production");
    expect(await server.stop()).toBe(1);
    server = null;
  });
});

describe("a second instance", () => {
  it("serves the same new database as the one that starts at the same moment", async () => {
    const folder = makeServerFolder();
    const started = await Promise.all([1, 2, 3].map(() => startServer({}, folder)));
    onTestFinished(async () => {
      await Promise.all(started.map((one) => one.stop()));
    });
    for (const { url, output } of started) {
      const page = await fetch(url).then((response) => response.text(), output);
      expect(page).toContain("12 people have signed");
      const [link = ""] = output().match(/http\S+\/admin\/sign-in\/\S+/) ?? [];
      expect((await fetch(link)).status).toBe(200);
    }
    const db = await openSqlite(`file:${join(folder, "var/undersigned.db")}`);
    expect(await db.letter.count()).toBe(1);
    expect(await db.role.count({ where: { role: "administrator" } })).toBe(1);
    expect(await db.keyRecord.count()).toBe(1);
    await db.$disconnect();
  });

  it("is refused in a sentence if its port is taken, before it builds", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const checkout = makeCheckout({ isBuilt: false });
    onTestFinished(() => {
      taken.close();
      checkout.remove();
    });
    const refusal = {
      code: 1,
      said: `Port ${port} is already in use: stop the program that uses it, or set PORT to another.\n`,
    };
    const asked = ["start", "dev", "worker:dev"].map(async (name) => {
      const PATH = process.env["PATH"] ?? "";
      const env = { PATH, HOME: checkout.folder, PORT: String(port) };
      const child = spawn("npm", ["run", "--silent", name], { cwd: checkout.folder, env });
      const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
      return { code, said };
    });
    expect(await Promise.all(asked)).toEqual([refusal, refusal, refusal]);
    expect(existsSync(join(checkout.folder, "dist"))).toBe(false);
    expect((await startServerForTest({ PORT: String(port) })).output()).toBe(refusal.said);
  });

  it.each(["192.0.2.1", "none.invalid"])("is refused in a sentence at %s", async (HOST) => {
    server = await startServer({ HOST });
    expect(server.output()).toBe(
      `${HOST} is not an address of this machine: set HOST to one that is, such as 127.0.0.1.\n`,
    );
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
