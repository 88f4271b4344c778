import type { Element, ElementContent, Properties } from "hast";
import { element, isBlank, paragraphsOf, unmarked } from "./elements.ts";

/** The address of a footnote in Word, in Google Docs and in LibreOffice; or of its way back. */
const NOTE = /#_?(?:ftn|edn|ftnt|sdfootnote|sdendnote)(\d+)(?:sym)?$/;
const NOTE_BACK = /#_?(?:ftnref|ednref|ftnt_ref|sdfootnote|sdendnote)\d+(?:anc)?$/;
const NOTE_ID = /^_?(?:ftn|edn|ftnt|sdfootnote|sdendnote)(\d+)$/;

/** A link to another page; one within the document leads nowhere here, and a note is a note. */
export function linkOf({ href, name }: Properties, children: ElementContent[]): ElementContent[] {
  const address = String(href ?? "");
  const [, number] = NOTE.exec(address) ?? [];
  if (NOTE_BACK.test(address) || (number !== undefined && NOTE_ID.test(String(name)))) return [];
  if (number !== undefined) {
    return [element("sup", { dataNote: number }, [{ type: "text", value: number }])];
  }
  if (!/^(?:https?|mailto):/i.test(address)) return children;
  const redirect = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(address)?.[1];
  const plain = redirect === undefined ? address : decodeURIComponent(redirect);
  return [element("a", { href: plain }, unmarked(children, "sup"))];
}

/** The text of a footnote at the end of a document; null if this is none. */
export function noteOf(node: Element, children: ElementContent[]): Element | null {
  if (!/^(?:div|p|li)$/.test(node.tagName)) return null;
  const own = NOTE_ID.exec(String(node.properties["id"] ?? ""))?.[1];
  const [first] = node.children.filter((child) => !isBlank(child));
  const anchor = first?.type === "element" ? anchorIn(first) : null;
  const number =
    own ??
    (node.tagName === "p" || node.tagName === "div"
      ? NOTE_ID.exec(String(anchor?.properties["id"] ?? anchor?.properties["name"] ?? ""))?.[1]
      : undefined);
  if (number === undefined) return null;
  const [inner, ...others] = children.filter((child) => !isBlank(child));
  const isNote = inner?.type === "element" && inner.tagName === "aside" && others.length === 0;
  if (isNote) return inner;
  return element("aside", { dataNote: number }, paragraphsOf(children));
}

function anchorIn(node: Element): Element | null {
  if (node.tagName === "a") return node;
  const [first] = node.children.filter((child) => !isBlank(child));
  return first?.type === "element" && /^(?:sup|span|p)$/.test(node.tagName)
    ? anchorIn(first)
    : null;
}
