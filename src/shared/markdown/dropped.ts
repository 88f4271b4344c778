import type { Nodes, Root } from "mdast";
import type { ReadMarkdown } from "./dialect.ts";

/** Something that a text holds and the page does not show. */
export type Dropped = {
  what: "html" | "block" | "comment" | "image" | "link" | "note" | "definition" | "cell";
  /** The tag, the description of the image, the address of the link, or what the text is. */
  name: string;
  /** The line of what was typed, from 1 on. */
  line: number;
};

/** How many are named: who has more puts them right step by step. */
const NAMED_MAX = 50;
const NAME_LENGTH_MAX = 80;
/** Schemes that a link may have; a link without one stays in the site. */
const SHOWN_LINK = /^(?:https?:|mailto:|[^:]*$|[^:]*[/?#])/i;

/** What of a text the page does not show, in the order of its lines; each tag of a line once. */
export function findDropped({ tree, lineOf }: ReadMarkdown): Dropped[] {
  const found = new Map<string, Dropped>();
  const unused = unusedIn(tree);
  for (const node of nodesOf(tree)) {
    const dropped = unused.get(node) ?? droppedOf(node);
    if (dropped === null) continue;
    const line = lineOf(node);
    const name = dropped.name.replace(/\s+/g, " ").slice(0, NAME_LENGTH_MAX);
    found.set(`${line} ${dropped.what} ${name}`, { ...dropped, name, line });
    if (found.size === NAMED_MAX) break;
  }
  return [...found.values()];
}

type Found = Pick<Dropped, "what" | "name">;

/** Footnotes and addresses to which nothing refers, or whose name another one has. */
function unusedIn(tree: Root): Map<Nodes, Found> {
  const all = [...nodesOf(tree)];
  const [notes, links] = [new Set<string>(), new Set<string>()];
  for (const node of all) {
    if (node.type === "footnoteReference") notes.add(node.identifier);
    if (node.type === "linkReference" || node.type === "imageReference") links.add(node.identifier);
  }
  const unused = new Map<Nodes, Found>();
  for (const node of all) {
    if (node.type === "footnoteDefinition" && !notes.delete(node.identifier)) {
      unused.set(node, { what: "note", name: `[^${node.label ?? node.identifier}]` });
    }
    if (node.type === "definition" && !links.delete(node.identifier)) {
      unused.set(node, { what: "definition", name: `[${node.label ?? node.identifier}]` });
    }
    if (node.type === "table") {
      const width = node.align?.length ?? Number.POSITIVE_INFINITY;
      for (const cell of node.children.flatMap(({ children }) => children.slice(width))) {
        unused.set(cell, { what: "cell", name: textOf(cell) });
      }
    }
  }
  return unused;
}

function textOf(parent: Nodes): string {
  return [...nodesOf(parent)].map((node) => ("value" in node ? node.value : "")).join("");
}

function droppedOf(node: Nodes): Found | null {
  switch (node.type) {
    case "html": {
      if (node.value.startsWith("<!--")) return { what: "comment", name: "" };
      const [, tag] = /^<\/?([a-z][a-z0-9-]*)/i.exec(node.value) ?? [];
      const isEmpty = node.value.replace(/<[^>]*>/g, "").trim() === "";
      return {
        what: isEmpty ? "html" : "block",
        name: `<${tag?.toLowerCase() ?? node.value.slice(1, 9)}>`,
      };
    }
    case "image":
      return { what: "image", name: node.alt || node.url };
    case "imageReference":
      return { what: "image", name: node.alt || (node.label ?? node.identifier) };
    case "link":
    case "definition":
      return SHOWN_LINK.test(node.url) ? null : { what: "link", name: node.url };
    default:
      return null;
  }
}

function* nodesOf(parent: Root | Nodes): Generator<Nodes> {
  if (!("children" in parent)) return;
  for (const child of parent.children) {
    yield child;
    yield* nodesOf(child);
  }
}
