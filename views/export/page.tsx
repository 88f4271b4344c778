import { paths } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import type { Words } from "../page/words.ts";
import { ProblemFlash } from "../staff/flash.tsx";

/** A state that entries can be exported in. */
export type ExportState =
  | "held"
  | "unverified"
  | "pending"
  | "published"
  | "rejected"
  | "withdrawn"
  | "refused"
  | "invalidated"
  | "takendown";

export type ExportLine = {
  at: Date;
  by: string | null;
  format: string;
  states: readonly string[];
  withContacts: boolean;
  withHidden: boolean;
  purpose: string | null;
  rows: number;
  outcome: "complete" | "aborted" | null;
};

export type ExportsPageProps = DeskProps & {
  states: readonly ExportState[];
  canTakeContacts: boolean;
  records: readonly ExportLine[];
  /** Sentences by the field that they are about. */
  errors: Readonly<Record<string, string>>;
  /** What the form holds: what was sent, if that was refused. */
  typed: {
    format: string;
    states: readonly string[];
    withHidden: boolean;
    withContacts: boolean;
    purpose: string;
    separator: string;
    dates: string;
    headings: string;
  };
  /** That of the letter. */
  timeZone: string;
};

/** Takes an export, and lists who took which. */
export function ExportsPage(props: ExportsPageProps) {
  const { frame, letter, records } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("exports.title-of", { title: letter.title })}>
      <PageHead title={words("exports.title")} lead={words("exports.lead")} />
      <div class="two-columns">
        <section class="card" aria-labelledby="new-export">
          <h2 id="new-export">{words("exports.new-title")}</h2>
          <ProblemFlash title={words("exports.problem-title")} errors={props.errors} />
          <NewExport {...props} />
        </section>
        <section aria-labelledby="records">
          <h2 id="records">{words("exports.record-title")}</h2>
          {records.length === 0 ? (
            <Empty title={words("exports.none")}>
              <p>{words("exports.none-next")}</p>
            </Empty>
          ) : (
            <Records words={words} records={records} />
          )}
        </section>
      </div>
    </DeskPage>
  );
}

function NewExport(props: ExportsPageProps) {
  const { frame, letter, states, canTakeContacts, typed } = props;
  const { words } = frame;
  return (
    <form method="post" action={paths.exports(letter.slug)}>
      <input type="hidden" name="choose_states" value="on" />
      <fieldset class="field" id="format" tabindex={-1}>
        <legend>{words("exports.format")}</legend>
        {(["csv", "json"] as const).map((format) => (
          <label class="choice">
            <input type="radio" name="format" value={format} checked={format === typed.format} />
            <span>{words(`exports.format-${format}`)}</span>
          </label>
        ))}
      </fieldset>
      <Layout {...props} />
      <fieldset class="field" id="states" tabindex={-1}>
        <legend>{words("exports.states")}</legend>
        <div class="check-grid">
          {states.map((state) => (
            <label class="choice">
              <input
                type="checkbox"
                name="states"
                value={state}
                checked={typed.states.includes(state)}
              />
              <span>{words(`queue.state-${state}`)}</span>
            </label>
          ))}
        </div>
        <label class="choice">
          <input type="checkbox" name="hidden" value="on" checked={typed.withHidden} />
          <span>{words("exports.with-hidden")}</span>
        </label>
      </fieldset>
      {canTakeContacts && (
        <div class="field">
          <label class="choice">
            <input
              type="checkbox"
              name="contacts"
              value="on"
              checked={typed.withContacts}
              aria-describedby="contacts-hint"
            />
            <span>{words("exports.with-contacts")}</span>
          </label>
          <p class="hint" id="contacts-hint">
            {words("exports.with-contacts-hint")}
          </p>
        </div>
      )}
      <TextField
        words={words}
        name="purpose"
        label={words("exports.purpose")}
        hint={words("exports.purpose-hint")}
        error={props.errors["purpose"]}
        value={typed.purpose}
      />
      <button type="submit" class="button">
        {words("exports.send")}
      </button>
    </form>
  );
}

/** How a CSV is laid out: without a choice as programs expect it. */
function Layout({ frame, typed, timeZone }: ExportsPageProps) {
  const { words } = frame;
  return (
    <details class="field" open={`${typed.separator} ${typed.dates} ${typed.headings}` !== PLAIN}>
      <summary>{words("exports.layout")}</summary>
      <SelectField
        words={words}
        name="separator"
        label={words("exports.separator")}
        hint={words("exports.separator-hint")}
        value={typed.separator}
        options={(["comma", "semicolon", "tab"] as const).map((value) => ({
          value,
          label: words(`exports.separator-${value}`),
        }))}
      />
      <SelectField
        words={words}
        name="dates"
        label={words("exports.dates")}
        value={typed.dates}
        options={[
          { value: "utc", label: words("exports.dates-utc") },
          { value: "letter", label: words("exports.dates-letter", { zone: timeZone }) },
        ]}
      />
      <SelectField
        words={words}
        name="headings"
        label={words("exports.headings")}
        value={typed.headings}
        options={(["names", "words"] as const).map((value) => ({
          value,
          label: words(`exports.headings-${value}`),
        }))}
      />
    </details>
  );
}

const PLAIN = "comma utc names";

function Records({ words, records }: { words: Words; records: readonly ExportLine[] }) {
  return (
    <table class="table stacks">
      <thead>
        <tr>
          <th scope="col">{words("exports.column-when")}</th>
          <th scope="col">{words("exports.column-who")}</th>
          <th scope="col">{words("exports.column-what")}</th>
          <th scope="col" class="number">
            {words("exports.column-rows")}
          </th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr>
            <td data-label={words("exports.column-when")}>
              <time datetime={record.at.toISOString()}>{words.moment(record.at)} UTC</time>
            </td>
            <td data-label={words("exports.column-who")}>{byOf(words, record)}</td>
            <td data-label={words("exports.column-what")}>
              {whatOf(words, record)}
              {record.purpose && (
                <small>
                  {words("exports.for")} <bdi>{record.purpose}</bdi>
                </small>
              )}
            </td>
            <td class="number" data-label={words("exports.column-rows")}>
              {record.outcome === null
                ? words("exports.outcome-running")
                : words(`exports.outcome-${record.outcome}`, { rows: record.rows })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of an account that was removed, the record keeps a number that names nobody. */
function byOf(words: Words, { by }: ExportLine): string {
  if (by === null) return words("exports.by-command");
  return by === "" ? words("exports.by-former") : by;
}

function whatOf(words: Words, record: ExportLine): string {
  const format = record.format.toUpperCase();
  return [
    words("exports.what", { format, states: record.states.join(", ") }),
    ...(record.withContacts ? [words("exports.what-contacts")] : []),
    ...(record.withHidden ? [words("exports.what-hidden")] : []),
  ].join(", ");
}
