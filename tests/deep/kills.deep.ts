import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { openSqlite } from "../../src/db/sqlite/open.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { PERSON } from "../support/forms.ts";
import { startServer } from "../support/servers/server.ts";
import { SECRET_KEY } from "../support/world.ts";

const ROUNDS = 50;
/** A hundred people sign in a second, whether or not those before them have an answer. */
const EVERY_MS = 10;
/** How long they sign before the server is killed, in ms. */
const [ROUND_MS_MIN, ROUND_MS_MAX] = [200, 1_500];

it("a server that is killed while people sign has kept every signature that it acknowledged", async () => {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-kills-"));
  const DATABASE_URL = `file:${join(folder, "undersigned.db")}`;
  await applyMigrations(DATABASE_URL);
  const before = await openSqlite(DATABASE_URL);
  const keys = await deriveKeys(SECRET_KEY);
  await buildLetter({ db: before, keys, clock: systemClock }, { slug: "rivers" });
  await before.$disconnect();

  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await startServer({
      DATABASE_URL,
      SECRET_KEY,
      TRUSTED_PROXIES: "127.0.0.1",
      DEMO: "off",
      LOG_LEVEL: "error",
    });
    const lasts = ROUND_MS_MIN + Math.random() * (ROUND_MS_MAX - ROUND_MS_MIN);
    const sign = async (signer: number) => {
      const name = `Signer ${round} ${signer}`;
      const fields = { ...PERSON, name, email: `${round}.${signer}@site-${signer}.example` };
      const status = await post(server.url, fields, `198.51.100.${signer % 250}`);
      if (status === 303) acknowledged.push(name);
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

  const db = await openSqlite(DATABASE_URL);
  const rows = await db.signature.findMany({ select: { id: true, name: true } });
  const events = await db.event.findMany({ select: { signatureId: true } });
  const integrity = await db.$queryRaw`PRAGMA integrity_check`;
  await db.$disconnect();
  rmSync(folder, { recursive: true });
  const kept = new Set(rows.map(({ name }) => name));
  expect(acknowledged.length).toBeGreaterThan(20 * ROUNDS);
  expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
  expect(new Set(events.map(({ signatureId }) => signatureId)).size).toBe(rows.length);
  expect(integrity).toEqual([{ integrity_check: "ok" }]);
});

/** The status of the answer; null if there was none. */
async function post(
  url: string,
  fields: Record<string, string>,
  client: string,
): Promise<number | null> {
  try {
    const response = await fetch(`${url}/letters/rivers/signatures`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": client },
      redirect: "manual",
    });
    return response.status;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
