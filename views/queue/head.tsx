import { paths, withQuery } from "../../src/shared/pages/paths.ts";
import type { QueueTab } from "./decision.tsx";
import { type FiltersProps, Narrowed } from "./filters.tsx";

/** Somebody else who is at the queue, and the id of the entry they are on. */
export type OtherPerson = { name: string; initials: string; entry: string | null };

/** How much waits, since when, and what was done about it today. */
export type QueueNumbers = {
  counts: Readonly<Record<QueueTab, number>>;
  /** Pending ones that are set aside, which are not among the others. */
  aside: number;
  oldest: Date | null;
  today: { own: number; all: number };
};

type HeadProps = QueueNumbers &
  FiltersProps & {
    others: readonly OtherPerson[];
    now: Date;
  };

const TABS: readonly QueueTab[] = ["pending", "held", "published", "rejected", "unverified"];

/** In one line: the tabs with their counts, what is shown, the oldest, today, who is here. */
export function QueueHead(props: HeadProps) {
  const { frame, letter, tab, counts } = props;
  const { words } = frame;
  return (
    <div class="queue-head">
      <nav class="tabs" aria-label={words("queue.title")}>
        {TABS.map((name) => (
          <a
            href={withQuery(paths.queue(letter.slug), { state: name })}
            aria-current={name === tab ? "page" : undefined}
            data-number={name}
          >
            {words(`queue.tab-${name}`)} <span class="count">{words.number(counts[name])}</span>
          </a>
        ))}
      </nav>
      <Narrowed {...props} />
      <Facts {...props} />
    </div>
  );
}

function Facts({ frame, letter, tab, aside, oldest, today, others, now }: HeadProps) {
  const { words } = frame;
  return (
    <p class="queue-facts">
      <span class="intro">{words(`queue.intro-${tab}`)}</span>
      {oldest && (
        <span>
          {words("queue.oldest")}{" "}
          <time datetime={oldest.toISOString()} title={`${words.moment(oldest)} UTC`}>
            {words.ago(oldest, now)}
          </time>
        </span>
      )}
      {tab === "pending" && (
        <a
          href={withQuery(paths.queue(letter.slug), { state: tab, aside: "on" })}
          data-number="aside"
          hidden={aside === 0}
        >
          {words("queue.aside-count", { count: aside })}
        </a>
      )}
      <span title={words("queue.today-since")} data-number="today">
        {words("queue.today", { own: today.own, all: today.all })}
      </span>
      <span class="others" data-label={words("queue.others-here")}>
        {others.length > 0 &&
          `${words("queue.others-here")} ${others.map(({ name }) => name).join(", ")}`}
      </span>
    </p>
  );
}
