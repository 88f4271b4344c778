import { paths } from "../../../src/shared/pages/paths.ts";
import type { Frame } from "../../page/frame.ts";
import {
  decisionLabel,
  NoteInput,
  type QueueDecision,
  type QueueTab,
  type ReasonChoice,
  ReasonList,
} from "../decision.tsx";

type PanelsProps = {
  frame: Frame;
  letter: { slug: string };
  tab: QueueTab;
  decisions: readonly QueueDecision[];
  reasons: readonly ReasonChoice[];
};

/**
 * What a row opens, once for the page: the script puts it beside the row that asks for it. Without
 * scripts neither is opened, and the page of an entry has both.
 */
export function RowPanels(props: PanelsProps) {
  return (
    <>
      {props.decisions.map(
        (decision) =>
          (decision === "reject" || decision === "unpublish") && (
            <Reasons {...props} decision={decision} />
          ),
      )}
      <Note {...props} />
      <RowActions {...props} />
    </>
  );
}

function Reasons(props: PanelsProps & { decision: "reject" | "unpublish" }) {
  const { frame, letter, tab, decision, reasons } = props;
  const { words } = frame;
  return (
    <form
      id="reasons"
      class="popover row-panel"
      popover="auto"
      method="post"
      action={paths.decisions(letter.slug)}
      aria-labelledby="reasons-of"
    >
      <strong id="reasons-of" data-label={decisionLabel(words, tab, decision)} />
      {decision === "unpublish" && <p>{words("queue.unpublish-does")}</p>}
      <ReasonList words={words} id="reason" reasons={reasons} />
      <button
        type="submit"
        name="decision"
        value={decision}
        class={decision === "reject" ? "button danger" : "button"}
      >
        {decisionLabel(words, tab, decision)}
      </button>
    </form>
  );
}

function Note({ frame, letter, tab }: PanelsProps) {
  const { words } = frame;
  return (
    <form
      id="note"
      class="popover row-panel"
      popover="auto"
      method="post"
      action={paths.decisions(letter.slug)}
      aria-labelledby="note-of"
    >
      <strong id="note-of" data-label={words("queue.note")} />
      <NoteInput words={words} isRequired />
      <p class="hint">
        {words(tab === "published" ? "queue.take-out-note-hint" : "queue.note-hint")}
      </p>
      <button type="submit" name="decision" value="note" class="button quiet">
        {words("queue.note-save")}
      </button>
    </form>
  );
}

/** What a row does by script alone: the script adds it to each row, with the entry's name. */
function RowActions({ frame }: PanelsProps) {
  const { words } = frame;
  return (
    <template id="row-actions" data-label={words("queue.note-on", { name: "{name}" })}>
      <button type="button" class="button quiet" data-opens="note" data-key="n">
        {words("queue.note")}…
      </button>
    </template>
  );
}
