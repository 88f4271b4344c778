import type { Child } from "hono/jsx";
import { type Entry, EntryText } from "../letter/entries.tsx";
import type { Words } from "../page/words.ts";

/** An entry as the list shows it, or will, on a card of its own. */
export function EntryCard(props: {
  words: Words;
  entry: Entry;
  label: string;
  /** What is said between the entry's name and its country. */
  beside?: Child;
  /** What is said below both. */
  children?: Child;
}) {
  const { words, entry } = props;
  return (
    <div class="entry-card">
      <p class="hint">{props.label}</p>
      <p class="preview-entry">
        <EntryText words={words} entry={entry} />
        {props.beside}
        {entry.country !== "ZZ" && <span class="role">{words.country(entry.country)}</span>}
      </p>
      {entry.visibility !== "full" && <p>{words("verification.not-listed")}</p>}
      {props.children}
    </div>
  );
}
