/** The rows of a short file as they were checked; a longer one is read once more. */
export class KeptRows<Row> {
  #slices: Row[][] | null = [];
  #count = 0;
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  add(rows: Row[]): void {
    this.#count += rows.length;
    if (this.#count > this.#max) this.#slices = null;
    this.#slices?.push(rows);
  }

  /** Null if they were too many to keep. */
  all(): AsyncGenerator<Row[]> | null {
    return this.#slices && given(this.#slices);
  }
}

async function* given<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
