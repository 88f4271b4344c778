import { paths, withQuery } from "../../src/shared/pages/paths.ts";
import type { Choice } from "../components/field.tsx";
import type { Frame } from "../page/frame.ts";
import type { QueueTab } from "./decision.tsx";

/** What the queue is narrowed to, as its address says it; an empty text narrows nothing. */
export type FilterValues = Readonly<Record<FilterName | HashName | "q" | "aside", string>>;

/** The filters that are chosen from lists, in the order of the page. */
export const FILTER_NAMES = ["kind", "signal", "age", "country", "language"] as const;

type FilterName = (typeof FILTER_NAMES)[number];
type HashName = "address" | "domain" | "network";

export type FiltersProps = {
  frame: Frame;
  letter: { slug: string };
  tab: QueueTab;
  filter: FilterValues;
  choices: Readonly<Record<FilterName, readonly Choice[]>>;
  /** A search that could not be read, as it was typed. */
  typed: string;
};

/** The search and the filters; on a phone a button shows these. */
export function QueueFilters(props: FiltersProps) {
  return (
    <div class="queue-tools">
      <Search {...props} />
      <Filters {...props} />
    </div>
  );
}

/** Posted, so that a typed address does not appear in the address bar. */
function Search({ frame, letter, tab, filter, typed }: FiltersProps) {
  const { words } = frame;
  return (
    <search>
      <form class="search" method="post" action={paths.queueSearch(letter.slug)}>
        <input type="hidden" name="state" value={tab} />
        {[...FILTER_NAMES, "aside" as const].map(
          (name) => filter[name] && <Hidden name={name} value={filter[name]} />,
        )}
        <label for="search" class="visually-hidden">
          {words("queue.search-label")}
        </label>
        <input
          id="search"
          name="search"
          type="search"
          value={typed || filter.q}
          placeholder={words("queue.search-hint")}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          aria-keyshortcuts="/"
        />
        <button type="submit" class="button quiet" data-key="/">
          {words("queue.search")}
        </button>
      </form>
    </search>
  );
}

function Filters({ frame, letter, tab, filter, choices }: FiltersProps) {
  const { words } = frame;
  return (
    <>
      <button type="button" class="button quiet fold" popovertarget="filters">
        {words("queue.filter")}
      </button>
      <form
        class="filters folded"
        id="filters"
        popover="auto"
        method="get"
        action={paths.queue(letter.slug)}
      >
        <Hidden name="state" value={tab} />
        {(["q", "address", "domain", "network", "aside"] as const).map(
          (name) => filter[name] && <Hidden name={name} value={filter[name]} />,
        )}
        {FILTER_NAMES.filter((name) => choices[name].length > 1).map((name) => (
          <label>
            <span class="visually-hidden">{words(`queue.filter-${name}`)}</span>
            <select name={name} class={filter[name] === "" ? undefined : "chosen"}>
              <option value="">{words(`queue.any-${name}`)}</option>
              {choices[name].map(({ value, label }) => (
                <option value={value} selected={value === filter[name]}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="submit" class="button quiet">
          {words("queue.filter")}
        </button>
      </form>
    </>
  );
}

function Hidden({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />;
}

const NARROWING = ["q", "address", "domain", "network", "aside", ...FILTER_NAMES] as const;

/** What the queue is narrowed to, each with a link to remove it. */
export function Narrowed({ frame, letter, tab, filter, choices }: FiltersProps) {
  const { words } = frame;
  const narrowed = NARROWING.filter((name) => filter[name] !== "");
  if (narrowed.length === 0) return null;
  const labelOf = (name: (typeof NARROWING)[number]) => {
    if (name === "q") return words("queue.narrowed-q", { q: filter.q });
    if (name === "aside") return words("queue.aside");
    if (name === "address" || name === "domain") return words(`queue.narrowed-${name}`);
    if (name === "network") return words("queue.narrowed-network", { network: filter.network });
    return choices[name].find(({ value }) => value === filter[name])?.label ?? filter[name];
  };
  return (
    <ul class="narrowed" aria-label={words("queue.narrowed")}>
      {narrowed.map((name) => (
        <li>
          <bdi>{labelOf(name)}</bdi>
          <a
            href={withQuery(paths.queue(letter.slug), { ...filter, [name]: null, state: tab })}
            aria-label={words("queue.lift-one", { filter: labelOf(name) })}
          >
            {words("queue.lift")}
          </a>
        </li>
      ))}
    </ul>
  );
}
