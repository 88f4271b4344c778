import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { copyInstance } from "../../src/runtime/copy/copy.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { toCsv } from "../../src/shared/text/csv.ts";
import { importSignatories } from "../../src/signatures/import/add.ts";
import { startPostgres } from "../postgres/start.ts";
import { exportOnce } from "./export.ts";
import { type Measured, measured, medianMs, round, timeMs, type Wanted } from "./figure.ts";
import { type Instance, openInstance, type Server } from "./instance.ts";
import { insertLargeLetter } from "./letters/large-letter.ts";
import { insertPending } from "./letters/pending.ts";
import { openVisitor } from "./load/visitor.ts";
import { listPages, searchPages, times } from "./sizes.ts";

const PUBLISHED = 1_000_000;
const PENDING = 100_000;
/** Rows of the file that is imported beside them. */
const IMPORTED = 10_000;
const ROUNDS = 11;
const REST_MS = 2_000;
const MINUTE_MS = 60_000;
/** So much longer than on SQLite, which needs no network, a page may take on PostgreSQL. */
const TIMES_AS_LONG = { of: "ratio", atMost: 3 } as const;
/** So many rows of those that SQLite gives in a second are enough. */
const ENOUGH_ROWS = { of: "ratio", atLeast: 0.25 } as const;
/** Common words, alone and together, some of which no two are in one entry. */
const COSTLY = ["ada", "a", "ada grace", "ada society institute union", "a b c d e f"];

/** One engine under measurement, and what its server held at rest, in MB. */
type Side = { instance: Instance; server: Server; restMb: number };

/**
 * A letter of a million on PostgreSQL, with a hundred thousand that wait, beside the same letter on
 * SQLite, from which it was copied.
 */
export async function measurePostgresLarge(): Promise<Measured[]> {
  const postgres = await startPostgres("kept");
  const sqlite = await openInstance();
  try {
    console.log(`  Writing ${PUBLISHED} signatories, and ${PENDING} that wait…`);
    insertLargeLetter(sqlite, PUBLISHED);
    await insertPending(sqlite.deps, sqlite.letter, PENDING);
    await sqlite.deps.db.$optimize();
    await createDatabase(postgres.url("postgres"));
    console.log("  Copying them to PostgreSQL…");
    const silently = { startsAgain: false, say: () => undefined };
    const copyMs = await timeMs(() =>
      copyInstance(`file:${sqlite.path}`, postgres.url("bench"), silently),
    );
    console.log(`  copied in ${round(copyMs / MINUTE_MS)} min`);
    const copied = await openInstance(postgres.url("bench"), 0, sqlite.secretKey);
    try {
      const sides = { postgres: await sideOf(copied), sqlite: await sideOf(sqlite) };
      return [
        limited("copy", { figure: copyMs / MINUTE_MS, unit: "min", limit: 5 }),
        ...(await pages(sides)),
        ...(await staffPages(sides)),
        ...(await downloads(sides)),
        ...(await imports(sides)),
      ];
    } finally {
      await copied.close();
    }
  } finally {
    await sqlite.close();
    await postgres.stop();
  }
}

type Sides = { postgres: Side; sqlite: Side };

async function sideOf(instance: Instance): Promise<Side> {
  const server = await instance.startServer("unwatched");
  await pause(REST_MS);
  return { instance, server, restMb: server.memoryMb().now };
}

async function pages({ postgres, sqlite }: Sides): Promise<Measured[]> {
  const list = paths.list(sqlite.instance.letter.slug);
  const costly = Object.fromEntries(
    COSTLY.map((words) => [words, `${list}?q=${encodeURIComponent(words)}`]),
  );
  const asked = {
    list: await listPages({ size: PUBLISHED, instance: sqlite.instance }),
    search: searchPages({ size: PUBLISHED, instance: sqlite.instance }),
    "search-worst": costly,
  };
  const figures: Measured[] = [];
  for (const [name, urls] of Object.entries(asked)) {
    const [ours = {}, theirs = {}] = await times([postgres.server, sqlite.server], [urls, urls]);
    const each = Object.entries(ours).map(([page, figure]) => {
      console.log(
        `  ${name} ${page}: ${round(figure)} ms, on SQLite ${round(theirs[page] ?? 0)} ms`,
      );
      return besides(name, { figure, unit: "ms", limit: theirs[page] ?? 0 }, TIMES_AS_LONG);
    });
    figures.push(...slowest(each));
  }
  return figures;
}

