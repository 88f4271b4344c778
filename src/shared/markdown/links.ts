import type { Definition, Link, PhrasingContent } from "mdast";

const SCHEME = /^[a-z][a-z0-9+-]*:/i;
/** Hosts that are written without https://. */
const HOST = /^(?:www\.|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?:[:/?#]|$))/i;
/** The end of a name of a file, which looks like that of a host. */
const FILE =
  /^[^/]*\.(?:pdf|html?|md|txt|docx?|odt|xlsx?|ods|csv|png|jpe?g|gif|svg|zip)(?:[?#]|$)/i;
const MAIL = /^[^\s/@:]+@[^\s/@:]+\.[^\s/@:]+$/;

/** The address of a link, with the scheme that people leave out. */
export function fullAddress(link: Link | Definition): string {
  const { url } = link;
  if (isBareHost(link)) return url.replace(/^http:/, "https:");
  if (url.startsWith("//")) return `https:${url}`;
  if (SCHEME.test(url)) return url;
  if (MAIL.test(url)) return `mailto:${url}`;
  return HOST.test(url) && !FILE.test(url) ? `https://${url}` : url;
}

/** Whether a link is a bare www.example.org, which becomes one without encryption. */
function isBareHost(link: Link | Definition): boolean {
  const [first] = link.type === "link" ? link.children : [];
  return first?.type === "text" && link.url === `http://${first.value}`;
}

/** Marks that no address has, though a browser would take them for one. */
const QUOTE =
  /[.,:;!?'"*_~]*[\u00AB\u00BB\u2018-\u201F\u2026\u2039\u203A\u3001\u3002\u300C-\u300F\uFF01\uFF09\uFF0C\uFF1A\uFF1B\uFF1F]/;

/** A bare address that ends where a quotation or sentence does, and what follows it. */
export function withoutQuote(node: PhrasingContent): PhrasingContent[] {
  if (node.type !== "link") return [node];
  const [only] = node.children;
  const at = only?.type === "text" ? only.value.search(QUOTE) : -1;
  if (only?.type !== "text" || at === -1 || !node.url.endsWith(only.value)) return [node];
  const value = only.value.slice(0, at);
  const url = node.url.slice(0, node.url.length - only.value.length) + value;
  const rest = { type: "text" as const, value: only.value.slice(at) };
  return [{ ...node, url, children: [{ ...only, value }] }, rest];
}
