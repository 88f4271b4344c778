import { expect, it } from "vitest";
import { startServer } from "../support/servers/server.ts";
import { openSigning, sendSignature } from "../support/servers/signing.ts";

const ROUNDS = 50;
/** A hundred people sign in a second, whether or not those before them have an answer. */
const EVERY_MS = 10;
/** How long they sign before the server is killed, in ms. */
const [ROUND_MS_MIN, ROUND_MS_MAX] = [200, 1_500];

it("a server that is killed while people sign has kept every signature that it acknowledged", async () => {
  const place = await openSigning();
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await startServer(place.settings);
    const lasts = ROUND_MS_MIN + Math.random() * (ROUND_MS_MAX - ROUND_MS_MIN);
    const sign = async (site: number) => {
      const name = `Signer ${round} ${site}`;
      if ((await sendSignature(server.url, { name, site })) === 303) acknowledged.push(name);
    };
    const signing: Promise<void>[] = [];
    const startedAt = performance.now();
    for (let passed = 0; passed < lasts; passed = performance.now() - startedAt) {
      while (signing.length * EVERY_MS < passed) signing.push(sign(signing.length));
      await new Promise((done) => setTimeout(done, EVERY_MS));
    }
    await server.kill();
    await Promise.all(signing);
  }

  const { rows, events, integrity } = await place.withDatabase(async (db) => ({
    rows: await db.signature.findMany({ select: { id: true, name: true } }),
    events: await db.event.findMany({ select: { signatureId: true } }),
    integrity: await db.$queryRaw`PRAGMA integrity_check`,
  }));
  place.remove();
  const kept = new Set(rows.map(({ name }) => name));
  expect(acknowledged.length).toBeGreaterThan(20 * ROUNDS);
  expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
  expect(new Set(events.map(({ signatureId }) => signatureId)).size).toBe(rows.length);
  expect(integrity).toEqual([{ integrity_check: "ok" }]);
});
