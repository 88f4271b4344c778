import type { Element, ElementContent, Root, RootContent, Text } from "hast";
import type { Nodes, Parents, PhrasingContent } from "mdast";
import rehypeRemark, { type Options as ToMarkdownOptions } from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkRehype, { type Options as ToHtml } from "remark-rehype";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { readMarkdown } from "./dialect.ts";
import { element, textNode } from "./elements.ts";

/**
 * A text in Markdown as a tree of HTML to be edited, from which {@link toMarkdown} leads back. A
 * footnote and where it belongs have the attribute `data-note`; `data-as-is` holds Markdown that
 * the editor shows as it is.
 */
export function toEditable(markdown: string): Root {
  return unified().use(remarkRehype, { handlers: TO_HTML }).runSync(readMarkdown(markdown).tree);
}

/** A tree of HTML as Markdown: what it cannot say becomes plain text. */
export function toMarkdown(tree: Root): string {
  const markdown = unified()
    .use(rehypeRemark, { handlers: TO_MARKDOWN })
    .use(remarkGfm, { singleTilde: false, tablePipeAlign: false })
    .use(remarkStringify, { bullet: "-", emphasis: "*", rule: "-", listItemIndent: "one" });
  const tidy: Root = { type: "root", children: tree.children.flatMap(tidied) };
  const made = markdown.runSync(tidy);
  headingsInLine(made);
  return markdown.stringify(made).trim();
}

/** With spaces outside of marks, where Markdown wants them; and points of one paragraph tight. */
function tidied<Node extends RootContent>(node: Node): (Node | ElementContent)[] {
  if (node.type !== "element") return [node];
  const children = node.children.flatMap(tidied);
  if (node.tagName === "li") return [{ ...node, children: tightPoint(children) }];
  if (!MARKS.has(node.tagName)) return [{ ...node, children }];
  const [first, last] = [children.at(0), children.at(-1)];
  const before = first?.type === "text" ? (/^\s+/.exec(first.value)?.[0] ?? "") : "";
  if (first?.type === "text") first.value = first.value.slice(before.length);
  const after = last?.type === "text" ? (/\s+$/.exec(last.value)?.[0] ?? "") : "";
  if (last?.type === "text") last.value = last.value.slice(0, last.value.length - after.length);
  const isEmpty = (child: RootContent) => child.type === "text" && child.value === "";
  const isBreak = (child: RootContent) => child.type === "element" && child.tagName === "br";
  // A mark around line breaks alone would show its signs.
  if (children.every((child) => isEmpty(child) || isBreak(child))) return children;
  const hasText = children.some((child) => !isEmpty(child));
  const space = (value: string): Text[] => (value === "" ? [] : [{ type: "text", value }]);
  return [...space(before), ...(hasText ? [{ ...node, children }] : []), ...space(after)];
}

const MARKS = new Set(["a", "del", "em", "strong"]);

/** A heading is one line of Markdown. */
function headingsInLine(parent: Parents): void {
  for (const child of parent.children) {
    if (child.type === "heading") child.children = inLine(child.children);
    else if ("children" in child) headingsInLine(child);
  }
}

function inLine(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.map((node): PhrasingContent => {
    if (node.type === "break") return { type: "html", value: "<br>" };
    return "children" in node ? { ...node, children: inLine(node.children) } : node;
  });
}

function tightPoint(children: ElementContent[]): ElementContent[] {
  if (children.filter((child) => isElement(child, "p")).length > 1) return children;
  return children.flatMap((child) => (isElement(child, "p") ? child.children : [child]));
}

function isElement(node: ElementContent, tagName: string): node is Element {
  return node.type === "element" && node.tagName === tagName;
}

type ToHtmlHandlers = NonNullable<ToHtml["handlers"]>;

const TO_HTML: ToHtmlHandlers = {
  footnoteReference: (_, { identifier }: Extract<Nodes, { type: "footnoteReference" }>) =>
    element("sup", { dataNote: identifier }, [textNode(identifier)]),
  footnoteDefinition: (state, node: Extract<Nodes, { type: "footnoteDefinition" }>) =>
    element("aside", { dataNote: node.identifier }, state.all(node)),
  html: (_, { value }: Extract<Nodes, { type: "html" }>, parent) => asIs(value, parent),
  image: (_, { alt, url }: Extract<Nodes, { type: "image" }>, parent) =>
    asIs(`![${alt ?? ""}](${url})`, parent),
};

function asIs(value: string, parent: Nodes | undefined): Element {
  const isBlock = parent !== undefined && BLOCKS.has(parent.type);
  return element(isBlock ? "div" : "span", { dataAsIs: value }, [textNode(value)]);
}

const BLOCKS = new Set(["root", "blockquote", "listItem", "footnoteDefinition"]);

type ToMarkdownHandlers = NonNullable<ToMarkdownOptions["handlers"]>;

const TO_MARKDOWN: ToMarkdownHandlers = {
  // A line of a table is one line of Markdown.
  br: (state) => (state.inTable ? { type: "html", value: "<br>" } : { type: "break" }),
  sup: (state, node) => {
    const { dataNote } = node.properties;
    if (dataNote === undefined) return tagged("sup", state.all(node));
    return { type: "footnoteReference", identifier: String(dataNote), label: String(dataNote) };
  },
  sub: (state, node) => tagged("sub", state.all(node)),
  // Points of one paragraph stay close, whatever lists lie in them.
  li: (state, node) => {
    const spread = node.children.some((child) => isElement(child, "p"));
    return { type: "listItem", spread, children: state.toFlow(state.all(node)) };
  },
  aside: (state, node) => {
    const label = String(node.properties["dataNote"] ?? "");
    const children = state.toFlow(state.all(node));
    return { type: "footnoteDefinition", identifier: label, label, children };
  },
  div: (state, node) => markdownOf(node) ?? state.all(node),
  span: (state, node) => markdownOf(node) ?? state.all(node),
};

function markdownOf({ properties }: Element): Nodes | null {
  const { dataAsIs } = properties;
  return dataAsIs === undefined ? null : { type: "html", value: String(dataAsIs) };
}

function tagged(name: string, children: Nodes[]): Nodes[] {
  return [{ type: "html", value: `<${name}>` }, ...children, { type: "html", value: `</${name}>` }];
}
