import { paths, withQuery } from "../../src/shared/pages/paths.ts";
import { Correction, type CorrectionProps } from "../correction/form.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import { HistoryCells } from "../history/cells.tsx";
import { EntryText, type ListedEntry } from "../letter/entries.tsx";
import type { Words } from "../page/words.ts";
import { ModeratorQuestions, type ModeratorQuestionsProps } from "../question/moderator-asked.tsx";
import { SecondQuestions, type SecondQuestionsProps } from "../question/second-asked.tsx";
import { type Fact, FactRows } from "../staff/facts.tsx";
import { Decide } from "./decide.tsx";
import type { QueueDecision, QueueTab } from "./decision.tsx";
import { type EvidenceLine, EvidenceList } from "./evidence.tsx";
import { Flash, type QueueFlash } from "./flash.tsx";
import { Related, type RelatedProps } from "./related.tsx";
import { TakeOut, type TakeOutProps } from "./take-out.tsx";

export type HistoryRow = { at: Date; what: string; by: string | null; more: string | null };

/** One entry with everything that happened to it. */
export function StaffEntryPage(
  props: DeskProps & {
    /** The tab of the queue that shows the entry; null if none does. */
    tab: QueueTab | null;
    /** The tab from which it is read, with the entries before and after it there. */
    from: QueueTab;
    neighbours: { previous: string | null; next: string | null };
    entry: ListedEntry & { id: string; state: string };
    /** What else is known of it. */
    facts: readonly Fact[];
    /** What its signatory agreed to, by purpose. */
    agreements: readonly Fact[];
    /** The declaration of authority to sign that the contact person agreed to, word for word. */
    authority: string | null;
    evidence: readonly EvidenceLine[];
    /** Null if nothing was corrected and nothing can be. */
    correction: CorrectionProps | null;
    /** Null if nothing was asked and nothing can be. */
    asking: ModeratorQuestionsProps | null;
    related: RelatedProps;
    /** Null if the entry is not an organisation's. */
    second: SecondQuestionsProps | null;
    takeOut: TakeOutProps & { deciding: readonly QueueDecision[] };
    /** What the last decision on this page did, or why it did not. */
    flash: QueueFlash;
    history: readonly HistoryRow[];
    /**
     * The invalidation that took it out, and its id to find others like it; null for those who may
     * see neither.
     */
    invalidation: {
      taken: { id: string; sentence: string } | null;
      likeId: string | null;
    } | null;
  },
) {
  const { frame, letter, entry, tab } = props;
  const { words } = frame;
  const title = entry.name === "" ? words("history.erased") : entry.name;
  return (
    <DeskPage
      {...props}
      title={words("history.title-of", { name: title })}
      scripts={<script type="module" src={frame.asset("queue.js")} />}
    >
      <nav class="crumbs" aria-label={words("staff.path")}>
        <a href={withQuery(paths.queue(letter.slug), { state: props.from })}>
          {words("queue.title")}
        </a>
        <a href={paths.letterHistory(letter.slug)}>{words("history.of-letter")}</a>
        <Neighbours {...props} />
      </nav>
      <Flash
        frame={frame}
        letter={letter}
        tab={tab ?? "pending"}
        flash={props.flash}
        now={props.takeOut.now}
        back={[
          ["from", "entry"],
          ["tab", props.from],
        ]}
      />
      {entry.name === "" ? (
        <h1>{title}</h1>
      ) : (
        <h1 class="entry-name">
          <EntryText words={words} entry={{ ...entry, website: null }} />
        </h1>
      )}
      <Decide
        {...props.takeOut}
        decisions={props.takeOut.deciding}
        frame={frame}
        letter={letter}
        entry={entry}
        tab={props.from}
      />
      {props.correction && (
        <Correction {...props.correction} frame={frame} letter={letter} entryId={entry.id} />
      )}
      {props.asking && (
        <ModeratorQuestions {...props.asking} frame={frame} letter={letter} entryId={entry.id} />
      )}
      <dl class="card facts">
        <FactRows facts={[...props.facts, ...props.agreements]} />
        <Sentence label={words("history.authority")} text={props.authority} />
      </dl>
      {props.invalidation && (
        <p class="invalidated-by">
          {props.invalidation.taken && (
            <a href={paths.invalidation(letter.slug, props.invalidation.taken.id)}>
              {props.invalidation.taken.sentence}
            </a>
          )}
          {props.invalidation.likeId && (
            <a
              href={withQuery(paths.invalidations(letter.slug), {
                like: props.invalidation.likeId,
              })}
            >
              {words("invalidation.like-this")}
            </a>
          )}
        </p>
      )}
      {props.evidence.length > 0 && (
        <section class="entry-evidence" aria-labelledby="evidence-title">
          <h2 id="evidence-title">{words("history.evidence")}</h2>
          <div class="evidence">
            <EvidenceList words={words} lines={props.evidence} />
          </div>
        </section>
      )}
      <Related {...props.related} frame={frame} letter={letter} />
      {props.second && (
        <SecondQuestions {...props.second} frame={frame} letter={letter} entryId={entry.id} />
      )}
      <TakeOut {...props.takeOut} frame={frame} letter={letter} entry={entry} tab={props.from} />
      <History words={words} lines={props.history} />
    </DeskPage>
  );
}

/** The ways to the entries before and after this one, in the order of the queue. */
function Neighbours(props: Parameters<typeof StaffEntryPage>[0]) {
  const { frame, letter, neighbours, from } = props;
  const link = (id: string | null, rel: "prev" | "next", key: string) =>
    id && (
      <a
        rel={rel}
        href={withQuery(paths.entry(letter.slug, id), { tab: from })}
        aria-keyshortcuts={key}
        data-key={key}
      >
        {frame.words(`history.${rel}-entry`)}
      </a>
    );
  return (
    <>
      {link(neighbours.previous, "prev", "k")}
      {link(neighbours.next, "next", "j")}
    </>
  );
}

function Sentence({ label, text }: { label: string; text: string | null }) {
  if (text === null) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function History({ words, lines }: { words: Words; lines: readonly HistoryRow[] }) {
  return (
    <>
      <h2>{words("history.title")}</h2>
      <table class="table stacks history">
        <thead>
          <tr>
            <th scope="col">{words("history.column-when")}</th>
            <th scope="col">{words("history.column-what")}</th>
            <th scope="col">{words("history.column-who")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ by, ...line }) => (
            <tr>
              <HistoryCells words={words} line={line} />
              <td>{by ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
