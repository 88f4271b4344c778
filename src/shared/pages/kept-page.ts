import { sha256Hex } from "../keys/hash.ts";

/** How the body of an answer may be compressed (RFC 9110, section 8.4.1). */
export type Encoding = "br" | "gzip" | "identity";

/** A body in each encoding that somebody may ask for. */
export type Bodies = Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>> & {
  readonly identity: Uint8Array<ArrayBuffer>;
};

/** An answer as it leaves, whatever sends it; without a body if the reader has the page. */
export type KeptAnswer = Readonly<{
  status: 200 | 304;
  /** Names and values in turn, as Node takes them. */
  headers: readonly string[];
  body: Uint8Array<ArrayBuffer> | null;
}>;

/** A page as it was rendered: every answer that it can be, ready to leave. */
export type KeptPage = Readonly<{
  etag: string;
  forms: Readonly<Partial<Record<Encoding, KeptAnswer>>> & { readonly identity: KeptAnswer };
  notModified: KeptAnswer;
}>;

/** The headers that say what a reader accepts and what it has. */
export type ReaderHeaders = {
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
};

/** Makes a page of an answer's name, headers and bodies. */
export function keptPage(
  etag: string,
  rendered: Iterable<readonly [string, string]>,
  bodies: Bodies,
): KeptPage {
  const headers = [...rendered, ["Vary", "Accept-Encoding"]] as const;
  const form = (body: Uint8Array<ArrayBuffer>, encoding: Encoding): KeptAnswer => ({
    status: 200,
    headers: [
      ...headers,
      ...(encoding === "identity" ? [] : [["Content-Encoding", encoding] as const]),
      ["Content-Length", `${body.byteLength}`],
    ].flat(),
    body,
  });
  return {
    etag,
    forms: {
      identity: form(bodies.identity, "identity"),
      ...(bodies.br && { br: form(bodies.br, "br") }),
      ...(bodies.gzip && { gzip: form(bodies.gzip, "gzip") }),
    },
    notModified: {
      status: 304,
      headers: headers.filter(([name]) => name.toLowerCase() !== "content-type").flat(),
      body: null,
    },
  };
}

/**
 * The name of an answer: a hash of its text, or of what tells that from others. Weak, since the
 * compressed forms are other bytes of the same text (RFC 9110, section 8.8.1).
 */
export function weakTag(text: string): string {
  return `W/"${sha256Hex(text).slice(0, 32)}"`;
}

/** The answer for a reader: “not modified” if it has the page, else the smallest form it takes. */
export function answerFor(page: KeptPage, reader: ReaderHeaders): KeptAnswer {
  if (isKnown(reader.ifNoneMatch, page.etag)) return page.notModified;
  return chooseForm(page, reader.acceptEncoding);
}

/** Whether a reader has a page already, by weak comparison (RFC 9110, section 13.1.2). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  const known = ifNoneMatch.split(",").map(opaque);
  return ifNoneMatch === "*" || known.includes(opaque(etag));
}

/** The smallest form of a page that a reader takes (RFC 9110, section 12.5.3). */
function chooseForm({ forms }: KeptPage, header: string | undefined): KeptAnswer {
  if (forms.br && takesEncoding(header, "br")) return forms.br;
  return forms.gzip && takesEncoding(header, "gzip") ? forms.gzip : forms.identity;
}

/** Whether a reader takes an encoding, by its Accept-Encoding header. */
export function takesEncoding(header: string | undefined, encoding: Encoding): boolean {
  const refused = /;\s*q=0(?:\.0*)?$/;
  const accepted = (header ?? "").split(",").map((one) => one.trim().toLowerCase());
  return accepted.some((one) => one.split(";")[0]?.trim() === encoding && !refused.test(one));
}
