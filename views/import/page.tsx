import { IMPORT_COLUMNS } from "../../src/shared/import-columns.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import { TextAreaField } from "../page/field.tsx";
import { DoneFlash } from "../staff/flash.tsx";

export type ImportPageProps = DeskProps & {
  /** What was pasted. */
  typed: string;
  /** What is wrong, in a sentence; null if nothing was sent. */
  problem: string | null;
  /** Whether that is only that the file waits for a second person. */
  isWaiting: boolean;
  /** What is wrong with lines, each cause once, up to the number that is shown. */
  lineProblems: readonly string[];
  problemCount: number;
  limits: { size: number; rows: number };
  done: { added: number; there: number } | null;
};

/** Takes a file of signatories, and explains its columns. */
export function ImportPage(props: ImportPageProps) {
  const { frame, letter, done } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("importing.title-of", { title: letter.title })}>
      <h1>{words("importing.title")}</h1>
      <DoneFlash text={done && words("importing.flash-imported", done)} />
      <p class="intro">{words("importing.lead")}</p>
      <Problems {...props} />
      <div class="import">
        <SourceForm {...props} />
        <Columns {...props} />
      </div>
    </DeskPage>
  );
}

function Problems(props: ImportPageProps) {
  const { frame, problem, lineProblems, problemCount } = props;
  const { words } = frame;
  if (problem === null) return null;
  return (
    <>
      <div class="flash problem" role="alert">
        <p>
          <strong>{words("importing.problem-title")}</strong>
        </p>
        <p>{problem}</p>
        {props.isWaiting && (
          <p>
            <a href={paths.releases(props.letter.slug)}>{words("massActs.title")}</a>
          </p>
        )}
      </div>
      {lineProblems.length > 0 && (
        <section class="line-problems" aria-labelledby="problems">
          <h2 id="problems">{words("importing.problems-title")}</h2>
          <ul>
            {lineProblems.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
          {problemCount > lineProblems.length && (
            <p>{words("importing.more-problems", { count: problemCount - lineProblems.length })}</p>
          )}
        </section>
      )}
    </>
  );
}

function SourceForm({ frame, letter, typed, limits }: ImportPageProps) {
  const { words } = frame;
  return (
    <form
      method="post"
      enctype="multipart/form-data"
      action={paths.letterImport(letter.slug)}
      class="panel-card"
    >
      <div class="field">
        <label for="file">{words("importing.file-label")}</label>
        <p class="hint" id="file-hint">
          {words("importing.file-hint", limits)}
        </p>
        <input
          type="file"
          id="file"
          name="file"
          accept=".csv,text/csv"
          aria-describedby="file-hint"
        />
      </div>
      <TextAreaField
        words={words}
        name="text"
        label={words("importing.text-label")}
        hint={words("importing.text-hint")}
        value={typed}
        rows={8}
      />
      <button type="submit" class="button">
        {words("importing.preview")}
      </button>
    </form>
  );
}

function Columns({ frame, letter }: ImportPageProps) {
  const { words } = frame;
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">{words("importing.columns-title")}</h2>
      <p>
        {words("importing.columns-lead")}{" "}
        <a href={paths.importExample(letter.slug)} download>
          {words("importing.example")}
        </a>
      </p>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{words("importing.column-name")}</th>
            <th scope="col">{words("importing.column-holds")}</th>
          </tr>
        </thead>
        <tbody>
          {IMPORT_COLUMNS.map((column) => (
            <tr>
              <th scope="row">
                <code>{column}</code>
              </th>
              <td>{words(`importing.holds-${column}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
