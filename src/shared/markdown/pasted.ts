import type { Element, ElementContent, Properties, Root, RootContent } from "hast";
import {
  element,
  isInline,
  isNoteReference,
  isNothing,
  paragraphsOf,
  textNode,
  textOf,
  unmarked,
} from "./elements.ts";
import { linkOf, noteOf } from "./pasted-links.ts";
import { classesOf, stylesOf } from "./pasted-styles.ts";
import { tableOf } from "./pasted-tables.ts";
import { isNoText, isPicture, pictogramOf } from "./pasted-unseen.ts";
import { listsOfWord } from "./word-lists.ts";

/** What was pasted, as plain HTML; and the words before each picture or video that it lost. */
export type Pasted = { tree: Root; lostAfter: string[] };

/**
 * HTML from a word processor, with what it means said by elements: Word and Google Docs say it in
 * styles and classes. Everything else about its look goes.
 */
export function readPasted(pasted: Root): Pasted {
  const lostAfter: string[] = [];
  /** The text of the block so far, and the last text that there was in any. */
  let [inBlock, before] = ["", ""];
  const clean = (nodes: readonly RootContent[], keepsLines: boolean): ElementContent[] =>
    listsOfWord(nodes.filter(isElementOrText)).flatMap((node) => cleanNode(node, keepsLines));
  const cleanNode = (node: ElementContent, keepsLines: boolean): ElementContent[] => {
    if (node.type === "text") {
      inBlock = `${inBlock}${node.value}`.slice(-WORDS_BEFORE_MAX * 2);
      if (node.value.trim() !== "") before = inBlock;
      return keepsLines ? linesOf(node.value) : [spaced(node.value)];
    }
    if (node.type !== "element") return [];
    const sign = pictogramOf(node);
    if (sign !== null) return [textNode(sign)];
    if (isPicture(node)) lostAfter.push(endOf(before));
    if (isNoText(node)) return [];
    if (HOLDERS.has(node.tagName) || KEPT.has(node.tagName)) inBlock = "";
    if (node.tagName === "pre") {
      return [element("pre", {}, [element("code", {}, [textNode(textOf(node.children))])])];
    }
    const space = stylesOf(node.properties).get("white-space");
    const keeps = space === undefined ? keepsLines : /^(?:pre|break-spaces)/.test(space);
    return asMeant(node, clean(node.children, keeps));
  };
  const cleaned = clean(bodyOf(pasted), false);
  const paragraphs = paragraphsOf(cleaned);
  // A few words stay words: they go into the paragraph that the cursor is in.
  const children = withoutEmpty(paragraphs.length > 1 ? paragraphs : cleaned);
  return { tree: { type: "root", children }, lostAfter };
}

/** In characters: enough of a text to find its place again. */
const WORDS_BEFORE_MAX = 40;

/** The last words of a text. */
function endOf(text: string): string {
  const words = text.trim().replace(/\s+/g, " ");
  if (words.length <= WORDS_BEFORE_MAX) return words;
  return words.slice(-WORDS_BEFORE_MAX).replace(/^\S*\s/, "… ");
}

function spaced(text: string): ElementContent {
  return textNode(text.replace(/\s+/g, " "));
}

/** Text whose lines are to be seen, as chats and forms show it. */
function linesOf(text: string): ElementContent[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      index === 0 ? [spaced(line)] : [element("br", {}, []), spaced(line)],
    );
}

function isElementOrText(node: RootContent): node is ElementContent {
  return node.type === "element" || node.type === "text";
}

function bodyOf(tree: Root): readonly RootContent[] {
  const html = tree.children.find((node) => node.type === "element" && node.tagName === "html");
  const within = html?.type === "element" ? html.children : tree.children;
  const body = within.find((node) => node.type === "element" && node.tagName === "body");
  return body?.type === "element" ? body.children : within;
}

/** Elements that hold blocks, or text that is one. */
const HOLDERS = new Set(
  "div section article main header footer aside address center details summary figure figcaption dl dt dd form fieldset label".split(
    " ",
  ),
);
const KEPT = new Set(
  "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code br hr table thead tbody tr th td caption".split(
    " ",
  ),
);
const MARKS: Readonly<Record<string, string>> = {
  b: "strong",
  strong: "strong",
  i: "em",
  em: "em",
  s: "del",
  strike: "del",
  del: "del",
  sup: "sup",
  sub: "sub",
};
function asMeant(node: Element, children: ElementContent[]): ElementContent[] {
  const { tagName, properties } = node;
  if (tagName === "a") return linkOf(properties, children);
  const note = noteOf(node, children);
  if (note !== null) return [note];
  if (tagName === "td" || tagName === "th") {
    const { colSpan, rowSpan } = properties;
    return [element(tagName, { colSpan, rowSpan }, children)];
  }
  if (tagName === "table") return tableOf(children);
  if (tagName === "ul" || tagName === "ol") return [listOf(node, children)];
  const level = headingLevelOf(node);
  if (level !== null) return [element(`h${level}`, {}, unmarked(children, "strong"))];
  if (classesOf(properties).some((name) => /^Mso(?:Intense)?Quote$/.test(name))) {
    return [element("blockquote", {}, [element("p", {}, children)])];
  }
  const marked = marksOf(node).reduce((inner, mark) => markedWith(mark, inner), children);
  if (tagName === "p" && marked.every(isInline)) return paragraphsOf(marked);
  if (tagName === "li") return [element("li", {}, ticked(properties, inBlocks(marked)))];
  if (tagName === "blockquote") return [element("blockquote", {}, inBlocks(marked))];
  if (KEPT.has(tagName)) return [element(tagName, {}, headingText(tagName, marked))];
  // What holds text alone is a paragraph, as long as it stands in none.
  return HOLDERS.has(tagName) && marked.some(isInline) ? paragraphsOf(marked) : marked;
}

