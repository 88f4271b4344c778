import type { Frame } from "../page/frame.ts";

/** How many signed on each day, as numbers and as bars. */
export function Days(props: { frame: Frame; days: readonly { day: Date; count: number }[] }) {
  const { frame, days } = props;
  const { words } = frame;
  const most = Math.max(1, ...days.map(({ count }) => count));
  return (
    <section aria-labelledby="days">
      <h2 id="days">{words("overview.days-title")}</h2>
      <p class="hint">{words("overview.days-lead")}</p>
      <table class="table days">
        <thead>
          <tr>
            <th scope="col">{words("overview.column-day")}</th>
            <th scope="col" class="number">
              {words("overview.column-signed")}
            </th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, count }) => (
            <tr>
              <th scope="row">
                <time datetime={day.toISOString().slice(0, 10)}>{words.day(day)}</time>
              </th>
              <td class="number">{words.number(count)}</td>
              <td class="bar-cell">
                <svg viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" aria-hidden="true">
                  <rect width={count} height="1" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
