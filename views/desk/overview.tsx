import { paths } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { Icon } from "../components/icon.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DoneFlash } from "../staff/flash.tsx";
import { Checklist, type ChecklistProps } from "./checklist.tsx";
import { DeskPage } from "./layout.tsx";
import { KeyNumbers } from "./numbers/key-numbers.tsx";
import { Numbers, type NumbersProps, togetherIn } from "./numbers/numbers.tsx";
import { type Bar, ProgressPlots } from "./numbers/progress.tsx";
import { Waits, type WaitsProps } from "./numbers/waits.tsx";
import { Countries, Funnel, type WayProps } from "./numbers/way.tsx";

/** What a letter can be made into. */
export type LetterStep = "open" | "closed" | "draft";

export type OverviewPageProps = NumbersProps &
  Pick<WayProps, "funnel" | "countries"> & {
    counts: { organisations: number; individuals: number; anonymous: number };
    closesAt: Date | null;
    timeZone: string;
    /** Open, but its closing date has passed. */
    isOver: boolean;
    total: number;
    progress: { today: number; week: number; daysInBar: number; bars: readonly Bar[] };
    waiting: WaitsProps["waiting"];
    now: Date;
    canExport: boolean;
    /** What the last act changed the letter to. */
    done: LetterStep | "created" | "tested" | "moved" | null;
    /** What is done of a draft; null once it is none. */
    checklist: ChecklistProps["checklist"] | null;
    controller: string;
    /** How many signatories its campaigners hope for; null if they did not say. */
    goal: number | null;
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
        props.checklist === null && <NobodyYet {...props} />
      ) : (
        <section aria-labelledby="progress">
          <h2 id="progress">{words("overview.progress-title")}</h2>
          <KeyNumbers {...props} hasEarlierTexts={hasEarlierTexts} />
          <ProgressPlots words={words} {...progress} hasEarlierTexts={hasEarlierTexts} />
          <div class="plots">
            {props.funnel.signed > 0 && <Funnel words={words} funnel={props.funnel} />}
            <Waits {...props} unconfirmed={togetherIn(props.states.unverified)} />
          </div>
        </section>
      )}
      <div class="overview">
        {props.checklist === null ? (
          progress.bars.length > 0 && <Numbers {...props} />
        ) : (
          <Checklist {...props} checklist={props.checklist} />
        )}
        <div class="panels">
          {props.checklist !== null && progress.bars.length > 0 && <Numbers {...props} />}
          {props.countries.sampled > 0 && <Countries words={words} countries={props.countries} />}
          <StatePanel {...props} />
        </div>
      </div>
    </DeskPage>
  );
}

/** What to do while nobody has signed. */
function NobodyYet({ frame, letter, isOpenTo }: OverviewPageProps) {
  const { words } = frame;
  return (
    <Empty title={words("overview.empty-title")}>
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
      {canEdit && letter.state !== "draft" && <Steps {...props} />}
      {canEdit && (
        <ul class="links">
          <li>
            <a href={paths.letterCopy(letter.slug)}>{words("copies.to-copy")}</a>
          </li>
          {letter.state === "draft" && (
            <li>
              <a href={paths.letterDelete(letter.slug)}>{words("copies.to-delete")}</a>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

const STEPS = {
  draft: [],
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
