import type { Account } from "../../accounts/account.ts";
import { giveBack, roomFor, spend } from "../../accounts/mass/allowance.ts";
import { countToTell, tellOthers } from "../../accounts/mass/notices.ts";
import type { NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { importSignatories } from "../import/add.ts";
import { entriesHash, publishedOf } from "../import/entries.ts";
import type { Allowed, ImportOptions, ImportOutcome } from "../import/options.ts";
import type { ImportSource } from "../import/reading/source.ts";
import { beginImport, endImport, goOnWithImport, resumeImport } from "../import/records.ts";
import { askToImport, type Kept, waitsFor } from "./ask.ts";
import { sealNames } from "./names.ts";
import { EXAMPLES_MAX } from "./read.ts";
import { importOf, step, waitingOf } from "./store.ts";

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/** What an import did, or that it waits: nothing of it was added. */
export type LimitedImport = ImportOutcome | { outcome: "above-limit"; count: number; kept: Kept };

/**
 * Adds the signatories of a file within what one person may add as published in a day: all of
 * them, or none. What is above waits for a second person, or for an hour; then the same file is
 * sent again. What is added before a letter is read, or on the day of its opening, is not counted.
 *
 * It is recorded, so that it can be stopped and undone; the same rows go on with what was stopped.
 */
export async function importWithinLimit(
  deps: ImportDeps,
  account: Account,
  letter: Letter,
  source: ImportSource,
  limits: ImportOptions,
): Promise<LimitedImport> {
  const at = deps.clock.now();
  let published: readonly NewSignature[] = [];
  let written = 0;
  let entry: Entry = { importId: null, isAbove: false, counted: 0, inDay: 0 };
  const mayAdd = async (rows: readonly NewSignature[], rowsHash: string) => {
    published = publishedOf(rows);
    entry = await enter(deps, account, letter, { rows, published, rowsHash, at });
    const wrote = (some: readonly NewSignature[]) => {
      written += publishedOf(some).length;
    };
    return entry.isAbove ? null : { ...allowedBy(deps, entry.importId), wrote };
  };
  const result = await recorded(
    deps,
    () => entry.importId,
    async () => {
      return await importSignatories(deps, letter, source, { ...limits, by: account.id, mayAdd });
    },
  );
  const count = published.length;
  if (entry.isAbove) {
    const names = published.slice(0, EXAMPLES_MAX).map(({ name }) => name);
    const hash = entriesHash(published);
    const payload = { hash, names: await sealNames(deps.keys, names) };
    const kept = await askToImport(deps, account, letter, { count, payload });
    return { outcome: "above-limit", count, kept };
  }
  if (result.outcome !== "imported" && result.outcome !== "stopped") return result;
  if (result.outcome === "imported") {
    // Some came meanwhile by another way.
    const doing = { accountId: account.id, act: "import", at } as const;
    await giveBack(deps, doing, entry.counted - written);
  }
  const told = countToTell({ count: written, inDay: entry.inDay });
  if (told > 0) {
    await tellOthers(deps, { letterId: letter.id, by: account.id, act: "import", count: told });
  }
  return result;
}

/** Whether an import may begin: its record, or that it is above the limit. */
type Entry = { importId: string | null; isAbove: boolean; counted: number; inDay: number };

type Entering = {
  rows: readonly NewSignature[];
  published: readonly NewSignature[];
  rowsHash: string;
  at: Date;
};

/** Counts what an import adds as published, and records it; or goes on with one that was let in. */
async function enter(
  deps: ImportDeps,
  account: Account,
  letter: Letter,
  { rows, published, rowsHash, at }: Entering,
): Promise<Entry> {
  const count = published.length;
  if (rows.length === 0) return { importId: null, isAbove: false, counted: 0, inDay: 0 };
  const which = { letterId: letter.id, by: account.id, rowsHash };
  const resumed = await resumeImport(deps, which);
  if (resumed !== null) return { importId: resumed, isAbove: false, counted: 0, inDay: count };
  const hash = entriesHash(published);
  const released = await releasedImport(deps, account, letter, { hash, at });
  let spent = { granted: 0, inDay: count };
  if (released === null && (await isReadSince(deps, letter, later(at, -DAY_MS)))) {
    const doing = { accountId: account.id, act: "import", at } as const;
    spent = await spend(deps, doing, { most: count, least: count });
    if (spent.granted < count) return { importId: null, isAbove: true, counted: 0, inDay: 0 };
  }
  const begun = { ...which, expected: rows.length, counted: spent.granted, startedAt: at };
  const importId = await beginImport(deps, begun);
  // From here on the record lets the rest in, if it is stopped.
  if (released !== null) {
    await step(deps.db, released, { from: ["running"], to: "done" }, { endedAt: at });
  }
  return { importId, isAbove: false, counted: spent.granted, inDay: spent.inDay };
}

function allowedBy(deps: ImportDeps, importId: string | null): Omit<Allowed, "wrote"> {
  return {
    columns: { importId },
    mayGoOn: async () => importId === null || (await goOnWithImport(deps, importId)),
  };
}

/** Records how far an import came, also if it failed. */
async function recorded(
  deps: ImportDeps,
  idOf: () => string | null,
  work: () => Promise<ImportOutcome>,
): Promise<ImportOutcome> {
  let end: "done" | "stopped" = "stopped";
  try {
    const result = await work();
    if (result.outcome === "imported") end = "done";
    return result;
  } finally {
    const id = idOf();
    // Where this fails, its silence says in a minute that it has stopped.
    if (id !== null) await endImport(deps, id, end).catch(() => undefined);
  }
}

/** What waits instead of being added at once, and how many entries could be added at once. */
export type AboveLimitForecast = { kept: Kept; room: number };

/** Says whether an import of entries as published would wait; null if it would not. */
export async function forecastImport(
  deps: ImportDeps,
  account: Account,
  letter: Letter,
  published: readonly NewSignature[],
): Promise<AboveLimitForecast | null> {
  const at = deps.clock.now();
  const count = published.length;
  const room = await roomFor(deps, { accountId: account.id, act: "import", at });
  if (count <= room || !(await isReadSince(deps, letter, later(at, -DAY_MS)))) return null;
  const hash = entriesHash(published);
  if ((await releasedImport(deps, account, letter, { hash, at })) !== null) return null;
  return { kept: await waitsFor(deps, account, letter, hash), room };
}

/** The release of these very entries for whoever asked; null if there is none that holds now. */
async function releasedImport(
  { db }: ImportDeps,
  { id: proposedBy }: Account,
  { id: letterId }: Letter,
  { hash, at }: { hash: string; at: Date },
) {
  const waiting = await waitingOf(db, { letterId, proposedBy, now: at });
  return (
    waiting.find(
      (row) =>
        row.state === "running" &&
        row.startsAt !== null &&
        row.startsAt <= at &&
        importOf(row)?.hash === hash,
    ) ?? null
  );
}

/** Whether a text of a letter could be read by everybody at some moment already. */
async function isReadSince({ db }: ImportDeps, { id }: Letter, moment: Date): Promise<boolean> {
  const version = await db.letterVersion.findFirst({
    where: { letterId: id, publicSince: { lte: moment } },
    select: { id: true },
  });
  return version !== null;
}
