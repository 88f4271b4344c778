import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listenerOf } from "../../../src/runtime/listener.ts";
import { fileStream } from "../../../src/web/page.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
let server: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  world = await openWorld();
  server = await listen(world.app);
});
afterEach(async () => {
  await server.close();
  await world.close();
});

/** A real server, which gives up on a slow client soon. */
async function listen(app: Pick<Hono, "fetch">) {
  const answer = async (request: Request, env: object) => await app.fetch(request, env);
  const waits = { connectionsCheckingInterval: 50, requestTimeout: 400, headersTimeout: 400 };
  const http = createServer(waits, listenerOf({ answer, pages: null, metrics: null }));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  const { port } = address;
  return {
    send: (text: string) => {
      const socket = connect(port, "127.0.0.1");
      let answered = "";
      socket.on("data", (chunk) => {
        answered += String(chunk);
      });
      socket.on("error", () => undefined);
      socket.write(text);
      return { socket, answered: () => answered };
    },
    close: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const FIELDS = "Content-Type: application/x-www-form-urlencoded\r\n";
const PARTS = "Content-Type: multipart/form-data; boundary=x\r\n";
const PART = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nA';
const BODIES: [string, string][] = [
  ["fields", `${FIELDS}Content-Length: 99\r\n\r\nname=Ada`],
  ["fields in chunks", `${FIELDS}Transfer-Encoding: chunked\r\n\r\n8\r\nname=Ada\r\n`],
  ["parts", `${PARTS}Content-Length: 999\r\n\r\n${PART}`],
  ["parts in chunks", `${PARTS}Transfer-Encoding: chunked\r\n\r\n3\r\n--x\r\n`],
  ["a broken chunk", `${FIELDS}Transfer-Encoding: chunked\r\n\r\nzz\r\nname=Ada\r\n`],
];

const POST = "POST /letters/rivers/signatures HTTP/1.1\r\nHost: localhost\r\n";

describe("a client that leaves in the middle of a form", () => {
  it.each(BODIES)("is no error: %s", async (_, body) => {
    const { socket } = server.send(`${POST}${body}`);
    await pause(100);
    socket.destroy();
    await pause(100);
    expect(world.log).toEqual([]);
    expect(await world.db.signature.count()).toBe(0);
  });

  it.each(BODIES)("is no error if it only falls silent: %s", async (_, body) => {
    const { socket, answered } = server.send(`${POST}${body}`);
    await once(socket, "close");
    await pause(50);
    expect(answered()).toMatch(/^HTTP\/1\.1 40[08] /);
    expect(world.log).toEqual([]);
  });
});

describe("a form that says no length", () => {
  it("is counted as it is read, and refused before it has ended", async () => {
    const chunk = `4000\r\n${"a".repeat(0x4000)}\r\n`;
    const { socket, answered } = server.send(
      `${POST}${FIELDS}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}`,
    );
    await expect.poll(answered).toMatch(/^HTTP\/1\.1 \d+ /);
    socket.destroy();
    expect(answered()).toMatch(/^HTTP\/1\.1 413 /);
    expect(world.log).toEqual([]);
  });
});

describe("a file that is made while it is read", () => {
  const serving = async (pieces: AsyncGenerator<string>) => {
    const app = new Hono().get("/", async (c) => {
      return await fileStream(c, world.deps, pieces, { name: "a.csv", type: "text/csv" });
    });
    return { app, served: await listen(app) };
  };

  it("is made no further once its reader has left, which is no error", async () => {
    let hasEnded = false;
    async function* endless() {
      try {
        for (;;) yield "row\r\n".repeat(1_000);
      } finally {
        hasEnded = true;
      }
    }
    const { served } = await serving(endless());
    const { socket, answered } = served.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    while (answered().length < 10_000) await pause(10);
    socket.destroy();
    await served.close();
    await pause(50);
    expect(hasEnded).toBe(true);
    expect(world.log).toEqual([]);
  });

  it("is cut if the rest cannot be made, and says nothing of why", async () => {
    async function* broken() {
      yield "row\r\n";
      throw new Error("UPDATE signature SET name = 'Ada'");
    }
    const { app, served } = await serving(broken());
    await served.close();
    const response = await app.request("/");
    await expect(response.text()).rejects.toThrow("The rest of the file could not be made.");
    expect(world.log).toMatchObject([{ level: "error", event: "web.cut" }]);
    expect(JSON.stringify(world.log)).not.toContain("Ada");
  });
});
