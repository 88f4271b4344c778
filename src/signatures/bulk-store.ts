import type { Db } from "../db/db.ts";
import type { State } from "./lifecycle.ts";

/** Keys that are looked up at a time: two lists of these fit D1's hundred bound values. */
const LOOK_UP_MAX = 40;

/** States in which a signatory is in the letter, or has left it by their own will. */
const TAKEN: readonly State[] = ["pending", "published", "withdrawn", "takendown"];

/** Whom a letter knows: entry keys, and whose the address keys are (as “kind key”). */
export type Known = { entries: Set<string>; owners: Map<string, "signed" | "imported"> };

/**
 * Which of these a letter has already: the entries that are in use, or were until their owner left
 * or changed them, and the addresses that belong to an entry.
 */
export async function findKnown(
  db: Db,
  letterId: string,
  asked: { entryKeys: readonly string[]; addressKeys: readonly string[] },
): Promise<Known> {
  const known: Known = { entries: new Set(), owners: new Map() };
  for (const keys of chunked(asked.entryKeys, LOOK_UP_MAX)) {
    const isAsked = { in: keys };
    const entries = await db.signature.findMany({
      where: {
        letterId,
        OR: [{ entryKey: isAsked, state: { in: [...TAKEN] } }, { importKey: isAsked }],
      },
      select: { entryKey: true, importKey: true },
    });
    const former = await db.formerEntry.findMany({
      where: { letterId, entryKey: isAsked },
      select: { entryKey: true },
    });
    for (const { entryKey } of former) known.entries.add(entryKey);
    for (const { entryKey, importKey } of entries) {
      known.entries.add(entryKey);
      if (importKey !== null) known.entries.add(importKey);
    }
  }
  for (const keys of chunked(asked.addressKeys, LOOK_UP_MAX)) {
    const owners = await db.signature.findMany({
      where: { letterId, addressKey: { in: keys } },
      select: { kind: true, addressKey: true, importKey: true },
    });
    for (const { kind, addressKey, importKey } of owners) {
      known.owners.set(`${kind} ${addressKey}`, importKey === null ? "signed" : "imported");
    }
  }
  return known;
}

function chunked<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Rows that an export reads at a time. */
const EXPORT_PAGE_SIZE = 1_000;

/** The highest id of a letter's signatures; null where there is none. */
export async function highestId(db: Db, letterId: string): Promise<string | null> {
  const row = await db.signature.findFirst({
    where: { letterId },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** A page of an export, by id. */
export async function exportPage(
  db: Db,
  query: {
    letterId: string;
    after: string;
    end: string;
    states: readonly State[];
    withHidden: boolean;
  },
) {
  return await db.signature.findMany({
    where: {
      letterId: query.letterId,
      id: { gt: query.after, lte: query.end },
      state: { in: [...query.states] },
      ...(query.withHidden ? {} : { hiddenAt: null }),
    },
    orderBy: { id: "asc" },
    take: EXPORT_PAGE_SIZE,
  });
}

/** The numbers of a letter's versions, by their ids. */
export async function versionNumbers(db: Db, letterId: string): Promise<Map<string, number>> {
  const rows = await db.letterVersion.findMany({
    where: { letterId },
    select: { id: true, number: true },
  });
  return new Map(rows.map((row) => [row.id, row.number]));
}
