import { DAY_MS, later, utcDay } from "../../src/shared/clock.ts";
import type { Words } from "../page/words.ts";

/** The states that have a tab. */
export type QueueTab = "pending" | "held" | "published" | "rejected" | "unverified";

/** What a moderator can decide about the entries of a tab. */
export type QueueDecision =
  | "approve"
  | "reject"
  | "release"
  | "later"
  | "unpublish"
  | "takedown"
  | "erase";

/** A reason that can be chosen: what is stored with the entry, and its words. */
export type ReasonChoice = { code: string; label: string; silent: boolean };

/** The label of a decision's button: for a rejected entry it says that it is approved after all. */
export function decisionLabel(words: Words, tab: QueueTab, decision: QueueDecision): string {
  const isAfterAll = tab === "rejected" && decision === "approve";
  return words(isAfterAll ? "queue.approve-after-all" : `queue.${decision}`);
}

export function needsReason(decision: QueueDecision): boolean {
  return decision !== "approve" && decision !== "release" && decision !== "later";
}

/** The key that makes a decision; none for one after which the entry is erased. */
export function keyOf(decision: QueueDecision): string | undefined {
  if (decision === "takedown" || decision === "erase") return undefined;
  if (decision === "unpublish") return "p";
  if (decision === "later") return "l";
  return decision === "reject" ? "r" : "a";
}

/** A week, which is how long what is set aside usually waits. */
const USUALLY_DAYS = 7;

/** The date until which entries are set aside. */
export function UntilField({ words, now }: { words: Words; now: Date }) {
  return (
    <label class="inline">
      {words("queue.later-until")}
      <input
        type="date"
        name="until"
        min={utcDay(later(now, DAY_MS))}
        value={utcDay(later(now, USUALLY_DAYS * DAY_MS))}
      />
    </label>
  );
}

/** The reasons for the selected entries, or for the one of the page, folded into one line. */
export function ReasonSelect(props: {
  words: Words;
  reasons: readonly ReasonChoice[];
  reason: string;
  isRequired?: true;
}) {
  const { words, reasons, reason, isRequired } = props;
  return (
    <label class="inline" for="reason-bulk">
      {words("queue.reason")}
      <select id="reason-bulk" name="reason" required={isRequired}>
        <option value="">{words("queue.reason-choose")}</option>
        {reasons.map((choice) => (
          <option value={choice.code} selected={choice.code === reason}>
            {reasonLabel(words, choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A decision that needs a reason, folded away until it is wanted: its reasons are numbered. */
export function ReasonedDecision(props: {
  words: Words;
  entryId: string;
  name: string;
  decision: "reject" | "unpublish";
  reasons: readonly ReasonChoice[];
}) {
  const { words, entryId, decision, reasons } = props;
  const label = words(`queue.${decision}`);
  const key = keyOf(decision);
  return (
    <details class="reasoned" name="open">
      <summary
        class="button quiet"
        aria-label={words("queue.decide-one", { decision: label, name: props.name })}
        aria-keyshortcuts={key}
        data-key={key}
      >
        {label}…
      </summary>
      <div class="panel">
        {decision === "unpublish" && <p>{words("queue.unpublish-does")}</p>}
        <ReasonList words={words} id={`reason-${entryId}`} reasons={reasons} />
        <button
          type="submit"
          name="decision"
          value={decision}
          class={decision === "reject" ? "button danger" : "button"}
        >
          {label}
        </button>
      </div>
    </details>
  );
}

/** The reasons of one decision, each with the number that chooses it. */
export function ReasonList(props: { words: Words; id: string; reasons: readonly ReasonChoice[] }) {
  const { words, id, reasons } = props;
  return (
    <label class="inline" for={id}>
      {words("queue.reason")}
      <select id={id} name="reason" class="reasons" size={reasons.length} required>
        {reasons.map((choice, index) => (
          <option value={choice.code}>
            {index + 1} {reasonLabel(words, choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A note next to an entry, folded away until it is wanted: saved alone, or with a decision. */
export function NoteField(props: { words: Words; name: string; hint: string }) {
  const { words, name, hint } = props;
  return (
    <details class="noted" name="open">
      <summary
        class="button quiet"
        aria-label={words("queue.note-on", { name })}
        aria-keyshortcuts="n"
        data-key="n"
      >
        {words("queue.note")}…
      </summary>
      <div class="panel">
        <NoteInput words={words} />
        <p class="hint">{hint}</p>
        <button type="submit" name="decision" value="note" class="button quiet" formnovalidate>
          {words("queue.note-save")}
        </button>
      </div>
    </details>
  );
}

/** Where a note is typed. */
export function NoteInput(props: { words: Words; value?: string; isRequired?: true }) {
  const { words, value, isRequired } = props;
  return (
    <label class="inline">
      {words("queue.note")}
      <input
        type="text"
        name="note"
        maxlength={2000}
        autocomplete="off"
        dir="auto"
        value={value}
        required={isRequired}
      />
    </label>
  );
}

/** A silent reason says so: nobody is told. */
function reasonLabel(words: Words, { label, silent }: ReasonChoice): string {
  return silent ? words("reasons.silent-choice", { label }) : label;
}
