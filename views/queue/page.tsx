import { paths, withQuery } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import type { QueueDecision, QueueTab, ReasonChoice } from "./decision.tsx";
import { type FiltersProps, type FilterValues, QueueFilters } from "./filters.tsx";
import { Flash, type QueueFlash } from "./flash.tsx";
import { type OtherPerson, QueueHead, type QueueNumbers } from "./head.tsx";
import { QueueHelp } from "./help.tsx";
import type { QueueRowEntry } from "./rows/beside.tsx";
import { QueueTable } from "./rows/table.tsx";
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
      {tab === "held" && <p class="hint">{words("queue.about-held")}</p>}
      <Flash {...props} back={narrowedTo(props.filter)} />
      <QueueFilters {...props} />
      <SameAddress {...props} />
      {props.entries.length > 0 && <QueueTable {...props} query={narrowedTo(props.filter)} />}
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
