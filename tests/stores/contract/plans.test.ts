import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { insertPending } from "../../../scripts/bench/letters/pending.ts";
import { insertPublished } from "../../../scripts/bench/letters/published.ts";
import type { Db } from "../../../src/db/db.ts";
import { type Sql, sql } from "../../../src/db/sql.ts";
import { readTexts } from "../../../src/letters/versions/texts.ts";
import { claimDueMail } from "../../../src/mail/outbox.ts";
import { waitingByLetter } from "../../../src/mail/waiting.ts";
import { DAY_MS, later } from "../../../src/shared/clock.ts";
import { exportPage } from "../../../src/signatures/export/store.ts";
import { findKnown } from "../../../src/signatures/import/known.ts";
import type { Cursor } from "../../../src/signatures/list/cursor.ts";
import { indexOfList } from "../../../src/signatures/list/initials.ts";
import { type ListQuery, listSignatories } from "../../../src/signatures/list/read.ts";
import { letterCountries } from "../../../src/signatures/overview/countries.ts";
import { letterFunnel } from "../../../src/signatures/overview/funnel.ts";
import { entriesOfAddress } from "../../../src/signatures/own-page/entries.ts";
import { NO_FILTER, type QueueFilter } from "../../../src/signatures/queue/filter.ts";
import { QUEUE_STATES, type QueueState } from "../../../src/signatures/queue/order.ts";
import { queuePage } from "../../../src/signatures/queue/read.ts";
import { openWorld, type World } from "../../support/world.ts";

const engine = inject("engine");
const PUBLISHED = 1_000;
const PENDING = 1_000;
/** So often are the published ones there on PostgreSQL, which reads a short table whole. */
const TIMES = 40;

/** So small that a short list is long beside them. */
const BOUNDS = { counted: 600, wordRows: 200, walk: 100 };

/** A statement that the product sent, and how the engine runs it, once for each way to plan it. */
type Planned = { statement: string; plans: string[] };

/** The same database; what is read through it by SQL is explained as well. */
function explaining(db: Db, planned: Planned[]): Db {
  const explainThen = (run: Db["$rows"]) => async (query: Sql) => {
    planned.push({ statement: query.text, plans: await plansOf(db, query) });
    return await run(query);
  };
  const own: Partial<Db> = {
    $rows: explainThen(db.$rows),
    $rowsInBackground: explainThen(db.$rowsInBackground),
  };
  return new Proxy(db, {
    get: (target, name) => Reflect.get(name in own ? own : target, name),
  });
}

/**
 * On PostgreSQL a statement is planned for its values, and when it was sent often enough, for any.
 */
async function plansOf(db: Db, { text, sql, values }: Sql): Promise<string[]> {
  if (engine === "postgres") {
    const named = await db.$queryRawUnsafe(`EXPLAIN ${text}`, ...values);
    const generic = await db.$queryRawUnsafe(`EXPLAIN (GENERIC_PLAN) ${text}`);
    return [named, generic].map((lines) => inspect(lines, { maxStringLength: null }));
  }
  const steps = await db.$queryRawUnsafe(`EXPLAIN QUERY PLAN ${sql}`, ...values);
  return [inspect(steps, { maxStringLength: null })];
}

