import type { Deps } from "../deps.ts";
import { isOpen } from "./letter.ts";

/**
 * Identifies the state of a letter's public view: its revision, which a trigger raises, and whether
 * it takes signatures, which can end by the clock, or for a time by a switch. Null for a draft, and
 * if there is no such letter.
 */
export async function publicVersion(
  { db, clock, switches }: Pick<Deps, "db" | "clock" | "switches">,
  slug: string,
): Promise<string | null> {
  const row = await db.letter.findUnique({
    where: { slug },
    select: { revision: true, state: true, closesAt: true },
  });
  if (row === null || (row.state !== "open" && row.state !== "closed")) return null;
  const { state, closesAt } = row;
  if (!isOpen({ state, closesAt }, clock.now())) return `${row.revision} closed`;
  const isPaused = (await switches.read())["stop-signing"].isOn;
  return `${row.revision} ${isPaused ? "paused" : "open"}`;
}
