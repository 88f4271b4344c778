import { lineBelow } from "../../src/shared/names/line-below.ts";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";

/** The public data of an entry. Every page shows this, or a part of it. */
export type Entry = {
  kind: "organisation" | "individual";
  name: string;
  title: string | null;
  affiliation: string | null;
  website: string | null;
  country: string;
  /** "full", or "anonymous" if the name is not listed. */
  visibility: string;
  /** "own": in their own capacity, not on behalf of their affiliation. */
  capacity: string | null;
  contactName: string | null;
  contactRole: string | null;
};

export type ListedEntry = Pick<Entry, "kind" | "name" | "title" | "affiliation" | "website"> & {
  /** As of an entry; left out of what has none. */
  capacity?: string | null;
  /** How an organisation was verified; null or left out if there is nothing to say. */
  verified?: "contact" | "second-confirmation" | null;
};

/** One entry: the name, in isolated text direction, and what is shown below it. */
export function EntryText({ words, entry }: { words: Words; entry: ListedEntry }) {
  const below = lineBelow(entry, words("letter.own-capacity"));
  return (
    <>
      {entry.website === null ? (
        <bdi class="name">{entry.name}</bdi>
      ) : (
        <a class="name" href={entry.website} rel="nofollow noopener ugc">
          <bdi>{entry.name}</bdi>
        </a>
      )}
      {below.length > 0 && (
        <span class="role">
          {below.map(({ text, is }) => {
            if (is === "typed") return <bdi>{text}</bdi>;
            return is === "said" ? <span class="capacity">{text}</span> : text;
          })}
        </span>
      )}
    </>
  );
}

/** Both kinds, each under its heading if it has any entry. */
export function EntriesByKind(props: {
  frame: Frame;
  /** The level of the headings, which follows from the heading above them. */
  level: "h2" | "h3";
  organisations: readonly ListedEntry[];
  individuals: readonly ListedEntry[];
  /** Whether the list says how organisations were verified. */
  showsVerification: boolean;
  /** How many there are of each, here and on further pages; left out where that is not said. */
  counts?: { organisations: number; individuals: number };
  /** Says of each entry that it stands under an earlier text. */
  ofText?: string;
}) {
  const { words } = props.frame;
  const Heading = props.level;
  return (
    <>
      {props.organisations.length > 0 && (
        <>
          <Heading class="kind">
            {words("letter.organisations")}{" "}
            <Count words={words} count={props.counts?.organisations} />
          </Heading>
          <Entries
            name="organisations"
            entries={props.organisations}
            words={words}
            showsVerification={props.showsVerification}
            ofText={props.ofText}
          />
        </>
      )}
      {props.individuals.length > 0 && (
        <>
          <Heading class="kind">
            {words("letter.individuals")} <Count words={words} count={props.counts?.individuals} />
          </Heading>
          <Entries
            name="individuals"
            entries={props.individuals}
            words={words}
            showsVerification={false}
            ofText={props.ofText}
          />
        </>
      )}
    </>
  );
}

function Count({ words, count }: { words: Words; count: number | undefined }) {
  return count === undefined ? null : <span class="count">{words.number(count)}</span>;
}

function Entries(props: {
  name: string;
  entries: readonly ListedEntry[];
  words: Words;
  showsVerification: boolean;
  ofText: string | undefined;
}) {
  const { name, entries, words, showsVerification, ofText } = props;
  return (
    <ul class={`entries ${name}`}>
      {entries.map((entry) => (
        <li>
          <EntryText words={words} entry={entry} />
          {showsVerification && entry.verified && (
            <span class="role">{words(`question.second-how-${entry.verified}`)}</span>
          )}
          {ofText !== undefined && <span class="role">{ofText}</span>}
        </li>
      ))}
    </ul>
  );
}
