import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { type Command, EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { actions } from "./commands.ts";
import { cleanHtml, documentOf, markdownOf, sliceOf, writeAhead } from "./markdown.ts";
import { schema } from "./schema.ts";

// In place of the field for Markdown, an editor that shows the text as it will look. The field
// stays what is sent: it follows what is written, and until somebody writes it stays as it was.

/** The pause in writing after which the field follows. */
const WRITING_PAUSE_MS = 200;

const NAMED = { role: "textbox", "aria-multiline": "true", "aria-labelledby": "rich-label" };

const field = document.querySelector<HTMLTextAreaElement>("textarea[name=body]");
const frame = document.querySelector<HTMLElement>("#rich-text");
if (field && frame && !field.readOnly) start(field, frame);

/** How many places are named of those where something was left out. */
const PLACES_MAX = 5;

/** What was left out of what was pasted, by the words before it. */
function lossesIn(lostAfter: readonly string[], sentences: DOMStringMap): string {
  const { lost = "", lostPlace = "", lostFirst = "" } = sentences;
  const places = lostAfter
    .slice(0, PLACES_MAX)
    .map((words) => (words === "" ? lostFirst : lostPlace.replace("#", () => words)));
  const more = lostAfter.length > PLACES_MAX ? ", …" : "";
  return lost.replace("#", String(lostAfter.length)).replace("@", () => places.join(", ") + more);
}

function start(field: HTMLTextAreaElement, frame: HTMLElement): void {
  const bar = frame.querySelector<HTMLElement>("[role=toolbar]");
  const sheet = frame.querySelector<HTMLElement>(".rich-sheet");
  const said = frame.querySelector<HTMLElement>(".rich-said");
  const toggle = document.querySelector<HTMLButtonElement>("#rich-toggle");
  if (!bar || !sheet || !said || !toggle) return;
  const { askAddress = "" } = frame.dataset;
  const byName = actions(() => window.prompt(askAddress, "https://"));
  const follow = follower(field);
  const view = new EditorView(sheet, {
    state: stateOf(field.value),
    // A label names only what is there to be seen.
    attributes: () => ({ dir: "auto", ...(!frame.hidden && NAMED) }),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) follow.soon(view);
      showPressed();
    },
    transformPastedHTML(pasted) {
      if (pasted.includes("data-pm-slice")) return pasted;
      const { html, lostAfter } = cleanHtml(pasted);
      said.textContent = lostAfter.length > 0 ? lossesIn(lostAfter, frame.dataset) : "";
      return html;
    },
    clipboardTextParser: (text) => sliceOf(text),
  });

  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button[data-action]")];
  function showPressed(): void {
    for (const button of buttons) {
      const action = byName[button.dataset["action"] ?? ""];
      if (action?.isOn) button.ariaPressed = String(action.isOn(view.state));
    }
  }
  for (const button of buttons) {
    // The selection stays where it is.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      byName[button.dataset["action"] ?? ""]?.run(view.state, view.dispatch, view);
      view.focus();
    });
  }
  walkByArrows(bar, buttons);

  const show = (isRich: boolean) => {
    if (isRich) {
      view.updateState(stateOf(field.value));
      writeAhead(view.state.doc);
    } else {
      follow.now();
    }
    frame.hidden = !isRich;
    view.setProps({});
    const holder = field.closest<HTMLElement>(".field");
    if (holder) holder.hidden = isRich;
    const label = holder?.querySelector("label");
    if (label) label.htmlFor = isRich ? "" : field.id;
    toggle.textContent = (isRich ? toggle.dataset["toMarkdown"] : toggle.dataset["toRich"]) ?? "";
    showPressed();
  };
  toggle.addEventListener("click", () => show(frame.hidden === true));
  toggle.hidden = false;
  field.form?.addEventListener("submit", follow.now, { capture: true });
  // What is wrong with a text is said at the field, by its line.
  show(field.ariaInvalid !== "true");
}

/** Has the field follow the editor: soon, or now if it is behind. */
function follower(field: HTMLTextAreaElement) {
  let timer: number | undefined;
  let behind: EditorView | null = null;
  const now = () => {
    clearTimeout(timer);
    if (behind === null) return;
    field.value = markdownOf(behind.state.doc);
    behind = null;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const soon = (view: EditorView) => {
    behind = view;
    clearTimeout(timer);
    timer = window.setTimeout(now, WRITING_PAUSE_MS);
  };
  return { now, soon };
}

function stateOf(markdown: string): EditorState {
  const { list_item: item, hard_break: lineBreak } = schema.nodes;
  const breakLine: Command = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(lineBreak.create()).scrollIntoView());
    return true;
  };
  const { strong, em } = schema.marks;
  return EditorState.create({
    doc: documentOf(markdown),
    plugins: [
      history(),
      keymap({
        "Mod-z": undo,
        "Mod-y": redo,
        "Shift-Mod-z": redo,
        "Mod-b": toggleMark(strong),
        "Mod-i": toggleMark(em),
        Enter: splitListItem(item),
        "Shift-Enter": chainCommands(exitCode, breakLine),
        // Tab leaves the editor, as it leaves every field.
        "Mod-[": liftListItem(item),
        "Mod-]": sinkListItem(item),
      }),
      keymap(baseKeymap),
    ],
  });
}

/** One stop for Tab, and the arrows within, as toolbars work. */
function walkByArrows(bar: HTMLElement, buttons: readonly HTMLButtonElement[]): void {
  const enter = (index: number) => {
    for (const [at, button] of buttons.entries()) button.tabIndex = at === index ? 0 : -1;
  };
  enter(0);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const ahead = getComputedStyle(bar).direction === "rtl" ? -step : step;
    const at = buttons.findIndex((button) => button.matches(":focus"));
    const next = (at + ahead + buttons.length) % buttons.length;
    enter(next);
    buttons[next]?.focus();
    event.preventDefault();
  });
}
