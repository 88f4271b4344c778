import { takingTurns } from "../../../shared/turns.ts";
import { likelyCodePage } from "./code-page.ts";
import { type ImportFile, inPieces } from "./source.ts";

/** The encodings that a file may have, by the labels of the Encoding Standard. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** An encoding as people write it, such as “UTF8”, “utf-16” or “cp1252”; null if it is none. */
export function toEncoding(written: string): Encoding | null {
  const plain = written.toLowerCase().replace(/[\s_-]/g, "");
  const codePage = plain.match(/^(?:windows|cp|win)?(125[0-6])$/)?.[1];
  if (codePage !== undefined) return ENCODINGS.find((one) => one.endsWith(codePage)) ?? null;
  if (plain === "utf16") return "utf-16le";
  if (plain === "latin1" || plain === "iso88591") return "windows-1252";
  return ENCODINGS.find((one) => one.replaceAll("-", "") === plain) ?? null;
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** How many bytes tell UTF-16 by its zeros, and a code page by its letters. */
const SAMPLE_BYTES = 65_536;

/**
 * The encoding of a file, by its content: a byte order mark, the zeros of UTF-16, or all of it
 * being UTF-8; else the code page of Windows that makes the likeliest letters of it.
 */
export async function findEncoding(file: ImportFile): Promise<Encoding> {
  const pause = takingTurns();
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let isUtf8 = true;
  let isFirst = true;
  const telling = new Sample();
  for await (const piece of inPieces(file.bytes())) {
    await pause();
    if (isFirst) {
      const sure = byMark(piece) ?? byZeros(piece);
      if (sure !== null) return sure;
      isFirst = false;
    }
    telling.add(piece);
    if (isUtf8) isUtf8 = isAccepted(() => strict.decode(piece, { stream: true }));
    if (!isUtf8 && telling.isFull) break;
  }
  if (isUtf8 && isAccepted(() => strict.decode())) return "utf-8";
  return likelyCodePage(telling.bytes());
}

function byMark(bytes: Uint8Array): Encoding | null {
  const isMarked = (mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);
  return MARKS.find(([, mark]) => isMarked(mark))?.[0] ?? null;
}

/** In UTF-16 a zero stands beside most blanks, line ends and separators; a stray one is damage. */
function byZeros(bytes: Uint8Array): Encoding | null {
  const beside = { "utf-16le": 0, "utf-16be": 0 };
  let all = 0;
  for (const [at, byte] of bytes.entries()) {
    if (!PARTING.has(byte)) continue;
    all += 1;
    const isFirst = at % 2 === 0;
    if (bytes[isFirst ? at + 1 : at - 1] === 0) beside[isFirst ? "utf-16le" : "utf-16be"] += 1;
  }
  return (["utf-16le", "utf-16be"] as const).find((one) => beside[one] > all / 2) ?? null;
}

const PARTING: ReadonlySet<number> = new Set([..."\n\r\t ,;|"].map((one) => one.charCodeAt(0)));

/** The stretches of a file that have letters beyond ASCII, as these alone tell its code page. */
class Sample {
  readonly #lines: Uint8Array[] = [];
  #length = 0;

  get isFull(): boolean {
    return this.#length >= SAMPLE_BYTES;
  }

  add(piece: Uint8Array): void {
    if (this.isFull || piece.every((byte) => byte < 0x80)) return;
    this.#lines.push(piece.slice());
    this.#length += piece.length;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const line of this.#lines) {
      all.set(line, at);
      at += line.length;
    }
    return all;
  }
}

function isAccepted(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch (error) {
    // The decoder throws this for bytes that are not in its encoding.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * A file's text in pieces, without a byte order mark, with every line end as a line feed. What is
 * not in the encoding becomes U+FFFD, which no field takes.
 */
export async function* decoded(file: ImportFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const piece of inPieces(file.bytes())) {
    const text = held + decoder.decode(piece, { stream: true });
    // Whether a line feed follows is not known yet.
    held = text.endsWith("\r") ? "\r" : "";
    const whole = held === "" ? text : text.slice(0, -1);
    if (whole !== "") yield withPlainLineEnds(whole);
  }
  const last = held + decoder.decode();
  if (last !== "") yield withPlainLineEnds(last);
}

/** Every line end as a line feed: a form turns each of them into two characters when it is sent. */
export function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, "\n");
}
