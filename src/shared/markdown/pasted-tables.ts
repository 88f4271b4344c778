import type { Element, ElementContent } from "hast";
import { element, isBlank, isInline, paragraphsOf } from "./elements.ts";

/** How many columns or rows a cell spans at most: a table in a letter has fewer. */
const SPAN_MAX = 100;

/** A table, below its caption; one that only lays out a page is what it holds. */
export function tableOf(children: ElementContent[]): ElementContent[] {
  const rows = rowsIn(children);
  if (isLayout(rows)) return rows.flatMap(cellsIn).flatMap((cell) => paragraphsOf(cell.children));
  const captions = children.flatMap((node) =>
    isElement(node, "caption") ? paragraphsOf(node.children) : [],
  );
  const [head, ...others] = withSpans(rows);
  if (head === undefined) return captions;
  const titles = cellsIn(head).map((cell) => ({ ...cell, tagName: "th" }));
  return [...captions, element("table", {}, [{ ...head, children: titles }, ...others])];
}

function rowsIn(children: readonly ElementContent[]): Element[] {
  return children.flatMap((node): Element[] => {
    if (node.type !== "element") return [];
    if (node.tagName === "tr") return [node];
    return /^t(?:head|body)$/.test(node.tagName) ? rowsIn(node.children) : [];
  });
}

function cellsIn(row: Element): Element[] {
  return row.children.filter(isCell);
}

function isCell(node: ElementContent): node is Element {
  return isElement(node, "td") || isElement(node, "th");
}

function isElement(node: ElementContent, tagName: string): node is Element {
  return node.type === "element" && node.tagName === tagName;
}

const STRUCTURE = new Set("h1 h2 h3 h4 h5 h6 ul ol blockquote table".split(" "));

/** Whether this is one column of blocks, as newsletters have it around their text. */
function isLayout(rows: readonly Element[]): boolean {
  const cells = rows.flatMap(cellsIn);
  const inside = cells.flatMap(({ children }) => children);
  return (
    rows.every((row) => cellsIn(row).length < 2) &&
    inside.some((node) => node.type === "element" && STRUCTURE.has(node.tagName))
  );
}

/** Rows with an empty cell in each place that another one spans. */
function withSpans(rows: readonly Element[]): Element[] {
  /** By column: how many rows the cell above reaches down. */
  const reach: number[] = [];
  return rows.map((row) => {
    const cells: Element[] = [];
    const skipSpanned = () => {
      for (let left = reach[cells.length] ?? 0; left > 0; left = reach[cells.length] ?? 0) {
        reach[cells.length] = left - 1;
        cells.push(element("td", {}, []));
      }
    };
    for (const { tagName, properties, children } of cellsIn(row)) {
      skipSpanned();
      for (let column = 0; column < spanOf(properties["colSpan"]); column += 1) {
        reach[cells.length] = spanOf(properties["rowSpan"]) - 1;
        cells.push(element(tagName, {}, column === 0 ? inCell(children) : []));
      }
    }
    skipSpanned();
    return { ...row, children: cells };
  });
}

function spanOf(value: unknown): number {
  const span = Number(value ?? 1);
  return span >= 1 && span <= SPAN_MAX ? Math.floor(span) : 1;
}

/** A cell holds lines, not paragraphs. */
function inCell(children: ElementContent[]): ElementContent[] {
  const blocks = children.filter((child) => !isBlank(child));
  return blocks.flatMap((child, index) => {
    const inner = child.type === "element" && !isInline(child) ? inCell(child.children) : [child];
    const isNext = index > 0 && child.type === "element" && !isInline(child);
    return isNext ? [element("br", {}, []), ...inner] : inner;
  });
}
