import { scaleLinear } from "d3-scale";
import type { Child } from "hono/jsx";

/** The measures of a plot's picture, which is stretched to the room there is. */
export const PLOT = { width: 1000, height: 100 } as const;

/** A scale from nothing to a whole number at the top, and the numbers that stand beside it. */
export function heightScale(most: number) {
  const lines = Math.min(4, Math.max(1, most));
  const scale = scaleLinear([0, Math.max(1, most)], [PLOT.height, 0]).nice(lines);
  return { scale, ticks: scale.ticks(lines) };
}

type PlotProps = {
  /** How a number is written. */
  number: (value: number) => string;
  /** What is plotted. */
  caption: Child;
  most: number;
  /** What stands below its left and its right end. */
  ends: readonly string[];
  /** The shapes. */
  children: Child;
  /** The same as numbers, and what opens them. */
  table: Child;
  summary: Child;
};

/** Numbers as a picture, with the numbers themselves behind a press. */
export function Plot(props: PlotProps) {
  const { number, caption, most, ends, children, table, summary } = props;
  const { scale, ticks } = heightScale(most);
  return (
    <figure class="plot">
      <figcaption>{caption}</figcaption>
      <div class="plot-frame" aria-hidden="true">
        <div class="plot-heights">
          {ticks.toReversed().map((tick) => (
            <span>{number(tick)}</span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${PLOT.width} ${PLOT.height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {ticks.map((tick) => (
            <path class="grid-line" d={`M0 ${scale(tick)}H${PLOT.width}`} />
          ))}
          {children}
        </svg>
        <div class="plot-ends">
          {ends.map((end) => (
            <span>{end}</span>
          ))}
        </div>
      </div>
      <details>
        <summary>{summary}</summary>
        {table}
      </details>
    </figure>
  );
}
