import type { Account } from "../../accounts/account.ts";
import { giveBack, roomFor, spend } from "../../accounts/mass/allowance.ts";
import { countToTell, tellOthers } from "../../accounts/mass/notices.ts";
import type { NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { type ImportOptions, type ImportOutcome, importSignatories } from "../import/add.ts";
import { entriesHash, publishedOf } from "../import/entries.ts";
import type { ImportSource } from "../import/reading/source.ts";
import { askToImport, type Kept, waitsFor } from "./ask.ts";
import { sealNames } from "./names.ts";
import { EXAMPLES_MAX } from "./read.ts";
import { importOf, type MassActRow, step, waitingOf } from "./store.ts";

type ImportDeps = Pick<Deps, "db" | "keys" | "clock">;

/** What an import did, or that it waits: nothing of it was added. */
export type LimitedImport = ImportOutcome | { outcome: "above-limit"; count: number; kept: Kept };

/**
 * Adds the signatories of a file within what one person may add as published in a day: all of
 * them, or none. What is above waits for a second person, or for an hour; then the same file is
 * sent again. What is added before a letter is read, or on the day of its opening, is not counted.
 */
export async function importWithinLimit(
  deps: ImportDeps,
  account: Account,
  letter: Letter,
  source: ImportSource,
  limits: ImportOptions,
): Promise<LimitedImport> {
  const at = deps.clock.now();
  const doing = { accountId: account.id, act: "import", at } as const;
  let spent = { granted: 0, inDay: 0 };
  let published: readonly NewSignature[] = [];
  let released: MassActRow | null = null;
  let isAbove = false;
  const mayAdd = async (rows: readonly NewSignature[]) => {
    // It is asked again if the import begins anew.
    await giveBack(deps, doing, spent.granted);
    published = publishedOf(rows);
    const count = published.length;
    spent = { granted: 0, inDay: count };
    released = await releasedImport(deps, account, letter, { hash: entriesHash(published), at });
    isAbove = false;
    if (released !== null || !(await isReadSince(deps, letter, later(at, -DAY_MS)))) return true;
    spent = await spend(deps, doing, { most: count, least: count });
    isAbove = spent.granted < count;
    return !isAbove;
  };
  const options = { ...limits, by: account.id, mayAdd };
  const result = await importSignatories(deps, letter, source, options);
  const count = published.length;
  if (isAbove) {
    const names = published.slice(0, EXAMPLES_MAX).map(({ name }) => name);
    const hash = entriesHash(published);
    const payload = { hash, names: await sealNames(deps.keys, names) };
    const kept = await askToImport(deps, account, letter, { count, payload });
    return { outcome: "above-limit", count, kept };
  }
  if (result.outcome !== "imported") return result;
  if (released !== null) {
    await step(deps.db, released, { from: ["running"], to: "done" }, { endedAt: at });
  }
  const told = countToTell({ count, inDay: spent.inDay });
  if (told > 0) {
    await tellOthers(deps, { letterId: letter.id, by: account.id, act: "import", count: told });
  }
  return result;
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
