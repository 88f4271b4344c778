import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { openPool } from "../../src/db/postgres/pool.ts";

/** A message of PostgreSQL's protocol: its letter, its length, and what it says. */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const NO_TLS = Buffer.from("N");
const AUTHENTICATED = message("R", Buffer.alloc(4));
const READY = message("Z", Buffer.from("I"));
const SHUT_DOWN = message("E", Buffer.from("SFATAL\0C57P01\0Mterminating connection\0\0"));

/** A server that is shut down in the very moment in which it has let somebody in. */
async function startShuttingDown(): Promise<number> {
  const welcome = (socket: Socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write(NO_TLS);
      socket.once("data", () => socket.end(Buffer.concat([AUTHENTICATED, READY, SHUT_DOWN])));
    });
  };
  const server = createServer(welcome).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It has no port.");
  return address.port;
}

it("fails a statement, not the process, if PostgreSQL ends while a connection is made", async () => {
  const pool = openPool(`postgresql://ada@127.0.0.1:${await startShuttingDown()}/letters`);
  onTestFinished(() => pool.end());
  for (let tries = 0; tries < 5; tries += 1) await expect(pool.query("SELECT 1")).rejects.toThrow();
});
