import type { Frame } from "../page/frame.ts";

const ACTIONS = [
  "bold",
  "italic",
  "heading",
  "subheading",
  "bullets",
  "numbers",
  "quote",
  "link",
  "footnote",
  "undo",
  "redo",
] as const;

/** The editor that a script puts in place of the field for Markdown. */
export function RichText({ frame: { words } }: { frame: Frame }) {
  return (
    <>
      <div
        id="rich-text"
        class="rich-text"
        data-ask-address={words("richText.ask-address")}
        data-lost={words("richText.lost")}
        data-lost-place={words("richText.lost-place")}
        data-lost-first={words("richText.lost-first")}
        hidden
      >
        <p class="rich-label" id="rich-label">
          {words("editor.body-label")}
        </p>
        <div class="rich-bar" role="toolbar" aria-label={words("richText.toolbar")}>
          {ACTIONS.map((action) => (
            <button type="button" data-action={action}>
              {words(`richText.${action}`)}
            </button>
          ))}
        </div>
        <div class="rich-sheet text" />
        <p class="rich-said hint" role="status" />
      </div>
      <p>
        <button
          type="button"
          id="rich-toggle"
          class="link"
          data-to-markdown={words("richText.to-markdown")}
          data-to-rich={words("richText.to-rich")}
          hidden
        >
          {words("richText.to-markdown")}
        </button>
      </p>
    </>
  );
}
