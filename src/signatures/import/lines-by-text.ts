import { fingerprint } from "../../shared/keys/hash.ts";

/** Numbers of a place: the first eight bytes of a fingerprint, and a line. */
const WIDTH = 3;
const PLACES_FIRST = 1_024;
/** How full a table may be: fuller, texts stand far from where they are looked for. */
const FULL = 0.75;

/**
 * Remembers in which line of a file each text came first. Of a text it keeps eight bytes of a
 * fingerprint, so that a million take some 25 MB.
 */
export class LinesByText {
  // Three numbers side by side; a line of 0 is a free place.
  #places = new Uint32Array(PLACES_FIRST * WIDTH);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The line of a text, if one came before; else it is remembered, and there is none. */
  first(text: string, line: number): number | null {
    const [high, low] = fingerprint(text);
    const at = this.#placeOf(high, low);
    const known = this.#places[at + 2] ?? 0;
    if (known > 0) return known;
    this.#places.set([high, low, line], at);
    this.#size += 1;
    if (this.#size * WIDTH > this.#places.length * FULL) this.#grow();
    return null;
  }

  /** Where a text stands, or where it would. */
  #placeOf(high: number, low: number): number {
    const places = this.#places;
    const count = places.length / WIDTH;
    for (let at = high % count; ; at = (at + 1) % count) {
      const from = at * WIDTH;
      const isFree = places[from + 2] === 0;
      if (isFree || (places[from] === high && places[from + 1] === low)) return from;
    }
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Uint32Array(before.length * 2);
    for (let from = 0; from < before.length; from += WIDTH) {
      const place = before.subarray(from, from + WIDTH);
      const [high = 0, low = 0, line = 0] = place;
      if (line > 0) this.#places.set(place, this.#placeOf(high, low));
    }
  }
}
