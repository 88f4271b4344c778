import type { Account } from "../../accounts/account.ts";
import { giveBack, roomFor, spend } from "../../accounts/mass/allowance.ts";
import { countToTell, tellOthers } from "../../accounts/mass/notices.ts";
import {
  type PressOutcome,
  type ReleaseRule,
  ruleAboveLimit,
  startOf,
} from "../../accounts/mass/second-person.ts";
import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { newId } from "../../shared/ids.ts";
import { type Conditions, openConditions, sealConditions } from "./conditions.ts";
import {
  countMatching,
  countTaken,
  findInvalidation,
  type InvalidationRow,
  step,
} from "./store.ts";

/** Why entries are taken out together. */
export const INVALIDATION_REASONS = ["forged", "automated", "repeated", "other"] as const;
export type InvalidationReason = (typeof INVALIDATION_REASONS)[number];

/** The longest note, in characters. */
export const INVALIDATION_NOTE_LENGTH_MAX = 2_000;

type InvalidateDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

export type InvalidationRequest = {
  conditions: Conditions;
  reason: InvalidationReason;
  note: string | null;
};

/** What became of a proposal: its id, or that no entry meets the conditions. */
export type ProposeOutcome = { outcome: "proposed"; id: string } | { outcome: "nothing" };

/**
 * Records what is to be taken out, and how many entries meet the conditions now; those that are
 * signed later stay. Nothing else changes before the release.
 */
export async function proposeInvalidation(
  deps: InvalidateDeps,
  account: Account,
  letter: Letter,
  request: InvalidationRequest,
): Promise<ProposeOutcome> {
  const at = deps.clock.now();
  const { conditions, reason, note } = request;
  const matching = { letterId: letter.id, conditions, asOf: at };
  const expected = await countMatching(deps, matching);
  if (expected === 0) return { outcome: "nothing" };
  const id = newId(deps.clock);
  await deps.db.invalidation.create({
    data: {
      id,
      letterId: letter.id,
      conditions: await sealConditions(deps.keys, conditions, note),
      reason,
      state: "proposed",
      expected,
      asOf: at,
      proposedBy: account.id,
      proposedAt: at,
    },
    select: { id: true },
  });
  await recordAct(deps, account, { id, letterId: letter.id }, "proposed", expected);
  const doing = { accountId: account.id, act: "invalidate", at } as const;
  if (expected > (await roomFor(deps, doing))) {
    const told = { act: "invalidate", count: expected, isWaiting: true } as const;
    await tellOthers(deps, { letterId: letter.id, by: account.id, ...told });
  }
  return { outcome: "proposed", id };
}

/**
 * What an account's release of an invalidation would do; null if nobody can release it, because
 * its conditions cannot be read. Whoever proposed it may do so as long as they keep within the
 * limit of a day.
 */
export async function releaseRule(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  account: Account,
  row: InvalidationRow,
): Promise<ReleaseRule | null> {
  const count = await countNow(deps, row);
  if (count === null) return null;
  const doing = { accountId: account.id, act: "invalidate", at: deps.clock.now() } as const;
  const isWithin = account.id === row.proposedBy && count <= (await roomFor(deps, doing));
  return isWithin ? "now" : await ruleAboveLimit(deps, account, row);
}

/** How many entries meet the conditions now: what was a small number may have grown. */
async function countNow(
  deps: Pick<Deps, "db" | "keys">,
  { letterId, asOf, conditions: sealed }: InvalidationRow,
): Promise<number | null> {
  const opened = await openConditions(deps.keys, sealed);
  if (opened === null) return null;
  return await countMatching(deps, { letterId, conditions: opened.conditions, asOf });
}

/** What can be done with an invalidation once it is proposed. */
export const INVALIDATION_ACTS = ["release", "cancel", "resume", "undo"] as const;
export type InvalidationAct = (typeof INVALIDATION_ACTS)[number];

/** Whether whoever proposed an invalidation released it within the limit of a day. */
export function isAlone({
  proposedBy,
  releasedBy,
  releasedAt,
  startsAt,
}: Pick<InvalidationRow, "proposedBy" | "releasedBy" | "releasedAt" | "startsAt">): boolean {
  return releasedBy === proposedBy && startsAt?.getTime() === releasedAt?.getTime();
}

