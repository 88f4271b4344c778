import { paths } from "../../src/shared/pages/paths.ts";
import { SelectField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import type { Entry } from "../letter/entries.tsx";
import type { Frame } from "../page/frame.ts";
import type { InvalidationErrors, TypedInvalidation } from "./form.tsx";

export type TakenReason = "forged" | "automated" | "repeated" | "other";

/** One of the entries that would be taken out. */
export type SampleEntry = Pick<Entry, "name" | "title" | "affiliation" | "country"> & {
  id: string;
  /** Its state, in words. */
  state: string;
  signedAt: Date;
};

/** How many entries meet some conditions, and a sample of them. */
export type PreviewProps = {
  frame: Frame;
  slug: string;
  count: number;
  sample: readonly SampleEntry[];
};

/** Shows what conditions would take out. */
export function PreviewOf({ frame, slug, count, sample }: PreviewProps) {
  const { words } = frame;
  return (
    <>
      <p class="big-count">{words("invalidation.preview-count", { count })}</p>
      {count === 0 && <p>{words("invalidation.preview-none")}</p>}
      {sample.length > 0 && (
        <>
          <p>{words("invalidation.preview-sample", { count: sample.length })}</p>
          <table class="table stacks">
            <thead>
              <tr>
                <th scope="col">{words("invalidation.column-entry")}</th>
                <th scope="col">{words("invalidation.column-state")}</th>
                <th scope="col">{words("invalidation.column-country")}</th>
                <th scope="col">{words("invalidation.column-signed")}</th>
              </tr>
            </thead>
            <tbody>
              {sample.map((entry) => (
                <SampleRow frame={frame} slug={slug} entry={entry} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}

function SampleRow(props: { frame: Frame; slug: string; entry: SampleEntry }) {
  const { frame, slug, entry } = props;
  const { words } = frame;
  const more = [entry.title, entry.affiliation].filter((part) => part !== null).join(", ");
  return (
    <tr>
      <td data-label={words("invalidation.column-entry")}>
        <a href={paths.entry(slug, entry.id)}>
          <bdi>{entry.name}</bdi>
        </a>
        {more !== "" && (
          <>
            {" "}
            <span class="hint">
              <bdi>{more}</bdi>
            </span>
          </>
        )}
      </td>
      <td data-label={words("invalidation.column-state")}>{entry.state}</td>
      <td data-label={words("invalidation.column-country")}>
        {entry.country === "ZZ" ? "–" : words.country(entry.country)}
      </td>
      <td data-label={words("invalidation.column-signed")}>
        <time datetime={entry.signedAt.toISOString()}>{words.moment(entry.signedAt)} UTC</time>
      </td>
    </tr>
  );
}

/** Asks why, and proposes what was previewed. */
export function ProposalForm(props: {
  frame: Frame;
  slug: string;
  typed: TypedInvalidation;
  errors: InvalidationErrors;
  reasons: readonly TakenReason[];
  aloneMax: number;
}) {
  const { frame, slug, typed, errors } = props;
  const { words } = frame;
  const options = props.reasons.map((value) => ({
    value,
    label: words(`invalidation.reason-${value}`),
  }));
  return (
    <section class="card" aria-labelledby="propose">
      <h2 id="propose">{words("invalidation.propose-title")}</h2>
      <Notice kind="warning">
        <p>{words("invalidation.warning")}</p>
        <p>{words("invalidation.warning-later")}</p>
      </Notice>
      <form method="post" action={paths.invalidations(slug)}>
        <Carried typed={typed} />
        <SelectField
          words={words}
          name="reason"
          label={words("invalidation.reason")}
          value={typed.reason}
          error={errors["reason"]}
          options={[{ value: "", label: words("invalidation.reason-choose") }, ...options]}
        />
        <div class={errors["note"] ? "field has-error" : "field"}>
          <label for="note">{words("invalidation.note")}</label>
          <p class="hint" id="note-hint">
            {words("invalidation.note-hint")}
          </p>
          {errors["note"] && <p class="error">{errors["note"]}</p>}
          <textarea id="note" name="note" rows={3} dir="auto" aria-describedby="note-hint">
            {typed.note}
          </textarea>
        </div>
        <p>{words("invalidation.alone-hint", { max: props.aloneMax })}</p>
        <button type="submit" class="button" name="act" value="propose">
          {words("invalidation.propose")}
        </button>
      </form>
    </section>
  );
}

/** The conditions that were previewed, sent again with the proposal. */
function Carried({ typed }: { typed: TypedInvalidation }) {
  const { states } = typed;
  const names = ["name", "domain", "network", "country", "from", "to"] as const;
  return (
    <>
      <input type="hidden" name="choose_states" value="on" />
      {names.map((name) => (
        <input type="hidden" name={name} value={typed[name]} />
      ))}
      {states.map((state) => (
        <input type="hidden" name="states" value={state} />
      ))}
    </>
  );
}
