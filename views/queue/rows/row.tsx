import { paths } from "../../../src/shared/pages/paths.ts";
import { EntryText } from "../../letter/entries.tsx";
import type { Frame } from "../../page/frame.ts";
import type { Words } from "../../page/words.ts";
import {
  decisionLabel,
  keyOf,
  needsReason,
  type QueueDecision,
  type QueueTab,
} from "../decision.tsx";
import { Glance, whyCloser } from "../evidence.tsx";
import type { OtherPerson } from "../head.tsx";
import { Moment, type QueueRowEntry } from "./beside.tsx";
import { Changes } from "./change.tsx";

type RowProps = {
  frame: Frame;
  letter: { slug: string };
  tab: QueueTab;
  decisions: readonly QueueDecision[];
  entry: QueueRowEntry;
  isSelected: boolean;
  /** Others who are on this entry now. */
  others: readonly OtherPerson[];
  now: Date;
};

/**
 * One entry: who it is, what matters most about it, and the decision. A page has fifty of these, so
 * whatever is the same in all stands once in the page, and what is read of one entry at a time is
 * loaded beside the table.
 */
export function QueueRow(props: RowProps) {
  const { frame, letter, entry, decisions, others } = props;
  const { words } = frame;
  const { id, name } = entry;
  return (
    <tr id={`entry-${id}`} data-closer={whyCloser(entry)}>
      <td class="select">
        {decisions.length > 0 && (
          <label class="tick">
            <input
              type="checkbox"
              name="id"
              value={id}
              aria-label={words("queue.select-entry", { name })}
              checked={props.isSelected}
            />
          </label>
        )}
      </td>
      <td class="entry">
        {others.length > 0 && (
          <span class="others-on">
            {others.map((other) => (
              <abbr title={other.name}>{other.initials}</abbr>
            ))}
          </span>
        )}
        <div class="line">
          <EntryText words={words} entry={{ ...entry, website: null }} />
          <span class="what">{factsOf(words, entry).join(" · ")}</span>
        </div>
        <div class="line">
          {entry.replaces ? (
            <Changes words={words} from={entry.replaces} to={entry} />
          ) : (
            <Glance words={words} entry={entry} />
          )}
          <a
            class="details"
            href={paths.entry(letter.slug, id)}
            aria-label={words("queue.decide-one", { decision: words("queue.history"), name })}
            data-key="e"
          >
            {words("queue.history")}
          </a>
        </div>
      </td>
      <td class="received">
        <Moment frame={frame} date={entry.signedAt} text={words.ago(entry.signedAt, props.now)} />
      </td>
      <td class="decision">
        <div class="choices">
          <RowDecisions {...props} />
        </div>
        {entry.replaces && <p class="hint final">{words("queue.change-final")}</p>}
      </td>
    </tr>
  );
}

function factsOf(words: Words, entry: QueueRowEntry): string[] {
  return [
    ...(entry.isTest ? [words("queue.signal-test")] : []),
    words(`queue.${entry.kind}`),
    ...(entry.country === "ZZ" ? [] : [words.country(entry.country)]),
    ...(entry.visibility === "full" ? [] : [words("queue.anonymous")]),
    ...(entry.hiddenAt === null ? [] : [words("queue.hidden")]),
    ...(entry.asideUntil === null
      ? []
      : [words("queue.aside-until", { day: words.day(entry.asideUntil) })]),
    ...(entry.replaces === null ? [] : [words("queue.change")]),
    ...(entry.decided?.reason ? [entry.decided.reason] : []),
  ];
}

/**
 * Each button says its decision by its name and the entry by its value. One that needs a reason
 * opens the panel of the page; without scripts it leads to the page of the entry.
 */
function RowDecisions({ frame, tab, decisions, entry }: RowProps) {
  const { words } = frame;
  const { id, name } = entry;
  return (
    <>
      {decisions.filter(isOfRow).map((decision) => {
        const label = decisionLabel(words, tab, decision);
        return (
          <button
            type="submit"
            name={decision}
            value={id}
            class={needsReason(decision) ? "button quiet" : "button"}
            aria-label={words("queue.decide-one", { decision: label, name })}
            data-key={keyOf(decision)}
          >
            {needsReason(decision) ? `${label}…` : label}
          </button>
        );
      })}
    </>
  );
}

/** What else is decided takes a date, or is done on the page of an entry. */
function isOfRow(decision: QueueDecision): boolean {
  return decision !== "takedown" && decision !== "erase" && decision !== "later";
}
