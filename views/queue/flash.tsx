import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";
import type { QueueDecision, QueueTab } from "./decision.tsx";

/** What the last decision did, and which entries of it can still be undone. */
export type QueueFlash = {
  done: { act: QueueDecision | "undo" | "note"; count: number } | null;
  skipped: readonly { state: string; count: number }[];
  problem: string | null;
  undoable: readonly string[];
  /** Whether some of it waits for a second person. */
  waits: boolean;
  /** The entries whose approval takes a second press, each with the sentences why. */
  closer: readonly { id: string; name: string; reasons: readonly string[] }[];
};

/** Says what the last decision did or why it did not, with a way to undo it while there is one. */
export function Flash(props: {
  frame: Frame;
  letter: { slug: string };
  tab: QueueTab;
  flash: QueueFlash;
  /** When the page was made, before anything that it shows was read. */
  now: Date;
  /** Hidden fields by which a decision leads back to where it was made. */
  back: readonly (readonly [string, string])[];
}) {
  const { flash } = props;
  const { words } = props.frame;
  const skippedCount = flash.skipped.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {flash.problem && (
        <Notice kind="error" role="alert">
          {flash.problem}
        </Notice>
      )}
      {flash.done && flash.done.count > 0 && (
        <Notice kind="success">
          <p role="status">{words(`queue.done-${flash.done.act}`, { count: flash.done.count })}</p>
          {flash.undoable.length > 0 && <Undo {...props} />}
        </Notice>
      )}
      {flash.closer.length > 0 && <LookCloser {...props} />}
      {skippedCount > 0 && (
        <Notice kind="warning" role="status">
          <strong>{words("queue.skipped-title", { count: skippedCount })}</strong>
          <ul>
            {flash.skipped.map(({ state }) => (
              <li>{state}</li>
            ))}
          </ul>
          {flash.waits && <a href={paths.releases(props.letter.slug)}>{words("massActs.title")}</a>}
        </Notice>
      )}
    </>
  );
}

/** The entries that an approval left out, why, and the second press. */
function LookCloser(props: Parameters<typeof Flash>[0]) {
  const { words } = props.frame;
  const { closer } = props.flash;
  return (
    <Notice kind="warning">
      <form method="post" action={paths.decisions(props.letter.slug)}>
        <strong role="status">{words("queue.closer-title", { count: closer.length })}</strong>
        <ul>
          {closer.map(({ id, name, reasons }) => (
            <li>
              <input type="hidden" name="id" value={id} />
              <a href={paths.entry(props.letter.slug, id)}>
                <bdi>{name}</bdi>
              </a>
              : {reasons.join(" ")}
            </li>
          ))}
        </ul>
        <input type="hidden" name="state" value={props.tab} />
        <input type="hidden" name="seen_at" value={props.now.getTime()} />
        <input type="hidden" name="despite" value="on" />
        {props.back.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button
          type="submit"
          name="decision"
          value="approve"
          class="button quiet"
          aria-keyshortcuts="Shift+A"
          data-key="A"
        >
          {words("queue.approve-despite", { count: closer.length })}
        </button>
      </form>
    </Notice>
  );
}

/** How long it can be undone. */
function hintOf(words: Words, { done }: QueueFlash): string {
  if (done?.act === "unpublish") return words("queue.undo-hint-unpublish");
  if (done?.act === "later") return words("queue.undo-hint-later");
  if (done?.act === "takedown") return words("queue.undo-hint-takedown");
  return words("queue.undo-hint");
}

function Undo(props: Parameters<typeof Flash>[0]) {
  const { words } = props.frame;
  return (
    <form class="toolbar" method="post" action={paths.decisions(props.letter.slug)}>
      <input type="hidden" name="state" value={props.tab} />
      {props.flash.undoable.map((id) => (
        <input type="hidden" name="id" value={id} />
      ))}
      {props.back.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" name="decision" value="undo" class="button quiet" data-key="u">
        {words("queue.undo")}
      </button>
      <span class="hint">{hintOf(words, props.flash)}</span>
    </form>
  );
}
