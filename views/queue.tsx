import { paths, withQuery } from "../src/shared/paths.ts";
import { TextField } from "./field.tsx";
import type { Frame } from "./frame.ts";
import { LetterNav, type LetterNavProps } from "./letter-nav.tsx";
import {
  decisionLabel,
  type QueueDecision,
  type QueueTab,
  type ReasonChoice,
  ReasonFields,
} from "./queue-decision.tsx";
import { GroupBar, groupsOf } from "./queue-group.tsx";
import { QueueRow, type QueueRowEntry } from "./queue-row.tsx";
import { StaffPage } from "./staff-layout.tsx";

/** What the last decision did. */
export type QueueFlash = {
  done: { decision: QueueDecision; count: number } | null;
  skipped: readonly { state: string; count: number }[];
  problem: string | null;
};

/** The queue of one letter, a page of one state. */
export type QueuePageProps = {
  frame: Frame;
  accountName: string;
  nav: Omit<LetterNavProps, "frame">;
  letter: { slug: string; title: string; language: string };
  tab: QueueTab;
  counts: Readonly<Record<QueueTab, number>>;
  entries: readonly QueueRowEntry[];
  decisions: readonly QueueDecision[];
  /** The letter's reasons, in the order of its list. */
  reasons: readonly ReasonChoice[];
  q: string;
  next: string | null;
  isFirstPage: boolean;
  flash: QueueFlash;
  /** Kept when a decision came back with a problem. */
  kept: { ids: readonly string[]; reason: string; note: string };
  /** When the page was made, before its entries were read: comes back with a decision. */
  now: Date;
};

/** The queue: tabs, the entries with their evidence, and the bar that decides several at once. */
export function QueuePage(props: QueuePageProps) {
  const { frame, letter, tab } = props;
  const { words } = frame;
  const title = words("queue.title-of", { title: letter.title });
  return (
    <StaffPage
      frame={frame}
      title={title}
      accountName={props.accountName}
      scripts={<script type="module" src={frame.asset("queue.js")} />}
    >
      <LetterNav frame={frame} {...props.nav} />
      <h1 class="visually-hidden">{words("queue.title")}</h1>
      <Tabs {...props} />
      <Flash {...props} />
      <p class="intro">{words(`queue.intro-${tab}`)}</p>
      {tab === "published" && <Search {...props} />}
      {props.entries.length === 0 ? <Empty {...props} /> : <Entries {...props} />}
      <nav class="pager" aria-label={words("queue.pages")}>
        {!props.isFirstPage && (
          <a href={withQuery(paths.queue(letter.slug), { state: tab, q: props.q })}>
            {words("queue.first-page")}
          </a>
        )}
        {props.next && (
          <a
            href={withQuery(paths.queue(letter.slug), {
              state: tab,
              q: props.q,
              after: props.next,
            })}
          >
            {words("queue.next")}
          </a>
        )}
      </nav>
    </StaffPage>
  );
}

const TABS: readonly QueueTab[] = ["pending", "held", "published", "rejected", "unverified"];

function Tabs({ frame, letter, tab, counts }: QueuePageProps) {
  const { words } = frame;
  return (
    <nav class="tabs" aria-label={words("queue.title")}>
      {TABS.map((name) => (
        <a
          href={withQuery(paths.queue(letter.slug), { state: name })}
          aria-current={name === tab ? "page" : undefined}
        >
          {words(`queue.tab-${name}`)} <span class="count">{words.number(counts[name])}</span>
        </a>
      ))}
    </nav>
  );
}

function Flash({ frame, flash }: QueuePageProps) {
  const { words } = frame;
  const skippedCount = flash.skipped.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {flash.problem && (
        <p class="flash problem" role="alert">
          {flash.problem}
        </p>
      )}
      {flash.done && flash.done.count > 0 && (
        <p class="flash done" role="status">
          {words(`queue.done-${flash.done.decision}`, { count: flash.done.count })}
        </p>
      )}
      {skippedCount > 0 && (
        <div class="flash skipped" role="status">
          <strong>{words("queue.skipped-title", { count: skippedCount })}</strong>
          <ul>
            {flash.skipped.map(({ state }) => (
              <li>{state}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Search({ frame, letter, tab, q }: QueuePageProps) {
  const { words } = frame;
  return (
    <search>
      <form class="search" method="get" action={paths.queue(letter.slug)}>
        <input type="hidden" name="state" value={tab} />
        <TextField
          words={words}
          name="q"
          type="search"
          label={words("queue.search-label")}
          value={q}
          autocomplete="off"
        />
        <button type="submit" class="button quiet">
          {words("queue.search")}
        </button>
      </form>
    </search>
  );
}

function Empty({ frame, tab, q }: QueuePageProps) {
  const { words } = frame;
  if (q !== "") return <p class="empty">{words("queue.empty-search")}</p>;
  if (tab !== "pending") return <p class="empty">{words("queue.empty-other")}</p>;
  return (
    <div class="empty">
      <p>{words("queue.empty-pending")}</p>
      <p class="hint">{words("queue.empty-pending-hint")}</p>
    </div>
  );
}

function Entries(props: QueuePageProps) {
  const { words } = props.frame;
  const canDecide = props.decisions.length > 0;
  return (
    <>
      <table class="queue">
        <thead>
          <tr>
            <th scope="col" class="select" data-select-all={words("queue.select-all")}>
              <span class="visually-hidden">{words("queue.column-select")}</span>
            </th>
            <th scope="col">{words("queue.column-entry")}</th>
            <th scope="col">{words("queue.column-contact")}</th>
            <th scope="col">{words("queue.column-evidence")}</th>
            <th scope="col">{words("queue.column-received")}</th>
            <th scope="col">{words("queue.column-decision")}</th>
          </tr>
        </thead>
        {groupsOf(props.tab, props.entries).map((group) => (
          <tbody class={group.length > 1 ? "alike" : undefined}>
            {group.length > 1 && <GroupBar frame={props.frame} count={group.length} />}
            {group.map((entry) => (
              <QueueRow {...props} entry={entry} isSelected={props.kept.ids.includes(entry.id)} />
            ))}
          </tbody>
        ))}
      </table>
      {canDecide && <BulkBar {...props} />}
    </>
  );
}

/** Decides all that is selected. The check boxes of the rows belong to this form. */
function BulkBar({ frame, letter, tab, decisions, reasons, kept, now }: QueuePageProps) {
  const { words } = frame;
  const needsReason = decisions.some((name) => name === "reject" || name === "takedown");
  return (
    <form id="bulk" class="bulk" method="post" action={paths.decisions(letter.slug)}>
      <input type="hidden" name="state" value={tab} />
      <input type="hidden" name="seen_at" value={now.getTime()} />
      {/* The default button is a dead one: Enter in the note decides nothing. */}
      <button type="submit" disabled hidden />
      <strong>{words("queue.bulk-title")}</strong>
      <span
        class="selected-count"
        aria-live="polite"
        data-none={words("queue.bulk-count", { count: 0 })}
      />
      {needsReason && (
        <ReasonFields {...{ words, reasons }} id="bulk" reason={kept.reason} isRequired={false} />
      )}
      <label class="inline">
        {words("queue.note")}
        <input type="text" name="note" value={kept.note} />
      </label>
      {decisions.map((decision) => (
        <button
          type="submit"
          name="decision"
          value={decision}
          class={decision === "approve" || decision === "release" ? "button" : "button quiet"}
        >
          {decisionLabel(words, tab, decision)}
        </button>
      ))}
    </form>
  );
}
