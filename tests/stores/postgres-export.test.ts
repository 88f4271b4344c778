import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { switchBoard } from "../../src/accounts/switches.ts";
import { createApp } from "../../src/app.ts";
import type { Db } from "../../src/db/db.ts";
import { openPostgres } from "../../src/db/postgres/open.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases/database.ts";
import { onServer } from "../support/databases/postgres-server.ts";
import { openWorld, signInAs, type World } from "../support/world.ts";

/** More than any file reads at a time. */
const ENTRIES = 1_500;
const EXPORTS = "/admin/letters/rivers/exports";

let database: TestDatabase;
let role: string;
let elsewhere: World;
/** The same world on PostgreSQL, as a role of its own that can be kept out. */
let world: World;

beforeEach(async () => {
  database = await openTestDatabase("postgres");
  role = `exporting_${crypto.randomUUID().replaceAll("-", "")}`;
  await onServer(database.url, `CREATE ROLE ${role} SUPERUSER LOGIN PASSWORD 'secret'`);
  const url = Object.assign(new URL(database.url), { username: role, password: "secret" });
  const db = openPostgres(url.href);
  elsewhere = await openWorld();
  const switches = switchBoard({ ...elsewhere.deps, db });
  const deps = { ...elsewhere.deps, db, switches };
  const letter = await buildLetter(deps);
  world = { ...elsewhere, db, deps, letter, app: createApp(deps) };
  await buildEntry(deps, letter, { name: "Ada", state: "published" });
  await multiply(database.db);
});
afterEach(async () => {
  await world.db.$disconnect();
  await elsewhere.close();
  await database.close();
  await onServer(database.url, `DROP ROLE ${role}`);
});

/** Adds as many entries like the one that is there, of which nothing else takes note. */
async function multiply(db: Db): Promise<void> {
  const columns = await db.$queryRaw<{ name: string }[]>`
    SELECT column_name::text AS name FROM information_schema.columns
    WHERE table_name = 'signature' AND column_name NOT IN ('id', 'address_key', 'entry_key')`;
  const named = columns.map(({ name }) => name).join(", ");
  await db.$transaction([
    db.$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
    db.$executeRawUnsafe(
      `INSERT INTO signature (id, entry_key, ${named})
      SELECT 'ffffffff-0000-7000-8000-' || lpad(n::text, 12, '0'), n::text, ${named}
      FROM signature, generate_series(2, ${ENTRIES}) AS n`,
    ),
  ]);
}

async function terminate(): Promise<void> {
  await onServer(
    database.url,
    `SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE usename = '${role}'`,
  );
}

/** Ends every connection of the product, and lets it make no new one, as an outage does. */
async function keepOut(): Promise<void> {
  await onServer(database.url, `ALTER ROLE ${role} NOLOGIN`);
  await terminate();
}

const files: [string, (staff: Awaited<ReturnType<typeof signInAs>>) => Promise<Response>][] = [
  ["CSV for staff", (staff) => staff.post(EXPORTS, { format: "csv" })],
  ["JSON for staff", (staff) => staff.post(EXPORTS, { format: "json" })],
  ["the public list as CSV", (staff) => staff.get("/letters/rivers/signatories.csv")],
];

describe.each(files)("%s", (name, ask) => {
  const isRecorded = name.endsWith("for staff");
  const records = async () =>
    await database.db.exportRecord.findMany({
      orderBy: { id: "asc" },
      select: { outcome: true, rows: true },
    });

  /** Begins to read it, and gives how to go on reading. */
  async function begin() {
    const response = await ask(await signInAs(world, "campaigner"));
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    let text = "";
    const readOne = async (): Promise<boolean> => {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      text += new TextDecoder().decode(value);
      return !done;
    };
    while (!text.includes("Ada")) await readOne();
    const readRest = async () => {
      while (await readOne());
      return text.split("Ada").length - 1;
    };
    return { readRest };
  }

  it("outlives its connections, and is cut if PostgreSQL stays away, with no crash", async () => {
    const { readRest } = await begin();
    await terminate();
    expect(await readRest()).toBe(ENTRIES);
    expect(world.log.filter(({ level }) => level !== "info")).toEqual([]);

    const cut = await begin();
    await keepOut();
    await expect(cut.readRest()).rejects.toThrow("The rest of the file could not be made.");
    expect(world.log.filter(({ level }) => level === "error")).toEqual([
      { level: "error", event: "web.cut", fields: { error: "28000" } },
    ]);
    await onServer(database.url, `ALTER ROLE ${role} LOGIN`);
    expect(await (await begin()).readRest()).toBe(ENTRIES);
    if (!isRecorded) return;
    const complete = { outcome: "complete", rows: ENTRIES };
    await expect
      .poll(records)
      .toEqual([complete, { outcome: "aborted", rows: expect.any(Number) }, complete]);
    expect((await records())[1]?.rows).toBeLessThan(ENTRIES);
  });
});
