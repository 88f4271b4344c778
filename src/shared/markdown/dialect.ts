import type { Nodes, Parents, PhrasingContent, Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";
import { isWrapped, readAsTyped } from "./as-typed.ts";
import { withInlineHtml } from "./inline-html.ts";
import { fullAddress, withoutQuote } from "./links.ts";
import { numberAsTyped } from "./numbers.ts";

/** A text as a tree, and which line of what was typed each of its lines came from. */
export type ReadMarkdown = { tree: Root; lineOf: (node: Nodes) => number };

/**
 * Reads the Markdown of letters: CommonMark, with GitHub's footnotes, tables, bare addresses and
 * struck out words, and with what {@link readAsTyped} makes of plain text. A line break is one on
 * the page, unless the paragraph was wrapped at some width. Of HTML it knows `<br>`, `<sup>` and
 * `<sub>`, and bold, italic and struck out words.
 *
 * Source: https://github.github.com/gfm/, https://spec.commonmark.org/0.31.2/
 */
export function readMarkdown(markdown: string): ReadMarkdown {
  const { text, lineOf } = readAsTyped(markdown);
  const tree = MARKDOWN.parse(text);
  reparseInlineHtml(tree);
  readChildren(tree, text.split("\n"));
  numberAsTyped(tree, text);
  return { tree, lineOf: (node) => lineOf[(node.position?.start.line ?? 1) - 1] ?? 1 };
}

const MARKDOWN = unified().use(remarkParse).use(remarkGfm, { singleTilde: false });
/** The same where a tag begins no block, so that what stands in it is a paragraph. */
const INLINE = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(withoutHtmlBlocks);

function withoutHtmlBlocks(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [
    ...(data.micromarkExtensions ?? []),
    { disable: { null: ["htmlFlow"] } },
  ];
}

const INLINE_BLOCK = /^<\/?(?:br|sup|sub|b|strong|i|em|s|del)\b/i;

/** A paragraph that begins with `<br>` or its like is no block of HTML. */
function reparseInlineHtml(tree: Root): void {
  tree.children = tree.children.flatMap((node): RootContent[] => {
    if (node.type !== "html" || !INLINE_BLOCK.test(node.value)) return [node];
    const linesBefore = (node.position?.start.line ?? 1) - 1;
    const { children } = INLINE.parse("\n".repeat(linesBefore) + node.value);
    return children;
  });
}

function readChildren(parent: Parents, lines: readonly string[]): void {
  for (const node of parent.children) {
    if (node.type === "link" || node.type === "definition") node.url = fullAddress(node);
    if (node.type === "listItem") tickBox(node);
    if (node.type === "heading") withoutAnchor(node);
    if ("children" in node) readChildren(node, lines);
    if (node.type === "paragraph" && !isWrapped(linesOf(node, lines))) breakLines(node);
    if ("children" in node && isPhrasing(node)) {
      node.children = withInlineHtml(node.children.flatMap(withoutQuote));
    }
  }
}

type PhrasingParent = Extract<Parents, { children: PhrasingContent[] }>;

const PHRASING = new Set(["paragraph", "heading", "emphasis", "strong", "delete", "tableCell"]);

function isPhrasing(node: Parents): node is PhrasingParent {
  return PHRASING.has(node.type) || node.type === "link" || node.type === "linkReference";
}

/** “Rivers {#rivers}”: Google Docs ends its headings so when it writes Markdown. */
function withoutAnchor(heading: Extract<Nodes, { type: "heading" }>): void {
  const last = heading.children.at(-1);
  if (last?.type === "text") last.value = last.value.replace(/\s*\{#[\w-]+\}\s*$/, "");
}

/** A box to tick is a sign: a form element would do nothing on a page. */
function tickBox(item: Extract<Nodes, { type: "listItem" }>): void {
  const { checked, children } = item;
  const [first] = children;
  if (typeof checked !== "boolean" || first?.type !== "paragraph") return;
  item.checked = null;
  first.children.unshift({ type: "text", value: checked ? "☑ " : "☐ " });
}

/** The lines of a paragraph, without the marks of the quotes and lists that it stands in. */
function linesOf(paragraph: Nodes, lines: readonly string[]): string[] {
  const { start, end } = paragraph.position ?? {};
  if (start === undefined || end === undefined) return [];
  return lines
    .slice(start.line - 1, end.line)
    .map((line, index) => (index === 0 ? line.slice(start.column - 1) : line))
    .map((line) => line.replace(/^[ \t>]+/, "").trimEnd());
}

function breakLines(parent: PhrasingParent): void {
  parent.children = parent.children.flatMap((node): PhrasingContent[] => {
    if ("children" in node && isPhrasing(node)) breakLines(node);
    if (node.type !== "text" || !node.value.includes("\n")) return [node];
    return node.value.split("\n").flatMap((value, index): PhrasingContent[] => {
      const text = { type: "text" as const, value, position: node.position };
      return index === 0 ? [text] : [{ type: "break" }, text];
    });
  });
}