/** Carries out an act on an invalidation of a letter, for an account that may. */
export async function actOnInvalidation(
  deps: InvalidateDeps,
  account: Account,
  letter: Letter,
  { id, act }: { id: string; act: InvalidationAct },
): Promise<PressOutcome> {
  const row = await findInvalidation(deps.db, letter.id, id);
  if (row === null) return "unknown";
  return await ACTS[act](deps, account, row);
}

/** Whether an act is possible in the state of an invalidation. */
export function canAct(
  act: InvalidationAct,
  { state, releasedAt }: Pick<InvalidationRow, "state" | "releasedAt">,
): boolean {
  switch (act) {
    case "release":
      return state === "proposed";
    case "cancel":
      return state === "proposed" || state === "running";
    // If it was never released, it was never more than a proposal.
    case "resume":
      return state === "cancelled" && releasedAt !== null;
    case "undo":
      return (state === "cancelled" || state === "done") && releasedAt !== null;
  }
}

type Act = (deps: InvalidateDeps, account: Account, row: InvalidationRow) => Promise<PressOutcome>;

const ACTS: Record<InvalidationAct, Act> = {
  release: async (deps, account, row) => {
    if (!canAct("release", row)) return "late";
    const count = await countNow(deps, row);
    if (count === null) return "unknown";
    const at = deps.clock.now();
    const doing = { accountId: account.id, act: "invalidate", at } as const;
    const spent =
      account.id === row.proposedBy
        ? await spend(deps, doing, { most: count, least: count })
        : { granted: null, inDay: 0 };
    const isWithin = spent.granted === count;
    const rule = isWithin ? "now" : await ruleAboveLimit(deps, account, row);
    if (rule === "second-person") return rule;
    const columns = { releasedBy: account.id, releasedAt: at, startsAt: startOf(rule, at) };
    const change = { from: ["proposed"], to: "running" } as const;
    // Whoever does it alone takes out no more than was counted, whatever comes to match meanwhile.
    const expected = isWithin ? { expected: count } : {};
    if (!(await step(deps.db, row, change, { ...columns, ...expected }))) {
      if (isWithin) await giveBack(deps, doing, count);
      return "late";
    }
    await recordAct(deps, account, row, "released", count);
    const told = countToTell({ count, inDay: isWithin ? spent.inDay : count });
    if (told > 0) {
      const { letterId } = row;
      await tellOthers(deps, { letterId, by: account.id, act: "invalidate", count: told });
    }
    return "done";
  },

  cancel: async (deps, account, row) => {
    const columns = { endedBy: account.id, endedAt: deps.clock.now() };
    const change = { from: ["proposed", "running"], to: "cancelled" } as const;
    if (!(await step(deps.db, row, change, columns))) return "late";
    await recordAct(deps, account, row, "cancelled");
    return "done";
  },

  // It keeps its start: cancelling and resuming do not get around the delay.
  resume: async (deps, account, row) => {
    if (!canAct("resume", row)) return "late";
    const change = { from: ["cancelled"], to: "running" } as const;
    if (!(await step(deps.db, row, change, { endedBy: null, endedAt: null }))) return "late";
    await recordAct(deps, account, row, "resumed");
    return "done";
  },

  undo: async (deps, account, row) => {
    if (!canAct("undo", row)) return "late";
    const change = { from: ["cancelled", "done"], to: "undoing" } as const;
    if (!(await step(deps.db, row, change, { endedBy: account.id, endedAt: null }))) return "late";
    const { releasedBy: accountId, releasedAt, expected } = row;
    if (accountId !== null && releasedAt !== null)
      await giveBack(deps, { accountId, act: "invalidate", at: releasedAt }, expected);
    await recordAct(deps, account, row, "undone");
    return "done";
  },
};

/** Records who did what, with `expected` as the number or else how many entries are out. */
async function recordAct(
  deps: InvalidateDeps,
  account: Account,
  { id, letterId }: Pick<InvalidationRow, "id" | "letterId">,
  act: "proposed" | "released" | "cancelled" | "resumed" | "undone",
  expected?: number,
): Promise<void> {
  const count = expected ?? (await countTaken(deps.db, id)).out;
  const detail = { invalidation: id, count };
  await recordStaffEvent(deps, { what: `invalidation-${act}`, by: account.id, letterId, detail });
  deps.log.info(`invalidation.${act}`, { invalidation: id, count });
}
