/**
 * Something measured against its limit: what the bare work reaches in the same run, or, if
 * nothing is barer, what was promised. The ratio is the figure in limits.
 */
export type Figure = { name: string; figure: number; unit: string; limit: number; ratio: number };

export type Wanted = { of: "figure" | "ratio"; atLeast?: number; atMost?: number };

export type Measured = Figure & { wanted: Wanted };

/** A figure with its ratio, each rounded. */
export function measured(
  name: string,
  { figure, unit, limit }: Pick<Figure, "figure" | "unit" | "limit">,
  wanted: Wanted,
): Measured {
  const ratio = limit === 0 ? 0 : figure / limit;
  return { name, figure: round(figure), unit, limit: round(limit), ratio: round(ratio), wanted };
}

/** Whether a figure is as good as was wanted. */
export function isReached({ wanted, ...figure }: Measured): boolean {
  const value = figure[wanted.of];
  return value >= (wanted.atLeast ?? value) && value <= (wanted.atMost ?? value);
}

export function markdownTable(figures: readonly Measured[]): string {
  const lines = figures.map((one) => {
    const cells = [
      one.name,
      `${one.figure} ${one.unit}`,
      `${one.limit} ${one.unit}`,
      `${one.ratio}`,
      wantedText(one),
      isReached(one) ? "yes" : "NO",
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| what | figure | limit | ratio | wanted | reached |",
    "|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

function wantedText({ wanted: { of, atLeast, atMost }, unit }: Measured): string {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return of === "ratio" ? `ratio ${bound}` : `${bound} ${unit}`;
}

/** Rounds that are not counted: a server that has run for a day has compiled its code. */
const WARM_UP_ROUNDS = 5;

/** The median time of some work, in ms, over so many rounds after some that warm up. */
export async function medianMs(rounds: number, work: () => unknown): Promise<number> {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await work();
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) took.push(await timeMs(work));
  return median(took);
}

export async function timeMs(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** The one in the middle, once they are sorted. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

export function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}
