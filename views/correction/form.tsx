import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";
import { type Changeable, Changes } from "../queue/rows/change.tsx";

/** A field of an entry: what its signatory wrote, and what it will say. */
export type WordingRow = {
  name: string;
  label: string;
  was: string | null;
  value: string;
  error: string | undefined;
};

export type CorrectionProps = {
  rows: readonly WordingRow[];
  /** A hash of what the form was made from. */
  seen: string;
  /** What the entry said before it was corrected; null if it was not. */
  changed: { from: Changeable; to: Changeable; day: string } | null;
  canCorrect: boolean;
  isTakenBack: boolean;
  /** Whether the form is open already. */
  isOpen: boolean;
  /** Whether a correction was saved a moment ago. */
  isDone: boolean;
  /** Why one was not. */
  problem: string | null;
};

/** The part of an entry's page that corrects its wording and shows what was corrected. */
export function Correction(
  props: CorrectionProps & { frame: Frame; letter: { slug: string }; entryId: string },
) {
  const { changed } = props;
  const { words } = props.frame;
  return (
    <section class="correct" id="correct" aria-label={words("correction.title")}>
      {props.problem && (
        <Notice kind="error" role="alert">
          {props.problem}
        </Notice>
      )}
      {props.isDone && (
        <Notice kind="success" role="status">
          {words("correction.done")}
        </Notice>
      )}
      {changed && (
        <div class="corrected">
          <p>{words("correction.stands-corrected", { day: changed.day })}</p>
          <Changes words={words} from={changed.from} to={changed.to} />
        </div>
      )}
      {props.isTakenBack && <p class="hint">{words("correction.taken-back")}</p>}
      {props.canCorrect && <CorrectionForm {...props} />}
    </section>
  );
}

function CorrectionForm(props: Parameters<typeof Correction>[0]) {
  const { words } = props.frame;
  return (
    <details open={props.isOpen}>
      <summary class="button quiet" aria-keyshortcuts="c" data-key="c">
        {words("correction.open")}
      </summary>
      <form method="post" action={paths.correction(props.letter.slug, props.entryId)} class="card">
        <p>{words("correction.lead")}</p>
        <div class="wordings">
          <p class="heads" aria-hidden="true">
            <span>{words("correction.was")}</span>
            <span>{words("correction.becomes")}</span>
          </p>
          {props.rows.map((row) => (
            <WordingField words={words} row={row} />
          ))}
        </div>
        <button type="submit" class="button">
          {words("correction.send")}
        </button>
        <p class="hint">{words("correction.lead-told")}</p>
        <input type="hidden" name="seen" value={props.seen} />
      </form>
    </details>
  );
}

/** One field: beside each other where there is room. */
function WordingField({ words, row }: { words: Words; row: WordingRow }) {
  const { name, label, was, value, error } = row;
  const described = error === undefined ? `was-${name}` : `was-${name} ${name}-error`;
  return (
    <div class={error === undefined ? "field" : "field has-error"}>
      <label for={name}>{label}</label>
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <p class="was" id={`was-${name}`}>
        <span class="visually-hidden">{words("correction.was")}: </span>
        {was === null ? <i>{words("correction.empty")}</i> : <bdi>{was}</bdi>}
      </p>
      <input
        id={name}
        name={name}
        type="text"
        value={value}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        aria-describedby={described}
        aria-invalid={error === undefined ? undefined : "true"}
      />
    </div>
  );
}

/** Leads from a row of the queue to the form on the entry's page. */
export function CorrectLink(props: {
  words: Words;
  slug: string;
  entry: { id: string; name: string };
}) {
  const { words, slug, entry } = props;
  const label = words("correction.link");
  return (
    <a
      class="button quiet"
      href={`${paths.entry(slug, entry.id)}?correct#correct`}
      aria-label={words("queue.decide-one", { decision: label, name: entry.name })}
      aria-keyshortcuts="c"
      data-key="c"
    >
      {label}
    </a>
  );
}
