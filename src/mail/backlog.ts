import type { Deps } from "../deps.ts";

/** Mail that waits for the relay, counted no further than asked. */
export type MailBacklog = { due: number; oldestDueAt: Date | null; parked: number };

/**
 * How much mail is due, since when the oldest is, and how much was given up. Reads only an index,
 * and no more than `max` rows of it, so that it can be called often while a million mails wait.
 */
export async function mailBacklog(
  { db, clock }: Pick<Deps, "db" | "clock">,
  max: number,
): Promise<MailBacklog> {
  const isDue = { state: "due", dueAt: { lte: clock.now() } };
  const count = (where: { state: string }) =>
    db.outbox.count({ where, orderBy: { dueAt: "asc" }, take: max });
  const [due, parked, oldest] = await Promise.all([
    count(isDue),
    count({ state: "parked" }),
    db.outbox.findFirst({ where: isDue, orderBy: { dueAt: "asc" }, select: { dueAt: true } }),
  ]);
  return { due, oldestDueAt: oldest?.dueAt ?? null, parked };
}
