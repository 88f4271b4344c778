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

/** Blocks as Markdown, from which a change of another block takes nothing away. */
const written = new WeakMap<Node, string>();

/** A document as Markdown. Only what changed is written anew: a long letter takes too long. */
export function markdownOf(document: Node): string {
  const texts = runsOf(document).map(textOf);
  return texts.filter((text) => text !== "").join("\n\n");
}

/** How many blocks are written between two keys that somebody may press. */
const AHEAD = 10;

/** Writes all that is to be written, bit by bit, so that the first key does not wait for it. */
export function writeAhead(document: Node): void {
  const runs = runsOf(document);
  const writeSome = () => {
    for (const run of runs.splice(0, AHEAD)) textOf(run);
    if (runs.length > 0) setTimeout(writeSome);
  };
  setTimeout(writeSome);
}

function textOf(run: readonly Node[]): string {
  const [first, ...others] = run;
  if (first === undefined || others.length > 0) return markdownOfRun(run);
  const text = written.get(first) ?? markdownOfRun(run);
  written.set(first, text);
  return text;
}

const { bullet_list: bullets, ordered_list: numbers } = schema.nodes;

/** Each block; but lists that follow each other together, since each has another marker. */
function runsOf(document: Node): Node[][] {
  const runs: Node[][] = [];
  const isList = (node: Node | undefined) => node?.type === bullets || node?.type === numbers;
  document.forEach((node) => {
    const last = runs.at(-1);
    if (last !== undefined && isList(node) && isList(last.at(-1))) last.push(node);
    else runs.push([node]);
  });
  return runs;
}

function markdownOfRun(run: readonly Node[]): string {
  const holder = window.document.createElement("div");
  for (const node of run) holder.append(serializer.serializeNode(node));
  return toMarkdown(treeOf(holder));
}

/** What a word processor put on the clipboard, as the HTML of the editor. */
export function cleanHtml(pasted: string): { html: string; lostAfter: string[] } {
  const { tree, lostAfter } = readPasted(treeOf(bodyOf(pasted)));
  return { html: html.stringify(tree), lostAfter };
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
