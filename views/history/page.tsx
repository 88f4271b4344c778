import { paths, withQuery } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { type Choice, SelectField, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import type { Frame } from "../page/frame.ts";
import { HistoryCells } from "./cells.tsx";

export type LetterHistoryRow = {
  at: Date;
  what: string;
  /** A reason, or the person that it was done to. */
  more: string | null;
  by: string;
  /** The entry that it is about; its name is null if its data was deleted. */
  entry: { id: string; name: string | null; isThere: boolean } | null;
};

/** The filter as it was typed. */
export type LetterHistoryFilter = {
  q: string;
  what: string;
  who: string;
  from: string;
  to: string;
};

export type LetterHistoryProps = DeskProps & {
  filter: LetterHistoryFilter;
  whats: readonly Choice[];
  whos: readonly Choice[];
  rows: readonly LetterHistoryRow[];
  isFirstPage: boolean;
  next: string | null;
  lookedBackTo: Date | null;
  /** How many entries are shown, if more of them have the searched name. */
  entriesMax: number | null;
  mayExport: boolean;
  problem: string | null;
};

/** What happened to the entries of a letter, and what staff did with it. */
export function LetterHistoryPage(props: LetterHistoryProps) {
  const { frame, letter, filter, rows, entriesMax } = props;
  const { words } = frame;
  const isNarrowed = Object.values(filter).some((value) => value !== "");
  return (
    <DeskPage {...props} title={words("letterHistory.title-of", { title: letter.title })}>
      <PageHead title={words("history.title")} lead={words("letterHistory.lead")} />
      {props.problem && (
        <Notice kind="error" role="alert">
          {props.problem}
        </Notice>
      )}
      <Filter {...props} isNarrowed={isNarrowed} />
      {entriesMax !== null && (
        <Notice kind="warning">{words("letterHistory.more-entries", { count: entriesMax })}</Notice>
      )}
      {rows.length > 0 && <Lines {...props} />}
      {rows.length === 0 && props.next === null && (
        <Empty title={words(`letterHistory.${isNarrowed ? "none-found" : "none"}`)}>
          {!isNarrowed && <p>{words("letterHistory.none-next")}</p>}
        </Empty>
      )}
      <Pager {...props} />
      {props.mayExport && <Download {...props} />}
    </DeskPage>
  );
}

function Filter(props: LetterHistoryProps & { isNarrowed: boolean }) {
  const { frame, letter, filter } = props;
  const { words } = frame;
  return (
    <form method="get" action={paths.letterHistory(letter.slug)} class="history-filter">
      <TextField
        words={words}
        name="q"
        type="search"
        class="wide"
        label={words("letterHistory.search")}
        hint={words("letterHistory.search-hint")}
        value={filter.q}
        autocomplete="off"
      />
      <SelectField
        words={words}
        name="what"
        label={words("letterHistory.what")}
        value={filter.what}
        options={[{ value: "", label: words("letterHistory.what-any") }, ...props.whats]}
      />
      <SelectField
        words={words}
        name="who"
        label={words("letterHistory.who")}
        value={filter.who}
        options={[{ value: "", label: words("letterHistory.who-any") }, ...props.whos]}
      />
      {(["from", "to"] as const).map((name) => (
        <TextField
          words={words}
          name={name}
          type="date"
          label={words(`letterHistory.${name}`)}
          value={filter[name]}
        />
      ))}
      <div class="history-send">
        <button type="submit" class="button">
          {words("letterHistory.show")}
        </button>
        {props.isNarrowed && (
          <a href={paths.letterHistory(letter.slug)}>{words("letterHistory.clear")}</a>
        )}
      </div>
    </form>
  );
}

function Lines({ frame, letter, rows }: LetterHistoryProps) {
  const { words } = frame;
  return (
    <table class="table stacks history">
      <thead>
        <tr>
          <th scope="col">{words("history.column-when")}</th>
          <th scope="col">{words("history.column-what")}</th>
          <th scope="col">{words("letterHistory.column-entry")}</th>
          <th scope="col">{words("history.column-who")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ by, entry, ...line }) => (
          <tr>
            <HistoryCells words={words} line={line} />
            <td class="of-entry">
              {entry && <EntryLink frame={frame} slug={letter.slug} entry={entry} />}
            </td>
            <td>
              <bdi>{by}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EntryLink(props: {
  frame: Frame;
  slug: string;
  entry: NonNullable<LetterHistoryRow["entry"]>;
}) {
  const { id, name, isThere } = props.entry;
  const text = name === null ? props.frame.words("letterHistory.erased") : <bdi>{name}</bdi>;
  return isThere ? <a href={paths.entry(props.slug, id)}>{text}</a> : <span>{text}</span>;
}

function Pager({ frame, letter, filter, isFirstPage, next, lookedBackTo }: LetterHistoryProps) {
  const { words } = frame;
  const page = (after: string | null) =>
    withQuery(paths.letterHistory(letter.slug), { ...filter, after });
  return (
    <>
      {lookedBackTo && (
        <p class="hint">
          {words("letterHistory.looked-back-to", { moment: words.moment(lookedBackTo) })}
        </p>
      )}
      {(!isFirstPage || next) && (
        <nav class="pager" aria-label={words("letterHistory.pages")}>
          {!isFirstPage && <a href={page(null)}>{words("letterHistory.newest")}</a>}
          {next && <a href={page(next)}>{words("letterHistory.older")}</a>}
        </nav>
      )}
    </>
  );
}

function Download({ frame, letter, filter }: LetterHistoryProps) {
  const { words } = frame;
  return (
    <form method="post" action={paths.letterHistory(letter.slug)} class="history-download">
      {Object.entries(filter).map(
        ([name, value]) => value !== "" && <input type="hidden" name={name} value={value} />,
      )}
      <button type="submit" class="button quiet">
        {words("letterHistory.export")}
      </button>
      <p class="hint">{words("letterHistory.export-hint")}</p>
    </form>
  );
}
