import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import Database from "better-sqlite3";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { Deps } from "../../src/deps.ts";
import { saveLetter } from "../../src/letters/edit.ts";
import type { Letter } from "../../src/letters/letter.ts";
import { findLetter } from "../../src/letters/store.ts";
import { openDatabase } from "../../src/runtime/database.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { openNodeDeps } from "../../src/runtime/node.ts";
import { DAY_MS, later } from "../../src/shared/clock.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { bareDecision, bareQueries, type Condition } from "./bare/queue.ts";
import { type Measured, measured, medianMs, round } from "./figure.ts";
import { measureInvalidation } from "./invalidation.ts";
import { insertPending, SEEDED_LETTER } from "./letters/pending.ts";
import { insertPublished } from "./letters/published.ts";
import { openVisitor, type Visitor } from "./load/visitor.ts";

const ENTRIES = 100_000;
/** Entries that one statement imports. */
const IMPORTED = 2_000;
const ROUNDS = 11;
/** Deciding changes the queue, so it is done less often. */
const DECISIONS = 5;
/** A wait that a moderator does not notice, in ms. */
const LIMIT_MS = 50;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A queue of a hundred thousand, over HTTP in this process: paging, filters, search, deciding. */
export async function measureQueue(): Promise<Measured[]> {
  return await withQueue(async (deps, letter, path) => {
    console.log(`Writing ${ENTRIES} pending entries…`);
    await insertPending(deps, letter, ENTRIES);
    // What a running server does by itself, every ten minutes.
    await deps.db.$optimize();
    return await measureOn(deps, letter, path);
  });
}

/**
 * The queue and the list of letters after an import and then a spike: the tables were counted while
 * nothing waited.
 */
export async function measureQueueAfterImport(): Promise<Measured[]> {
  return await withQueue(async (deps, letter) => {
    console.log(`Writing ${ENTRIES} published entries, then ${ENTRIES} pending ones…`);
    for (let done = 0; done < ENTRIES; done += IMPORTED) {
      await insertPublished({ deps, letter }, IMPORTED);
    }
    await deps.db.$optimize();
    await insertPending(deps, letter, ENTRIES);
    const server = await listen(deps);
    const visitor = await openVisitor(deps, server.origin, letter, "moderator");
    try {
      const pages = [
        paths.queue(letter.slug),
        `${paths.queue(letter.slug)}?state=published&country=XK`,
        `${paths.queue(letter.slug)}?state=published&kind=organisation&signal=disposable`,
        paths.letterOverview(letter.slug),
        paths.staff,
      ];
      const figures: Measured[] = [];
      for (const page of pages) {
        const figure = await medianMs(ROUNDS, () => visitor.get(page));
        console.log(`${page}: ${round(figure)} ms`);
        figures.push(figureOf("queue-after-import", figure, LIMIT_MS));
      }
      return [slowest(figures)];
    } finally {
      await server.close();
    }
  });
}

