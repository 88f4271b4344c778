/** Something measured: the figure, the most it may be, and how many times the bare work it is. */
export type Figure = { name: string; figure: number; unit: string; limit: number; ratio: number };

/** Figures as a Markdown table. */
export function markdownTable(figures: readonly Figure[]): string {
  const lines = figures.map(({ name, figure, unit, limit, ratio }) => {
    const verdict = figure > limit ? "too much" : "ok";
    return `| ${name} | ${round(figure)} ${unit} | ${limit} ${unit} | ${round(ratio)} × | ${verdict} |`;
  });
  return [
    "| what | median | limit | beside the bare query | |",
    "|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

/** Rounds that are not counted: a server that is read all day has compiled what it runs. */
const WARM_UP_ROUNDS = 5;

/** The median of how long some work took, in ms, over so many rounds after some that warm up. */
export async function medianMs(rounds: number, work: () => unknown): Promise<number> {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await work();
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await work();
    took.push(performance.now() - startedAt);
  }
  took.sort((left, right) => left - right);
  return took[Math.floor(took.length / 2)] ?? 0;
}

/** A figure with two digits after the point. */
export function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}
