import { setTimeout as pause } from "node:timers/promises";
import { QUERIES } from "../../src/limits.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { formatCursor } from "../../src/signatures/list/cursor.ts";
import { type ExportFigures, measureExport } from "./export.ts";
import { type Measured, measured, median, round, timeMs } from "./figure.ts";
import { type Instance, openInstance, type Server } from "./instance.ts";
import { familyName, insertLargeLetter, NAMESAKES } from "./letters/large-letter.ts";
import { measureSearching } from "./searching.ts";

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const ROUNDS = 50;
/** The smallest server is read in turn with each other one, so all must have compiled as much. */
const WARM_UP = 50;

/** How long each kind of page takes, in ms, by what it is called. */
type Pages = { list: Record<string, number>; search: Record<string, number> };

/** What a letter of one size costs. */
type Costs = Pages & {
  size: number;
  export: ExportFigures;
  startMs: number;
  memoryMb: number;
  /** Measured of the largest letter alone. */
  searching: Measured[];
};

/** A letter of one size, and what serves it. */
type Sized = { size: number; instance: Instance; server: Server; restMb: number };

/**
 * List, search and export of ever larger letters: what stays as it is, and what grows. The pages of
 * each are measured in turn with those of the smallest, so that a noisy moment affects both.
 */
export async function measureSizes(): Promise<Measured[]> {
  const smallest = await openSized(SIZES[0]);
  const costs: Costs[] = [];
  const compared: Pages[] = [];
  for (const size of SIZES) {
    const one = size === smallest.size ? smallest : await openSized(size);
    const [pages, small] = await pagesOf(one, smallest);
    costs.push(await costsOf(one, pages));
    compared.push(small);
    if (one !== smallest) await one.instance.close();
  }
  await smallest.instance.close();
  console.log(`\n${costTable(costs)}\n`);
  const [largest, small] = [costs.at(-1), compared.at(-1)];
  const hundred = costs.find(({ size }) => size === 100_000);
  if (!largest || !small || !hundred) throw new Error("A size was not measured.");
  const file = largest.export;
  return [
    // However deep, compared with the first page of the small one, which has as many names on it.
    slowest("list-1m", largest.list, alike(largest.list, small.list["first"])),
    slowest("search-1m", largest.search, small.search),
    ...largest.searching,
    measured(
      "export-1m",
      { figure: file.perSecond, unit: "rows/s", limit: file.barePerSecond },
      { of: "ratio", atLeast: 0.5 },
    ),
    measured(
      "export-1m-memory",
      { figure: file.peakMb, unit: "MB", limit: 200 },
      { of: "ratio", atMost: 1 },
    ),
    measured(
      "export-1m-memory-growth",
      { figure: file.peakMb, unit: "MB", limit: hundred.export.peakMb },
      { of: "ratio", atMost: 1.1 },
    ),
    measured(
      "export-1m-first-byte",
      { figure: file.firstByteMs, unit: "ms", limit: 200 },
      { of: "ratio", atMost: 1 },
    ),
  ];
}

function alike(pages: Record<string, number>, limit = 0): Record<string, number> {
  return Object.fromEntries(Object.keys(pages).map((name) => [name, limit]));
}

/** The page that fares worst, compared with the same page of the small letter. */
function slowest(
  name: string,
  large: Record<string, number>,
  small: Record<string, number>,
): Measured {
  const pairs = Object.keys(large).map((page) => ({
    figure: large[page] ?? 0,
    limit: small[page] ?? 0,
  }));
  const [worst] = pairs.toSorted(
    (one, other) => other.figure / other.limit - one.figure / one.limit,
  );
  if (worst === undefined) throw new Error("No page was measured.");
  return measured(name, { ...worst, unit: "ms" }, { of: "ratio", atMost: 1.5 });
}

async function openSized(size: number): Promise<Sized> {
  const instance = await openInstance();
  console.log(`  Writing ${size} signatories…`);
  insertLargeLetter(instance, size);
  const server = await instance.startServer("unwatched");
  return { size, instance, server, restMb: server.memoryMb().now };
}

async function costsOf({ size, instance, server, restMb }: Sized, pages: Pages): Promise<Costs> {
  return {
    size,
    ...pages,
    startMs: server.startMs,
    memoryMb: restMb,
    export: await measureExport(instance, server, size),
    searching: size === SIZES.at(-1) ? await measureSearching(instance, server) : [],
  };
}

