import { paths } from "../../src/shared/pages/paths.ts";
import { COUNTRY_NOT_SAID } from "../../src/shared/text/country.ts";
import { Notice } from "../components/notice.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import { type Entry, EntryText } from "../letter/entries.tsx";
import type { Words } from "../page/words.ts";
import { Carried, type CarriedProps, ChoiceFields, type ChoicesProps } from "./choices.tsx";
import { LineProblems, Notices } from "./problems.tsx";

/** One row of a file, and what becomes of it. */
type PreviewedRow = Pick<
  Entry,
  "kind" | "name" | "title" | "affiliation" | "country" | "website" | "capacity" | "visibility"
> & {
  line: number;
  state: "published" | "pending";
  fate: "new" | "corrected" | "there";
};

export type ImportPreviewPageProps = DeskProps & {
  rows: readonly PreviewedRow[];
  rowCount: number;
  fates: Record<"new" | "corrected" | "there", number>;
  /** Lines that are wrong, and what is wrong with them, each cause once. */
  badCount: number;
  lineProblems: readonly string[];
  problemCount: number;
  /** As what the file was read, and what was noticed. */
  readAs: string;
  notices: readonly string[];
  choices: ChoicesProps | null;
  /** A hash of what is chosen here: another choice is previewed first. */
  seen: string;
  /** What it would wait for above the limit of a day, and the room within it; else null. */
  above: { kept: "second-person" | "after-delay" | "too-many-waiting"; room: number } | null;
  /** How many entries one person may add as published in a day. */
  max: number;
  /** The file again, and its hash: nothing of it is kept between the two steps. */
  carried: CarriedProps;
  hash: string;
};

/** Shows what each line of a file becomes, and asks whether to import them. */
export function ImportPreviewPage(props: ImportPreviewPageProps) {
  const { frame, letter, fates, rows, rowCount, above, max } = props;
  const { words } = frame;
  const { new: fresh, corrected, there } = fates;
  const count = fresh + corrected;
  const wrong = count > 0 ? "importing.problem-lines-some" : "importing.problem-lines";
  return (
    <DeskPage {...props} title={words("importing.title-of", { title: letter.title })}>
      <h1>{words("importing.preview-title")}</h1>
      <p>{words("importing.preview-lead", { fresh: count, corrected, there })}</p>
      {corrected > 0 && <p>{words("importing.preview-corrected")}</p>}
      {there > 0 && <p>{words("importing.preview-there")}</p>}
      <p>{props.readAs}</p>
      <Notices notices={props.notices} />
      {props.problemCount > 0 && (
        <Notice kind="error" role="alert">
          <p>{words(wrong, { count: props.problemCount })}</p>
        </Notice>
      )}
      {above !== null && (
        <Notice kind="warning">
          <p>{words("importing.preview-above", { max, room: above.room })}</p>
          <p>{words(`importing.preview-above-${above.kept}`)}</p>
        </Notice>
      )}
      <LineProblems words={words} sentences={props.lineProblems} count={props.problemCount} />
      <form method="post" enctype="multipart/form-data" action={paths.letterImport(letter.slug)}>
        <Carried as="confirmed" {...props.carried} />
        <input type="hidden" name="hash" value={props.hash} />
        <input type="hidden" name="seen" value={props.seen} />
        <Buttons {...props} count={count} />
        <Rows words={words} rows={rows} />
        {rowCount > rows.length && (
          <p>{words("importing.more-rows", { shown: rows.length, count: rowCount })}</p>
        )}
        {props.choices && <ChoiceFields words={words} {...props.choices} />}
      </form>
    </DeskPage>
  );
}

function Buttons(props: ImportPreviewPageProps & { count: number }) {
  const { frame, letter, badCount, count, above } = props;
  const { words } = frame;
  const label = badCount > 0 ? "importing.commit-right" : "importing.commit";
  return (
    <>
      {count === 0 && badCount === 0 && <p>{words("importing.nothing-to-add")}</p>}
      <p class="toolbar">
        {count > 0 && (
          <button type="submit" class="button" name={badCount > 0 ? "skip" : "whole"} value="on">
            {words(above === null ? label : "importing.commit-above", { count })}
          </button>
        )}
        {badCount > 0 && (
          <button type="submit" class="button quiet" name="download" value="on">
            {words("importing.download-wrong", { count: badCount })}
          </button>
        )}
        <a class="button quiet" href={paths.letterImport(letter.slug)}>
          {words("importing.start-again")}
        </a>
      </p>
    </>
  );
}

function Rows({ words, rows }: { words: Words; rows: readonly PreviewedRow[] }) {
  return (
    <table class="table stacks preview-rows">
      <thead>
        <tr>
          <th scope="col" class="number">
            {words("importing.column-line")}
          </th>
          <th scope="col">{words("importing.column-who")}</th>
          <th scope="col">{words("importing.column-kind")}</th>
          <th scope="col">{words("importing.column-becomes")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr class={`fate-${row.fate}`}>
            <td class="number" data-label={words("importing.column-line")}>
              {words.number(row.line)}
            </td>
            <td data-label={words("importing.column-who")}>
              <EntryText words={words} entry={row} />
              <Beside words={words} row={row} />
            </td>
            <td data-label={words("importing.column-kind")}>
              {words(`importing.kind-${row.kind}`)}
            </td>
            <td data-label={words("importing.column-becomes")}>{becomes(words, row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What else becomes public: website and country, or that the name does not. */
function Beside({ words, row }: { words: Words; row: PreviewedRow }) {
  const facts = [
    row.visibility === "anonymous" ? words("importing.not-named") : "",
    row.country === COUNTRY_NOT_SAID ? "" : words.country(row.country),
    row.website ?? "",
  ].filter((fact) => fact !== "");
  return facts.length > 0 && <span class="role">{facts.join(" · ")}</span>;
}

function becomes(words: Words, { fate, state }: PreviewedRow): string {
  if (fate === "there") return words("importing.fate-there");
  return words(`importing.fate-${fate}`, { state: words(`importing.state-${state}`) });
}
