import { paths, withQuery } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import type { QueueRowEntry } from "./beside.tsx";
import {
  decisionLabel,
  needsReason,
  type QueueDecision,
  type QueueTab,
  type ReasonChoice,
  ReasonSelect,
  UntilField,
} from "./decision.tsx";
import { type FiltersProps, type FilterValues, QueueFilters } from "./filters.tsx";
import { Flash, type QueueFlash } from "./flash.tsx";
import { GroupBar, groupsOf } from "./group.tsx";
import { type OtherPerson, QueueHead, type QueueNumbers } from "./head.tsx";
import { QueueHelp } from "./help.tsx";
import { QueueRow } from "./row.tsx";
import { SameAddress } from "./same-address.tsx";

/** The queue of one letter, a page of one state. */
export type QueuePageProps = DeskProps &
  QueueNumbers & {
    tab: QueueTab;
    filter: FilterValues;
    choices: FiltersProps["choices"];
    typed: string;
    others: readonly OtherPerson[];
    reasons: readonly ReasonChoice[];
    entries: readonly QueueRowEntry[];
    decisions: readonly QueueDecision[];
    canTakeOut: boolean;
    /** If an address was searched for: its entries in other states. */
    sameAddress: readonly { id: string; sentence: string }[];
    next: string | null;
    /** The most entries that a page shows. */
    pageSize: number;
    isFirstPage: boolean;
    flash: QueueFlash;
    /** What was selected and typed when a decision was refused. */
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
    <DeskPage
      {...props}
      title={title}
      scripts={<script type="module" src={frame.asset("queue.js")} />}
    >
      <h1 class="visually-hidden">{words("queue.title")}</h1>
      <QueueHead {...props} />
      <Flash {...props} back={narrowedTo(props.filter)} />
      <QueueFilters {...props} />
      <SameAddress {...props} />
      {props.entries.length > 0 && <Entries {...props} />}
      {props.entries.length === 0 && props.sameAddress.length === 0 && <Nothing {...props} />}
      <Said {...props} />
      <nav class="pager" aria-label={words("queue.pages")}>
        {!props.isFirstPage && (
          <a href={withQuery(paths.queue(letter.slug), { state: tab, ...props.filter })}>
            {words("queue.first-page")}
          </a>
        )}
        {props.next && (
          <a
            rel="next"
            href={withQuery(paths.queue(letter.slug), {
              state: tab,
              ...props.filter,
              after: props.next,
            })}
          >
            {words("queue.next", { count: props.pageSize })}
          </a>
        )}
        {tab === "pending" && (
          <a class="again" href={withQuery(paths.queue(letter.slug), props.filter)}>
            {words("queue.again")}
          </a>
        )}
      </nav>
      <QueueHelp words={words} />
    </DeskPage>
  );
}

/** What the queue is narrowed to, as fields. */
function narrowedTo(filter: FilterValues): [string, string][] {
  return Object.entries(filter).filter(([, value]) => value !== "");
}

/** The sentences that scripts use, and the log that screen readers announce. */
function Said({ frame, tab }: QueuePageProps) {
  const { words } = frame;
  return (
    <p
      id="said"
      class="visually-hidden"
      role="log"
      data-undo={words("queue.undo")}
      data-undone={words("queue.said-undone")}
      data-closer={words("queue.said-closer")}
      data-despite={words("queue.approve-despite", { count: 1 })}
      data-approve={words(tab === "rejected" ? "queue.said-overturned" : "queue.said-approve")}
      data-reject={words("queue.said-reject")}
      data-release={words("queue.said-release")}
      data-unpublish={words("queue.said-unpublish")}
      data-takedown={words("queue.said-takedown")}
      data-later={words("queue.said-later")}
      data-note={words("queue.said-note")}
      data-saving={words("queue.said-saving")}
      data-final={words("queue.change-final")}
      data-offline={words("queue.said-offline")}
      data-signed-out={words("queue.said-signed-out")}
      data-forbidden={words("queue.said-forbidden")}
      data-step-up={words("queue.said-step-up")}
      data-flood={words("queue.said-flood")}
      data-failed={words("queue.said-failed")}
      data-done={words("queue.said-page-done")}
      data-on={words("queue.said-shortcuts-on")}
      data-off={words("queue.said-shortcuts-off")}
    />
  );
}

function Nothing({ frame, tab, filter }: QueuePageProps) {
  const { words } = frame;
  if (Object.values(filter).some((value) => value !== ""))
    return <Empty title={words("queue.empty-search")} />;
  if (tab !== "pending") return <Empty title={words("queue.empty-other")} />;
  return (
    <Empty icon="check" title={words("queue.empty-pending")}>
      <p>{words("queue.empty-pending-hint")}</p>
    </Empty>
  );
}

function Entries(props: QueuePageProps) {
  const { words } = props.frame;
  const canDecide = props.decisions.length > 0;
  const query = narrowedTo(props.filter);
  return (
    <>
      <table class="table queue" data-presence={paths.presence(props.letter.slug)}>
        <thead>
          <tr>
            <th scope="col" class="select" data-select-all={words("queue.select-all")}>
              <span class="visually-hidden">{words("queue.column-select")}</span>
            </th>
            <th scope="col" class="entry">
              {words("queue.column-entry")}
            </th>
            <th scope="col" class="received">
              {words("queue.column-received")}
            </th>
            <th scope="col" class="decision">
              {words("queue.column-decision")}
            </th>
          </tr>
        </thead>
        {groupsOf(props.tab, props.entries).map((group) => (
          <tbody class={group.length > 1 ? "alike" : undefined}>
            {group.length > 1 && <GroupBar frame={props.frame} count={group.length} />}
            {group.map((entry) => (
              <QueueRow
                {...props}
                entry={entry}
                query={query}
                others={props.others.filter((other) => other.entry === entry.id)}
                isSelected={props.kept.ids.includes(entry.id)}
              />
            ))}
          </tbody>
        ))}
      </table>
      {canDecide && <BulkBar {...props} />}
    </>
  );
}

/** Decides all that is selected. The check boxes of the rows belong to this form. */
function BulkBar(props: QueuePageProps) {
  const { frame, letter, tab, decisions, kept, reasons, now } = props;
  const { words } = frame;
  const asksReason = decisions.some(needsReason);
  return (
    <form id="bulk" class="bulk" method="post" action={paths.decisions(letter.slug)}>
      <input type="hidden" name="state" value={tab} />
      <input type="hidden" name="seen_at" value={now.getTime()} />
      {/* The default button does nothing, so that Enter in the note decides nothing. */}
      <button type="submit" disabled hidden />
      {Object.entries(props.filter).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} />,
      )}
      <strong>{words("queue.bulk-title")}</strong>
      <span
        class="selected-count"
        aria-live="polite"
        data-none={words("queue.bulk-count", { count: 0 })}
      />
      {asksReason && <ReasonSelect words={words} reasons={reasons} reason={kept.reason} />}
      <label class="inline">
        {words("queue.note")}
        <input type="text" name="note" value={kept.note} />
      </label>
      <button type="button" class="button quiet help-button" data-opens="help" data-key="?" hidden>
        {words("queue.help")}
      </button>
      {decisions.includes("later") && <UntilField words={words} now={now} />}
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
