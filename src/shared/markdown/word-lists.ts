import type { Element, ElementContent } from "hast";
import { element, textOf } from "./elements.ts";

type Point = { level: number; isNumbered: boolean; start: number; content: ElementContent[] };

/** Word writes the points of lists as paragraphs, which its styles number: made into lists. */
export function listsOfWord(nodes: readonly ElementContent[]): ElementContent[] {
  const made: ElementContent[] = [];
  /** The lists that are open, each within the last point of the one before. */
  let open: { level: number; list: Element }[] = [];
  for (const node of nodes) {
    const point = pointOf(node);
    if (point === null) {
      const isSpace = node.type === "text" && node.value.trim() === "";
      if (!isSpace) open = [];
      if (!isSpace || open.length === 0) made.push(node);
      continue;
    }
    open = open.filter(({ level }) => level <= point.level);
    const tagName = point.isNumbered ? "ol" : "ul";
    let current = open.at(-1);
    if (current?.level === point.level && current.list.tagName !== tagName) {
      open.pop();
      current = open.at(-1);
    }
    if (current === undefined || current.level < point.level) {
      const isFirst = !point.isNumbered || point.start === 1;
      const list = element(tagName, isFirst ? {} : { start: point.start }, []);
      const above = current?.list.children.at(-1);
      if (above?.type === "element") above.children.push(list);
      else made.push(list);
      current = { level: point.level, list };
      open.push(current);
    }
    current.list.children.push(element("li", {}, [element("p", {}, point.content)]));
  }
  return made;
}

function pointOf(node: ElementContent): Point | null {
  if (node.type !== "element" || node.tagName !== "p") return null;
  const [, level] = /mso-list:\s*l\d+\s+level(\d+)/i.exec(styleOf(node)) ?? [];
  if (level === undefined) return null;
  const marker = textOf(node.children.filter(isMarker)).trim();
  const [, number] = /^\(?(\d+|[a-z]+)[.)]/i.exec(marker) ?? [];
  return {
    level: Number(level),
    isNumbered: number !== undefined && !/^o$/i.test(marker),
    start: /^\d+$/.test(number ?? "") ? Number(number) : 1,
    content: node.children.filter((child) => !isMarker(child)),
  };
}

/** The number or sign, which Word writes as text: in a span that says so, maybe in others. */
function isMarker(node: ElementContent): boolean {
  if (node.type !== "element") return false;
  if (/mso-list:\s*ignore/i.test(styleOf(node))) return true;
  return (
    node.tagName === "span" && node.children.length > 0 && node.children.every(isMarkerOrSpace)
  );
}

function isMarkerOrSpace(node: ElementContent): boolean {
  return isMarker(node) || node.type === "comment";
}

function styleOf({ properties }: Element): string {
  return String(properties["style"] ?? "");
}
