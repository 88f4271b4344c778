import { paths } from "../../src/shared/pages/paths.ts";
import { earlierLine, type SignedText } from "../letter/texts.ts";
import { DoneFlash } from "../staff/flash.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";

/** What a letter can be made into. */
export type LetterStep = "open" | "closed" | "draft";

/**
 * The states in the order of the table: what waits first, then what is public, then what has gone.
 */
const SHOWN = [
  "pending",
  "held",
  "unverified",
  "published",
  "rejected",
  "withdrawn",
  "takendown",
  "refused",
  "invalidated",
] as const;
type CountedState = (typeof SHOWN)[number];

type Counts = { organisation: number; individual: number };

export type OverviewPageProps = DeskProps & {
  counts: { organisations: number; individuals: number; anonymous: number };
  /** The texts before the current one that somebody signed, latest first. */
  earlierTexts: readonly SignedText[];
  closesAt: Date | null;
  timeZone: string;
  /** Open, but its closing date has passed. */
  isOver: boolean;
  states: Record<CountedState, Counts>;
  hidden: number;
  total: number;
  days: readonly { day: Date; count: number }[];
  canEdit: boolean;
  canExport: boolean;
  /** What the last act changed the letter to. */
  done: LetterStep | "created" | "moved" | null;
  /** How much waits for a second person, or was asked for by whoever looks. */
  toRelease: number;
};

/** The numbers of a letter, and its state. */
export function OverviewPage(props: OverviewPageProps) {
  const { frame, letter, done } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("overview.title-of", { title: letter.title })}>
      <h1>{words("overview.title")}</h1>
      <DoneFlash text={done && words(`overview.flash-${done}`)} />
      {props.toRelease > 0 && (
        <p class="flash skipped" role="status">
          <a href={paths.releases(letter.slug)}>
            {words("massActs.waiting", { count: props.toRelease })}
          </a>
        </p>
      )}
      <div class="overview">
        <Numbers {...props} />
        <div>
          <StatePanel {...props} />
          <Days {...props} />
        </div>
      </div>
    </DeskPage>
  );
}

function Numbers(props: OverviewPageProps) {
  const { frame, letter, states, hidden, total, canExport } = props;
  const { words } = frame;
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">{words("overview.numbers-title")}</h2>
      <p>
        <strong>
          {props.earlierTexts.length > 0
            ? words("overview.numbers-of-text", { total })
            : words("overview.numbers-total", { total })}
        </strong>{" "}
        {total > 0 && words("overview.numbers-split", props.counts)}
      </p>
      {props.earlierTexts.map((text) => (
        <p>
          <a href={paths.version(letter.slug, text.version)}>{earlierLine(words, text)}</a>
        </p>
      ))}
      {props.earlierTexts.length > 0 && props.canEdit && letter.state === "open" && (
        <p>
          <a href={paths.reaffirm(letter.slug)}>{words("overview.ask-earlier")}</a>
        </p>
      )}
      <table class="figures counts">
        <thead>
          <tr>
            <th scope="col">{words("overview.column-state")}</th>
            <th scope="col" class="number">
              {words("overview.column-organisations")}
            </th>
            <th scope="col" class="number">
              {words("overview.column-individuals")}
            </th>
            <th scope="col" class="number">
              {words("overview.column-all")}
            </th>
          </tr>
        </thead>
        <tbody>
          {SHOWN.map((state) => (
            <tr>
              <th scope="row">
                <span class="state-name">{words(`queue.state-${state}`)}</span>
                {state === "published" && hidden > 0 && (
                  <small>{words("overview.of-them-hidden", { count: hidden })}</small>
                )}
              </th>
              <td class="number" data-label={words("overview.column-organisations")}>
                {words.number(states[state].organisation)}
              </td>
              <td class="number" data-label={words("overview.column-individuals")}>
                {words.number(states[state].individual)}
              </td>
              <td class="number" data-label={words("overview.column-all")}>
                {words.number(states[state].organisation + states[state].individual)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="actions">
        <a class="button quiet" href={paths.queue(letter.slug)}>
          {words("overview.to-queue")}
        </a>
        {canExport && (
          <a class="button quiet" href={paths.exports(letter.slug)}>
            {words("overview.to-exports")}
          </a>
        )}
        <a class="button quiet" href={paths.retention(letter.slug)}>
          {words("retention.title")}
        </a>
      </p>
    </section>
  );
}

function StatePanel(props: OverviewPageProps) {
  const { frame, letter, closesAt, isOver, canEdit } = props;
  const { words } = frame;
  return (
    <section class="panel-card" aria-labelledby="state">
      <h2 id="state">{words("overview.state-title")}</h2>
      <p>{words(isOver ? "overview.state-over" : `overview.state-${letter.state}`)}</p>
      <p>
        {closesAt
          ? words("overview.closes", { moment: words.closing(closesAt, props.timeZone) })
          : words("overview.never-closes")}{" "}
        {canEdit && (
          <a href={`${paths.letterSettings(letter.slug)}#closesAt`}>
            {words("overview.change-date")}
          </a>
        )}
      </p>
      {letter.state === "draft" && (
        <p>
          <a href={paths.letterDraft(letter.slug)}>{words("overview.see-draft")}</a>
        </p>
      )}
      {canEdit && <Steps {...props} />}
    </section>
  );
}

const STEPS = {
  draft: [{ to: "open", label: "overview.open" }],
  open: [
    { to: "closed", label: "overview.close" },
    { to: "draft", label: "overview.draft" },
  ],
  closed: [
    { to: "open", label: "overview.reopen" },
    { to: "draft", label: "overview.draft" },
  ],
} as const;

function Steps({ frame, letter }: OverviewPageProps) {
  return (
    <form method="post" action={paths.letterState(letter.slug)} class="actions">
      <input type="hidden" name="from" value={letter.state} />
      {STEPS[letter.state].map(({ to, label }) => (
        <button
          type="submit"
          name="to"
          value={to}
          class={to === "open" ? "button" : "button quiet"}
        >
          {frame.words(label)}
        </button>
      ))}
    </form>
  );
}

function Days({ frame, days }: OverviewPageProps) {
  const { words } = frame;
  const most = Math.max(1, ...days.map(({ count }) => count));
  return (
    <section aria-labelledby="days">
      <h2 id="days">{words("overview.days-title")}</h2>
      <p class="hint">{words("overview.days-lead")}</p>
      <table class="days">
        <thead>
          <tr>
            <th scope="col">{words("overview.column-day")}</th>
            <th scope="col" class="number">
              {words("overview.column-signed")}
            </th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, count }) => (
            <tr>
              <th scope="row">
                <time datetime={day.toISOString().slice(0, 10)}>{words.day(day)}</time>
              </th>
              <td class="number">{words.number(count)}</td>
              <td class="bar-cell">
                <svg viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" aria-hidden="true">
                  <rect width={count} height="1" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
