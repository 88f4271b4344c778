import type { Nodes, Root } from "mdast";
import type { ReadMarkdown } from "./dialect.ts";

/** Something that a text holds and the page does not show. */
export type Dropped = {
  what: "html" | "comment" | "image" | "link";
  /** The tag, the description of the image, or the address of the link. */
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
  for (const node of nodesOf(tree)) {
    const dropped = droppedOf(node);
    if (dropped === null) continue;
    const line = lineOf(node);
    const name = dropped.name.replace(/\s+/g, " ").slice(0, NAME_LENGTH_MAX);
    found.set(`${line} ${dropped.what} ${name}`, { ...dropped, name, line });
    if (found.size === NAMED_MAX) break;
  }
  return [...found.values()];
}

function droppedOf(node: Nodes): Pick<Dropped, "what" | "name"> | null {
  switch (node.type) {
    case "html": {
      if (node.value.startsWith("<!--")) return { what: "comment", name: "" };
      const [, tag] = /^<\/?([a-z][a-z0-9-]*)/i.exec(node.value) ?? [];
      return { what: "html", name: `<${tag?.toLowerCase() ?? node.value.slice(1, 9)}>` };
    }
    case "image":
    case "imageReference":
      return { what: "image", name: node.alt ?? "" };
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
