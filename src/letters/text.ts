import type { Element, ElementContent, Root, RootContent } from "hast";
import type { Root as MarkdownRoot } from "mdast";
import rehypeSanitize, { type Options as SanitizeOptions } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { readMarkdown } from "../shared/markdown/dialect.ts";
import { type Dropped, findDropped } from "../shared/markdown/dropped.ts";
import { element, isBlank, isInline, textNode, textOf } from "../shared/markdown/elements.ts";
import { findIntricacy } from "./intricacy.ts";

/** What a text holds beside its words: labels of links and tables, the title of the footnotes. */
export type TextLabels = {
  point: (point: number) => string;
  footnotes: string;
  /** The label of the link from a footnote back to where it belongs. */
  back: (footnote: string) => string;
  table: string;
};

/** A text as safe HTML, how it begins without markup, and what of it the page does not show. */
export type MadeText = { html: string; opening: string; dropped: readonly Dropped[] };

/** What a letter may be made of. No images: a page must not load anything from another server. */
const ALLOWED: SanitizeOptions = {
  tagNames: [
    ..."p h2 h3 h4 h5 h6 ul ol li em strong del sup sub blockquote br hr a code pre".split(" "),
    ..."section table thead tbody tr th td".split(" "),
  ],
  attributes: {
    a: [
      "href",
      "title",
      "id",
      "ariaLabel",
      "ariaDescribedBy",
      "dataFootnoteRef",
      "dataFootnoteBackref",
    ],
    ol: ["start"],
    h2: ["id"],
    h6: ["ariaLevel"],
    li: ["id"],
    section: ["dataFootnotes"],
    td: ["align"],
    th: ["align"],
  },
  // Every id is our own: HTML in a text is dropped before.
  clobber: [],
  protocols: { href: ["http", "https", "mailto"] },
  strip: ["script", "style"],
};

/**
 * A letter's Markdown as safe HTML: HTML in it is dropped, and only what {@link ALLOWED} lists
 * stays. Every point of a numbered list gets an address, `#point-1` and so on, so that it can be
 * quoted. An intricate text, which is no longer accepted, is shown plainly.
 */
export function renderLetterText(markdown: string, labels: TextLabels): MadeText {
  if (findIntricacy(markdown) !== null) return renderPlainly(markdown);
  const read = readMarkdown(markdown);
  const dropped = findDropped(read);
  const tree = safeTree(read.tree, labels);
  const opening = openingOf(tree);
  addressPoints(tree, labels.point);
  footnoteLinks(tree);
  frameTables(tree, labels.table);
  return { html: unified().use(rehypeStringify).stringify(tree), opening, dropped };
}

