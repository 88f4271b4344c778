import Database from "better-sqlite3";
import { paths } from "../../src/shared/pages/paths.ts";
import { EXPORT_COLUMNS } from "../../src/signatures/export/write.ts";
import { median } from "./figure.ts";
import type { Instance, Server } from "./instance.ts";
import { openVisitor } from "./load/visitor.ts";

export type ExportFigures = {
  perSecond: number;
  /** The same rows by better-sqlite3 alone, as a bare CSV. */
  barePerSecond: number;
  firstByteMs: number;
  /** The memory of the server at its highest in any of several exports. */
  peakMb: number;
};

const MEMORY_EVERY_MS = 20;
const NEWLINE = 10;
const ROUNDS = 3;

/** Exports all signatories as CSV, over HTTP, in turn with the bare reading of them. */
export async function measureExport(
  instance: Instance,
  server: Server,
  size: number,
): Promise<ExportFigures> {
  const exported: Exported[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    exported.push(await exportOnce(instance, server, size));
    bare.push(readBare(instance));
  }
  return {
    perSecond: size / median(exported.map(({ seconds }) => seconds)),
    barePerSecond: size / median(bare),
    firstByteMs: median(exported.map(({ firstByteMs }) => firstByteMs)),
    peakMb: Math.max(...exported.map(({ peakMb }) => peakMb)),
  };
}

/** One export: how long it took in all, and what the server held at its highest. */
type Exported = { seconds: number; firstByteMs: number; peakMb: number };

export async function exportOnce(
  { deps, letter }: Instance,
  server: Server,
  size: number,
): Promise<Exported> {
  const origin = `http://127.0.0.1:${server.port}`;
  const visitor = await openVisitor(deps, origin, letter, "campaigner");
  let peakMb = server.memoryMb().now;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, server.memoryMb().now);
  }, MEMORY_EVERY_MS);
  const startedAt = performance.now();
  const response = await visitor.send(paths.exports(letter.slug), { format: "csv" });
  let firstByteMs: number | null = null;
  let lines = 0;
  for await (const piece of response.body ?? []) {
    firstByteMs ??= performance.now() - startedAt;
    for (const byte of piece) if (byte === NEWLINE) lines += 1;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(timer);
  peakMb = Math.max(peakMb, server.memoryMb().now);
  // The head of the table is a line of its own.
  if (lines !== size + 1) throw new Error(`The export has ${lines} lines instead of ${size + 1}.`);
  return { seconds, firstByteMs: firstByteMs ?? 0, peakMb };
}

/** How many seconds it takes to read the same cells and write them one after the other. */
function readBare({ path, letter }: Instance): number {
  const database = new Database(path, { readonly: true });
  try {
    const kept: Record<string, string> = { letter_version: "letter_version_id", group: "NULL" };
    const columns = EXPORT_COLUMNS.map((name) => kept[name] ?? name);
    const rows = database
      .prepare(
        `SELECT ${columns.join(", ")} FROM signature
        WHERE letter_id = ? AND state = 'published' ORDER BY id`,
      )
      .raw();
    const startedAt = performance.now();
    let bytes = 0;
    for (const row of rows.iterate(letter.id)) {
      const line = row.map((cell) => (cell === null ? "" : quoted(`${cell}`))).join(",");
      bytes += line.length + 2;
    }
    if (bytes === 0) throw new Error("There was nothing to read.");
    return (performance.now() - startedAt) / 1_000;
  } finally {
    database.close();
  }
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
