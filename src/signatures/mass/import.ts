import type { Account } from "../../accounts/account.ts";
import { giveBack, spend } from "../../accounts/mass/allowance.ts";
import { countToTell, tellOthers } from "../../accounts/mass/notices.ts";
import type { NewSignature } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";
import { type ImportOptions, type ImportOutcome, importSignatories } from "../import/add.ts";
import { askToImport, type Kept } from "./ask.ts";
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
 */
export async function importWithinLimit(
  deps: ImportDeps,
  account: Account,
  letter: Letter,
  source: string,
  limits: ImportOptions,
): Promise<LimitedImport> {
  const at = deps.clock.now();
  // What is released is this file as it was read: its columns, too.
  const { map = [], kind = null, dateOrder = null, skip } = limits;
  const hash = sha256Hex(JSON.stringify([source, map, kind, dateOrder, skip === undefined]));
  const released = await releasedImport(deps, account, letter, { hash, at });
  const isCounted = released === null && (await isReadSince(deps, letter, later(at, -DAY_MS)));
  const doing = { accountId: account.id, act: "import", at } as const;
  let spent = { granted: 0, inDay: 0 };
  let published: readonly NewSignature[] = [];
  let isAbove = false;
  const mayAdd = async (rows: readonly NewSignature[]) => {
    // It is asked again if the import begins anew.
    await giveBack(deps, doing, spent.granted);
    published = rows.filter(({ state }) => state === "published");
    const count = published.length;
    spent = isCounted
      ? await spend(deps, doing, { most: count, least: count })
      : { granted: 0, inDay: count };
    isAbove = isCounted && spent.granted < count;
    return !isAbove;
  };
  const options = { ...limits, by: account.id, mayAdd };
  const result = await importSignatories(deps, letter, source, options);
  const count = published.length;
  if (isAbove) {
    const names = published.slice(0, EXAMPLES_MAX).map(({ name }) => name);
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

/** The release of this very file for whoever asked; null if there is none that holds now. */
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
