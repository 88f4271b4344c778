import { scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import { DAY_MS, later, utcDay } from "../../../src/shared/clock.ts";
import { heightScale, PLOT, Plot } from "../../components/plot.tsx";
import type { Words } from "../../page/words.ts";

/** What a stretch of days brought, as `letterProgress` gives it. */
export type Bar = {
  from: Date;
  to: Date;
  signed: { organisation: number; individual: number };
  listed: number;
};

type PlotsProps = {
  words: Words;
  bars: readonly Bar[];
  daysInBar: number;
  /** Whether some of them signed an earlier text. */
  hasEarlierTexts: boolean;
};

/** How the public count has grown, and how many signed when. */
export function ProgressPlots(props: PlotsProps) {
  return (
    <div class="plots">
      <Curve {...props} />
      <Bars {...props} />
    </div>
  );
}

/** Where a moment stands: from the beginning of the first day to the end of the last. */
function timeScale(bars: readonly Bar[]) {
  const start = bars[0]?.from ?? new Date(0);
  return scaleUtc([start, later(bars.at(-1)?.to ?? start, DAY_MS)], [0, PLOT.width]);
}

/** The first day and the last. */
function endsOf({ words, bars }: PlotsProps): string[] {
  const [first, last] = [bars[0]?.from, bars.at(-1)?.to];
  return first && last ? [...new Set([words.day(first), words.day(last)])] : [];
}

function Curve(props: PlotsProps) {
  const { words, bars, hasEarlierTexts } = props;
  const most = bars.at(-1)?.listed ?? 0;
  const [x, { scale: y }] = [timeScale(bars), heightScale(most)];
  const points: [number, number][] = [
    [0, y(0)],
    ...bars.map(({ to, listed }): [number, number] => [x(later(to, DAY_MS)), y(listed)]),
  ];
  const columns: Columns = [["overview.column-listed", ({ listed }) => listed]];
  return (
    <Plot
      number={words.number}
      caption={words(hasEarlierTexts ? "overview.plot-curve-texts" : "overview.plot-curve")}
      most={most}
      ends={endsOf(props)}
      summary={words("overview.plot-numbers")}
      table={<BarTable words={words} bars={bars} columns={columns} />}
    >
      <path class="ground" d={area().y0(PLOT.height)(points) ?? ""} />
      <path class="curve" d={line()(points) ?? ""} />
    </Plot>
  );
}

function Bars(props: PlotsProps) {
  const { words, bars, daysInBar } = props;
  const most = Math.max(...bars.map(togetherIn));
  const [x, { scale: y }] = [timeScale(bars), heightScale(most)];
  const columns: Columns = [
    ["overview.column-organisations", ({ signed }) => signed.organisation],
    ["overview.column-individuals", ({ signed }) => signed.individual],
    ["overview.column-all", togetherIn],
  ];
  return (
    <Plot
      number={words.number}
      caption={
        <>
          {words("overview.plot-bars", { days: daysInBar })} <span class="key of-other" />
          {words("overview.column-organisations")}
          <span class="key" />
          {words("overview.column-individuals")}
        </>
      }
      most={most}
      ends={endsOf(props)}
      summary={words("overview.plot-numbers")}
      table={<BarTable words={words} bars={bars} columns={columns} />}
    >
      {bars.map((bar) => {
        const [left, right] = [x(bar.from), x(later(bar.to, DAY_MS))];
        // A lone day is no wall of colour.
        const wide = Math.min((right - left) * 0.8, PLOT.width / 8);
        const place = { x: left + (right - left - wide) / 2, width: wide };
        const [top, middle] = [y(togetherIn(bar)), y(bar.signed.organisation)];
        return (
          <g>
            <title>{`${spanOf(words, bar)}: ${words.number(togetherIn(bar))}`}</title>
            <rect class="bar" {...place} y={top} height={middle - top} />
            <rect class="bar of-other" {...place} y={middle} height={PLOT.height - middle} />
          </g>
        );
      })}
    </Plot>
  );
}

function togetherIn({ signed }: Bar): number {
  return signed.organisation + signed.individual;
}

function spanOf(words: Words, { from, to }: Bar): string {
  const [first, last] = [words.day(from), words.day(to)];
  return first === last ? first : words("overview.span", { first, last });
}

type Columns = readonly (readonly [
  (
    | "overview.column-listed"
    | "overview.column-organisations"
    | "overview.column-individuals"
    | "overview.column-all"
  ),
  (bar: Bar) => number,
])[];

function BarTable(props: { words: Words; bars: readonly Bar[]; columns: Columns }) {
  const { words, bars, columns } = props;
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{words("overview.column-day")}</th>
          {columns.map(([label]) => (
            <th scope="col" class="number">
              {words(label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.toReversed().map((bar) => (
          <tr>
            <th scope="row">
              <time datetime={utcDay(bar.from)}>{spanOf(words, bar)}</time>
            </th>
            {columns.map(([, countIn]) => (
              <td class="number">{words.number(countIn(bar))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