/** A text as paragraphs that show what was typed: for one that no parser can read in time. */
export function renderPlainly(text: string): MadeText {
  const paragraphs = plainParagraphs(text).map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`);
  return { html: paragraphs.join("\n"), opening: openingOf(plainTree(text)), dropped: [] };
}

/** Characters of a text's first paragraphs that are enough to say what it is about. */
const OPENING_MAX = 1_000;

/** A paragraph that another one goes on, such as “To the ministers,”: commas, and colons. */
const SALUTATION = /[,:\u060C\u3001\uFF0C\uFF1A]$/;

/** The first paragraphs of a text, without salutation, headings, lists and marks of footnotes. */
function openingOf({ children }: Root): string {
  const paragraphs = children.flatMap((node) =>
    node.type === "element" && node.tagName === "p" ? [wordsOf(node.children)] : [],
  );
  if (SALUTATION.test(paragraphs[0]?.trim() ?? "") && paragraphs.length > 1) paragraphs.shift();
  return paragraphs.join(" ").replace(/\s+/g, " ").trim().slice(0, OPENING_MAX);
}

function wordsOf(nodes: readonly ElementContent[]): string {
  const isMark = (node: ElementContent) =>
    node.type === "element" && node.properties["dataFootnoteRef"] !== undefined;
  return nodes
    .filter((node) => !isMark(node))
    .map((node) => (node.type === "element" ? wordsOf(node.children) : textOf([node])))
    .join("");
}

function plainParagraphs(text: string): string[] {
  return text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== "");
}

function plainTree(text: string): Root {
  const children = plainParagraphs(text).map((value) => element("p", {}, [textNode(value)]));
  return { type: "root", children };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? "");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What is shown of a letter's Markdown, as a tree of HTML without what the page adds to it. */
export function letterTree(markdown: string): Root {
  return findIntricacy(markdown) === null
    ? safeTree(readMarkdown(markdown).tree, null)
    : plainTree(markdown);
}

function safeTree(tree: MarkdownRoot, labels: TextLabels | null): Root {
  return unified()
    .use(remarkRehype, {
      clobberPrefix: "text-",
      footnoteLabel: labels?.footnotes ?? "",
      footnoteLabelProperties: {},
      footnoteBackLabel: (index) => labels?.back(String(index + 1)) ?? "",
    })
    .use(() => lowerHeadings)
    .use(rehypeSanitize, ALLOWED)
    .runSync(tree);
}

/**
 * The title is the page's first heading, so those of the letter begin at the second level. HTML has
 * no element for a seventh.
 */
function lowerHeadings(tree: Root): void {
  const headings = [...elementsOf(tree.children)].filter(({ tagName }) => /^h[1-6]$/.test(tagName));
  const isOwn = (heading: Element) => heading.properties["id"] !== "footnote-label";
  const by = headings.some(({ tagName }) => tagName === "h1") ? 1 : 0;
  for (const heading of headings.filter(isOwn)) {
    const level = Number(heading.tagName[1]) + by;
    heading.tagName = `h${Math.min(level, 6)}`;
    if (level > 6) heading.properties["ariaLevel"] = level;
  }
}

function addressPoints(tree: Root, pointLabel: TextLabels["point"]): void {
  let point = 0;
  for (const list of elementsOf(tree.children.filter((node) => !isFootnotes(node)))) {
    if (list.tagName !== "ol") continue;
    for (const item of list.children) {
      if (item.type !== "element") continue;
      point += 1;
      item.properties["id"] = `point-${point}`;
      addLink(item, pointLink(point, pointLabel(point)));
    }
  }
}

/** On paper a link gets a number, and its address is below the letter. Hidden on a screen. */
function footnoteLinks(tree: Root): void {
  const addresses: string[] = [];
  for (const anchor of [...elementsOf(tree.children)]) {
    const { href } = anchor.properties;
    if (anchor.tagName !== "a" || typeof href !== "string" || !/^https?:/.test(href)) continue;
    if (isBare(anchor, href)) continue;
    addresses.push(href);
    anchor.children.push(element("span", ON_PAPER, [textNode(` [${addresses.length}]`)]));
  }
  if (addresses.length === 0) return;
  const lines = addresses.map((address) => element("li", {}, [textNode(address)]));
  tree.children.push(element("ol", ON_PAPER, lines));
}

/** Whether the address of a link is what it says. */
export function isBare({ children }: Element, href: string): boolean {
  const [only] = children;
  return only?.type === "text" && (href === only.value || bareOf(href) === bareOf(only.value));
}

function bareOf(address: string): string {
  return encodeURI(address.replace(/^(?:https?:\/\/|mailto:)/, "")).replaceAll("%25", "%");
}

/** Whether these are the footnotes, below the text. */
export function isFootnotes(node: RootContent | ElementContent): boolean {
  return node.type === "element" && node.properties["dataFootnotes"] !== undefined;
}

/** A wide table scrolls in a frame of its own, which the keyboard reaches. */
function frameTables(tree: Root, label: string): void {
  for (const parent of [tree, ...elementsOf(tree.children)]) {
    for (const [index, child] of parent.children.entries()) {
      if (child.type !== "element") continue;
      const { align } = child.properties;
      if (align !== undefined) {
        child.properties = { className: [`to-${align}`] };
      }
      if (child.tagName !== "table") continue;
      const properties = { className: ["wide"], role: "region", ariaLabel: label, tabIndex: 0 };
      parent.children[index] = element("div", properties, [child]);
    }
  }
}

const ON_PAPER = { className: ["on-paper"], ariaHidden: "true" };

function pointLink(point: number, label: string): Element {
  const properties = { href: `#point-${point}`, className: ["permalink"], ariaLabel: label };
  return element("a", properties, [textNode("#")]);
}

/** At the end of its last paragraph, or of its text if that is none, before what lies below it. */
function addLink(item: Element, link: Element): void {
  const last = item.children.findLast((child) => child.type === "element" && child.tagName === "p");
  if (last?.type === "element") last.children.push(link);
  else item.children.splice(textEndOf(item), 0, link);
}

function textEndOf({ children }: Element): number {
  const below = children.findIndex((child) => !isInline(child));
  const text = below === -1 ? children : children.slice(0, below);
  return text.findLastIndex((child) => !isBlank(child)) + 1;
}

function* elementsOf(nodes: readonly RootContent[]): Generator<Element> {
  for (const node of nodes) {
    if (node.type === "element") {
      yield node;
      yield* elementsOf(node.children);
    }
  }
}
