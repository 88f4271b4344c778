import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { openMailSink } from "../../scripts/bench/load/mail-sink.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { startServer } from "../support/servers/server.ts";
import { openSigning, sendSignature } from "../support/servers/signing.ts";
import { solutionOf } from "../support/world.ts";

const LOCKED_MS = 10_000;
const SILENT_MS = 60_000;
const SIGNERS = 40;

it("a database that another process locks for ten seconds loses no acknowledged signature", async () => {
  const place = await openSigning();
  const server = await startServer(place.settings);
  const locking = new Database(place.path);
  locking.exec("BEGIN IMMEDIATE");
  const answers: [string, number | null][] = [];
  const signing: Promise<void>[] = [];
  const sign = async (site: number) => {
    const name = `Signer ${site}`;
    answers.push([name, await sendSignature(server.url, { name, site })]);
  };
  const startedAt = performance.now();
  let letters = 0;
  for (let site = 0; performance.now() - startedAt < LOCKED_MS; site += 1) {
    signing.push(sign(site));
    // Who reads is not held up.
    const page = await fetch(`${server.url}${paths.letter("rivers")}`);
    if (page.ok) letters += 1;
    await page.text();
    await pause(20);
  }
  locking.exec("COMMIT");
  locking.close();
  await Promise.all(signing);
  await sign(signing.length);
  await server.stop();
  const rows = await place.withDatabase((db) => db.signature.findMany({ select: { name: true } }));
  place.remove();
  const acknowledged = answers.flatMap(([name, status]) => (status === 303 ? [name] : []));
  expect(new Set(answers.map(([, status]) => status))).toBeOneOf([
    new Set([303]),
    new Set([303, 503]),
    new Set([503, 303]),
  ]);
  expect(acknowledged.at(-1)).toBe(`Signer ${signing.length}`);
  expect(rows.map(({ name }) => name).sort()).toEqual(acknowledged.sort());
  expect(letters).toBeGreaterThan(100);
});

it("a mail server that is silent for a minute loses no mail and gets none twice", async () => {
  const place = await openSigning();
  const sink = await openMailSink();
  let isSilent = true;
  const door = createServer((incoming) => {
    incoming.on("error", () => undefined);
    if (isSilent) return;
    const outgoing = connect(Number(new URL(sink.url).port), "127.0.0.1");
    outgoing.on("error", () => incoming.destroy());
    incoming.pipe(outgoing).pipe(incoming);
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  const SMTP_URL = `smtp://127.0.0.1:${address.port}`;
  const server = await startServer({ ...place.settings, SMTP_URL });
  const silentUntil = performance.now() + SILENT_MS;
  for (let site = 0; site < SIGNERS; site += 1) {
    const challenge = await (await fetch(`${server.url}${paths.challenge("rivers")}`)).json();
    const captcha = { altcha: await solutionOf(challenge) };
    expect(await sendSignature(server.url, { name: `Signer ${site}`, site, captcha })).toBe(303);
  }
  await pause(Math.max(0, silentUntil - performance.now()));
  expect(sink.count()).toBe(0);
  isSilent = false;
  for (let waited = 0; waited < 600 && sink.count() < SIGNERS; waited += 1) await pause(1_000);
  // Whatever would come twice has time to.
  await pause(5_000);
  await server.stop();
  expect(sink.arrived.size).toBe(SIGNERS);
  expect(sink.count()).toBe(SIGNERS);
  const states = await place.withDatabase((db) =>
    db.outbox.groupBy({ by: ["state"], _count: { _all: true } }),
  );
  expect(states).toEqual([{ state: "sent", _count: { _all: SIGNERS } }]);
  door.close();
  await sink.close();
  place.remove();
});
