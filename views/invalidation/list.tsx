import { paths } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import type { Frame } from "../page/frame.ts";
import { ConditionsForm, type ConditionsFormProps } from "./form.tsx";
import { PreviewOf, type PreviewProps, ProposalForm, type TakenReason } from "./preview.tsx";

/** The state of an invalidation as a page shows it: one that is released may still wait, or run. */
export type Standing =
  | "proposed"
  | "waiting"
  | "running"
  | "cancelled"
  | "done"
  | "undoing"
  | "undone";

export type InvalidationLine = {
  id: string;
  standing: Standing;
  what: string;
  by: string;
  at: Date;
  count: string;
};

export type InvalidationsPageProps = DeskProps & {
  form: Omit<ConditionsFormProps, "frame" | "slug" | "isAgain">;
  isFilledFromEntry: boolean;
  /** Why nothing was previewed or proposed, as a sentence. */
  problem: string | null;
  preview: Pick<PreviewProps, "count" | "sample"> | null;
  reasons: readonly TakenReason[];
  aloneMax: number;
  lines: readonly InvalidationLine[];
};

/** Asks what is to be taken out, shows what that would be, and lists earlier invalidations. */
export function InvalidationsPage(props: InvalidationsPageProps) {
  const { frame, letter, form, preview } = props;
  const { words } = frame;
  const leadOf = props.isFilledFromEntry ? "invalidation.filled-from" : "invalidation.all-hold";
  return (
    <DeskPage {...props} title={words("invalidation.title-of", { title: letter.title })}>
      <PageHead title={words("invalidation.title")} lead={words("invalidation.lead")} />
      {props.problem && (
        <Notice kind="error" role="alert">
          {props.problem}
        </Notice>
      )}
      <div class="two-columns">
        <section class="card conditions" aria-labelledby="conditions">
          <h2 id="conditions">{words("invalidation.new-title")}</h2>
          <p>{words(leadOf)}</p>
          <ConditionsForm frame={frame} slug={letter.slug} isAgain={preview !== null} {...form} />
        </section>
        <div class="stack">
          {preview && <Previewed {...props} preview={preview} />}
          <List frame={frame} slug={letter.slug} lines={props.lines} />
        </div>
      </div>
    </DeskPage>
  );
}

function Previewed(
  props: InvalidationsPageProps & { preview: NonNullable<InvalidationsPageProps["preview"]> },
) {
  const { frame, letter, form, preview, reasons, aloneMax } = props;
  const { words } = frame;
  return (
    <>
      <section aria-labelledby="preview">
        <h2 id="preview">{words("invalidation.preview-title")}</h2>
        <PreviewOf frame={frame} slug={letter.slug} {...preview} />
        <p>{words("invalidation.preview-nothing-yet")}</p>
      </section>
      {preview.count > 0 && (
        <ProposalForm
          frame={frame}
          slug={letter.slug}
          typed={form.typed}
          errors={form.errors}
          reasons={reasons}
          aloneMax={aloneMax}
        />
      )}
    </>
  );
}

function List(props: { frame: Frame; slug: string; lines: readonly InvalidationLine[] }) {
  const { frame, slug, lines } = props;
  const { words } = frame;
  return (
    <section aria-labelledby="list">
      <h2 id="list">{words("invalidation.list-title")}</h2>
      {lines.length === 0 ? (
        <Empty title={words("invalidation.list-none")}>
          <p>{words("invalidation.list-none-next")}</p>
        </Empty>
      ) : (
        <table class="table stacks">
          <thead>
            <tr>
              <th scope="col">{words("invalidation.column-what")}</th>
              <th scope="col">{words("invalidation.column-state")}</th>
              <th scope="col" class="number">
                {words("invalidation.column-count")}
              </th>
              <th scope="col">{words("invalidation.column-who")}</th>
              <th scope="col">{words("invalidation.column-when")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                <td data-label={words("invalidation.column-what")}>
                  <a href={paths.invalidation(slug, line.id)}>
                    <bdi>{line.what}</bdi>
                  </a>
                </td>
                <td data-label={words("invalidation.column-state")}>
                  {words(`invalidation.state-${line.standing}`)}
                </td>
                <td class="number" data-label={words("invalidation.column-count")}>
                  {line.count}
                </td>
                <td data-label={words("invalidation.column-who")}>{line.by}</td>
                <td data-label={words("invalidation.column-when")}>
                  <time datetime={line.at.toISOString()}>{words.moment(line.at)} UTC</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
