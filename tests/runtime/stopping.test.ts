import { once } from "node:events";
import { connect } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { openTestDatabase } from "../support/databases/database.ts";
import { PERSON } from "../support/forms.ts";
import { openMailbox } from "../support/mail/mailbox.ts";
import { startProxy } from "../support/servers/proxy.ts";
import { freePort, startServer } from "../support/servers/server.ts";
import { SECRET_KEY } from "../support/world.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A connection that says what it is told to say, and what came back through it. */
async function open(url: string, text: string) {
  const socket = connect(Number(new URL(url).port), "localhost");
  await once(socket, "connect");
  let came = "";
  socket.on("data", (chunk) => {
    came += String(chunk);
  });
  socket.on("error", () => undefined);
  const closed = once(socket, "close");
  socket.write(text);
  return { socket, came: () => came, closed };
}

it("ends as soon as what is under way is answered, and closes what waits for nothing", async () => {
  const server = await startServer();
  const get = "GET /letters/open-rivers HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const idle = await open(server.url, get);
  const reused = await open(server.url, get);
  const silent = await open(server.url, "");
  const body = new URLSearchParams({ ...PERSON, email: "ada@example.org" }).toString();
  const head = `POST /letters/open-rivers/signatures HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n`;
  const sending = await open(server.url, head + body.slice(0, 20));
  await expect.poll(idle.came).toContain("</html>");
  await expect.poll(reused.came).toContain("</html>");
  expect(idle.came()).not.toMatch(/^Connection: close/im);

  const startedAt = performance.now();
  const stopped = server.stop();
  // A proxy may be sending something in just this moment.
  await pause(50);
  reused.socket.write(get);
  await reused.closed;
  expect(reused.came().match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
  expect(reused.came()).toMatch(/^Connection: close/im);
  await Promise.all([idle.closed, silent.closed]);
  // The form is still on its way, so the server is still there.
  sending.socket.write(body.slice(20));
  await sending.closed;
  expect(sending.came()).toMatch(/^HTTP\/1\.1 303 /);
  expect(sending.came()).toMatch(/^Connection: close/im);
  expect(await stopped).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

it("loses no request behind a proxy while one of two processes starts anew", async () => {
  const database = await openTestDatabase("postgres");
  const mailbox = await openMailbox();
  const keys = await deriveKeys(SECRET_KEY);
  await buildLetter({ db: database.db, keys, clock: systemClock });
  const env = {
    ...{ DATABASE_URL: database.url, SECRET_KEY, SMTP_URL: mailbox.url, DEMO: "off" },
    ...{ TRUSTED_PROXIES: "127.0.0.1", LOG_LEVEL: "error" },
  };
  const ports = [await freePort(), await freePort()];
  const startAt = (port: number) => startServer({ ...env, PORT: String(port) });
  const servers = await Promise.all(ports.map(startAt));
  const proxy = await startProxy(ports);
  onTestFinished(async () => {
    await proxy.close();
    await Promise.all(servers.map((server) => server.stop()));
    await mailbox.close();
    await database.close();
  });
  const statuses: number[] = [];
  let signed = 0;
  const ask = async (number: number) => {
    const isForm = number % 3 === 0;
    const fields = { ...PERSON, email: `ada.${number}@example.org` };
    const answer = await fetch(
      `${proxy.url}/letters/rivers${isForm ? "/signatures" : `?page=${number}`}`,
      {
        redirect: "manual",
        headers: { "X-Forwarded-For": `198.51.100.${number % 250}` },
        ...(isForm && { method: "POST", body: new URLSearchParams(fields) }),
      },
    );
    await answer.arrayBuffer();
    statuses.push(answer.status);
    if (answer.status === 303) signed += 1;
  };
  const asked: Promise<void>[] = [];
  let number = 0;
  const asking = setInterval(() => {
    number += 1;
    asked.push(ask(number));
  }, 20);
  for (const at of [0, 1]) {
    await pause(500);
    const startedAt = performance.now();
    expect(await servers[at]?.stop()).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    servers[at] = await startAt(ports[at] ?? 0);
  }
  await pause(500);
  clearInterval(asking);
  await Promise.all(asked);
  expect(statuses.filter((status) => status !== 200 && status !== 303)).toEqual([]);
  expect(await database.db.signature.count()).toBe(signed);
  expect(signed).toBeGreaterThan(20);
});
