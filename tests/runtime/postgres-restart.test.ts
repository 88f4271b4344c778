import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { type LocalPostgres, startPostgres } from "../../scripts/postgres/start.ts";
import { openPostgres } from "../../src/db/postgres/open.ts";
import { sql } from "../../src/db/sql.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { PERSON } from "../support/forms.ts";
import { type RunningServer, startServerForTest } from "../support/servers/server.ts";
import { sendSignature } from "../support/servers/signing.ts";
import { SECRET_KEY } from "../support/world.ts";

/** Twenty requests in a second: as many that read as signatures. */
const EACH_MS = 100;
/** Pages that nobody has asked for before, so that the database is. */
const READS = [
  (site: number) => `/letters/rivers/signatories?q=ada+${site}`,
  (site: number) => `/letters/rivers/signatories.json?q=ada+${site}`,
  () => "/letters/rivers/signatories.csv",
  () => paths.challenge("rivers"),
  () => "/letters/rivers",
];

/** Longer than a statement is tried again. */
const AWAY_MS = 12_000;
/** What a server logs as a fault of its own. */
const FAULTS = /web\.crash|web\.cut|job\.failed|deferred\.failed|not-composed/;
const NOW = new Date();

let postgres: LocalPostgres;
let url: string;

beforeEach(async () => {
  postgres = await startPostgres();
  url = postgres.url("letters");
  await onServer(url, `CREATE DATABASE letters`);
  await applyMigrations(url);
});

afterEach(async () => {
  await postgres.stop();
});

async function withDatabase<Result>(
  work: (db: ReturnType<typeof openPostgres>) => Promise<Result>,
) {
  const db = openPostgres(url);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

async function serve(): Promise<RunningServer> {
  const keys = await deriveKeys(SECRET_KEY);
  await withDatabase(async (db) => {
    const deps = { db, keys, clock: systemClock };
    const letter = await buildLetter(deps, { slug: "rivers" });
    for (let count = 0; count < 20; count += 1) {
      await buildEntry(deps, letter, { name: `Ada ${count}`, state: "published" });
    }
  });
  return await startServerForTest({
    DATABASE_URL: url,
    SECRET_KEY,
    TRUSTED_PROXIES: "127.0.0.1",
    DEMO: "off",
    LOG_LEVEL: "warn",
  });
}

/** Sends requests until it is told to stop; gives how each was answered. */
function underLoad(server: RunningServer) {
  const signed = new Map<string, number | null>();
  const read: (string | number)[] = [];
  const underWay: Promise<void>[] = [];
  let site = 0;
  const timer = setInterval(() => {
    site += 1;
    const name = `Signer ${site}`;
    const path = READS[site % READS.length]?.(site) ?? "";
    underWay.push(
      sendSignature(server.url, { name, site }).then((status) => void signed.set(name, status)),
      fetch(`${server.url}${path}`)
        .then(async (answer) => {
          await answer.text();
          read.push(answer.status);
        })
        .catch((error: unknown) => void read.push(`${path}: ${error}`)),
    );
  }, EACH_MS);
  const stop = async () => {
    clearInterval(timer);
    await Promise.all(underWay);
    return { signed, read };
  };
  return { stop };
}

/** Ends every connection to a database, from another process, before this one goes on. */
function terminateAll(databaseUrl: string): void {
  const script = `const { Client } = (await import("pg")).default;
    const client = new Client(${JSON.stringify(databaseUrl)});
    await client.connect();
    await client.query(
      "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
    await client.end();`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script]);
}

describe.skipIf("reason" in inject("templates").postgres)("a restart of PostgreSQL", () => {
  it("under twenty requests a second fails none and loses no acknowledged signature", async () => {
    const server = await serve();
    const load = underLoad(server);
    for (const mode of ["fast", "immediate"] as const) {
      await pause(1_500);
      await postgres.restart(mode, 1_500);
    }
    await pause(1_500);
    const { signed, read } = await load.stop();
    // A server that waits for its database answers; it never fails.
    expect(new Set(read)).toEqual(new Set([200]));
    expect([...signed.values()].filter((status) => status !== 303 && status !== 503)).toEqual([]);
    const acknowledged = [...signed].flatMap(([name, status]) => (status === 303 ? [name] : []));
    expect(acknowledged.length).toBeGreaterThan(signed.size * 0.9);
    const rows = await withDatabase((db) => db.signature.findMany({ select: { name: true } }));
    const stored = new Set(rows.map(({ name }) => name));
    expect(acknowledged.filter((name) => !stored.has(name))).toEqual([]);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(server.output()).not.toMatch(FAULTS);
  });

  it("that takes long gives back what was typed, says so once and is over by itself", async () => {
    const server = await serve();
    const restarted = postgres.restart("fast", AWAY_MS);
    await pause(500);
    const ready = await fetch(`${server.url}/readyz`, { signal: AbortSignal.timeout(2_000) });
    expect([ready.status, await ready.json()]).toEqual([503, { reads: false, writes: false }]);
    const fields = { ...PERSON, email: "ada.away@example.org" };
    const [page, file, form, staff] = await Promise.all([
      fetch(`${server.url}/letters/rivers/signatories?q=away`),
      fetch(`${server.url}/letters/rivers/signatories.json?q=away`),
      fetch(`${server.url}/letters/rivers/signatures`, {
        method: "POST",
        body: new URLSearchParams(fields),
      }),
      fetch(`${server.url}/admin`, { headers: { Cookie: "session=some" } }),
    ]);
    for (const answer of [page, file, form, staff]) {
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);
    }
    expect(await form.text()).toContain('value="ada.away@example.org"');
    expect(await file.json()).toEqual({ error: "unavailable" });
    expect(await page.text()).not.toContain("ECONNREFUSED");
    await restarted;
    const readiness = async () => (await fetch(`${server.url}/readyz`)).json();
    await expect.poll(readiness).toEqual({ reads: true, writes: true });
    expect(await sendSignature(server.url, { name: "Ada After", site: 1 })).toBe(303);
    expect(server.output()).not.toMatch(FAULTS);
    const warnings = server.output().match(/"error":"\w+".*"msg":"database\.away"/g) ?? [];
    expect(warnings.filter((line) => line.includes("ECONNREFUSED")).length).toBeGreaterThan(0);
    // One of the jobs, and one of whoever asked whether it is ready.
    expect(warnings.length).toBeLessThanOrEqual(2);
  });

  it("fails no statement for a connection that broke while nobody used it", async () => {
    await withDatabase(async (db) => {
      const statements = () => [
        db.suppression.create({ data: { addressLimitKey: crypto.randomUUID(), createdAt: NOW } }),
        db.suppression.updateMany({ where: { addressLimitKey: "none" }, data: { createdAt: NOW } }),
        db.$addSpentChallenge({ id: crypto.randomUUID(), expiresAt: NOW }),
        db.letter.findMany(),
        db.$rows(sql`SELECT 1 AS one`),
      ];
      await Promise.all(statements());
      // This thread hears of it only when it has sent the next statements.
      terminateAll(url);
      await Promise.all(statements());
      expect(await db.suppression.count()).toBe(2);
      expect(await db.spentChallenge.count()).toBe(2);
    });
  });
});
