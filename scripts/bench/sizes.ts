import { paths } from "../../src/shared/paths.ts";
import { formatCursor } from "../../src/signatures/publish.ts";
import { type ExportFigures, measureExport } from "./export.ts";
import { type Measured, measured, median, round } from "./figure.ts";
import { type Instance, openInstance, type Server } from "./instance.ts";
import { familyName, insertLargeLetter, NAMESAKES } from "./large-letter.ts";

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const ROUNDS = 25;

/** What something costs at one size: how long each kind of page takes, in ms, and the export. */
type Costs = {
  size: number;
  list: Record<string, number>;
  search: Record<string, number>;
  export: ExportFigures;
  startMs: number;
  memoryMb: number;
};

/** List, search and export of ever larger letters: what stays as it is, and what grows. */
export async function measureSizes(): Promise<Measured[]> {
  const costs: Costs[] = [];
  for (const size of SIZES) {
    const instance = await openInstance();
    try {
      console.log(`  Writing ${size} signatories…`);
      insertLargeLetter(instance, size);
      costs.push(await costsOf(instance, size));
    } finally {
      await instance.close();
    }
  }
  console.log(`\n${costTable(costs)}\n`);
  const [smallest, largest] = [costs[0], costs.at(-1)];
  const hundred = costs.find(({ size }) => size === 100_000);
  if (!smallest || !largest || !hundred) throw new Error("A size was not measured.");
  const file = largest.export;
  return [
    slowest("list-1m", largest.list, smallest.list),
    slowest("search-1m", largest.search, smallest.search),
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

/** The page that fares worst, beside the same of the small letter. */
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

async function costsOf(instance: Instance, size: number): Promise<Costs> {
  const server = await instance.startServer("unwatched");
  const atRest = server.memoryMb().now;
  const list = paths.list(instance.letter.slug);
  const family = familyName(Math.floor(size / NAMESAKES / 2));
  return {
    size,
    startMs: server.startMs,
    memoryMb: atRest,
    list: await times(server, {
      first: `${list}?kind=individual`,
      middle: `${list}?after=${await cursorAt(instance, size, 0.5)}`,
      last: `${list}?after=${await cursorAt(instance, size, 0.9)}`,
      country: `${list}?country=DE&after=${await cursorAt(instance, size, 0.5)}`,
    }),
    search: await times(server, {
      name: `${list}?q=${family}`,
      "beginning of a name": `${list}?q=${family.slice(0, -1)}`,
      "two words": `${list}?q=${encodeURIComponent(`ada ${family}`)}`,
      nobody: `${list}?q=nobodyatall`,
    }),
    export: await measureExport(instance, server, size),
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
  return formatCursor({ ...row, kind: "individual" });
}

/** The median for each page, asked for by turns. */
async function times(
  { port }: Server,
  pages: Record<string, string>,
): Promise<Record<string, number>> {
  const took = new Map<string, number[]>(Object.keys(pages).map((name) => [name, []]));
  for (let turn = 0; turn < ROUNDS + 5; turn += 1) {
    for (const [name, path] of Object.entries(pages)) {
      const startedAt = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      await response.text();
      if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
      // The first turns warm up.
      if (turn >= 5) took.get(name)?.push(performance.now() - startedAt);
    }
  }
  return Object.fromEntries([...took].map(([name, each]) => [name, median(each)]));
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