/** A table that is read whole, with or without the help of an index. */
const READS_ALL = /Seq Scan on signature\b|'SCAN signature(?! USING COVERING INDEX \w+ \()/;
const SORTS = /(?<!Incremental )Sort {2}\(|TEMP B-TREE FOR ORDER BY/;

describe.each(
  engine === "postgres"
    ? ["was analysed while it held twenty entries", "was analysed before any entry waited"]
    : ["is as it comes"],
)("a database that %s", (condition) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    const { db } = world;
    if (engine === "postgres") await stopAutovacuum(db);
    await insertPublished(world, 20);
    if (engine === "postgres") await spreadOverCountries(db);
    if (condition.includes("twenty")) await db.$executeRaw`ANALYZE`;
    await insertPublished(world, PUBLISHED);
    if (engine === "postgres") {
      await multiplyPublished(db);
      await spreadOverCountries(db);
    }
    if (condition.includes("before")) await db.$executeRaw`ANALYZE`;
    await insertPending(world.deps, world.letter, PENDING);
  });
  afterAll(() => world.close());

  /** What some work asks of the table of signatures, with the plans. */
  const plannedBy = async (work: (db: Db) => Promise<unknown>): Promise<Planned[]> => {
    const planned: Planned[] = [];
    await work(explaining(world.db, planned));
    return planned.filter(({ statement }) => /FROM signature\s/.test(statement));
  };

  /** The same without changes of published entries, which are few and stand before a page. */
  const pageBy = async (work: (db: Db) => Promise<unknown>) =>
    (await plannedBy(work)).filter(({ statement }) => !statement.includes("proposed_at IS"));

  /** The index leads to the entries of a page, in order; and nothing else reads a whole table. */
  const expectWalk = async (index: RegExp, work: (db: Db) => Promise<unknown>) => {
    const [walk, ...others] = await pageBy(work);
    for (const plan of walk?.plans ?? [""]) {
      expect(plan).toMatch(index);
      expect(plan).not.toMatch(SORTS);
    }
    for (const { plans } of [...others, ...(walk ? [walk] : [])]) {
      for (const plan of plans) expect(plan).not.toMatch(READS_ALL);
    }
  };

  const deep = async (): Promise<Cursor> => {
    const row = await world.db.signature.findFirstOrThrow({
      where: { kind: "individual", state: "published" },
      orderBy: [{ sortKey: "asc" }, { id: "asc" }],
      skip: PUBLISHED / 5,
      select: { id: true, sortKey: true },
    });
    return { ...row, textNumber: 1, kind: "individual" };
  };

  const everybody: ListQuery = { q: "", kind: null, country: null, after: null };

  it.each([
    ["from its beginning", {}, /signature_list_idx/],
    ["of individuals", { kind: "individual" }, /signature_list_idx/],
    ["of a country", { country: "DE" }, /signature_country_idx/],
    ["of a country that nobody is from", { country: "LI" }, /signature_country_idx/],
  ] as const)("reads the list %s in its order", async (_, query, index) => {
    const page = { ...everybody, ...query };
    await expectWalk(index, (db) => listSignatories({ db }, world.letter.id, page));
    const after = await deep();
    await expectWalk(index, (db) => listSignatories({ db }, world.letter.id, { ...page, after }));
  });

  it("finds the letters of the list by entering its index once for each", async () => {
    const { texts } = await readTexts(world.deps, world.letter.id);
    const planned = await plannedBy((db) => indexOfList({ db }, world.letter, texts, null));
    expect(planned.length).toBeGreaterThan(0);
    for (const plan of planned.flatMap(({ plans }) => plans)) {
      expect(plan).toMatch(/signature_list_idx/);
      expect(plan).not.toMatch(READS_ALL);
      expect(plan).not.toMatch(SORTS);
    }
  });

  it.each(["society", "elbe", "society elbe", "a b c d e f", "nobody"])(
    "walks through the list for a search for %s",
    async (q) => {
      const planned = await plannedBy((db) =>
        listSignatories({ db }, world.letter.id, { ...everybody, q }, 100, BOUNDS),
      );
      expect(planned.length).toBeGreaterThan(0);
      for (const { statement, plans } of planned) {
        const index = statement.includes("walk") ? "signature_list_idx" : "signature";
        for (const plan of plans) {
          expect(plan).toContain(index);
          expect(plan).not.toMatch(READS_ALL);
        }
      }
    },
  );

  const page = (state: QueueState, filter: Partial<QueueFilter>, after: string | null = null) => {
    return async (db: Db) =>
      await queuePage({ ...world.deps, db }, world.letter.id, {
        ...NO_FILTER,
        ...filter,
        state,
        after,
      });
  };

  const FILTERS: Partial<QueueFilter>[] = [
    {},
    { kind: "organisation" },
    { signal: "look-alike" },
    { age: "under-day" },
    { age: "over-week" },
    { country: "XK" },
    { language: "es" },
  ];

  it.each(QUEUE_STATES)("reads the queue of %s ones in its order", async (state) => {
    const isWaiting = state === "pending" || state === "held";
    const index = isWaiting ? /signature_queue_idx/ : /signature_state_idx/;
    const { id } = await world.db.signature.findFirstOrThrow({ where: { state: "pending" } });
    for (const filter of FILTERS) {
      await expectWalk(index, page(state, filter));
      await expectWalk(index, page(state, filter, id));
    }
  });

  it("finds by an address or a network what came from it, and by few names what bears them", async () => {
    for (const state of QUEUE_STATES) {
      const ofAddress = await pageBy(page(state, { address: "key" }));
      const ofNetwork = await pageBy(page(state, { network: "key" }));
      const named = await pageBy(page(state, { q: "unheard-of" }));
      for (const plan of ofAddress[0]?.plans ?? [""]) expect(plan).toContain("address_key_key");
      for (const plan of ofNetwork[0]?.plans ?? [""]) expect(plan).toContain("network_idx");
      for (const plan of named[0]?.plans ?? [""]) {
        expect(plan).toMatch(
          /signature_pkey|signature_letter_id_id_idx|sqlite_autoindex_signature_1/,
        );
      }
    }
  });

  it("knows since when the oldest has waited from one row of an index", async () => {
    const [waiting] = await plannedBy((db) => waitingByLetter(db, "all", world.clock.now()));
    for (const plan of waiting?.plans ?? [""]) {
      expect(plan).toContain("signature_state_idx");
      expect(plan).toContain("signature_letter_id_proposed_at_idx");
      expect(plan).toContain("signature_later_idx");
      expect(plan).not.toMatch(READS_ALL);
    }
  });

  it("counts countries and follows those who signed last without reading all", async () => {
    const planned = await plannedBy(async (db) => {
      await letterCountries({ db }, world.letter.id);
      await letterFunnel({ db }, world.letter.id);
    });
    expect(planned).toHaveLength(2);
    const [countries, funnel] = planned.map(({ plans }) => plans.join("\n"));
    expect(countries).toContain("signature_state_idx");
    expect(funnel).toContain("event_letter_id_by_at_idx");
    for (const plan of [countries, funnel]) {
      expect(plan).not.toMatch(READS_ALL);
      expect(plan).not.toMatch(/Seq Scan on event|'SCAN event/);
    }
  });

  it("finds mail that is due by its time, however much waits", async () => {
    const { db, clock } = world;
    const moment = db.$dialect.moment(later(clock.now(), DAY_MS));
    await db.$write(sql`INSERT INTO outbox (kind, created_at, due_at)
      WITH RECURSIVE counted(number) AS (
        SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < 2000
      ) SELECT 'own-link', ${moment}, ${moment} FROM counted`);
    const planned: Planned[] = [];
    await claimDueMail({ db: explaining(db, planned), clock }, 25);
    for (const plan of planned[0]?.plans ?? [""]) {
      expect(plan).toContain("outbox_state_due_at_idx");
      expect(plan).not.toMatch(/Seq Scan on outbox|'SCAN outbox/);
    }
    await db.outbox.deleteMany();
  });

  it("finds the entries of an address by the index of repeats, in each letter", async () => {
    const planned: Planned[] = [];
    await entriesOfAddress(explaining(world.db, planned), "an address");
    for (const plan of planned[0]?.plans ?? [""]) {
      expect(plan).toContain("signature_letter_id_kind_address_key_key");
      expect(plan).not.toMatch(READS_ALL);
    }
  });

  it("looks up the rows of an import in the indexes of their keys, however many there are", async () => {
    const entryKeys = Array.from({ length: 1_000 }, (_, at) => `key ${at}`);
    const asked = { entryKeys, addressKeys: entryKeys };
    const planned = await plannedBy((db) => findKnown(db, world.letter.id, asked));
    expect(planned).toHaveLength(2);
    const whole = /\(letter_id=\?\)|Index Cond: \(+letter_id = [^)]*\)\n/;
    for (const plan of planned.flatMap(({ plans }) => plans)) {
      expect(plan).not.toMatch(READS_ALL);
      expect(plan).not.toMatch(whole);
    }
    const [entries, addresses] = planned.map(({ plans }) => plans.join("\n"));
    expect(entries).toContain("signature_letter_id_entry_key_idx");
    expect(entries).toContain("signature_import_key_key");
    expect(addresses).toContain("signature_letter_id_kind_address_key_key");
  });

  it("exports by id", async () => {
    const { id: end } = await world.db.signature.findFirstOrThrow({ orderBy: { id: "desc" } });
    const shown = { withHidden: false, withContacts: false, after: "", end };
    for (const states of [["published"], ["rejected", "held"]] as const) {
      await expectWalk(
        /signature_letter_id_id_idx|signature_pkey|sqlite_autoindex_signature_1/,
        (db) => exportPage(db, { letterId: world.letter.id, states, ...shown }),
      );
    }
  });
});

