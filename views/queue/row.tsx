import { paths } from "../../src/shared/pages/paths.ts";
import { EntryText } from "../letter/entries.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";
import { Beside, Moment, type QueueRowEntry } from "./beside.tsx";
import { Changes } from "./change.tsx";
import {
  decisionLabel,
  keyOf,
  NoteField,
  type QueueDecision,
  type QueueTab,
  type ReasonChoice,
  ReasonedDecision,
} from "./decision.tsx";
import { Glance } from "./evidence.tsx";
import type { OtherPerson } from "./head.tsx";

type RowProps = {
  frame: Frame;
  letter: { slug: string };
  tab: QueueTab;
  decisions: readonly QueueDecision[];
  /** Whether its page takes entries down and erases them. */
  canTakeOut: boolean;
  entry: QueueRowEntry;
  isSelected: boolean;
  reasons: readonly ReasonChoice[];
  /** What the queue is narrowed to, as hidden fields, so that a decision leads back to it. */
  query: readonly (readonly [string, string])[];
  /** Others who are on this entry now. */
  others: readonly OtherPerson[];
  now: Date;
};

/** One entry: who, how to reach them, what speaks for and against, and the decision. */
export function QueueRow(props: RowProps) {
  const { frame, letter, entry, decisions, isSelected } = props;
  const { words } = frame;
  return (
    <tr id={`entry-${entry.id}`} data-id={entry.id} data-name={entry.name}>
      <td class="select">
        {decisions.length > 0 && (
          <label class="tick">
            <input type="checkbox" name="id" value={entry.id} form="bulk" checked={isSelected} />
            <span class="visually-hidden">{words("queue.select-entry", { name: entry.name })}</span>
          </label>
        )}
      </td>
      <td class="entry">
        <span class="others-on">
          {props.others.map(({ name, initials }) => (
            <abbr title={name}>{initials}</abbr>
          ))}
        </span>
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
            class="to-history"
            href={paths.entry(letter.slug, entry.id)}
            aria-keyshortcuts="e"
            data-key="e"
          >
            {words("queue.history")}
            <span class="visually-hidden">: {entry.name}</span>
          </a>
        </div>
        <Beside {...props} />
      </td>
      <td class="received">
        <Moment frame={frame} date={entry.signedAt} text={words.ago(entry.signedAt, props.now)} />
      </td>
      <td class="decision">
        <RowDecision {...props} />
      </td>
    </tr>
  );
}

function factsOf(words: Words, entry: QueueRowEntry): string[] {
  return [
    words(`queue.${entry.kind}`),
    ...(entry.country === "ZZ" ? [] : [words.country(entry.country)]),
    ...(entry.visibility === "full" ? [] : [words("queue.anonymous")]),
    ...(entry.hiddenAt === null ? [] : [words("queue.hidden")]),
    ...(entry.asideUntil === null
      ? []
      : [words("queue.aside-until", { day: words.day(entry.asideUntil) })]),
    ...(entry.replaces === null ? [] : [words("queue.change")]),
  ];
}

/**
 * One form for each entry. Its default button does nothing, so that Enter in the note decides
 * nothing.
 */
function RowDecision(props: RowProps) {
  const { frame, letter, tab, entry, decisions, reasons, query, now } = props;
  const { words } = frame;
  const hint = words(tab === "published" ? "queue.take-out-note-hint" : "queue.note-hint");
  return (
    <form class="choices" method="post" action={paths.decisions(letter.slug)}>
      <input type="hidden" name="state" value={tab} />
      <input type="hidden" name="seen_at" value={now.getTime()} />
      <input type="hidden" name="id" value={entry.id} />
      {query.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" disabled hidden />
      {decisions.map((decision) => {
        if (decision === "takedown" || decision === "erase" || decision === "later") return null;
        if (decision === "reject" || decision === "unpublish") {
          const { id: entryId, name } = entry;
          return (
            <ReasonedDecision
              words={words}
              entryId={entryId}
              name={name}
              decision={decision}
              reasons={reasons}
            />
          );
        }
        const label = decisionLabel(words, tab, decision);
        const key = keyOf(decision);
        return (
          <button
            type="submit"
            name="decision"
            value={decision}
            class="button"
            aria-label={words("queue.decide-one", { decision: label, name: entry.name })}
            aria-keyshortcuts={key}
            data-key={key}
            formnovalidate
          >
            {label}
          </button>
        );
      })}
      <NoteField words={words} name={entry.name} hint={hint} />
      {entry.replaces && <p class="hint final">{words("queue.change-final")}</p>}
    </form>
  );
}
