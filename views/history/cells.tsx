import type { Words } from "../page/words.ts";

/** The first cells of a line of history: when something happened, and what it was. */
export function HistoryCells(props: {
  words: Words;
  line: { at: Date; what: string; more: string | null };
}) {
  const { at, what, more } = props.line;
  return (
    <>
      <td>
        <time datetime={at.toISOString()}>{props.words.moment(at)} UTC</time>
      </td>
      <td>
        {what}
        {more && (
          <span class="more">
            <bdi>{more}</bdi>
          </span>
        )}
      </td>
    </>
  );
}
