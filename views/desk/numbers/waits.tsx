import { paths, withQuery } from "../../../src/shared/pages/paths.ts";
import type { Frame } from "../../page/frame.ts";

export type WaitsProps = {
  frame: Frame;
  letter: { slug: string };
  /** What waits for moderators, as `letterOverview` gives it. */
  waiting: {
    pending: number;
    oldest: Date | null;
    held: number;
    oldestHeld: Date | null;
    aside: number;
  };
  /** How many have not pressed the link that was mailed to them. */
  unconfirmed: number;
  now: Date;
};

/** What waits, for whom, and since when the oldest of it has. */
export function Waits({ frame, letter, waiting, unconfirmed, now }: WaitsProps) {
  const { words } = frame;
  const queue = paths.queue(letter.slug);
  const rows = [
    ["pending", waiting.pending, waiting.oldest, queue],
    ["held", waiting.held, waiting.oldestHeld, withQuery(queue, { state: "held" })],
    ["aside", waiting.aside, null, withQuery(queue, { aside: "on" })],
    ["unconfirmed", unconfirmed, null, withQuery(queue, { state: "unverified" })],
  ] as const;
  return (
    <figure class="plot">
      <figcaption>{words("overview.waits-title")}</figcaption>
      <table class="table counts">
        <thead>
          <tr>
            <th scope="col">{words("overview.column-waits")}</th>
            <th scope="col" class="number">
              {words("overview.column-count")}
            </th>
            <th scope="col">{words("overview.column-oldest")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, count, oldest, href]) => (
            <tr>
              <th scope="row">
                {count > 0 ? (
                  <a href={href}>{words(`overview.waits-${name}`)}</a>
                ) : (
                  words(`overview.waits-${name}`)
                )}
              </th>
              <td class="number">{words.number(count)}</td>
              <td>
                {oldest && (
                  <time datetime={oldest.toISOString()} title={`${words.moment(oldest)} UTC`}>
                    {words.ago(oldest, now)}
                  </time>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