/** The pages of two letters, read in turn. */
async function pagesOf(one: Sized, other: Sized): Promise<[Pages, Pages]> {
  const list = await Promise.all([one, other].map(listPages));
  const search = [one, other].map(searchPages);
  const listTimes = await times([one.server, other.server], list);
  const searchTimes = await times([one.server, other.server], search);
  const pages = (index: number): Pages => ({
    list: listTimes[index] ?? {},
    search: searchTimes[index] ?? {},
  });
  return [pages(0), pages(1)];
}

export async function listPages({
  size,
  instance,
}: Pick<Sized, "size" | "instance">): Promise<Record<string, string>> {
  const list = paths.list(instance.letter.slug);
  const after = async (share: number) => `after=${await cursorAt(instance, size, share)}`;
  return {
    first: `${list}?kind=individual`,
    middle: `${list}?${await after(0.5)}`,
    last: `${list}?${await after(0.9)}`,
    country: `${list}?country=DE&${await after(0.5)}`,
    "nobody's country": `${list}?country=LI`,
  };
}

export function searchPages({
  size,
  instance,
}: Pick<Sized, "size" | "instance">): Record<string, string> {
  const list = paths.list(instance.letter.slug);
  const family = familyName(Math.floor(size / NAMESAKES / 2));
  return {
    name: `${list}?q=${family}`,
    "beginning of a name": `${list}?q=${family.slice(0, -1)}`,
    "two words": `${list}?q=${encodeURIComponent(`ada ${family}`)}`,
    nobody: `${list}?q=nobodyatall`,
  };
}

async function cursorAt({ deps, letter }: Instance, size: number, share: number): Promise<string> {
  const rows = await deps.db.signature.findMany({
    where: { letterId: letter.id, kind: "individual" },
    orderBy: [{ sortKey: "asc" }, { id: "asc" }],
    skip: Math.floor(size * 0.95 * share),
    take: 1,
    select: { id: true, sortKey: true },
  });
  const [row] = rows;
  if (row === undefined) throw new Error("There is no entry at this place.");
  return formatCursor({ ...row, textNumber: 1, kind: "individual" });
}

let asked = 0;

/** Another address of the same page, so that it is made anew: what no query can be is left out. */
function anew(url: string): string {
  asked += 1;
  const mark = url.includes("kind=") ? `country=t${asked}` : `kind=t${asked}`;
  return `${url}${url.includes("?") ? "&" : "?"}${mark}`;
}

/** The median for each page of each server, asked for in turn. */
export async function times(
  servers: readonly Server[],
  pages: readonly Record<string, string>[],
): Promise<Record<string, number>[]> {
  const timed = servers.flatMap(({ port }, index) =>
    Object.entries(pages[index] ?? {}).map(([name, path]) => {
      const took: number[] = [];
      return { index, name, took, url: `http://127.0.0.1:${port}${path}` };
    }),
  );
  for (let turn = 0; turn < WARM_UP + ROUNDS; turn += 1) {
    for (const { url, took } of timed) {
      const ms = await timeMs(async () => {
        const response = await fetch(anew(url));
        await response.text();
        if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
      });
      if (turn >= WARM_UP) took.push(ms);
      await pause(QUERIES.everyMs);
    }
  }
  return servers.map((_, index) =>
    Object.fromEntries(
      timed
        .filter((one) => one.index === index)
        .map(({ name, took }) => [name, median(took)] as const),
    ),
  );
}

function costTable(costs: readonly Costs[]): string {
  const worst = (pages: Record<string, number>) => `${round(Math.max(...Object.values(pages)))} ms`;
  const lines: [string, (cost: Costs) => string][] = [
    ["list page, at the worst depth", ({ list }) => worst(list)],
    ["search, the slowest", ({ search }) => worst(search)],
    ["export, rows a second", (cost) => `${Math.round(cost.export.perSecond)}`],
    ["export, the same by SQLite alone", (cost) => `${Math.round(cost.export.barePerSecond)}`],
    ["export, first byte", (cost) => `${round(cost.export.firstByteMs)} ms`],
    ["export, memory at its highest", (cost) => `${Math.round(cost.export.peakMb)} MB`],
    ["start to the first answer", ({ startMs }) => `${Math.round(startMs)} ms`],
    ["memory at rest", ({ memoryMb }) => `${Math.round(memoryMb)} MB`],
  ];
  return [
    `| signatories | ${costs.map(({ size }) => size.toLocaleString("en")).join(" | ")} |`,
    `|---|${costs.map(() => "---|").join("")}`,
    ...lines.map(([name, cell]) => `| ${name} | ${costs.map(cell).join(" | ")} |`),
  ].join("\n");
}
