import { Empty } from "../components/empty.tsx";
import { Icon } from "../components/icon.tsx";
import { Notice } from "../components/notice.tsx";
import { heightScale, PLOT, Plot } from "../components/plot.tsx";
import { FactRows } from "../staff/facts.tsx";

const KINDS = ["", "quiet", "danger", "quiet danger"] as const;

/** Buttons, and what looks like a link, in every state that CSS alone does not make. */
export function Buttons({ id }: { id: string }) {
  return (
    <>
      {["", "small "].map((size) => (
        <p class="toolbar">
          {KINDS.map((kind) => (
            <button type="button" class={`button ${size}${kind}`}>
              {kind === "" ? "Approve" : kind}
            </button>
          ))}
        </p>
      ))}
      <p class="toolbar">
        <a class="button quiet" href={`#${id}`}>
          <Icon name="download" />
          {"Link"}
        </a>
        <button type="button" class="button" disabled>
          {"Disabled"}
        </button>
        <button type="button" class="button" aria-busy="true">
          {"Busy"}
        </button>
        <button type="button" class="link">
          {"Remove"}
        </button>
        <button type="button" class="link danger">
          {"Delete"}
        </button>
        <button type="button" class="link" disabled>
          {"Disabled"}
        </button>
      </p>
    </>
  );
}

export function Badges() {
  return (
    <p class="toolbar">
      <span class="badge">{"Draft"}</span>
      <span class="badge good">
        <Icon name="check" />
        {"Confirms"}
      </span>
      <span class="badge look">{"Look closer"}</span>
      <span class="badge bad">{"Taken down"}</span>
    </p>
  );
}

export function Notices() {
  return (
    <>
      <Notice kind="info">{"Times are in UTC."}</Notice>
      <Notice kind="success">{"Saved."}</Notice>
      <Notice kind="warning">
        <p>
          <strong>{"Somebody else saved first."}</strong>
        </p>
        <p>{"Compare the two before you save."}</p>
      </Notice>
      <Notice kind="error">
        <p>{"Nothing was saved:"}</p>
        <ul>
          <li>
            <a href="#icons">{"Enter a name"}</a>
          </li>
        </ul>
      </Notice>
    </>
  );
}

export function Tabs({ id }: { id: string }) {
  return (
    <nav class="tabs" aria-label={`Tabs, ${id}`}>
      <a href={`#${id}`} aria-current="page">
        {"Pending"} <span class="count">{"12"}</span>
      </a>
      <a href={`#${id}`}>
        {"On hold"} <span class="count">{"3"}</span>
      </a>
      <a href={`#${id}`}>{"Published"}</a>
    </nav>
  );
}

const ROWS = [
  ["Friends of the Weir", "Ireland", "1,204"],
  ["The Estuary Trust", "United Kingdom", "87"],
  ["Adaeze Obi", "Nigeria", "5"],
] as const;

export function Table() {
  return (
    <table class="table stacks">
      <thead>
        <tr>
          <th scope="col">{"Name"}</th>
          <th scope="col">{"Country"}</th>
          <th scope="col" class="number">
            {"Number"}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([name, country, count], index) => (
          <tr class={index === 1 ? "selected" : undefined}>
            <th scope="row">
              {name}
              <span class="aside">{"Organisation"}</span>
            </th>
            <td data-label="Country">{country}</td>
            <td class="number" data-label="Number">
              {count}
            </td>
            <td class="act">
              <button type="button" class="link">
                {"Remove"}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The dialog is shown as part of the page: opened it would lie above everything else. */
export function Floating({ id }: { id: string }) {
  return (
    <>
      <div class="toolbar">
        <button type="button" class="button quiet" popovertarget={`${id}-popover`}>
          {"Popover"}
        </button>
        <details class="menu end">
          <summary class="button quiet">
            {"Menu"}
            <Icon name="chevron-down" />
          </summary>
          <div class="menu-items">
            <a href={`#${id}`} aria-current="page">
              <Icon name="pencil" />
              {"Edit"}
            </a>
            <button type="button">
              <Icon name="x" />
              {"Close"}
            </button>
          </div>
        </details>
      </div>
      <div id={`${id}-popover`} class="popover" popover="auto">
        <p>{"A reason, chosen at the row."}</p>
      </div>
      <div class="dialog">
        <h3>{"Dialog"}</h3>
        <p>{"What it will touch, before it does."}</p>
        <p class="toolbar">
          <button type="button" class="button danger">
            {"Delete"}
          </button>
          <button type="button" class="button quiet">
            {"Cancel"}
          </button>
        </p>
      </div>
    </>
  );
}

export function Surfaces() {
  return (
    <div class="stack">
      <div class="card">
        <h3>{"Card"}</h3>
        <dl class="facts">
          <FactRows
            facts={[
              { label: "State", value: "Open" },
              { label: "Since", value: "2 days ago" },
            ]}
          />
        </dl>
      </div>
      <Empty title="Nothing waits.">
        <p>{"New entries appear here."}</p>
        <a class="button quiet" href="#icons">
          {"See the letter"}
        </a>
      </Empty>
    </div>
  );
}

const COUNTS = [3, 5, 2, 8, 13, 9, 4];

/** A plot of a week: bars, and a curve over them. */
export function WeekPlot() {
  const { scale } = heightScale(13);
  const wide = PLOT.width / COUNTS.length;
  const curve = COUNTS.map((count, day) => `${(day + 0.5) * wide} ${scale(count)}`).join(" ");
  return (
    <Plot
      number={String}
      caption="Signatures a day"
      most={13}
      ends={["Monday", "Sunday"]}
      table={<p>{COUNTS.join(", ")}</p>}
      summary="The numbers"
    >
      {COUNTS.map((count, day) => (
        <rect
          class={day % 2 === 0 ? "bar" : "bar of-other"}
          x={day * wide + wide / 10}
          y={scale(count)}
          width={wide * 0.8}
          height={PLOT.height - scale(count)}
        />
      ))}
      <path class="curve" d={`M${curve}`} />
    </Plot>
  );
}
