import { CorrectLink } from "../../correction/form.tsx";
import { type Entry, EntryText } from "../../letter/entries.tsx";
import type { Frame } from "../../page/frame.ts";
import type { Words } from "../../page/words.ts";
import { AskLink } from "../../question/moderator-asked.tsx";
import { type EntryEvidence, Evidence } from "../evidence.tsx";
import { TakeOutLink } from "../take-out.tsx";
import { type Changeable, Changes } from "./change.tsx";

/** An entry as a row of the queue shows it. */
export type QueueRowEntry = Entry &
  EntryEvidence & {
    id: string;
    state: string;
    sortName: string | null;
    /** What is published now, if the entry is a change of it. */
    replaces: Changeable | null;
    hiddenAt: Date | null;
    /** Whether staff sent it to try a draft. */
    isTest: boolean;
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

type BesideProps = {
  frame: Frame;
  letter: { slug: string };
  /** Whether its page takes entries down and erases them. */
  canTakeOut: boolean;
  entry: QueueRowEntry;
  now: Date;
};

/** What rows leave out: the script loads some of these and shows that of the current row. */
export function Besides({
  entries,
  ...props
}: Omit<BesideProps, "entry"> & {
  entries: readonly QueueRowEntry[];
}) {
  return (
    <>
      {entries.map((entry) => (
        <Beside {...props} entry={entry} />
      ))}
    </>
  );
}

function Beside(props: BesideProps) {
  const { frame, letter, entry } = props;
  const { words } = frame;
  return (
    <div class="beside-entry" data-of={entry.id}>
      <div class="whole">
        <EntryText words={words} entry={{ ...entry, website: null }} />
      </div>
      {entry.website && (
        <a class="site" href={entry.website} rel="noreferrer noopener nofollow" target="_blank">
          {entry.website.replace(/^https?:\/\//, "")}
        </a>
      )}
      {entry.replaces && <Changes words={words} from={entry.replaces} to={entry} />}
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
      <div class="evidence">
        <Evidence frame={frame} entry={entry} />
      </div>
      <div class="times">
        <Times {...props} />
      </div>
      {entry.authority && (
        <details class="authority">
          <summary>{words("queue.authority")}</summary>
          <q>{entry.authority}</q>
        </details>
      )}
      {entry.replaces && <p class="hint">{words("queue.change-final")}</p>}
      {entry.state === "pending" && <CorrectLink words={words} slug={letter.slug} entry={entry} />}
      {entry.state === "pending" && <AskLink words={words} slug={letter.slug} entry={entry} />}
      {props.canTakeOut && <TakeOutLink words={words} slug={letter.slug} entry={entry} />}
    </div>
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

function Times({ frame, entry, now }: BesideProps) {
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

/** When something happened, as long ago, with the exact time on hover. */
export function Moment({ frame, date, text }: { frame: Frame; date: Date; text: string }) {
  return (
    <time datetime={date.toISOString()} title={`${frame.words.moment(date)} UTC`}>
      {text}
    </time>
  );
}
