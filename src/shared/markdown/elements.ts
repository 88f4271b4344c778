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

export function paragraphsOf(children: ElementContent[]): ElementContent[] {
  const made: ElementContent[] = [];
  let line: ElementContent[] = [];
  const endLine = () => {
    if (!line.every(isBlank)) made.push(element("p", {}, line));
    line = [];
  };
  for (const child of children) {
    if (isInline(child)) {
      line.push(child);
    } else {
      endLine();
      made.push(child);
    }
  }
  endLine();
  return made;
}

const INLINE = new Set(["a", "br", "code", "del", "em", "strong", "sub", "sup"]);

export function isInline(node: ElementContent): boolean {
  return node.type === "text" || (node.type === "element" && INLINE.has(node.tagName));
}

export function isBlank(node: ElementContent): boolean {
  if (node.type === "text") return node.value.trim() === "";
  return node.type === "comment";
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
