import { paths } from "../../src/shared/pages/paths.ts";
import type { Difference } from "../../src/shared/text/difference.ts";
import { RadioField, TextField } from "../components/field.tsx";
import { DifferenceView } from "../letter/versions/difference.tsx";
import type { Words } from "../page/words.ts";

/** What a change of a text is; each has its own consequence for those who signed. */
type Change = "none" | "typographical" | "small" | "substantial";

/** A change that is not saved yet: names stand under the text. */
export type ReviewedChange = {
  change: Change;
  difference: Difference;
  language: string;
  /** How many names stand under the present text. */
  signed: number;
  /** Why it is changed, as typed. */
  reason: string;
  /** Whether anybody else may see a small change. */
  isAnother: boolean;
};

/** What a change means for those who signed, and the fields that saving it asks for. */
export function TextReview(props: {
  words: Words;
  review: ReviewedChange;
  error: string | undefined;
}) {
  const { words, review } = props;
  const { change, signed: count } = review;
  return (
    <section class="card text-change" id="review" aria-labelledby="review-title">
      <h2 id="review-title">{words("textChange.review-title")}</h2>
      <DifferenceView words={words} difference={review.difference} language={review.language} />
      <p>
        {change === "small"
          ? words("textChange.means-small")
          : words(`textChange.means-${change === "none" ? "typographical" : change}`, { count })}
      </p>
      {change === "small" && (
        <RadioField
          words={words}
          name="change"
          label={words("textChange.change-label")}
          value="substantial"
          options={[
            {
              value: "substantial",
              label: words("textChange.change-substantial"),
              hint: words("textChange.change-substantial-hint"),
            },
            ...(review.isAnother
              ? [
                  {
                    value: "typographical",
                    label: words("textChange.change-typographical"),
                    hint: words("textChange.change-typographical-hint"),
                  },
                ]
              : []),
          ]}
        />
      )}
      {change === "small" && !review.isAnother && (
        <p class="hint">{words("textChange.nobody-else")}</p>
      )}
      <TextField
        words={words}
        name="change_reason"
        label={words("textChange.reason-label")}
        hint={words("textChange.reason-hint")}
        error={props.error}
        value={review.reason}
      />
      <p class="toolbar">
        <button type="submit" name="action" value="save" class="button">
          {words("textChange.save")}
        </button>
      </p>
    </section>
  );
}

/** A change of a few letters that waits for a second person. */
export type WaitingChange = {
  difference: Difference;
  language: string;
  by: string;
  /** Whether whoever looks at it proposed it. */
  isOwn: boolean;
  at: Date;
  reason: string;
};

export function ProposedChange(props: { words: Words; slug: string; waiting: WaitingChange }) {
  const { words, slug, waiting } = props;
  const moment = words.moment(waiting.at);
  return (
    <section class="card" aria-labelledby="proposed-title">
      <h2 id="proposed-title">{words("textChange.proposed-title")}</h2>
      <p>{words("textChange.proposed-by", { name: waiting.by, moment })}</p>
      <DifferenceView words={words} difference={waiting.difference} language={waiting.language} />
      <p>{words("textChange.proposed-reason", { reason: waiting.reason })}</p>
      <p>{words(waiting.isOwn ? "textChange.proposed-own" : "textChange.proposed-question")}</p>
      <form method="post" action={paths.proposedText(slug)}>
        <input type="hidden" name="seen" value={waiting.at.toISOString()} />
        <p class="toolbar">
          {!waiting.isOwn && (
            <button type="submit" name="action" value="approve" class="button">
              {words("textChange.approve")}
            </button>
          )}
          <button type="submit" name="action" value="discard" class="button quiet">
            {words("textChange.discard")}
          </button>
        </p>
      </form>
    </section>
  );
}
