import type { Deps } from "../../deps.ts";
import { causeOf, UnavailableError } from "../../shared/unavailable-error.ts";

/**
 * Erases rows a batch at a time, from the first on, and gives how many there were. `find` gives
 * those after one. A row that cannot be erased is logged and passed over, and the next run tries it
 * again: what is left to do, the rows themselves say.
 */
export async function inBatches<Row extends { id: string }>(
  log: Deps["log"],
  find: (last: Row | null) => Promise<Row[]>,
  erase: (rows: Row[]) => Promise<number>,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const eraseOne = async (row: Row) => {
    try {
      return await erase([row]);
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      log.error("signature.not-erased", { signature: row.id, error: causeOf(error) });
      return 0;
    }
  };
  let total = 0;
  let last: Row | null = null;
  while (mayGoOn()) {
    const rows: Row[] = await find(last);
    last = rows.at(-1) ?? null;
    if (last === null) break;
    try {
      total += await erase(rows);
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      for (const row of rows) total += await eraseOne(row);
    }
  }
  return total;
}
