import type { Element, ElementContent, RootContent } from "hast";
import type { DifferenceKind } from "../../shared/text/difference.ts";
import { isBare, isFootnotes, letterTree } from "../text.ts";
import type { VersionText } from "./add.ts";

/** A text as its readers see it, whatever its Markdown looks like. */
export type ShownText = {
  /** What has a meaning beside the words: headings, numbers of points, links, quotations. */
  structure: readonly string[];
  blocks: readonly ShownBlock[];
};

/** A stretch of text between two breaks. */
export type ShownBlock = {
  kind: DifferenceKind;
  /** What stands before a point of a list: "3." or "•". */
  marker: string | null;
  spans: readonly Span[];
};

export type Span = {
  text: string;
  /** What of the structure it stands in, and after. */
  place: string;
  isCode: boolean;
  /** Whether it is the address of the link before it, which readers do not see in the text. */
  isAddress: boolean;
};

/** Title, body and closing line of a text, in the order of the page. */
export function shownText({ title, body, closing }: Omit<VersionText, "language">): ShownText {
  const reader = new Reader();
  reader.readLine("title", title);
  reader.readBody(letterTree(body).children);
  reader.readLine("closing", closing);
  return reader;
}

type Surroundings = { kind: DifferenceKind; path: string; enclosing: number; isCode: boolean };

class Reader implements ShownText {
  readonly structure: string[] = [];
  readonly blocks: ShownBlock[] = [];
  #kind: DifferenceKind = "title";
  #marker: string | null = null;
  #spans: Span[] = [];

  readLine(kind: "title" | "closing", text: string): void {
    this.#addText(text, this.#open(kind, { kind, path: "", enclosing: 0, isCode: false }));
    this.#endBlock();
  }

  readBody(nodes: readonly RootContent[]): void {
    this.#read(nodes, { kind: "paragraph", path: "", enclosing: 0, isCode: false });
    this.#endBlock();
  }

  #read(nodes: readonly RootContent[], within: Surroundings): void {
    for (const node of nodes) {
      if (node.type === "text") this.#addText(node.value, within);
      if (node.type === "element") this.#readElement(node, within);
    }
  }

  #readElement(element: Element, within: Surroundings): void {
    const { tagName, children, properties } = element;
    if (properties["dataFootnoteBackref"] !== undefined) return;
    if (isFootnotes(element)) {
      this.#read(children.filter(isNotes), within);
      return;
    }
    if (!INLINE.has(tagName)) this.#endBlock();
    if (tagName === "br") this.#addText(LINE_BREAK, within);
    else if (PLAIN.has(tagName)) this.#read(children, within);
    else if (tagName === "a") this.#readLink(element, within);
    else if (tagName === "ol") this.#readPoints(element, within, Number(properties["start"] ?? 1));
    else if (tagName === "ul") this.#readPoints(element, within, null);
    else if (tagName === "hr") this.#addText(BREAK, this.#open("hr", { ...within, kind: "break" }));
    else this.#read(children, this.#enter(tagName, within));
    if (!INLINE.has(tagName)) this.#endBlock();
  }

  #readLink(element: Element, within: Surroundings): void {
    const { children, properties } = element;
    const { href = "", title = "" } = properties;
    if (properties["dataFootnoteRef"] !== undefined) {
      // The number, which the page sets: it stands for the note, and is no word.
      this.#addText("*", this.#open("note", within), true);
      return;
    }
    const shownHref = isBare(element, String(href)) ? "" : href;
    const address = [shownHref, title].filter((part) => part !== "").join(" – ");
    const inside = this.#open(`a ${JSON.stringify([href, title])}`, within);
    this.#read(children, inside);
    if (address !== "") this.#addText(` (${address})`, inside, true);
  }

  #readPoints(list: Element, within: Surroundings, start: number | null): void {
    const inList = this.#enter(list.tagName, within);
    let number = start;
    for (const child of list.children) {
      if (child.type !== "element") continue;
      const marker = number === null ? "•" : `${number}.`;
      if (number !== null) number += 1;
      const inside = this.#open(marker, { ...inList, kind: "point" });
      this.#marker = marker;
      this.#read(child.children, inside);
      this.#endBlock();
      this.#marker = null;
    }
  }

  #enter(tagName: string, within: Surroundings): Surroundings {
    const isCode = tagName === "code" || tagName === "pre";
    const kind = KINDS[tagName] ?? within.kind;
    const inside = this.#open(tagName, { ...within, kind, isCode: isCode || within.isCode });
    return { ...inside, path: `${within.path}>${tagName}` };
  }

  /** Notes that something begins here; the words that follow stand in it or after it. */
  #open(what: string, within: Surroundings): Surroundings {
    this.structure.push(`${within.path} ${what}`);
    return { ...within, enclosing: this.structure.length };
  }

  #addText(text: string, { kind, enclosing, isCode }: Surroundings, isAddress = false): void {
    const place = `${enclosing}/${this.structure.length}`;
    this.#spans.push({ text, place, isCode, isAddress });
    this.#kind = kind;
  }

  #endBlock(): void {
    if (this.#spans.some((span) => span.text.trim() !== "")) {
      this.blocks.push({ kind: this.#kind, marker: this.#marker, spans: this.#spans });
      this.#marker = null;
    }
    this.#spans = [];
  }
}

/** The list of the footnotes, without the heading that the page puts above it. */
function isNotes(node: ElementContent): boolean {
  return node.type === "element" && node.tagName === "ol";
}

/** A break that its author made, unlike the end of a line in Markdown. */
export const LINE_BREAK = "\u2028";
const BREAK = "* * *";
const INLINE = new Set(["a", "br", "code", "del", "em", "strong", "sub", "sup"]);
/** What means nothing by itself: emphasis, and where a paragraph begins. */
const PLAIN = new Set(["em", "p", "strong"]);
const KINDS: Readonly<Record<string, DifferenceKind>> = {
  h2: "heading",
  h3: "heading",
  h4: "heading",
  h5: "heading",
  h6: "heading",
  blockquote: "quotation",
  pre: "code",
};
