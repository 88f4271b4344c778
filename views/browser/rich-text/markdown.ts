import { fromDom } from "hast-util-from-dom";
import { DOMSerializer, type Node, DOMParser as NodeParser, type Slice } from "prosemirror-model";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { toEditable, toMarkdown } from "../../../src/shared/markdown/editable.ts";
import { readPasted } from "../../../src/shared/markdown/pasted.ts";
import { schema } from "./schema.ts";

const parser = NodeParser.fromSchema(schema);
const serializer = DOMSerializer.fromSchema(schema);
const html = unified().use(rehypeStringify);

type Tree = Parameters<typeof toMarkdown>[0];

/** Markdown as a document of the editor. */
export function documentOf(markdown: string): Node {
  return parser.parse(bodyOf(html.stringify(toEditable(markdown))));
}

/** Plain text that is pasted is Markdown, as what is typed into the field is. */
export function sliceOf(markdown: string): Slice {
  return parser.parseSlice(bodyOf(html.stringify(toEditable(markdown))));
}

export function markdownOf(document: Node): string {
  const holder = window.document.createElement("div");
  holder.append(serializer.serializeFragment(document.content));
  return toMarkdown(treeOf(holder));
}

/** What a word processor put on the clipboard, as the HTML of the editor. */
export function cleanHtml(pasted: string): { html: string; pictures: number } {
  const { tree, pictures } = readPasted(treeOf(bodyOf(pasted)));
  return { html: html.stringify(tree), pictures };
}

/** Parsed where nothing runs, loads or is shown. */
function bodyOf(text: string): HTMLElement {
  return new DOMParser().parseFromString(text, "text/html").body;
}

function treeOf(holder: HTMLElement): Tree {
  const tree = fromDom(holder);
  const children = tree.type === "element" ? tree.children : [];
  return { type: "root", children };
}
