import type { DateOrder, WrittenDate } from "./mapping/dates.ts";

/** In which order the dates of a file are written, by those that can be read in one way only. */
export class DateOrders {
  readonly #sure = new Set<DateOrder>();
  #open: { line: number; value: string } | null = null;

  add({ order }: WrittenDate, line: number, value: string): void {
    if (order !== null) this.#sure.add(order);
    else this.#open ??= { line, value };
  }

  /** The order of all, if one is certain. */
  get order(): DateOrder | null {
    const isDay = this.#sure.has("dmy");
    if (isDay === this.#sure.has("mdy")) return null;
    return isDay ? "dmy" : "mdy";
  }

  /** The first date that can be read in two ways. */
  get open(): { line: number; value: string } | null {
    return this.#open;
  }
}
