import type { Words } from "../page/words.ts";

/** What was noticed in a file, and is no reason not to import it. */
export function Notices({ notices }: { notices: readonly string[] }) {
  if (notices.length === 0) return null;
  return (
    <ul>
      {notices.map((notice) => (
        <li>
          <bdi>{notice}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** What is wrong with lines of a file, each cause once. */
export function LineProblems(props: { words: Words; sentences: readonly string[]; count: number }) {
  const { words, sentences, count } = props;
  if (sentences.length === 0) return null;
  return (
    <section class="line-problems" aria-labelledby="problems">
      <h2 id="problems">{words("importing.problems-title")}</h2>
      <ul>
        {sentences.map((sentence) => (
          <li>
            <bdi>{sentence}</bdi>
          </li>
        ))}
      </ul>
      {count > sentences.length && (
        <p>{words("importing.more-problems", { count: count - sentences.length })}</p>
      )}
    </section>
  );
}
