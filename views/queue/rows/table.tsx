import { paths } from "../../../src/shared/pages/paths.ts";
import type { Frame } from "../../page/frame.ts";
import {
  decisionLabel,
  needsReason,
  type QueueDecision,
  type QueueTab,
  type ReasonChoice,
  ReasonSelect,
  UntilField,
} from "../decision.tsx";
import type { OtherPerson } from "../head.tsx";
import type { QueueRowEntry } from "./beside.tsx";
import { GroupBar, groupsOf } from "./group.tsx";
import { RowPanels } from "./panels.tsx";
import { QueueRow } from "./row.tsx";

type QueueTableProps = {
  frame: Frame;
  letter: { slug: string };
  tab: QueueTab;
  decisions: readonly QueueDecision[];
  canTakeOut: boolean;
  reasons: readonly ReasonChoice[];
  entries: readonly QueueRowEntry[];
  others: readonly OtherPerson[];
  /** What the queue is narrowed to, as hidden fields, so that a decision leads back to it. */
  query: readonly (readonly [string, string])[];
  /** What was selected and typed when a decision was refused. */
  kept: { ids: readonly string[]; reason: string; note: string };
  /** When the page was made, before its entries were read: comes back with a decision. */
  now: Date;
};

/** The entries in one form. A row's buttons decide its entry, those below all that are selected. */
export function QueueTable(props: QueueTableProps) {
  const { frame, letter, tab, query, now } = props;
  const { words } = frame;
  return (
    <>
      <form
        id="decisions"
        method="post"
        action={paths.decisions(letter.slug)}
        data-presence={paths.presence(letter.slug)}
        data-beside={paths.queueBeside(letter.slug)}
        data-can-take-out={props.canTakeOut || undefined}
        novalidate
      >
        <input type="hidden" name="state" value={tab} />
        <input type="hidden" name="seen_at" value={now.getTime()} />
        {query.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {/* The default button does nothing, so that Enter in the note decides nothing. */}
        <button type="submit" disabled hidden />
        <table class="table queue">
          <Head words={words} />
          {groupsOf(tab, props.entries).map((group) => (
            <tbody class={group.length > 1 ? "alike" : undefined}>
              {group.length > 1 && <GroupBar frame={frame} count={group.length} />}
              {group.map((entry) => (
                <QueueRow
                  {...props}
                  entry={entry}
                  others={props.others.filter((other) => other.entry === entry.id)}
                  isSelected={props.kept.ids.includes(entry.id)}
                />
              ))}
            </tbody>
          ))}
        </table>
        {props.decisions.length > 0 && <BulkBar {...props} />}
      </form>
      <aside
        class="beside"
        aria-label={words("queue.beside")}
        data-failed={words("queue.beside-failed")}
      />
      <RowPanels {...props} />
    </>
  );
}

function Head({ words }: Pick<Frame, "words">) {
  return (
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
  );
}

/** Decides all that is selected. */
function BulkBar({ frame, tab, decisions, kept, reasons, now }: QueueTableProps) {
  const { words } = frame;
  const asksReason = decisions.some(needsReason);
  return (
    <div id="bulk" class="bulk">
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
    </div>
  );
}
