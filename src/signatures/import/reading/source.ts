/** What is imported: a text that was pasted, or a file, whose bytes can be read more than once. */
export type ImportSource = string | ImportFile;

export type ImportFile = { name: string; bytes: () => AsyncIterable<Uint8Array> };

/** A file that is in memory. */
export function fileOf(name: string, bytes: Uint8Array): ImportFile {
  return { name, bytes: () => pieces(bytes) };
}

/** Bytes that are read at a time: some milliseconds' worth. */
const PIECE_BYTES = 16_384;

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    yield bytes.subarray(at, at + PIECE_BYTES);
  }
}

/** Bytes in pieces of the size that others can wait for. */
export async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield* pieces(chunk);
}

/** The first bytes of a file, up to a limit, or all of them. */
export async function firstBytes(
  { bytes }: ImportFile,
  max: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const found: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes()) {
    found.push(piece);
    length += piece.length;
    if (length >= max) break;
  }
  const all = new Uint8Array(Math.min(length, max));
  let at = 0;
  for (const piece of found) {
    const rest = piece.subarray(0, all.length - at);
    all.set(rest, at);
    at += rest.length;
  }
  return all;
}
