import {
  type Attrs,
  type DOMOutputSpec,
  type MarkSpec,
  type NodeSpec,
  Schema,
} from "prosemirror-model";

/** A node whose element is its tag alone. */
function block(content: string, tag: string): NodeSpec {
  return { content, group: "block", parseDOM: [{ tag }], toDOM: () => [tag, 0] };
}

const attributeOf =
  (name: string) =>
  (dom: HTMLElement): Attrs => {
    return { value: dom.getAttribute(name) ?? "" };
  };

/** Something that the editor shows and does not change: its attribute says what it is. */
function atom(
  tag: string,
  name: string,
  inline: boolean,
  text: (value: string) => string,
): NodeSpec {
  return {
    group: inline ? "inline" : "block",
    inline,
    atom: true,
    attrs: { value: { default: "" } },
    parseDOM: [{ tag: `${tag}[${name}]`, getAttrs: attributeOf(name), priority: 60 }],
    toDOM: ({ attrs }): DOMOutputSpec => [
      tag,
      { [name]: String(attrs["value"]) },
      text(String(attrs["value"])),
    ],
  };
}

const HEADINGS = [1, 2, 3, 4, 5, 6];

const nodes = {
  doc: { content: "block+" },
  paragraph: block("inline*", "p"),
  heading: {
    attrs: { level: { default: 2 } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: HEADINGS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: ({ attrs }): DOMOutputSpec => [`h${attrs["level"]}`, 0],
  },
  blockquote: { ...block("block+", "blockquote"), defining: true },
  bullet_list: block("list_item+", "ul"),
  ordered_list: {
    ...block("list_item+", "ol"),
    attrs: { start: { default: 1 } },
    parseDOM: [
      {
        tag: "ol",
        getAttrs: (dom: HTMLElement) => ({ start: Number(dom.getAttribute("start") ?? 1) }),
      },
    ],
    toDOM: ({ attrs }): DOMOutputSpec => ["ol", { start: Number(attrs["start"]) }, 0],
  },
  list_item: { ...block("paragraph block*", "li"), group: "", defining: true },
  code_block: {
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
    toDOM: (): DOMOutputSpec => ["pre", ["code", 0]],
  },
  horizontal_rule: {
    group: "block",
    parseDOM: [{ tag: "hr" }],
    toDOM: (): DOMOutputSpec => ["hr"],
  },
  table: { ...block("table_row+", "table"), isolating: true },
  table_row: { ...block("table_cell+", "tr"), group: "" },
  table_cell: {
    content: "inline*",
    isolating: true,
    attrs: { tag: { default: "td" }, align: { default: "" } },
    parseDOM: ["td", "th"].map((tag) => ({
      tag,
      getAttrs: (dom: HTMLElement) => ({ tag, align: dom.getAttribute("align") ?? "" }),
    })),
    toDOM: ({ attrs }): DOMOutputSpec => {
      const align = String(attrs["align"]);
      return [String(attrs["tag"]), align === "" ? {} : { align }, 0];
    },
  },
  note: {
    content: "block+",
    group: "block",
    defining: true,
    attrs: { value: { default: "" } },
    parseDOM: [{ tag: "aside[data-note]", getAttrs: attributeOf("data-note") }],
    toDOM: ({ attrs }): DOMOutputSpec => ["aside", { "data-note": String(attrs["value"]) }, 0],
  },
  as_is: atom("div", "data-as-is", false, (value) => value),
  text: { group: "inline" },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: (): DOMOutputSpec => ["br"],
  },
  note_mark: atom("sup", "data-note", true, (value) => value),
  as_is_inline: atom("span", "data-as-is", true, (value) => value),
} satisfies Record<string, NodeSpec>;

function mark(...tags: [string, ...string[]]): MarkSpec {
  const [first] = tags;
  return { parseDOM: tags.map((tag) => ({ tag })), toDOM: () => [first, 0] };
}

const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom: HTMLElement) => ({ href: dom.getAttribute("href") ?? "" }),
      },
    ],
    toDOM: ({ attrs }): DOMOutputSpec => ["a", { href: String(attrs["href"]) }, 0],
  },
  strong: mark("strong", "b"),
  em: mark("em", "i"),
  del: mark("del", "s"),
  sup: mark("sup"),
  sub: mark("sub"),
  code: { ...mark("code"), code: true },
} satisfies Record<string, MarkSpec>;

/** What a letter is made of, as the editor knows it: all that its Markdown can say. */
export const schema = new Schema({ nodes, marks });
