import { paths } from "../../src/shared/pages/paths.ts";
import { type Entry, EntryText } from "../letter/entries.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";
import { type Changeable, Changes } from "./change.tsx";
import {
  decisionLabel,
  keyOf,
  NoteField,
  type QueueDecision,
  type QueueTab,
  type ReasonChoice,
  ReasonedDecision,
} from "./decision.tsx";
import { type EntryEvidence, Evidence } from "./evidence.tsx";
import type { OtherPerson } from "./head.tsx";
import { TakeOutLink } from "./take-out.tsx";

export type QueueRowEntry = Entry &
  EntryEvidence & {
    id: string;
    sortName: string | null;
    /** What is published now, if the entry is a change of it. */
    replaces: Changeable | null;
    hiddenAt: Date | null;
    /** Until when it is set aside; null if it is not. */
    asideUntil: Date | null;
    email: string | null;
    signedAt: Date;
    verifiedAt: Date | null;
    /** Who imported it and when, in words; null if nobody did. */
    imported: string | null;
    /** The id of the first entry of its group of look-alikes. */
    standsWith: string;
    /** The sentence about their authority to sign that its signatory agreed to. */
    authority: string | null;
    /** The link to the other entries of its domain. */
    domainHref: string | null;
    /** Who decided it (null if it was imported), when and why. */
    decided: { by: string | null; at: Date; reason: string | null } | null;
  };

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
        <EntryText words={words} entry={{ ...entry, website: null }} />
        {entry.website && (
          <a class="site" href={entry.website} rel="noreferrer noopener nofollow" target="_blank">
            {entry.website.replace(/^https?:\/\//, "")}
          </a>
        )}
        <span class="facts">{factsOf(words, entry).join(" · ")}</span>
        {entry.replaces && <Changes words={words} from={entry.replaces} to={entry} />}
        <a
          class="to-history"
          href={paths.entry(letter.slug, entry.id)}
          aria-keyshortcuts="e"
          data-key="e"
        >
          {words("queue.history")}
          <span class="visually-hidden">: {entry.name}</span>
        </a>
      </td>
      <td class="contact">
        {entry.contactName && (
          <span>
            <bdi>{entry.contactName}</bdi>
            {entry.contactRole && (
              <>
                , <bdi>{entry.contactRole}</bdi>
              </>
            )}
          </span>
        )}
        {entry.email && <Address email={entry.email} domainHref={entry.domainHref} />}
        {entry.authority && (
          <details class="authority">
            <summary>{words("queue.authority")}</summary>
            <q>{entry.authority}</q>
          </details>
        )}
      </td>
      <td class="evidence">
        <Evidence frame={frame} entry={entry} />
      </td>
      <td class="received">
        <Times {...props} />
      </td>
      <td class="decision">
        <RowDecision {...props} />
      </td>
    </tr>
  );
}

/** An address that breaks before its @ if it must, not in the middle of a word. */
function Address({ email, domainHref }: { email: string; domainHref: string | null }) {
  const at = email.lastIndexOf("@");
  return (
    <span class="email">
      {email.slice(0, at)}
      <wbr />
      {domainHref === null ? email.slice(at) : <a href={domainHref}>{email.slice(at)}</a>}
    </span>
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

function Times({ frame, entry, now }: RowProps) {
  const { words } = frame;
  return (
    <>
      <Moment frame={frame} date={entry.signedAt} text={words.ago(entry.signedAt, now)} />
      {entry.verifiedAt && (
        <Moment
          frame={frame}
          date={entry.verifiedAt}
          text={words("queue.confirmed-at", { ago: words.ago(entry.verifiedAt, now) })}
        />
      )}
      {entry.imported && <span>{entry.imported}</span>}
      {entry.decided && (entry.decided.by !== null || !entry.imported) && (
        <>
          <Moment
            frame={frame}
            date={entry.decided.at}
            text={decisionText(words, entry.decided, now)}
          />
          {entry.decided.reason && <span>{entry.decided.reason}</span>}
        </>
      )}
    </>
  );
}

function decisionText(words: Words, decided: { by: string | null; at: Date }, now: Date): string {
  const ago = words.ago(decided.at, now);
  return decided.by === null
    ? words("queue.decided-by-import", { ago })
    : words("queue.decided-by", { name: decided.by, ago });
}

function Moment({ frame, date, text }: { frame: Frame; date: Date; text: string }) {
  return (
    <time datetime={date.toISOString()} title={`${frame.words.moment(date)} UTC`}>
      {text}
    </time>
  );
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
      {props.canTakeOut && <TakeOutLink words={words} slug={letter.slug} entry={entry} />}
      <NoteField words={words} name={entry.name} hint={hint} />
      {entry.replaces && <p class="hint final">{words("queue.change-final")}</p>}
    </form>
  );
}
