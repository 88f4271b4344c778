import { paths } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { Icon } from "../components/icon.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { earlierLine, type SignedText } from "../letter/texts.ts";
import { DoneFlash } from "../staff/flash.tsx";
import { KeyNumbers } from "./key-numbers.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";
import { type Bar, ProgressPlots } from "./progress.tsx";

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
  progress: { today: number; week: number; daysInBar: number; bars: readonly Bar[] };
  waiting: { pending: number; oldest: Date | null };
  now: Date;
  canEdit: boolean;
  canExport: boolean;
  /** What the last act changed the letter to. */
  done: LetterStep | "created" | "moved" | null;
  /** How much waits for a second person, or was asked for by whoever looks. */
  toRelease: number;
};

/** The numbers of a letter, and its state. */
export function OverviewPage(props: OverviewPageProps) {
  const { frame, letter, done, progress } = props;
  const { words } = frame;
  const hasEarlierTexts = props.earlierTexts.length > 0;
  return (
    <DeskPage {...props} title={words("overview.title-of", { title: letter.title })}>
      <PageHead title={words("overview.title")}>
        <a class="button quiet" href={paths.queue(letter.slug)}>
          {words("overview.to-queue")}
        </a>
        {props.canExport && (
          <a class="button quiet" href={paths.exports(letter.slug)}>
            <Icon name="download" />
            {words("overview.to-exports")}
          </a>
        )}
        <a class="button quiet" href={paths.retention(letter.slug)}>
          {words("retention.title")}
        </a>
      </PageHead>
      <DoneFlash text={done && words(`overview.flash-${done}`)} />
      {props.toRelease > 0 && (
        <Notice kind="warning" role="status">
          <a href={paths.releases(letter.slug)}>
            {words("massActs.waiting", { count: props.toRelease })}
          </a>
        </Notice>
      )}
      {progress.bars.length === 0 ? (
        <NobodyYet {...props} />
      ) : (
        <section aria-labelledby="progress">
          <h2 id="progress">{words("overview.progress-title")}</h2>
          <KeyNumbers {...props} hasEarlierTexts={hasEarlierTexts} />
          <ProgressPlots words={words} {...progress} hasEarlierTexts={hasEarlierTexts} />
        </section>
      )}
      <div class="overview">
        {progress.bars.length > 0 && <Numbers {...props} />}
        <StatePanel {...props} />
      </div>
    </DeskPage>
  );
}

/** What to do while nobody has signed. */
function NobodyYet({ frame, letter, isOpenTo }: OverviewPageProps) {
  const { words } = frame;
  return (
    <Empty title={words("overview.empty-title")}>
      {letter.state === "draft" && <p>{words("overview.empty-draft")}</p>}
      {letter.state === "open" && (
        <p>
          {words("overview.empty-open")}{" "}
          <a href={paths.letter(letter.slug)}>{words("staff.see-letter")}</a>
        </p>
      )}
      {isOpenTo("import") && (
        <p>
          <a href={paths.letterImport(letter.slug)}>{words("overview.empty-import")}</a>
        </p>
      )}
    </Empty>
  );
}

function Numbers(props: OverviewPageProps) {
  const { frame, letter, states, hidden } = props;
  const { words } = frame;
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">{words("overview.numbers-title")}</h2>
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
      <table class="table stacks counts">
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
    </section>
  );
}

function StatePanel(props: OverviewPageProps) {
  const { frame, letter, closesAt, isOver, canEdit } = props;
  const { words } = frame;
  return (
    <section class="card" aria-labelledby="state">
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
    <form method="post" action={paths.letterState(letter.slug)} class="toolbar">
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
