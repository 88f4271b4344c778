import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { MarkType, NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, TextSelection } from "prosemirror-state";
import { schema } from "./schema.ts";

const { nodes, marks } = schema;

/** What a button of the toolbar does, and whether it is pressed where the cursor is. */
type Action = { run: Command; isOn?: (state: EditorState) => boolean };

/** By the name that the button has in the page. */
export function actions(askAddress: () => string | null): Readonly<Record<string, Action>> {
  return {
    bold: markAction(marks.strong),
    italic: markAction(marks.em),
    heading: headingAction(2),
    subheading: headingAction(3),
    bullets: listAction(nodes.bullet_list),
    numbers: listAction(nodes.ordered_list),
    quote: {
      run: (state, dispatch) =>
        isWithin(state, nodes.blockquote)
          ? lift(state, dispatch)
          : wrapIn(nodes.blockquote)(state, dispatch),
      isOn: (state) => isWithin(state, nodes.blockquote),
    },
    link: { run: linkCommand(askAddress), isOn: (state) => hasMark(state, marks.link) },
    footnote: { run: addFootnote },
    undo: { run: undo },
    redo: { run: redo },
  };
}

function markAction(type: MarkType): Action {
  return { run: toggleMark(type), isOn: (state) => hasMark(state, type) };
}

function headingAction(level: number): Action {
  const isOn = ({ selection: { $from } }: EditorState) =>
    $from.parent.type === nodes.heading && $from.parent.attrs["level"] === level;
  return {
    run: (state, dispatch) =>
      isOn(state)
        ? setBlockType(nodes.paragraph)(state, dispatch)
        : setBlockType(nodes.heading, { level })(state, dispatch),
    isOn,
  };
}

function listAction(type: NodeType): Action {
  const isOn = (state: EditorState) => isWithin(state, type);
  return {
    run: (state, dispatch) =>
      isOn(state)
        ? liftListItem(nodes.list_item)(state, dispatch)
        : wrapInList(type)(state, dispatch),
    isOn,
  };
}

function linkCommand(askAddress: () => string | null): Command {
  return (state, dispatch) => {
    if (hasMark(state, marks.link)) return toggleMark(marks.link)(state, dispatch);
    if (state.selection.empty) return false;
    const href = dispatch === undefined ? "" : askAddress();
    return href === null || toggleMark(marks.link, { href })(state, dispatch);
  };
}

/** Puts the number of a new footnote at the cursor, and the cursor into its text, at the end. */
const addFootnote: Command = (state, dispatch) => {
  const { $to } = state.selection;
  if (!$to.parent.inlineContent || $to.parent.type.spec.code) return false;
  const used: number[] = [];
  state.doc.descendants(({ type, attrs }) => {
    if (type === nodes.note || type === nodes.note_mark) used.push(Number(attrs["value"]) || 0);
  });
  const value = String(Math.max(0, ...used) + 1);
  const { tr } = state;
  tr.insert($to.pos, nodes.note_mark.create({ value }));
  const end = tr.doc.content.size;
  tr.insert(end, nodes.note.create({ value }, nodes.paragraph.create()));
  tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1)));
  dispatch?.(tr.scrollIntoView());
  return true;
};

function hasMark({ selection, doc, storedMarks }: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = selection;
  if (!empty) return doc.rangeHasMark(from, to, type);
  return type.isInSet(storedMarks ?? $from.marks()) !== undefined;
}

function isWithin({ selection: { $from } }: EditorState, type: NodeType): boolean {
  return Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth)).some(
    (node) => node.type === type,
  );
}
