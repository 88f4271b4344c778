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
  contactName: string | null;
  contactRole: string | null;
};

export type ListedEntry = Pick<Entry, "kind" | "name" | "title" | "affiliation" | "website"> & {
  /** How an organisation was verified; null or left out if there is nothing to say. */
  verified?: "contact" | "second-confirmation" | null;
};

/** One entry: the name, in isolated text direction, and what is shown below it. */
export function EntryText({ entry }: { entry: ListedEntry }) {
  const second = [entry.title, entry.affiliation].filter((part) => part !== null);
  return (
    <>
      {entry.website === null ? (
        <bdi class="name">{entry.name}</bdi>
      ) : (
        <a class="name" href={entry.website} rel="nofollow noopener ugc">
          <bdi>{entry.name}</bdi>
        </a>
      )}
      {second.length > 0 && (
        <span class="role">
          {second.map((part, index) => (
            <>
              {index > 0 && ", "}
              <bdi>{part}</bdi>
            </>
          ))}
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
  /** Says of each entry that it stands under an earlier text. */
  ofText?: string;
}) {
  const { words } = props.frame;
  const Heading = props.level;
  return (
    <>
      {props.organisations.length > 0 && (
        <>
          <Heading class="kind">{words("letter.organisations")}</Heading>
          <Entries
            name="organisations"
            entries={props.organisations}
            words={props.showsVerification ? words : null}
            ofText={props.ofText}
          />
        </>
      )}
      {props.individuals.length > 0 && (
        <>
          <Heading class="kind">{words("letter.individuals")}</Heading>
          <Entries
            name="individuals"
            entries={props.individuals}
            words={null}
            ofText={props.ofText}
          />
        </>
      )}
    </>
  );
}

function Entries(props: {
  name: string;
  entries: readonly ListedEntry[];
  /** The words for how each was verified; null if that is not said. */
  words: Words | null;
  ofText: string | undefined;
}) {
  const { name, entries, words, ofText } = props;
  return (
    <ul class={`entries ${name}`}>
      {entries.map((entry) => (
        <li>
          <EntryText entry={entry} />
          {words && entry.verified && (
            <span class="role">{words(`question.second-how-${entry.verified}`)}</span>
          )}
          {ofText !== undefined && <span class="role">{ofText}</span>}
        </li>
      ))}
    </ul>
  );
}
