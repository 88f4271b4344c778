import { paths } from "../../src/shared/pages/paths.ts";
import type { Words } from "../page/words.ts";

/** An import as a line of the list, and on its own page. */
export type ImportLine = {
  id: string;
  /** Who imported. */
  by: string;
  state: "running" | "stopped" | "done" | "undone";
  /** Entries that it was to add, and those that it added and that are there now. */
  expected: number;
  there: number;
  startedAt: Date;
};

export const BADGES: Record<ImportLine["state"], string> = {
  running: "badge look",
  stopped: "badge look",
  done: "badge good",
  undone: "badge",
};

/** What became of an import. */
export function sentenceOf(words: Words, { state, expected, there }: ImportLine): string {
  return words(`importRecords.sentence-${state}`, { expected, there });
}

/** The latest imports of a letter, each with what became of it. */
export function ImportRecords(props: { words: Words; slug: string; lines: readonly ImportLine[] }) {
  const { words, slug, lines } = props;
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">{words("importRecords.list-title")}</h2>
      <table class="table stacks">
        <thead>
          <tr>
            <th scope="col">{words("importRecords.column-what")}</th>
            <th scope="col">{words("importRecords.column-state")}</th>
            <th scope="col" class="number">
              {words("importRecords.column-count")}
            </th>
            <th scope="col">{words("importRecords.column-who")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td data-label={words("importRecords.column-what")}>
                <a href={paths.importRecord(slug, line.id)}>{words.moment(line.startedAt)} UTC</a>
              </td>
              <td data-label={words("importRecords.column-state")}>
                <span class={BADGES[line.state]}>{words(`importRecords.state-${line.state}`)}</span>
              </td>
              <td class="number" data-label={words("importRecords.column-count")}>
                {words("importRecords.count-of", { there: line.there, expected: line.expected })}
              </td>
              <td data-label={words("importRecords.column-who")}>{line.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