/** Text beside blocks is a paragraph. */
function inBlocks(children: ElementContent[]): ElementContent[] {
  return children.every(isInline) ? children : paragraphsOf(children);
}

/** A point with its box as a sign. */
function ticked({ ariaChecked }: Properties, children: ElementContent[]): ElementContent[] {
  if (ariaChecked === undefined) return children;
  const sign = textNode(String(ariaChecked) === "true" ? "☑ " : "☐ ");
  const [first, ...others] = children;
  return first?.type === "element" && first.tagName === "p"
    ? [{ ...first, children: [sign, ...first.children] }, ...others]
    : [sign, ...children];
}

/**
 * The level of a paragraph that is a heading: Word's title and its headings below the sixth level,
 * and all of them in its web app.
 */
function headingLevelOf({ tagName, properties }: Element): number | null {
  if (tagName !== "p" && tagName !== "div") return null;
  const classes = classesOf(properties);
  if (classes.includes("MsoTitle")) return 1;
  if (classes.some((name) => /^MsoHeading[7-9]$/.test(name))) return 6;
  if (properties["role"] !== "heading") return null;
  const level = Number(properties["ariaLevel"] ?? 2);
  return level >= 1 && level <= 6 ? level : 2;
}

/** Points in points, which Google Docs puts beside the point that they belong to. */
function listOf({ tagName, properties }: Element, children: ElementContent[]): Element {
  const items: Element[] = [];
  for (const child of children) {
    if (child.type !== "element" || isNothing(child)) continue;
    const last = items.at(-1);
    if (child.tagName === "li") items.push(child);
    else if (last !== undefined) last.children.push(child);
    else items.push(element("li", {}, [child]));
  }
  const start = properties["start"];
  return element(tagName, start === undefined ? {} : { start }, items);
}

function marksOf({ tagName, properties }: Element): string[] {
  const style = stylesOf(properties);
  const weight = style.get("font-weight") ?? "";
  const mark = MARKS[tagName];
  const isOff =
    (mark === "strong" && /^(?:normal|[1-4]00)$/.test(weight)) ||
    (mark === "em" && style.get("font-style") === "normal");
  const marks = mark === undefined || isOff ? [] : [mark];
  if (/^(?:bold|[6-9]00)$/.test(weight)) marks.push("strong");
  if (style.get("font-style") === "italic") marks.push("em");
  if (/line-through/.test(style.get("text-decoration") ?? "")) marks.push("del");
  const raised = style.get("vertical-align");
  const classes = classesOf(properties);
  if (raised === "super" || classes.includes("Superscript")) marks.push("sup");
  if (raised === "sub" || classes.includes("Subscript")) marks.push("sub");
  return [...new Set(marks)];
}

/** A mark is put around the text of blocks, not around the blocks; twice is once. */
function markedWith(mark: string, children: ElementContent[]): ElementContent[] {
  if (children.every(isNothing)) return children;
  const [only] = children;
  if (mark === "sup" && children.length === 1 && isNoteReference(only)) return children;
  if (!children.every(isInline)) {
    return children.map((child) =>
      child.type === "element" && !isInline(child)
        ? { ...child, children: markedWith(mark, child.children) }
        : child,
    );
  }
  return [element(mark, {}, unmarked(children, mark))];
}

/** Headings are bold anyway. */
function headingText(tagName: string, children: ElementContent[]): ElementContent[] {
  return /^h[1-6]$/.test(tagName) ? unmarked(children, "strong") : children;
}

/** Without the empty paragraphs that make distances, and breaks between paragraphs. */
function withoutEmpty(children: ElementContent[]): ElementContent[] {
  const hasBlocks = children.some((child) => !isInline(child));
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== "element") return [child];
    if (child.tagName === "br" && hasBlocks) return [];
    const inner = withoutEmpty(child.children);
    const isEmpty = /^(?:p|h[1-6]|li|aside)$/.test(child.tagName) && inner.every(isNothing);
    return isEmpty ? [] : [{ ...child, children: inner }];
  });
}
