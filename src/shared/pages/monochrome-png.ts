const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * A square of black and white squares, each of `scale` pixels, as PNG.
 *
 * Source: https://www.w3.org/TR/png-3/
 */
export async function monochromePng(
  isBlack: readonly (readonly boolean[])[],
  scale: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const size = isBlack.length * scale;
  // Eight pixels a byte, after one that says how the line is filtered: not at all.
  const lineLength = 1 + Math.ceil(size / 8);
  const lines = new Uint8Array(lineLength * size);
  for (let y = 0; y < size; y += 1) {
    const row = isBlack[Math.floor(y / scale)] ?? [];
    for (let x = 0; x < size; x += 1) {
      if (row[Math.floor(x / scale)]) continue;
      const at = y * lineLength + 1 + (x >> 3);
      lines[at] = (lines[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, size);
  view.setUint32(4, size);
  // One bit a pixel; what follows are zeros: greyscale, and the usual ways of all else.
  view.setUint8(8, 1);
  const parts = [
    new Uint8Array(SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", await deflate(lines)),
    chunk("IEND", new Uint8Array()),
  ];
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Length, name and content, and a checksum of the last two. */
function chunk(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(12 + content.length);
  const view = new DataView(made.buffer);
  view.setUint32(0, content.length);
  made.set(new TextEncoder().encode(name), 4);
  made.set(content, 8);
  view.setUint32(8 + content.length, crc32(made.subarray(4, 8 + content.length)));
  return made;
}

/** Source: https://www.w3.org/TR/png-3/#D-CRCAppendix */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