/** Does some work with an empty letter in a database of its own. */
async function withQueue(
  work: (deps: Deps, letter: Letter, path: string) => Promise<Measured[]>,
): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-bench-"));
  const path = join(folder, "bench.db");
  const config = readConfig({
    DATABASE_URL: `file:${path}`,
    SECRET_KEY: randomBytes(32).toString("base64"),
  });
  await applyMigrations(config.databaseUrl);
  const { deps, close } = await openNodeDeps(
    config,
    await openDatabase(config.databaseUrl),
    silent,
  );
  try {
    await saveLetter(deps, SEEDED_LETTER);
    const letter = await findLetter(deps.db, SEEDED_LETTER.slug);
    if (letter === null) throw new Error("The letter to measure with was not saved.");
    return await work(deps, letter, path);
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureOn(deps: Deps, letter: Letter, path: string): Promise<Measured[]> {
  const server = await listen(deps);
  const visitor = await openVisitor(deps, server.origin, letter, "moderator");
  const file = new Database(path);
  const bare = bareQueries(file, letter.id);
  const measure = async (name: string, visit: () => Promise<unknown>, condition: Condition) => {
    const figure = await medianMs(ROUNDS, visit);
    const least = await medianMs(ROUNDS, () => bare(condition));
    console.log(`${name}: ${round(figure)} ms, bare query ${round(least)} ms`);
    return figureOf(name, figure, least);
  };
  try {
    const queue = paths.queue(letter.slug);
    const page = await measure("queue-100k", () => visitor.get(queue), { sql: "", values: [] });
    const filters: Measured[] = [];
    for (const [query, condition] of Object.entries(await filtersOf(deps))) {
      const visit = () => visitor.get(`${queue}?${query}`);
      filters.push(await measure(`filter ${query.slice(0, 40)}`, visit, condition));
    }
    const searches: Measured[] = [];
    for (const [search, condition] of Object.entries(await searchesOf(deps, letter.id))) {
      const visit = () => visitor.post(paths.queueSearch(letter.slug), { search });
      searches.push(await measure(`search ${search}`, visit, condition));
    }
    const decision = await measureDecisions(deps, letter, visitor, file);
    return [
      page,
      { ...slowest(filters), name: "queue-filter-100k" },
      { ...slowest(searches), name: "queue-search-100k" },
      decision,
      ...(await measureInvalidation(deps, letter, server.origin)),
    ];
  } finally {
    file.close();
    await server.close();
  }
}

async function filtersOf(deps: Deps): Promise<Record<string, Condition>> {
  const domain = await deps.keys.hash("domain", "site-1234.example");
  const provider = await deps.keys.hash("domain", "gmail.com");
  const weekAgo = later(deps.clock.now(), -7 * DAY_MS)
    .toISOString()
    .replace("Z", "+00:00");
  const dayAgo = later(deps.clock.now(), -DAY_MS).toISOString().replace("Z", "+00:00");
  return {
    "kind=organisation": { sql: "AND kind = ?", values: ["organisation"] },
    "signal=look-alike": { sql: "AND signals LIKE ?", values: ["% look-alike %"] },
    "signal=disposable": { sql: "AND signals LIKE ?", values: ["% disposable %"] },
    "age=under-day": { sql: "AND stands_at > ?", values: [dayAgo] },
    "age=over-week": { sql: "AND stands_at <= ?", values: [weekAgo] },
    "country=XK": { sql: "AND country = ?", values: ["XK"] },
    "country=NZ": { sql: "AND country = ?", values: ["NZ"] },
    "language=es": { sql: "AND language = ?", values: ["es"] },
    [`domain=${domain}`]: { sql: "AND domain_key = ?", values: [domain] },
    [`domain=${provider}&kind=organisation`]: {
      sql: "AND domain_key = ? AND kind = 'organisation'",
      values: [provider],
    },
  };
}

async function searchesOf(deps: Deps, letterId: string): Promise<Record<string, Condition>> {
  const { networkKey } = await deps.db.signature.findFirstOrThrow({ where: { letterId } });
  const words = `AND id IN (SELECT signature_id FROM signature_word
    WHERE letter_id = ? AND word >= ? AND word < ?)`;
  const word = (text: string) => [letterId, text, `${text}\u{10FFFF}`];
  return {
    grace: { sql: words, values: word("grace") },
    "Ada Lovelace": { sql: `${words} ${words}`, values: [...word("ada"), ...word("lovelace")] },
    "person.77000@site-2000.example": {
      sql: "AND kind IN ('organisation', 'individual') AND address_key = ?",
      values: [await deps.keys.hash("address", "person.77000@site-2000.example")],
    },
    "@gmail.com": {
      sql: "AND domain_key = ?",
      values: [await deps.keys.hash("domain", "gmail.com")],
    },
    [networkKey ?? ""]: { sql: "AND network_key = ?", values: [networkKey] },
  };
}

async function measureDecisions(
  deps: Deps,
  letter: Letter,
  visitor: Visitor,
  file: Database,
): Promise<Measured> {
  const rows = await deps.db.signature.findMany({
    where: { letterId: letter.id, state: "pending" },
    orderBy: { id: "asc" },
    take: 100 * (DECISIONS + 5),
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  const decide = () =>
    visitor.post(paths.decisions(letter.slug), { decision: "approve" }, ids.splice(0, 50));
  const figure = await medianMs(DECISIONS, decide);
  const least = await medianMs(DECISIONS, () => bareDecision(file, ids.splice(0, 50)));
  console.log(`deciding 50: ${round(figure)} ms, bare update ${round(least)} ms`);
  return figureOf("queue-decide-50", figure, least);
}

async function listen(deps: Deps) {
  const server = createAdaptorServer({ fetch: createApp(deps).fetch }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  const close = async () => {
    server.close();
    await once(server, "close");
  };
  return { origin: `http://127.0.0.1:${address.port}`, close };
}

function figureOf(name: string, figure: number, least: number): Measured {
  const promised = { of: "figure", atMost: LIMIT_MS } as const;
  return measured(name, { figure, unit: "ms", limit: least }, promised);
}

function slowest(figures: readonly Measured[]): Measured {
  const [first] = figures.toSorted((left, right) => right.figure - left.figure);
  if (first === undefined) throw new Error("Nothing was measured.");
  return first;
}
