import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import {
  decisionLabel,
  keyOf,
  NoteField,
  type QueueDecision,
  type QueueTab,
  type ReasonChoice,
  ReasonedDecision,
  UntilField,
} from "./decision.tsx";

type DecideProps = {
  frame: Frame;
  letter: { slug: string };
  entry: { id: string; state: string; name: string };
  /** The tab of the queue from which the entry is read. */
  tab: QueueTab;
  decisions: readonly QueueDecision[];
  reasons: readonly ReasonChoice[];
  /** When the page was made. */
  now: Date;
};

/** What can be decided on the page of an entry, by the keys of the queue. */
export function Decide(props: DecideProps) {
  const { frame, letter, entry, decisions, reasons, now } = props;
  const { words } = frame;
  if (entry.name === "") return null;
  const stateTab = entry.state === "rejected" ? "rejected" : props.tab;
  return (
    <form id="decide" class="decide" method="post" action={paths.decisions(letter.slug)}>
      <OfEntry {...props} />
      <button type="submit" disabled hidden />
      {decisions.map((decision) => {
        if (decision === "reject") {
          return (
            <ReasonedDecision
              words={words}
              entryId={entry.id}
              name={entry.name}
              decision={decision}
              reasons={reasons}
            />
          );
        }
        const key = keyOf(decision);
        return (
          <>
            {decision === "later" && <UntilField words={words} now={now} />}
            <button
              type="submit"
              name="decision"
              value={decision}
              class={decision === "later" ? "button quiet" : "button"}
              aria-keyshortcuts={key}
              data-key={key}
              formnovalidate
            >
              {decisionLabel(words, stateTab, decision)}
            </button>
          </>
        );
      })}
      <NoteField words={words} name={entry.name} hint={words("queue.note-hint")} />
    </form>
  );
}

/** Which entry, as it was seen, and that the answer is to lead back to its page. */
export function OfEntry(props: { entry: { id: string; state: string }; tab: string; now: Date }) {
  return (
    <>
      <input type="hidden" name="from" value="entry" />
      <input type="hidden" name="tab" value={props.tab} />
      <input type="hidden" name="id" value={props.entry.id} />
      <input type="hidden" name="state" value={props.entry.state} />
      <input type="hidden" name="seen_at" value={props.now.getTime()} />
    </>
  );
}
