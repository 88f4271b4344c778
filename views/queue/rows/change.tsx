import type { Entry } from "../../letter/entries.tsx";
import type { Words } from "../../page/words.ts";

/** The data of an entry that a signatory can change. */
export type Changeable = Omit<Entry, "kind"> & { sortName: string | null };

/** What a signatory wants changed: for each field, what is published and what is asked for. */
export function Changes(props: { words: Words; from: Changeable; to: Changeable }) {
  const { words, from, to } = props;
  const fields = FIELDS.filter((field) => from[field] !== to[field]);
  return (
    <dl class="changes">
      {fields.map((field) => (
        <div>
          <dt>{words(`queue.field-${field}`)}</dt>
          <dd>
            {from[field] !== null && (
              <>
                <del>
                  <bdi>{shownValue(words, field, from)}</bdi>
                </del>{" "}
              </>
            )}
            <ins>
              <bdi>{shownValue(words, field, to)}</bdi>
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const FIELDS = [
  "name",
  "title",
  "affiliation",
  "capacity",
  "website",
  "country",
  "visibility",
  "sortName",
  "contactName",
  "contactRole",
] as const satisfies (keyof Changeable)[];

function shownValue(words: Words, field: keyof Changeable, entry: Changeable): string {
  if (field === "country") return words.country(entry.country);
  if (field === "visibility") {
    return words(
      entry.visibility === "full" ? "form.visibility-full" : "form.visibility-anonymous",
    );
  }
  if (field === "capacity" && entry.capacity === "own") return words("letter.own-capacity");
  return entry[field] ?? words("queue.field-empty");
}
