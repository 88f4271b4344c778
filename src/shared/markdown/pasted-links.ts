import type { Element, ElementContent, Properties } from "hast";
import { element, isBlank, paragraphsOf, textNode, unmarked } from "./elements.ts";

/** The address of a footnote in Word, in Google Docs and in LibreOffice; or of its way back. */
const NOTE = /#_?(ftn|edn|ftnt|sdfootnote|sdendnote)(\d+)(?:sym)?$/;
const NOTE_BACK = /#_?(?:ftnref|ednref|ftnt_ref|sdfootnote|sdendnote)\d+(?:anc)?$/;
const NOTE_ID = /^_?(ftn|edn|ftnt|sdfootnote|sdendnote)(\d+)(?:sym)?$/;
/** Services that stand before the address of a link, and the name of the address in theirs. */
const REDIRECT =
  /^https:\/\/(?:www\.google\.com\/url\?(?:.*&)?q=|[a-z0-9]+\.safelinks\.protection\.outlook\.com\/\?(?:.*&)?url=)([^&]+)/i;

/** A link to another page; one within the document leads nowhere here, and a note is a note. */
export function linkOf({ href, name }: Properties, children: ElementContent[]): ElementContent[] {
  const address = String(href ?? "");
  const number = numberIn(NOTE, address);
  if (NOTE_BACK.test(address) || (number !== undefined && NOTE_ID.test(String(name)))) return [];
  if (number !== undefined) {
    return [element("sup", { dataNote: number }, [textNode(number)])];
  }
  if (!/^(?:https?|mailto):/i.test(address)) return children;
  return [element("a", { href: withoutRedirect(address) }, unmarked(children, "sup"))];
}

function withoutRedirect(address: string): string {
  const encoded = REDIRECT.exec(address)?.[1];
  if (encoded === undefined) return address;
  try {
    const own = decodeURIComponent(encoded);
    return /^(?:https?|mailto):/i.test(own) ? own : address;
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}

/** The number of a note: an endnote and a footnote can have the same. */
function numberIn(pattern: RegExp, text: string): string | undefined {
  const [, kind = "", number] = pattern.exec(text) ?? [];
  return number === undefined || (!kind.endsWith("edn") && kind !== "sdendnote")
    ? number
    : `e${number}`;
}

/** The text of a footnote at the end of a document; null if this is none. */
export function noteOf(node: Element, children: ElementContent[]): Element | null {
  if (!/^(?:div|p|li)$/.test(node.tagName)) return null;
  const own = numberIn(NOTE_ID, String(node.properties["id"] ?? ""));
  const [first] = node.children.filter((child) => !isBlank(child));
  const anchor = first?.type === "element" ? anchorIn(first) : null;
  const number =
    own ??
    (node.tagName === "p" || node.tagName === "div"
      ? numberIn(NOTE_ID, String(anchor?.properties["id"] ?? anchor?.properties["name"] ?? ""))
      : undefined);
  if (number === undefined) return null;
  const [inner, ...others] = children.filter((child) => !isBlank(child));
  // Its first paragraph alone looked like all of it; or these are several.
  if (isNote(inner)) {
    if (others.some(isNote)) return null;
    return { ...inner, children: [...inner.children, ...paragraphsOf(others)] };
  }
  return element("aside", { dataNote: number }, paragraphsOf(children));
}

function isNote(node: ElementContent | undefined): node is Element {
  return node?.type === "element" && node.tagName === "aside";
}

function anchorIn(node: Element): Element | null {
  if (node.tagName === "a") return node;
  const [first] = node.children.filter((child) => !isBlank(child));
  return first?.type === "element" && /^(?:sup|span|p)$/.test(node.tagName)
    ? anchorIn(first)
    : null;
}
