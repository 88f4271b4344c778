import type { Child } from "hono/jsx";

type Share = {
  /** What has the share; below it stands its bar. */
  name: Child;
  note?: string | null;
  /** From nothing, 0, to all, 1. */
  share: number;
  /** The numbers beside it. */
  cells: readonly Child[];
};

/** Parts of a whole as a table, in which each has a bar: the picture and its numbers in one. */
export function Shares(props: {
  caption: Child;
  /** What the rows are, and what stands in each of their cells. */
  head: readonly [string, ...string[]];
  shares: readonly Share[];
}) {
  const [first, ...others] = props.head;
  return (
    <figure class="plot">
      <figcaption>{props.caption}</figcaption>
      <table class="table shares">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((label) => (
              <th scope="col" class="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.shares.map(({ name, note = null, share, cells }) => (
            <tr>
              <th scope="row">
                {name}
                <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="bar" width={Math.round(share * 1000) / 10} height="1" />
                </svg>
                {note !== null && <small>{note}</small>}
              </th>
              {cells.map((cell) => (
                <td class="number">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