/** Adds published entries like those there are, without the triggers, in no time. */
async function multiplyPublished(db: Db): Promise<void> {
  const columns = await db.$queryRaw<{ name: string }[]>`SELECT attname::text AS name
    FROM pg_attribute WHERE attrelid = 'signature'::regclass AND attnum > 0 AND attname <> 'id'`;
  const names = columns.map(({ name }) => name).join(", ");
  await db.$inOrder((statements) => [
    statements.$executeRaw`SET LOCAL session_replication_role = replica`,
    statements.$executeRawUnsafe(`INSERT INTO signature (id, ${names})
      SELECT gen_random_uuid()::text, ${names} FROM signature, generate_series(2, ${TIMES})
      WHERE state = 'published'`),
  ]);
}

/** Of entries that are all from one country, the list of that country is the list. */
async function spreadOverCountries(db: Db): Promise<void> {
  await db.$inOrder((statements) => [
    statements.$executeRaw`SET LOCAL session_replication_role = replica`,
    statements.$executeRaw`UPDATE signature
      SET country = (ARRAY['DE', 'GB', 'US', 'FR', 'PL'])[1 + abs(hashtext(id)) % 5]`,
  ]);
}

/** What counts the tables would else do so in the middle of a test. */
async function stopAutovacuum(db: Db): Promise<void> {
  for (const table of ["signature", "signature_word", "listed_word", "signature_count"]) {
    await db.$executeRawUnsafe(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  }
}
