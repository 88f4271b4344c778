import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { createApp } from "../../src/app.ts";
import { altchaCaptcha } from "../../src/captcha/altcha.ts";
import type { Db } from "../../src/db/db.ts";
import { openSqlite, sqlitePath } from "../../src/db/sqlite/open.ts";
import { deliverDueMail } from "../../src/mail/relay.ts";
import { DECISION_MAIL_DELAY_MS } from "../../src/signatures/side-effects.ts";
import { openTestDatabase } from "../support/databases/database.ts";
import { liveWholeLife } from "../support/whole-life.ts";
import { openWorld, TEST_EFFORT, type World } from "../support/world.ts";

/** Counts that slow down who floods: they may be lost in a power cut. Nothing else may. */
const MAY_BE_LOST = ["rate_count", "mail_allowance", "spent_challenge"];
const [FULL, NORMAL] = [2, 1];

/** A longer wait for a lock would stop whoever else is served by that thread. */
const WAIT_MS_MAX = 200;

type Write = {
  wrote: string;
  synchronous: number;
  foreignKeys: number;
  journalMode: string;
  waitMs: number;
};

/** Has each write to a table note how the connection that makes it is set. */
function probe(path: string): { writes: () => Write[]; close: () => void } {
  const database = new Database(path);
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .raw()
    .all()
    .flat()
    .map(String);
  const columns = "synchronous, foreign_keys, journal_mode, timeout";
  database.exec(`CREATE TABLE probe (wrote, ${columns})`);
  for (const table of tables) {
    for (const act of ["INSERT", "UPDATE", "DELETE"]) {
      database.exec(`CREATE TRIGGER probe_${table}_${act} AFTER ${act} ON ${table} BEGIN
        INSERT INTO probe SELECT '${table}', ${columns}
        FROM pragma_synchronous, pragma_foreign_keys, pragma_journal_mode, pragma_busy_timeout;
        END`);
    }
  }
  const select = database.prepare(`SELECT DISTINCT wrote, ${columns} FROM probe`).raw();
  return {
    writes: () =>
      select.all().map(([wrote, synchronous, foreignKeys, journalMode, waitMs]) => ({
        wrote: String(wrote),
        synchronous: Number(synchronous),
        foreignKeys: Number(foreignKeys),
        journalMode: String(journalMode),
        waitMs: Number(waitMs),
      })),
    close: () => database.close(),
  };
}

/** The same world on another connection to its database. */
async function onConnection(world: World, db: Db): Promise<World> {
  const deps = { ...world.deps, db };
  const captcha = await altchaCaptcha(deps, TEST_EFFORT);
  const served = { ...deps, captcha };
  const deliver = async () => {
    world.clock.advance(DECISION_MAIL_DELAY_MS);
    let delivered = 0;
    for (let claimed = 1; claimed > 0; delivered += claimed)
      claimed = await deliverDueMail(served, () => true);
    return delivered;
  };
  return { ...world, db, deps: served, app: createApp(served), deliver };
}

it.each([
  ["served, by the worker", true],
  ["of a command", false],
])("every write of a database %s is synced, with its references checked", async (_, isServed) => {
  const world = await openWorld();
  const path = sqlitePath(world.deps.config.databaseUrl);
  const probed = probe(path);
  const db = await openSqlite(`file:${path}`, { isServed });
  await liveWholeLife(await onConnection(world, db));
  const writes = probed.writes();
  const settings = (isLasting: boolean) =>
    writes.filter(({ wrote }) => MAY_BE_LOST.includes(wrote) !== isLasting);
  for (const { wrote, synchronous } of settings(true)) expect(synchronous, wrote).toBe(FULL);
  for (const { synchronous } of settings(false)) expect([FULL, NORMAL]).toContain(synchronous);
  for (const { wrote, foreignKeys, journalMode, waitMs } of writes) {
    expect([foreignKeys, journalMode], wrote).toEqual([1, "wal"]);
    expect(waitMs, wrote).toBeLessThanOrEqual(WAIT_MS_MAX);
  }
  const written = new Set(writes.map(({ wrote }) => wrote));
  for (const table of ["signature", "event", "outbox", "suppression", "session", "letter"])
    expect(written).toContain(table);
  probed.close();
  await db.$disconnect();
  await world.close();
});

it("PostgreSQL acknowledges a write once it is flushed, whatever else is asked of it", async () => {
  const { db, close } = await openTestDatabase("postgres");
  await db.$executeRawUnsafe(`CREATE TABLE probe (wrote text, setting text)`);
  await db.$executeRawUnsafe(`CREATE FUNCTION probe() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO probe VALUES (TG_TABLE_NAME, current_setting('synchronous_commit')); RETURN NULL;
    END $$`);
  for (const table of ["client_key", "spent_challenge", "rate_count", "suppression"])
    await db.$executeRawUnsafe(
      `CREATE TRIGGER probe AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION probe()`,
    );
  const at = new Date();
  await db.$addSpentChallenge({ id: "one", expiresAt: at });
  await db.$countUp({ key: "one", windowAt: at, expiresAt: at });
  await db.clientKey.create({ data: { day: "2026-01-01", key: "a key" } });
  await db.$inOrder((one) => [
    one.suppression.create({ data: { addressLimitKey: "a key", createdAt: at } }),
  ]);
  const settings = await db.$queryRaw`SELECT DISTINCT setting FROM probe`;
  expect(settings).toEqual([{ setting: "on" }]);
  expect(await db.$queryRaw`SELECT count(*)::int AS count FROM probe`).toEqual([{ count: 4 }]);
  await close();
});
