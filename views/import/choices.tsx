import type { raw } from "hono/html";
import { paths } from "../../src/shared/pages/paths.ts";
import { SelectField } from "../components/field.tsx";
import type { Words } from "../page/words.ts";

/** A column of the file, with the first of its cells that says something. */
export type ShownColumn = { at: number; heading: string; sample: string; field: string };

export type ChoicesProps = {
  columns: readonly ShownColumn[];
  /** The names of fields, with the words for them. */
  fields: readonly { value: string; label: string }[];
  kind: string;
  dateOrder: string;
  /** The file again: nobody is asked for it twice. */
  source: ReturnType<typeof raw>;
  /** Of a workbook, the sheets that were not read, as JSON. */
  sheets: string;
};

/** The choices of a file that cannot be previewed as it is. */
export function ImportChoicesForm(props: ChoicesProps & { words: Words; slug: string }) {
  return (
    <form
      method="post"
      enctype="multipart/form-data"
      action={paths.letterImport(props.slug)}
      class="card"
    >
      <input type="hidden" name="kept" value={props.source} />
      <ChoiceFields {...props} />
    </form>
  );
}

/** What each column holds, with a sample, to be chosen anew. Belongs inside a form. */
export function ChoiceFields(props: ChoicesProps & { words: Words }) {
  const { words, columns, fields } = props;
  const options = [{ value: "", label: words("importing.field-none") }, ...fields];
  return (
    <section class="column-choices" aria-labelledby="choices">
      <input type="hidden" name="sheets" value={props.sheets} />
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
        value={props.kind}
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
        value={props.dateOrder}
        options={[
          { value: "", label: words("importing.dates-found") },
          { value: "dmy", label: words("importing.dates-dmy") },
          { value: "mdy", label: words("importing.dates-mdy") },
          { value: "ymd", label: words("importing.dates-ymd") },
        ]}
      />
      <button type="submit" class="button quiet" name="show" value="on">
        {words("importing.choices-show")}
      </button>
    </section>
  );
}
