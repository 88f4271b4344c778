import { setTimeout as pause } from "node:timers/promises";
import { QUERIES } from "../../src/limits.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { type Measured, measured, median, round, timeMs } from "./figure.ts";
import type { Instance, Server } from "./instance.ts";
import { sendLoad } from "./load/load.ts";
import { getRequest } from "./load/signers.ts";

/** Words that many have, some in no organisation, and some of which no two are in one entry. */
const COSTLY = [
  "ada",
  "a",
  "b",
  "ba",
  "ada grace",
  "society ada",
  "alliance amal grace",
  "ada society institute union",
  "a b c d e f",
];
const ROUNDS = 20;
const LIMIT_MS = 10;
const SEARCHERS = 20;
const READERS = 64;
const LOAD_MS = 3_000;
const LOADS = 5;

/** What the costliest searches of a large letter take, and what they leave to its readers. */
export async function measureSearching({ letter }: Instance, server: Server): Promise<Measured[]> {
  const list = paths.list(letter.slug);
  const took: Record<string, number> = {};
  let turn = 0;
  // Each a page of its own, so that none is from memory: no letter is from such a country.
  const search = (words: string) => {
    turn += 1;
    return `${list}?q=${encodeURIComponent(words)}&country=t${turn}`;
  };
  for (const words of COSTLY) {
    const times: number[] = [];
    for (let again = 0; again < ROUNDS; again += 1) {
      const url = `http://127.0.0.1:${server.port}${search(words)}`;
      times.push(await timeMs(async () => await (await fetch(url)).text()));
      await pause(QUERIES.everyMs);
    }
    took[words] = median(times);
    console.log(`  search ${words}: ${round(took[words] ?? 0)} ms`);
  }
  const worst = Math.max(...Object.values(took));
  const [alone, meanwhile]: [number[], number[]] = [[], []];
  const read = async () => {
    const next = () => page;
    const load = { port: server.port, connections: READERS, durationMs: LOAD_MS, next };
    return (await sendLoad(load)).perSecond;
  };
  const page = getRequest(paths.letter(letter.slug));
  await read();
  for (let again = 0; again < LOADS; again += 1) {
    alone.push(await read());
    const searching = sendLoad({
      port: server.port,
      connections: SEARCHERS,
      durationMs: LOAD_MS,
      next: () => getRequest(search(COSTLY[turn % COSTLY.length] ?? "")),
    });
    meanwhile.push(await read());
    const { statuses, perSecond } = await searching;
    console.log(`  searches meanwhile: ${round(perSecond)}/s, ${JSON.stringify([...statuses])}`);
  }
  return [
    measured(
      "search-worst-1m",
      { figure: worst, unit: "ms", limit: LIMIT_MS },
      { of: "figure", atMost: LIMIT_MS },
    ),
    measured(
      "letter-page-while-searching",
      { figure: median(meanwhile), unit: "pages/s", limit: median(alone) },
      { of: "ratio", atLeast: 0.5 },
    ),
  ];
}
