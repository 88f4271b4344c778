import type { Child } from "hono/jsx";
import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import type { Words } from "../page/words.ts";
import { type Fact, FactRows } from "../staff/facts.tsx";
import type { Standing } from "./list.tsx";
import { PreviewOf, type PreviewProps } from "./preview.tsx";

/** What can be done: release it in one of three ways, or one of the other acts. */
export type ActOffer =
  | "release-now"
  | "release-second"
  | "release-after-delay"
  | "cancel-proposal"
  | "cancel-running"
  | "resume"
  | "undo";

export type InvalidationPageProps = DeskProps & {
  id: string;
  proposedAt: Date;
  standing: Standing;
  /** Its state, and what else to know about the numbers. */
  sentence: string;
  hint: string | null;
  /** How much is done of how much; null while nothing is under way. */
  progress: { done: number; max: number } | null;
  conditions: readonly Fact[];
  facts: readonly Fact[];
  /** What it would take out; null once it is released. */
  preview: Pick<PreviewProps, "count" | "sample"> | null;
  offers: readonly ActOffer[];
  /** How many entries one person may take out alone, if this one may not; null if they may. */
  needsSecond: number | null;
  problem: string | null;
};

/** One invalidation: its state, what it is of, who did what, and what can be done with it. */
export function InvalidationPage(props: InvalidationPageProps) {
  const { frame, letter, standing, progress } = props;
  const { words } = frame;
  const title = words("invalidation.title-one", { day: words.day(props.proposedAt) });
  const isMoving = progress !== null || standing === "waiting";
  return (
    <DeskPage
      {...props}
      title={title}
      scripts={isMoving && <script type="module" src={frame.asset("invalidation.js")} />}
    >
      <nav class="crumbs" aria-label={words("staff.path")}>
        <a href={paths.invalidations(letter.slug)}>{words("invalidation.title")}</a>
      </nav>
      <PageHead title={title}>
        <span class={BADGES[standing]}>{words(`invalidation.state-${standing}`)}</span>
      </PageHead>
      {props.problem && (
        <Notice kind="error" role="alert">
          {props.problem}
        </Notice>
      )}
      <HowFar {...props} isMoving={isMoving} />
      <div class="two-columns">
        <div class="stack">
          <Acts {...props} />
          <Facts title={words("invalidation.conditions-title")} facts={props.conditions} />
          <Facts title={words("invalidation.facts-title")} facts={props.facts} />
        </div>
        {props.preview && (
          <section aria-labelledby="preview">
            <h2 id="preview">{words("invalidation.preview-title")}</h2>
            <PreviewOf frame={frame} slug={letter.slug} {...props.preview} />
          </section>
        )}
      </div>
    </DeskPage>
  );
}

const BADGES: Record<Standing, string> = {
  proposed: "badge",
  waiting: "badge look",
  running: "badge look",
  cancelled: "badge",
  done: "badge good",
  undoing: "badge look",
  undone: "badge",
};

function HowFar(props: InvalidationPageProps & { isMoving: boolean }) {
  const { frame, id, standing, sentence, hint, progress, isMoving } = props;
  const { slug } = props.letter;
  const { words } = frame;
  const watched = isMoving
    ? { "data-progress": paths.invalidationProgress(slug, id), "data-standing": standing }
    : {};
  return (
    <div class="how-far" {...watched}>
      <p class="big-count sentence">{sentence}</p>
      {hint && <p class="hint">{hint}</p>}
      {progress && (
        <progress
          max={progress.max}
          value={progress.done}
          aria-label={words("invalidation.progress")}
        />
      )}
      {isMoving && <a href={paths.invalidation(slug, id)}>{words("invalidation.refresh")}</a>}
    </div>
  );
}

function Acts(props: InvalidationPageProps) {
  const { frame, letter, id, offers, needsSecond } = props;
  const { words } = frame;
  if (offers.length === 0 && needsSecond === null) return null;
  return (
    <section class="card" aria-labelledby="acts">
      <h2 id="acts">{words("invalidation.acts-title")}</h2>
      {offers.some((offer) => offer.startsWith("release")) && (
        <Notice kind="warning">
          <p>{words("invalidation.warning")}</p>
        </Notice>
      )}
      {needsSecond !== null && (
        <Notice kind="warning">
          <p>{words("invalidation.second-hint", { max: needsSecond })}</p>
        </Notice>
      )}
      <div class="acts">
        {offers.map((offer) => (
          <Act words={words} offer={offer} slug={letter.slug} id={id} />
        ))}
      </div>
    </section>
  );
}

function Act(props: { words: Words; offer: ActOffer; slug: string; id: string }) {
  const { words, offer, slug, id } = props;
  const { act, hint } = OFFERS[offer];
  const isCancel = act === "cancel";
  return (
    <form
      method="post"
      action={isCancel ? paths.invalidationCancel(slug, id) : paths.invalidation(slug, id)}
    >
      {hint && <p>{words(hint)}</p>}
      <button
        type="submit"
        class={act === "release" ? "button danger" : "button quiet"}
        name="act"
        value={act}
      >
        {words(`invalidation.act-${offer}`)}
      </button>
    </form>
  );
}

const OFFERS = {
  "release-now": { act: "release", hint: "invalidation.release-hint" },
  "release-second": { act: "release", hint: "invalidation.release-hint" },
  "release-after-delay": { act: "release", hint: "invalidation.delay-hint" },
  "cancel-proposal": { act: "cancel", hint: null },
  "cancel-running": { act: "cancel", hint: "invalidation.cancel-hint" },
  resume: { act: "resume", hint: "invalidation.resume-hint" },
  undo: { act: "undo", hint: "invalidation.undo-hint" },
} as const satisfies Record<ActOffer, { act: string; hint: string | null }>;

function Facts({ title, facts }: { title: Child; facts: readonly Fact[] }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <dl class="facts in-column">
        <FactRows facts={facts} />
      </dl>
    </section>
  );
}