async function staffPages({ postgres, sqlite }: Sides): Promise<Measured[]> {
  const { slug } = sqlite.instance.letter;
  const [ours, theirs] = await Promise.all([visitorAt(postgres), visitorAt(sqlite)]);
  const queue = paths.queue(slug);
  const asked = {
    queue: [queue, `${queue}?state=published`, `${queue}?country=XK`, `${queue}?signal=look-alike`],
    overview: [paths.letterOverview(slug), paths.staff],
  };
  const figures: Measured[] = [];
  for (const [name, urls] of Object.entries(asked)) {
    const each: Measured[] = [];
    for (const url of urls) {
      const figure = await medianMs(ROUNDS, () => ours.get(url));
      const limit = await medianMs(ROUNDS, () => theirs.get(url));
      console.log(`  ${url}: ${round(figure)} ms, on SQLite ${round(limit)} ms`);
      each.push(besides(name, { figure, unit: "ms", limit }, TIMES_AS_LONG));
    }
    figures.push(...slowest(each));
  }
  return figures;
}

function visitorAt({ instance, server }: Side) {
  const origin = `http://127.0.0.1:${server.port}`;
  return openVisitor(instance.deps, origin, instance.letter, "moderator");
}

/** The export and the public file; and what the server holds meanwhile at its highest. */
async function downloads({ postgres, sqlite }: Sides): Promise<Measured[]> {
  const [ours, theirs] = [
    await exportOnce(postgres.instance, postgres.server, PUBLISHED),
    await exportOnce(sqlite.instance, sqlite.server, PUBLISHED),
  ];
  const file = await publicFile(postgres);
  const theirFile = await publicFile(sqlite);
  const rows = (took: { seconds: number }, beside: { seconds: number }) => {
    return { figure: PUBLISHED / took.seconds, unit: "rows/s", limit: PUBLISHED / beside.seconds };
  };
  return [
    besides("export", rows(ours, theirs), ENOUGH_ROWS),
    limited("export-first-byte", { figure: ours.firstByteMs, unit: "ms", limit: 200 }),
    besides("public-csv", rows(file, theirFile), ENOUGH_ROWS),
    limited("memory-at-rest", { figure: postgres.restMb, unit: "MB", limit: 150 }),
    limited("memory", { figure: postgres.server.memoryMb().peak, unit: "MB", limit: 200 }),
  ];
}

async function publicFile({ instance, server }: Side): Promise<{ seconds: number }> {
  const startedAt = performance.now();
  const url = `http://127.0.0.1:${server.port}${paths.listCsv(instance.letter.slug)}`;
  const response = await fetch(url);
  let lines = 0;
  for await (const piece of response.body ?? []) {
    for (const byte of piece) if (byte === 10) lines += 1;
  }
  // The head of the table is a line of its own.
  if (lines !== PUBLISHED + 1) throw new Error(`The file has ${lines} lines.`);
  return { seconds: (performance.now() - startedAt) / 1_000 };
}

/** An import beside all of them, in this process. */
async function imports({ postgres, sqlite }: Sides): Promise<Measured[]> {
  const rows = Array.from({ length: IMPORTED }, (_, index) => {
    return ["individual", `Ada Newcomer-${index}`, "", `Institute of Arrivals ${index % 100}`];
  });
  const file = toCsv([["kind", "name", "title", "affiliation"], ...rows]);
  const perSecond = async ({ deps, letter }: Instance) => {
    const startedAt = performance.now();
    const { outcome } = await importSignatories(deps, letter, file);
    if (outcome !== "imported") throw new Error(`The import was ${outcome}.`);
    return (1_000 * IMPORTED) / (performance.now() - startedAt);
  };
  const figure = await perSecond(postgres.instance);
  const limit = await perSecond(sqlite.instance);
  return [besides("import", { figure, unit: "rows/s", limit }, { of: "ratio", atLeast: 1 })];
}

type Found = Pick<Measured, "figure" | "unit" | "limit">;

function besides(name: string, found: Found, wanted: Wanted): Measured {
  return measured(`postgres-1m-${name}`, found, wanted);
}

function limited(name: string, found: Found): Measured {
  return besides(name, found, { of: "ratio", atMost: 1 });
}

function slowest(figures: readonly Measured[]): Measured[] {
  return figures.toSorted((left, right) => right.figure - left.figure).slice(0, 1);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE DATABASE bench");
  await client.end();
}
