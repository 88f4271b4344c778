import type { PhrasingContent } from "mdast";

/** The elements of HTML that a text may use, by the mark of Markdown that they are. */
const ELEMENTS: Readonly<Record<string, (children: PhrasingContent[]) => PhrasingContent>> = {
  b: (children) => ({ type: "strong", children }),
  strong: (children) => ({ type: "strong", children }),
  i: (children) => ({ type: "emphasis", children }),
  em: (children) => ({ type: "emphasis", children }),
  s: (children) => ({ type: "delete", children }),
  del: (children) => ({ type: "delete", children }),
  sup: (children) => ({ type: "emphasis", data: { hName: "sup" }, children }),
  sub: (children) => ({ type: "emphasis", data: { hName: "sub" }, children }),
};

const TAG = /^<(\/?)([a-z]+)[ \t]*\/?>$/i;

/** Tags that stand in a text as what they mean; those that nobody closes stay as they are. */
export function withInlineHtml(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const open: { name: string; tag: PhrasingContent; before: PhrasingContent[] }[] = [];
  let made: PhrasingContent[] = [];
  for (const node of nodes) {
    const [, slash, tag = ""] = node.type === "html" ? (TAG.exec(node.value) ?? []) : [];
    const name = tag.toLowerCase();
    if (name === "br") {
      made.push({ type: "break" });
    } else if (slash === "" && ELEMENTS[name] !== undefined) {
      open.push({ name, tag: node, before: made });
      made = [];
    } else if (slash === "/" && open.at(-1)?.name === name) {
      const element = ELEMENTS[name]?.(made);
      made = [...(open.pop()?.before ?? []), ...(element === undefined ? [] : [element])];
    } else {
      made.push(node);
    }
  }
  for (const { tag, before } of open.reverse()) made = [...before, tag, ...made];
  return made;
}
