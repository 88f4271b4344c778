import type { Child } from "hono/jsx";
import { EntryText, type ListedEntry } from "../letter/entries.tsx";
import type { Words } from "../page/words.ts";

/** An entry that somebody is asked about, and who is behind it. */
export type AskedEntry = ListedEntry & {
  country: string;
  contactName: string | null;
  contactRole: string | null;
};

/** An entry as it stands in the list, or will, with its contact person, who does not. */
export function EntryCard(props: {
  words: Words;
  entry: AskedEntry;
  listedHint: string;
  contactHint: string;
  /** What is said between the entry's name and its country. */
  beside?: Child;
  /** What is said below both. */
  children?: Child;
}) {
  const { words, entry } = props;
  const { contactName: name, contactRole } = entry;
  return (
    <div class="entry-card">
      <p class="hint">{props.listedHint}</p>
      <p class="preview-entry">
        <EntryText entry={entry} />
        {props.beside}
        {entry.country !== "ZZ" && <span class="role">{words.country(entry.country)}</span>}
      </p>
      {props.children}
      {name !== null && (
        <>
          <p class="hint">{props.contactHint}</p>
          <p>
            <bdi>{words("verification.contact", { name, role: contactRole ?? "" })}</bdi>
          </p>
        </>
      )}
    </div>
  );
}
