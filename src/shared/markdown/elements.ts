import type { Element, ElementContent, Properties } from "hast";

export function textNode(value: string): ElementContent {
  return { type: "text", value };
}

export function element(
  tagName: string,
  properties: Properties,
  children: ElementContent[],
): Element {
  return { type: "element", tagName, properties, children };
}

/** The text in some nodes, without its markup. */
export function textOf(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return node.value;
      return node.type === "element" ? textOf(node.children) : "";
    })
    .join("");
}

/** Text and blocks as blocks alone. Two breaks of the line are the distance between two. */
export function paragraphsOf(children: ElementContent[]): ElementContent[] {
  const made: ElementContent[] = [];
  let line: ElementContent[] = [];
  let isAfterBreak = false;
  const endLine = () => {
    while (line.length > 0 && line.slice(-1).every(isNothing)) line.pop();
    const from = line.findIndex((node) => !isNothing(node));
    if (from !== -1) made.push(element("p", {}, line.slice(from)));
    line = [];
  };
  for (const child of children.flatMap(markedApart)) {
    if (isInline(child)) {
      if (isBreak(child) && isAfterBreak) endLine();
      else line.push(child);
      if (!isBlank(child)) isAfterBreak = isBreak(child);
    } else {
      endLine();
      made.push(child);
    }
  }
  endLine();
  return made;
}

/** A mark around two paragraphs as one around each. */
function markedApart(node: ElementContent): ElementContent[] {
  if (node.type !== "element" || !isInline(node) || !node.children.every(isInline)) return [node];
  const parts = paragraphsOf(node.children);
  if (parts.length < 2) return [node];
  const apart = [element("br", {}, []), element("br", {}, [])];
  return parts.flatMap((part, index) => {
    const children = part.type === "element" ? part.children : [];
    return [...(index === 0 ? [] : apart), { ...node, children }];
  });
}

const INLINE = new Set(["a", "br", "code", "del", "em", "strong", "sub", "sup"]);

export function isInline(node: ElementContent): boolean {
  return node.type === "text" || (node.type === "element" && INLINE.has(node.tagName));
}

export function isBlank(node: ElementContent): boolean {
  if (node.type === "text") return node.value.trim() === "";
  return node.type === "comment";
}

function isBreak(node: ElementContent): boolean {
  return node.type === "element" && node.tagName === "br";
}

/** Whether nothing of it is to be seen. */
export function isNothing(node: ElementContent): boolean {
  return isBlank(node) || isBreak(node);
}

export function unmarked(children: ElementContent[], mark: string): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== "element") return [child];
    const inner = unmarked(child.children, mark);
    const isMark = child.tagName === mark && !isNoteReference(child);
    return isMark ? inner : [{ ...child, children: inner }];
  });
}

export function isNoteReference(node: ElementContent | undefined): boolean {
  return node?.type === "element" && node.properties["dataNote"] !== undefined;
}
