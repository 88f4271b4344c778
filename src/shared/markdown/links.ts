import type { Definition, Link } from "mdast";

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
