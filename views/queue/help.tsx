import type { Words } from "../page/words.ts";

const SHORTCUTS = [
  ["j ↓", "next"],
  ["k ↑", "previous"],
  ["a", "approve"],
  ["Shift a", "despite"],
  ["r 1…9", "reject"],
  ["p 1…9", "unpublish"],
  ["l", "later"],
  ["c", "correct"],
  ["q", "ask"],
  ["t", "takeOut"],
  ["n", "note"],
  ["u", "undo"],
  ["x", "select"],
  ["Shift j k", "range"],
  ["e", "open"],
  ["/", "search"],
  ["?", "help"],
  ["Esc", "close"],
] as const;

/** Every shortcut of the queue, and a way to turn off those that are single letters. */
export function QueueHelp({ words }: { words: Words }) {
  return (
    <dialog id="help" class="dialog help" aria-labelledby="help-title">
      <h2 id="help-title">{words("queue.help-title")}</h2>
      <dl>
        {SHORTCUTS.map(([keys, what]) => (
          <div>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd>{key}</kbd>
              ))}
            </dt>
            <dd>{words(`queue.key-${what}`)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{words("queue.help-selected")}</p>
      <label class="tick">
        <input type="checkbox" id="shortcuts" checked />
        {words("queue.help-on")}
      </label>
      <form method="dialog">
        <button type="submit" class="button">
          {words("queue.help-close")}
        </button>
      </form>
    </dialog>
  );
}
