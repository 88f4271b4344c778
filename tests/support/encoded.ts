/** A text as bytes, in an encoding that its decoder knows. */
export function encoded(text: string, encoding: string): Uint8Array<ArrayBuffer> {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding.startsWith("utf-16")) {
    const bytes = new DataView(new ArrayBuffer(text.length * 2));
    for (let at = 0; at < text.length; at += 1) {
      bytes.setUint16(at * 2, text.charCodeAt(at), encoding === "utf-16le");
    }
    return new Uint8Array(bytes.buffer);
  }
  const decoder = new TextDecoder(encoding);
  const page = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]),
  );
  return Uint8Array.from(text, (character) => {
    const byte = page.get(character);
    if (byte === undefined) throw new Error(`${encoding} has no ${character}.`);
    return byte;
  });
}
