import type { Element, Root, RootContent, Text } from "hast";
import rehypeSanitize, { type Options as SanitizeOptions } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { findIntricacy } from "./intricacy.ts";

/** Gives the label of the link to a point of a letter. */
export type PointLabel = (point: number) => string;

/** What a letter may be made of. No images: a page must not load anything from another server. */
const ALLOWED: SanitizeOptions = {
  tagNames: "p h2 h3 h4 ul ol li em strong blockquote br hr a code pre".split(" "),
  attributes: { a: ["href", "title"], ol: ["start"] },
  protocols: { href: ["http", "https", "mailto"] },
  strip: ["script", "style"],
};

/**
 * A letter's Markdown as safe HTML: raw HTML is dropped, and only what {@link ALLOWED} lists stays.
 * Every point of a numbered list gets an address, `#point-1` and so on, so that it can be quoted;
 * `pointLabel` gives the label of its link. An intricate text, which is no longer accepted, is
 * shown plainly.
 */
export function renderLetterText(markdown: string, pointLabel: PointLabel): string {
  return findIntricacy(markdown) === null
    ? renderMarkdown(markdown, pointLabel)
    : renderPlainly(markdown);
}

/** A text as paragraphs that show what was typed: for one that no parser can read in time. */
export function renderPlainly(text: string): string {
  return plainParagraphs(text)
    .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
    .join("\n");
}

function plainParagraphs(text: string): string[] {
  return text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
}

function plainTree(text: string): Root {
  const children = plainParagraphs(text).map((value): Element => {
    return { type: "element", tagName: "p", properties: {}, children: [{ type: "text", value }] };
  });
  return { type: "root", children };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? "");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function renderMarkdown(markdown: string, pointLabel: PointLabel): string {
  const tree = readMarkdown(markdown);
  addressPoints(tree, pointLabel);
  footnoteLinks(tree);
  return unified().use(rehypeStringify).stringify(tree);
}

/** What is shown of a letter's Markdown, as a tree of HTML without what the page adds to it. */
export function letterTree(markdown: string): Root {
  return findIntricacy(markdown) === null ? readMarkdown(markdown) : plainTree(markdown);
}

function readMarkdown(markdown: string): Root {
  const reader = unified()
    .use(remarkParse)
    .use(remarkRehype)
    .use(() => lowerHeadings)
    .use(rehypeSanitize, ALLOWED);
  return reader.runSync(reader.parse(markdown));
}

/** The title is the page's first heading, so those of the letter begin at the second level. */
function lowerHeadings(tree: Root): void {
  for (const element of elementsOf(tree.children)) {
    if (element.tagName === "h1") element.tagName = "h2";
  }
}

function addressPoints(tree: Root, pointLabel: PointLabel): void {
  let point = 0;
  for (const list of elementsOf(tree.children)) {
    if (list.tagName !== "ol") continue;
    for (const item of list.children) {
      if (item.type !== "element") continue;
      point += 1;
      item.properties["id"] = `point-${point}`;
      lastBlockOf(item).children.push(pointLink(point, pointLabel(point)));
    }
  }
}

/** On paper a link gets a number, and its address is below the letter. Hidden on a screen. */
function footnoteLinks(tree: Root): void {
  const addresses: string[] = [];
  for (const anchor of [...elementsOf(tree.children)]) {
    const { href } = anchor.properties;
    if (anchor.tagName !== "a" || typeof href !== "string" || !/^https?:/.test(href)) continue;
    addresses.push(href);
    const number: Text = { type: "text", value: ` [${addresses.length}]` };
    anchor.children.push(paperElement("span", [number]));
  }
  if (addresses.length === 0) return;
  const lines = addresses.map((value): Element => {
    return { type: "element", tagName: "li", properties: {}, children: [{ type: "text", value }] };
  });
  tree.children.push(paperElement("ol", lines));
}

function paperElement(tagName: string, children: (Element | Text)[]): Element {
  const properties = { className: ["on-paper"], ariaHidden: "true" };
  return { type: "element", tagName, properties, children };
}

function pointLink(point: number, label: string): Element {
  const properties = { href: `#point-${point}`, className: ["permalink"], ariaLabel: label };
  return { type: "element", tagName: "a", properties, children: [{ type: "text", value: "#" }] };
}

function lastBlockOf(item: Element): Element {
  const last = item.children.findLast((child) => child.type === "element" && child.tagName === "p");
  return last?.type === "element" ? last : item;
}

function* elementsOf(nodes: readonly RootContent[]): Generator<Element> {
  for (const node of nodes) {
    if (node.type === "element") {
      yield node;
      yield* elementsOf(node.children);
    }
  }
}
