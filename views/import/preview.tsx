import type { raw } from "hono/html";
import { paths } from "../../src/shared/pages/paths.ts";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import { type Entry, EntryText } from "../letter/entries.tsx";
import type { Words } from "../page/words.ts";

/** One row of a file, and what becomes of it. */
type PreviewedRow = Pick<Entry, "kind" | "name" | "title" | "affiliation"> & {
  line: number;
  state: "published" | "pending";
  fate: "new" | "corrected" | "there";
};

export type ImportPreviewPageProps = DeskProps & {
  rows: readonly PreviewedRow[];
  rowCount: number;
  fates: Record<"new" | "corrected" | "there", number>;
  /** The file again, and its hash: nothing of it is kept between the two steps. */
  source: ReturnType<typeof raw>;
  hash: string;
};

/** Shows what each line of a file becomes, and asks whether to import them. */
export function ImportPreviewPage(props: ImportPreviewPageProps) {
  const { frame, letter, fates, rows, rowCount } = props;
  const { words } = frame;
  const { new: fresh, corrected, there } = fates;
  const count = fresh + corrected;
  return (
    <DeskPage {...props} title={words("importing.title-of", { title: letter.title })}>
      <h1>{words("importing.preview-title")}</h1>
      <p>{words("importing.preview-lead", { fresh: count, corrected, there })}</p>
      {corrected > 0 && <p>{words("importing.preview-corrected")}</p>}
      {there > 0 && <p>{words("importing.preview-there")}</p>}
      <form
        method="post"
        enctype="multipart/form-data"
        action={paths.letterImport(letter.slug)}
        class="actions"
      >
        {count > 0 ? (
          <>
            <input type="hidden" name="confirmed" value={props.source} />
            <input type="hidden" name="hash" value={props.hash} />
            <button type="submit" class="button">
              {words("importing.commit", { count })}
            </button>
          </>
        ) : (
          <p>{words("importing.nothing-to-add")}</p>
        )}
        <a class="button quiet" href={paths.letterImport(letter.slug)}>
          {words("importing.start-again")}
        </a>
      </form>
      <Rows words={words} rows={rows} />
      {rowCount > rows.length && (
        <p>{words("importing.more-rows", { shown: rows.length, count: rowCount })}</p>
      )}
    </DeskPage>
  );
}

function Rows({ words, rows }: { words: Words; rows: readonly PreviewedRow[] }) {
  return (
    <table class="records preview-rows">
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
              <EntryText words={words} entry={{ ...row, website: null }} />
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

function becomes(words: Words, { fate, state }: PreviewedRow): string {
  if (fate === "there") return words("importing.fate-there");
  return words(`importing.fate-${fate}`, { state: words(`importing.state-${state}`) });
}
