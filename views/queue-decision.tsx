import type { Child } from "hono/jsx";
import type { Words } from "./words.ts";

/** The states that have a tab. */
export type QueueTab = "pending" | "held" | "published" | "rejected" | "unverified";

/** What a moderator can decide about the entries of a tab. */
export type QueueDecision = "approve" | "reject" | "release" | "takedown";

/** What the button of a decision says: approving what was rejected is approving after all. */
export function decisionLabel(words: Words, tab: QueueTab, decision: QueueDecision): string {
  return tab === "rejected" ? words("queue.approve-after-all") : words(`queue.${decision}`);
}

/** A reason of the letter's list. */
export type ReasonChoice = { code: string; label: string; silent: boolean };

/** A reason: one of the list, or a few words of one's own. */
export function ReasonFields(props: {
  words: Words;
  id: string;
  reasons: readonly ReasonChoice[];
  reason: string;
  isRequired: boolean;
}) {
  const { words, id, reasons, reason, isRequired } = props;
  return (
    <label class="inline" for={`reason-${id}`}>
      {words("queue.reason")}
      <select id={`reason-${id}`} name="reason" required={isRequired}>
        <option value="">{words("queue.reason-choose")}</option>
        {reasons.map(({ code, label, silent }) => (
          <option value={code} selected={code === reason}>
            {silent ? words("reasons.silent-choice", { label }) : label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A decision that needs a reason, folded away until it is wanted. */
export function ReasonedDecision(props: {
  words: Words;
  entry: { id: string; name: string };
  reasons: readonly ReasonChoice[];
  decision: "reject" | "takedown";
  /** The form's address and hidden fields. */
  action: string;
  fields: Child;
}) {
  const { words, entry, decision } = props;
  const label = words(`queue.${decision}`);
  return (
    <details class="reasoned">
      <summary
        class="button quiet"
        aria-label={words("queue.decide-one", { decision: label, name: entry.name })}
      >
        {label}…
      </summary>
      <form class="panel" method="post" action={props.action}>
        {props.fields}
        {decision === "takedown" && <p class="warning">{words("queue.takedown-warning")}</p>}
        <ReasonFields words={words} id={entry.id} reasons={props.reasons} reason="" isRequired />
        <label class="inline">
          {words("queue.note")}
          <input type="text" name="note" />
        </label>
        <p class="hint">
          {words(decision === "takedown" ? "queue.takedown-note-hint" : "queue.note-hint")}
        </p>
        <button type="submit" name="decision" value={decision} class="button danger">
          {label}
        </button>
      </form>
    </details>
  );
}
