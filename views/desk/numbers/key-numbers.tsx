import { paths } from "../../../src/shared/pages/paths.ts";
import type { DeskProps } from "../layout.tsx";

type KeyNumbersProps = Pick<DeskProps, "frame" | "letter"> & {
  /** The public count, and how it is made up. */
  total: number;
  counts: { organisations: number; individuals: number; anonymous: number };
  progress: { today: number; week: number };
  waiting: { pending: number; oldest: Date | null };
  now: Date;
  /** How many they hope for; null if they did not say. */
  goal: number | null;
  /** Whether the count leaves out who signed an earlier text. */
  hasEarlierTexts: boolean;
};

/** How a letter does, in three numbers. */
export function KeyNumbers(props: KeyNumbersProps) {
  const { frame, letter, total, counts, progress, waiting, now, hasEarlierTexts, goal } = props;
  const { words } = frame;
  const { today, week } = progress;
  return (
    <dl class="facts large">
      <div>
        <dt>{words(hasEarlierTexts ? "overview.text-label" : "overview.total-label")}</dt>
        <dd>
          {words.number(total)}
          {total > 0 && <small>{words("overview.numbers-split", counts)}</small>}
          {goal !== null && (
            <small>
              {words("overview.goal-progress", { share: words.percent(total / goal), goal })}
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>{words("overview.today-label")}</dt>
        <dd>
          {words.number(today)}
          <small>{words("overview.today-week", { week })}</small>
        </dd>
      </div>
      <div>
        <dt>{words("overview.waiting-label")}</dt>
        <dd>
          <a href={paths.queue(letter.slug)}>{words.number(waiting.pending)}</a>
          <small>
            {waiting.oldest === null ? (
              words("overview.waiting-none")
            ) : (
              <time
                datetime={waiting.oldest.toISOString()}
                title={`${words.moment(waiting.oldest)} UTC`}
              >
                {words("overview.waiting-oldest", { ago: words.ago(waiting.oldest, now) })}
              </time>
            )}
          </small>
        </dd>
      </div>
    </dl>
  );
}
