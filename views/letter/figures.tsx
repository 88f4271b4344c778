import type { Words } from "../page/words.ts";

const NAMES = ["published", "inReview", "withdrawn", "removed", "hidden"] as const;

/** Null for a figure that is too small to be told. */
type Told = Readonly<Record<(typeof NAMES)[number], number | null>>;

export type FiguresProps = {
  asOf: Date;
  all: Told;
  days: readonly { day: string; figures: Told }[];
  /** The smallest figure that is told, and the most days. */
  min: number;
  daysMax: number;
};

/** What has become of a letter's signatures, each figure with what it means. */
export function Figures(props: FiguresProps & { words: Words }) {
  const { words, all, min } = props;
  return (
    <section class="figures" id="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">{words("figures.title")}</h2>
      <p class="small">{words("figures.as-of", { moment: words.moment(props.asOf), min })}</p>
      <dl>
        {NAMES.map((name) => {
          const figure = all[name];
          return (
            <div>
              <dt>{words(`figures.${name}`)}</dt>
              <dd class="figure">
                {figure === null ? words("figures.few", { min }) : words.number(figure)}
              </dd>
              <dd class="hint">{words(`figures.${name}-means`)}</dd>
            </div>
          );
        })}
      </dl>
      <ByDay {...props} />
    </section>
  );
}

function ByDay({ words, days, min, daysMax }: FiguresProps & { words: Words }) {
  return (
    <details>
      <summary>{words("figures.by-day")}</summary>
      <p class="hint">{words("figures.by-day-means", { min, days: daysMax })}</p>
      {days.length === 0 && <p>{words("figures.by-day-none")}</p>}
      <ul class="plain">
        {days.map(({ day, figures }) => (
          <li>
            {words.day(new Date(day))}: {lineOf(words, figures)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function lineOf(words: Words, figures: Told): string {
  return NAMES.flatMap((name) => {
    const count = figures[name];
    return count === null ? [] : [words(`figures.day-${name}`, { count })];
  }).join(", ");
}
