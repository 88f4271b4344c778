import type { Child } from "hono/jsx";
import { type Entry, EntryText } from "../letter/entries.tsx";
import type { Words } from "../page/words.ts";

/** An entry as the list shows it, or will, on a card of its own. */
export function EntryCard(props: {
  words: Words;
  entry: Entry;
  label: string;
  /** What is said below the entry's name. */
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
      </p>
      {entry.country !== "ZZ" && (
        <p class="hint">
          {words("verification.country-said", { country: words.country(entry.country) })}
        </p>
      )}
      {entry.visibility !== "full" && <p>{words("verification.not-listed")}</p>}
      {props.children}
    </div>
  );
}
