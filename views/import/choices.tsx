import { paths } from "../../src/shared/pages/paths.ts";
import { SelectField } from "../components/field.tsx";
import type { Words } from "../page/words.ts";

/** A column of the file, with the first of its cells that says something. */
export type ShownColumn = { at: number; heading: string; sample: string; field: string };

export type ChoicesProps = {
  columns: readonly ShownColumn[];
  /** The names of fields, with the words for them. */
  fields: readonly { value: string; label: string }[];
  /** What is chosen in the lists below the columns. */
  chosen: Record<"kind" | "date_order" | "encoding" | "separator" | "sheet", string>;
  /** By what the file came to have these columns. */
  columnsOf: string;
  /** What can be chosen: none where there is no choice. */
  encodings: readonly string[];
  separators: readonly ("," | ";" | "\t" | "|")[];
  sheets: readonly string[];
  carried: CarriedProps;
};

/** The file again, in base64, and its name: nobody is asked for it twice. */
export type CarriedProps = { name: string; base64: string };

/** The choices of a file that cannot be previewed as it is. */
export function ImportChoicesForm(props: ChoicesProps & { words: Words; slug: string }) {
  return (
    <form
      method="post"
      enctype="multipart/form-data"
      action={paths.letterImport(props.slug)}
      class="card"
    >
      <Carried as="kept" {...props.carried} />
      <ChoiceFields {...props} />
    </form>
  );
}

/** Carries a file to the next step. Belongs inside a form. */
export function Carried({ as, name, base64 }: CarriedProps & { as: "kept" | "confirmed" }) {
  return (
    <>
      <input type="hidden" name={as} value={base64} />
      <input type="hidden" name="file_name" value={name} />
    </>
  );
}

/** What each column holds, with a sample, to be chosen anew. Belongs inside a form. */
export function ChoiceFields(props: ChoicesProps & { words: Words }) {
  const { words, columns, fields } = props;
  const options = [{ value: "", label: words("importing.field-none") }, ...fields];
  return (
    <section class="column-choices" aria-labelledby="choices">
      <input type="hidden" name="columns_of" value={props.columnsOf} />
      <h2 id="choices">{words("importing.choices-title")}</h2>
      <p>{words("importing.choices-lead")}</p>
      {columns.length > 0 && (
        <table class="table stacks">
          <thead>
            <tr>
              <th scope="col">{words("importing.column-name")}</th>
              <th scope="col">{words("importing.column-sample")}</th>
              <th scope="col">{words("importing.column-holds")}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ at, heading, sample, field }) => (
              <tr>
                <th scope="row" id={`column-${at}`}>
                  <bdi>{heading}</bdi>
                </th>
                <td data-label={words("importing.column-sample")}>
                  <bdi>{sample}</bdi>
                </td>
                <td data-label={words("importing.column-holds")}>
                  <select name={`map-${at}`} aria-labelledby={`column-${at}`}>
                    {options.map((option) => (
                      <option value={option.value} selected={option.value === field}>
                        {option.label}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <SelectField
        words={words}
        name="kind"
        label={words("importing.kind-label")}
        value={props.chosen.kind}
        options={[
          { value: "", label: words("importing.kind-found") },
          { value: "organisation", label: words("importing.kind-all-organisation") },
          { value: "individual", label: words("importing.kind-all-individual") },
          { value: "by-organisation", label: words("importing.kind-by-organisation") },
        ]}
      />
      <SelectField
        words={words}
        name="date_order"
        label={words("importing.dates-label")}
        value={props.chosen.date_order}
        options={[
          { value: "", label: words("importing.dates-found") },
          { value: "dmy", label: words("importing.dates-dmy") },
          { value: "mdy", label: words("importing.dates-mdy") },
          { value: "ymd", label: words("importing.dates-ymd") },
        ]}
      />
      <ReadingFields {...props} />
      <button type="submit" class="button quiet" name="show" value="on">
        {words("importing.choices-show")}
      </button>
    </section>
  );
}

const SEPARATOR_WORDS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;

/** As what the file is read. */
function ReadingFields({ words, chosen, ...given }: ChoicesProps & { words: Words }) {
  const found = { value: "", label: words("importing.encoding-found") };
  const separators = given.separators.map((value) => ({
    value,
    label: words(`importing.separator-${SEPARATOR_WORDS[value]}`),
  }));
  const fields = [
    { name: "encoding", options: given.encodings.map((value) => ({ value, label: value })) },
    { name: "separator", options: separators },
    { name: "sheet", options: given.sheets.map((value) => ({ value, label: value })) },
  ] as const;
  return (
    <>
      {fields
        .filter(({ name, options }) => options.length > (name === "sheet" ? 1 : 0))
        .map(({ name, options }) => (
          <SelectField
            words={words}
            name={name}
            label={words(`importing.${name}-label`)}
            value={chosen[name]}
            options={[found, ...options]}
          />
        ))}
    </>
  );
}
