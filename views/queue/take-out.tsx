import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";
import { OfEntry } from "./decide.tsx";
import { keyOf, NoteInput, type ReasonChoice, ReasonSelect } from "./decision.tsx";

/** What can be done on the page of an entry to take it out, and to take that back. */
export type TakeOutProps = {
  decisions: readonly ("unpublish" | "takedown" | "erase")[];
  /** What can be undone, as a sentence about it; null if nothing can. */
  undo: { of: "takedown" | "unpublish" | "later"; sentence: string } | null;
  reasons: readonly ReasonChoice[];
  /** What was typed into a form that was refused. */
  kept: { reason: string; note: string };
  /** When the page was made. */
  now: Date;
};

type Props = TakeOutProps & {
  frame: Frame;
  letter: { slug: string };
  entry: { id: string; state: string };
  /** The tab of the queue from which the entry is read. */
  tab: string;
};

/** The part of an entry's page that takes it out, whatever state it is in. */
export function TakeOut(props: Props) {
  const { decisions, undo, reasons, kept } = props;
  const { words } = props.frame;
  if (decisions.length === 0 && undo === null) return null;
  const isPublished = decisions.includes("unpublish");
  return (
    <section class="take-out" id="take-out" aria-labelledby="take-out-title">
      <h2 id="take-out-title">
        {words(isPublished ? "queue.take-out-published" : "queue.take-out")}
      </h2>
      {undo && (
        <form method="post" action={paths.decisions(props.letter.slug)} class="card">
          <OfEntry {...props} />
          <p>{undo.sentence}</p>
          <button type="submit" name="decision" value="undo" class="button" data-key="u">
            {words(`queue.undo-${undo.of}`)}
          </button>
        </form>
      )}
      {decisions.length > 0 && (
        <form method="post" action={paths.decisions(props.letter.slug)} class="card">
          <OfEntry {...props} />
          {/* The default button does nothing, so that Enter in the note decides nothing. */}
          <button type="submit" disabled hidden />
          <ReasonSelect words={words} reasons={reasons} reason={kept.reason} isRequired />
          <NoteInput words={words} value={kept.note} />
          <p class="hint">{words("queue.take-out-note-hint")}</p>
          {decisions.map((decision) => (
            <Choice words={words} decision={decision} />
          ))}
        </form>
      )}
    </section>
  );
}

function Choice(props: { words: Words; decision: TakeOutProps["decisions"][number] }) {
  const { words, decision } = props;
  return (
    <div class="act">
      <button
        type="submit"
        name="decision"
        value={decision}
        class={decision === "erase" ? "button danger" : "button quiet"}
        data-key={keyOf(decision)}
        aria-describedby={`does-${decision}`}
      >
        {words(`queue.${decision}`)}
      </button>
      <span id={`does-${decision}`}>{words(`queue.${decision}-does`)}</span>
    </div>
  );
}

/** Leads from a row to the part of the entry's page that takes it out: there is room for words. */
export function TakeOutLink(props: {
  words: Words;
  slug: string;
  entry: { id: string; name: string };
}) {
  const { words, slug, entry } = props;
  const label = words("queue.take-out-link");
  return (
    <a
      class="button quiet"
      href={`${paths.entry(slug, entry.id)}#take-out`}
      aria-label={words("queue.decide-one", { decision: label, name: entry.name })}
      aria-keyshortcuts="t"
      data-key="t"
    >
      {label}
    </a>
  );
}
