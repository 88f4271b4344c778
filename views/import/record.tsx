import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import { type Entry, EntryText } from "../letter/entries.tsx";
import { DoneFlash } from "../staff/flash.tsx";
import { BADGES, type ImportLine, sentenceOf } from "./records.tsx";

export type ImportRecordPageProps = DeskProps & {
  line: ImportLine;
  /** Entries that an undo removes, and some of them. */
  removable: number;
  sample: readonly Pick<Entry, "kind" | "name" | "title" | "affiliation">[];
  /** Until when it can be undone; null if that is over. */
  undoUntil: Date | null;
  /** What was just done, in a sentence, or why it was not. */
  done: string | null;
  problem: string | null;
};

/** One import: how far it came, going on with it, and undoing it. */
export function ImportRecordPage(props: ImportRecordPageProps) {
  const { frame, letter, line } = props;
  const { words } = frame;
  const title = words("importRecords.title-one", { day: words.day(line.startedAt) });
  return (
    <DeskPage {...props} title={title}>
      <nav class="crumbs" aria-label={words("staff.path")}>
        <a href={paths.letterImport(letter.slug)}>{words("importing.title")}</a>
      </nav>
      <PageHead title={title}>
        <span class={BADGES[line.state]}>{words(`importRecords.state-${line.state}`)}</span>
      </PageHead>
      <DoneFlash text={props.done} />
      {props.problem && (
        <Notice kind="error" role="alert">
          {props.problem}
        </Notice>
      )}
      <div class="how-far">
        <p class="big-count sentence">{sentenceOf(words, line)}</p>
        {line.state === "running" && (
          <progress
            max={line.expected}
            value={line.there}
            aria-label={words("importRecords.progress")}
          />
        )}
        <p class="hint">
          {words("invalidation.by-at", { name: line.by, moment: words.moment(line.startedAt) })}
        </p>
      </div>
      <div class="stack">
        {line.state === "running" && <StopForm {...props} id={line.id} />}
        {line.state === "stopped" && (
          <section class="card" aria-labelledby="go-on">
            <h2 id="go-on">{words("importRecords.go-on-title")}</h2>
            <p>{words("importRecords.go-on")}</p>
            <a class="button" href={paths.letterImport(letter.slug)}>
              {words("importRecords.go-on-link")}
            </a>
          </section>
        )}
        {line.state !== "running" && line.there > 0 && <Undo {...props} />}
      </div>
    </DeskPage>
  );
}

/** Stops an import, by a press, also from the page on which it runs. */
export function StopForm({
  frame,
  letter,
  id,
}: Pick<DeskProps, "frame" | "letter"> & { id: string }) {
  const { words } = frame;
  return (
    <form method="post" action={`${paths.importRecord(letter.slug, id)}/stop`}>
      <button type="submit" class="button quiet">
        {words("importRecords.stop")}
      </button>
    </form>
  );
}

function Undo(props: ImportRecordPageProps) {
  const { frame, letter, line, removable, undoUntil, sample } = props;
  const { words } = frame;
  const kept = line.there - removable;
  return (
    <section class="card" aria-labelledby="undo">
      <h2 id="undo">{words("importRecords.undo-title")}</h2>
      {undoUntil === null || removable === 0 ? (
        <p>
          {undoUntil === null
            ? words("importRecords.undo-over")
            : words("importRecords.undo-kept", { count: kept })}
        </p>
      ) : (
        <>
          <p>{words("importRecords.undo-lead", { count: removable })}</p>
          {kept > 0 && <p>{words("importRecords.undo-kept", { count: kept })}</p>}
          <p>{words("importRecords.undo-sample")}</p>
          <ul class="import-sample">
            {sample.map((entry) => (
              <li>
                <EntryText words={words} entry={{ ...entry, website: null }} />
              </li>
            ))}
          </ul>
          <form method="post" action={paths.importRecord(letter.slug, line.id)} class="undo-import">
            <button type="submit" class="button danger">
              {words("importRecords.undo", { count: removable })}
            </button>
          </form>
          <p class="hint">
            {words("importRecords.undo-until", { moment: words.moment(undoUntil) })}
          </p>
        </>
      )}
    </section>
  );
}
