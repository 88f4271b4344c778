import type { Child } from "hono/jsx";
import { paths } from "../src/shared/paths.ts";
import { EntryText } from "./entries.tsx";
import type { Frame } from "./frame.ts";
import { type Changeable, Changes } from "./queue-change.tsx";
import {
  decisionLabel,
  type QueueDecision,
  type QueueTab,
  type ReasonChoice,
  ReasonedDecision,
} from "./queue-decision.tsx";
import type { Words } from "./words.ts";

/** A sentence of evidence, with whether it confirms, is neutral, or asks for a closer look. */
export type EvidenceLine = { mark: "confirms" | "neutral" | "look"; sentence: string };

/** An entry as a row of the queue. */
export type QueueRowEntry = {
  id: string;
  kind: "organisation" | "individual";
  name: string;
  title: string | null;
  affiliation: string | null;
  website: string | null;
  country: string;
  visibility: string;
  sortName: string | null;
  contactName: string | null;
  contactRole: string | null;
  /** What is published now, where the entry is a change of it. */
  replaces: Changeable | null;
  hiddenAt: Date | null;
  email: string | null;
  signedAt: Date;
  verifiedAt: Date | null;
  evidence: readonly EvidenceLine[];
  /** The first of the entries that it stands with, since they resemble each other. */
  standsWith: string;
  /** Who decided it (nobody, where it was imported), when and why. */
  decided: { by: string | null; at: Date; reason: string | null } | null;
  notes: readonly { by: string; text: string }[];
};

type RowProps = {
  frame: Frame;
  letter: { slug: string };
  tab: QueueTab;
  decisions: readonly QueueDecision[];
  reasons: readonly ReasonChoice[];
  entry: QueueRowEntry;
  isSelected: boolean;
  now: Date;
};

/** One entry: who, how to reach them, what speaks for and against, and the decision. */
export function QueueRow(props: RowProps) {
  const { frame, letter, entry, decisions, isSelected } = props;
  const { words } = frame;
  return (
    <tr id={`entry-${entry.id}`}>
      <td class="select">
        {decisions.length > 0 && (
          <label class="tick">
            <input type="checkbox" name="id" value={entry.id} form="bulk" checked={isSelected} />
            <span class="visually-hidden">{words("queue.select-entry", { name: entry.name })}</span>
          </label>
        )}
      </td>
      <td class="entry">
        <EntryText entry={{ ...entry, website: null }} />
        {entry.website && (
          <a class="site" href={entry.website} rel="noreferrer noopener nofollow" target="_blank">
            {entry.website.replace(/^https?:\/\//, "")}
          </a>
        )}
        <span class="facts">{factsOf(words, entry).join(" · ")}</span>
        {entry.replaces && <Changes words={words} from={entry.replaces} to={entry} />}
        <a class="to-history" href={paths.entry(letter.slug, entry.id)}>
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
        {entry.email && <Address email={entry.email} />}
      </td>
      <td class="evidence">
        <Evidence {...props} />
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

/** An address that breaks before its @ where it must, not in the middle of a word. */
function Address({ email }: { email: string }) {
  const at = email.lastIndexOf("@");
  return (
    <span class="email">
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  );
}

function factsOf(words: Words, entry: QueueRowEntry): string[] {
  return [
    words(`queue.${entry.kind}`),
    ...(entry.country === "ZZ" ? [] : [words.country(entry.country)]),
    ...(entry.visibility === "full" ? [] : [words("queue.anonymous")]),
    ...(entry.hiddenAt === null ? [] : [words("queue.hidden")]),
    ...(entry.replaces === null ? [] : [words("queue.change")]),
  ];
}

const MARKS = { confirms: "✓", neutral: "·", look: "!" } as const;

function Evidence({ frame, entry }: RowProps) {
  const { words } = frame;
  return (
    <EvidenceList words={words} lines={entry.evidence}>
      {entry.notes.map(({ by, text }) => (
        <li class="note">
          <span class="mark" aria-hidden="true">
            ✎
          </span>
          <bdi>{words("queue.noted-by", { name: by, text })}</bdi>
        </li>
      ))}
    </EvidenceList>
  );
}

/** Sentences of evidence, each with its mark. */
export function EvidenceList(props: {
  words: Words;
  lines: readonly EvidenceLine[];
  children?: Child;
}) {
  const { words, lines } = props;
  return (
    <ul>
      {lines.map(({ mark, sentence }) => (
        <li class={mark}>
          <span class="mark" aria-hidden="true">
            {MARKS[mark]}
          </span>
          <span>
            <span class="visually-hidden">{words(`queue.mark-${mark}`)}: </span>
            {sentence}
          </span>
        </li>
      ))}
      {props.children}
    </ul>
  );
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
      {entry.decided && (
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

/** A form for each decision, so that a press of Enter in one never sends another. */
function RowDecision({ frame, letter, tab, entry, decisions, reasons, now }: RowProps) {
  const { words } = frame;
  const action = paths.decisions(letter.slug);
  const fields = (
    <>
      <input type="hidden" name="state" value={tab} />
      <input type="hidden" name="seen_at" value={now.getTime()} />
      <input type="hidden" name="id" value={entry.id} />
    </>
  );
  return (
    <div class="choices">
      {decisions.map((decision) => {
        if (decision === "reject" || decision === "takedown") {
          const what = { words, entry, decision, reasons, action, fields };
          return <ReasonedDecision {...what} />;
        }
        const label = decisionLabel(words, tab, decision);
        return (
          <form method="post" action={action}>
            {fields}
            <button
              type="submit"
              name="decision"
              value={decision}
              class="button"
              aria-label={words("queue.decide-one", { decision: label, name: entry.name })}
            >
              {label}
            </button>
          </form>
        );
      })}
    </div>
  );
}
