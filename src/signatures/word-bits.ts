/** As many as an integer of every engine holds besides its sign. */
const BITS = 31;
/** The beginnings of a word that are noted: of one, two and three characters. */
const BEGINNING_MAX = 3;

/**
 * A Bloom filter of how some folded words begin: a bit for each beginning. If an entry lacks a bit
 * of a typed word, no word of it begins so; if it has them all, its words are to be looked at.
 *
 * Source: B. H. Bloom, “Space/time trade-offs in hash coding with allowable errors”, 1970.
 */
export function wordBits(words: readonly string[]): number {
  let bits = 0;
  for (const word of words) {
    const characters = [...word].slice(0, BEGINNING_MAX);
    for (let length = 1; length <= characters.length; length += 1) {
      bits |= 1 << hash(characters.slice(0, length).join(""));
    }
  }
  return bits;
}

/** FNV-1a, reduced to the number of a bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  // Its low bits alone tell short texts poorly apart.
  return ((value ^ (value >>> 15)) >>> 0) % BITS;
}
