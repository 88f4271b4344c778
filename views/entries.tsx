import type { Frame } from "./frame.ts";

/** An entry as it stands in the list. */
export type ListedEntry = {
  kind: "organisation" | "individual";
  name: string;
  title: string | null;
  affiliation: string | null;
  website: string | null;
};

/** One entry: the name, isolated, and what stands below it. */
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

/** Both kinds, each under its heading where there is any. */
export function EntriesByKind(props: {
  frame: Frame;
  /** The level of the headings, which follows from what stands above them. */
  level: "h2" | "h3";
  organisations: readonly ListedEntry[];
  individuals: readonly ListedEntry[];
}) {
  const { words } = props.frame;
  const Heading = props.level;
  return (
    <>
      {props.organisations.length > 0 && (
        <>
          <Heading class="kind">{words("letter.organisations")}</Heading>
          <Entries name="organisations" entries={props.organisations} />
        </>
      )}
      {props.individuals.length > 0 && (
        <>
          <Heading class="kind">{words("letter.individuals")}</Heading>
          <Entries name="individuals" entries={props.individuals} />
        </>
      )}
    </>
  );
}

function Entries({ name, entries }: { name: string; entries: readonly ListedEntry[] }) {
  return (
    <ul class={`entries ${name}`}>
      {entries.map((entry) => (
        <li>
          <EntryText entry={entry} />
        </li>
      ))}
    </ul>
  );
}
