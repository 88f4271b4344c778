import type { BlockContent, DefinitionContent, List, Parents, RootContent } from "mdast";

type Block = RootContent | BlockContent | DefinitionContent;

/**
 * Numbered lists show the numbers that were typed: where one does not follow from the one before,
 * another list begins. The same number at each point is Markdown's way to have them counted.
 */
export function numberAsTyped(parent: Parents, text: string): void {
  for (const node of parent.children) if ("children" in node) numberAsTyped(node, text);
  const split = <Node extends Block>(node: Node): (Node | List)[] =>
    node.type === "list" && node.ordered === true ? splitList(node, text) : [node];
  switch (parent.type) {
    case "root":
      parent.children = parent.children.flatMap(split);
      break;
    case "blockquote":
    case "footnoteDefinition":
    case "listItem":
      parent.children = parent.children.flatMap(split);
      break;
    default:
  }
}

function splitList(list: List, text: string): List[] {
  const lists: List[] = [];
  let before: number | null = null;
  for (const item of list.children) {
    const number = numberAt(text, item.position?.start.offset);
    const last = lists.at(-1);
    const goesOn = before === null || number === null || number === before || number === before + 1;
    if (last !== undefined && goesOn) last.children.push(item);
    else lists.push({ ...list, start: number ?? list.start ?? 1, children: [item] });
    before = number;
  }
  return lists;
}

function numberAt(text: string, offset: number | undefined): number | null {
  const typed =
    offset === undefined ? null : /^\d{1,9}(?=[.)])/.exec(text.slice(offset, offset + 10));
  return typed === null ? null : Number(typed[0]);
}
