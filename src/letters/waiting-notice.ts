import type { Deps } from "../deps.ts";

/** Tells moderators that entries wait. */
export async function notifyOfWaiting(_deps: Pick<Deps, "db" | "clock">): Promise<number> {
  return 0;
}
