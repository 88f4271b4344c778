import { paths } from "../../src/shared/pages/paths.ts";
import { SelectField, TextAreaField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import { DoneFlash } from "../staff/flash.tsx";
import { type ChoicesProps, ImportChoicesForm } from "./choices.tsx";
import { LineProblems, Notices } from "./problems.tsx";
import { type ImportLine, ImportRecords } from "./records.tsx";

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
  notices: readonly string[];
  /** What each column of the file is, if that can be chosen anew. */
  choices: ChoicesProps | null;
  /** What a column is called and can hold, in the order in which it is explained. */
  columns: readonly { name: string; holds: string }[];
  /** The encodings that a file may be said to have. */
  encodings: readonly string[];
  limits: { size: number; rows: number };
  done: { added: number; there: number } | null;
  records: readonly ImportLine[];
};

/** Takes a file of signatories, and explains its columns. */
export function ImportPage(props: ImportPageProps) {
  const { frame, letter, done } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("importing.title-of", { title: letter.title })}>
      <PageHead title={words("importing.title")} lead={words("importing.lead")} />
      <DoneFlash text={done && words("importing.flash-imported", done)} />
      <Problems {...props} />
      {props.choices && <ImportChoicesForm words={words} slug={letter.slug} {...props.choices} />}
      <div class="import">
        <div class="stack">
          <SourceForm {...props} />
          <ImportRecords words={words} slug={letter.slug} lines={props.records} />
        </div>
        <Columns {...props} />
      </div>
    </DeskPage>
  );
}

function Problems(props: ImportPageProps) {
  const { frame, problem, lineProblems, problemCount, notices, isWaiting } = props;
  const { words } = frame;
  if (problem === null) return null;
  return (
    <>
      <Notice kind={isWaiting ? "warning" : "error"} role="alert">
        <p>
          <strong>
            {words(isWaiting ? "importing.waiting-title" : "importing.problem-title")}
          </strong>
        </p>
        <p>{problem}</p>
        {isWaiting && (
          <p>
            <a href={paths.releases(props.letter.slug)}>{words("massActs.title")}</a>
          </p>
        )}
      </Notice>
      <LineProblems words={words} sentences={lineProblems} count={problemCount} />
      <Notices notices={notices} />
    </>
  );
}

function SourceForm({ frame, letter, typed, limits, encodings, choices }: ImportPageProps) {
  const { words } = frame;
  return (
    <form
      method="post"
      enctype="multipart/form-data"
      action={paths.letterImport(letter.slug)}
      class="card"
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
          accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain"
          aria-describedby="file-hint"
        />
      </div>
      {choices === null && (
        <SelectField
          words={words}
          name="encoding"
          label={words("importing.encoding-label")}
          value=""
          options={[
            { value: "", label: words("importing.encoding-found") },
            ...encodings.map((encoding) => ({ value: encoding, label: encoding })),
          ]}
        />
      )}
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

function Columns({ frame, letter, columns }: ImportPageProps) {
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
      <p>{words("importing.columns-known")}</p>
      <p>{words("importing.columns-list")}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words("importing.column-name")}</th>
            <th scope="col">{words("importing.column-holds")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, holds }) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{holds}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
