import type { Account } from "../../accounts/account.ts";
import { isAnotherAllowed } from "../../accounts/second-person.ts";
import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { HOUR_MS, later } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import { toKind, toState } from "../store.ts";
import { type Conditions, openConditions, sealConditions } from "./conditions.ts";
import {
  countMatching,
  countTaken,
  findInvalidation,
  type InvalidationRow,
  sampleMatching,
  step,
} from "./store.ts";

/** Why entries are taken out together. */
export const INVALIDATION_REASONS = ["forged", "automated", "repeated", "other"] as const;
export type InvalidationReason = (typeof INVALIDATION_REASONS)[number];

/** The most entries that whoever proposes an invalidation may take out without anybody else. */
export const ALONE_MAX = 100;
/** If nobody else could release an invalidation, it begins this long after its release. */
const ALONE_DELAY_MS = HOUR_MS;
/** Entries that a preview shows. */
const SAMPLE_MAX = 20;
/** The longest note, in characters. */
export const INVALIDATION_NOTE_LENGTH_MAX = 2_000;

type InvalidateDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** What conditions would take out: how many entries, and a sample spread over all of them. */
export type Preview = Awaited<ReturnType<typeof previewInvalidation>>;

/** Counts what conditions would take out of a letter now. Changes nothing. */
export async function previewInvalidation(
  deps: Pick<Deps, "db" | "keys">,
  letter: Letter,
  { conditions, asOf }: { conditions: Conditions; asOf: Date },
) {
  const matching = { letterId: letter.id, conditions, asOf };
  const { count, ids } = await sampleMatching(deps, matching, SAMPLE_MAX);
  const rows = await deps.db.signature.findMany({
    where: { id: { in: ids } },
    orderBy: { id: "asc" },
    select: {
      id: true,
      kind: true,
      state: true,
      name: true,
      title: true,
      affiliation: true,
      country: true,
      signedAt: true,
    },
  });
  const sample = rows.map((row) => ({ ...row, kind: toKind(row.kind), state: toState(row.state) }));
  return { count, sample };
}

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
  return { outcome: "proposed", id };
}

/** What a release does: it begins now, begins after a delay, or is left to a second person. */
export type ReleaseRule = "now" | "after-delay" | "second-person";

/**
 * What an account's release of an invalidation would do; null if nobody can release it, because
 * its conditions cannot be read. Anybody but its proposer is the second
 * person. If there is nobody else, a delay leaves time to think better of it.
 */
export async function releaseRule(
  deps: Pick<Deps, "db" | "keys">,
  account: Account,
  row: InvalidationRow,
): Promise<ReleaseRule | null> {
  const { letterId, asOf } = row;
  const opened = await openConditions(deps.keys, row.conditions);
  if (opened === null) return null;
  if (account.id !== row.proposedBy) return "now";
  const { conditions } = opened;
  // Entries move: what was a small number when it was proposed may have grown.
  const isLittle =
    row.expected <= ALONE_MAX &&
    (await countMatching(deps, { letterId, conditions, asOf })) <= ALONE_MAX;
  if (isLittle) return "now";
  const isAnother = await isAnotherAllowed(deps, "invalidate", { letterId, accountId: account.id });
  return isAnother ? "second-person" : "after-delay";
}

/**
 * What became of pressing a button of an invalidation. Each press is one conditional statement, so
 * of two at once one is "done" and the other comes "late".
 */
export type ActOutcome = "done" | "late" | "second-person" | "unknown";

/** What can be done with an invalidation once it is proposed. */
export const INVALIDATION_ACTS = ["release", "cancel", "resume", "undo"] as const;
export type InvalidationAct = (typeof INVALIDATION_ACTS)[number];

/** Carries out an act on an invalidation of a letter, for an account that may. */
export async function actOnInvalidation(
  deps: InvalidateDeps,
  account: Account,
  letter: Letter,
  { id, act }: { id: string; act: InvalidationAct },
): Promise<ActOutcome> {
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

type Act = (deps: InvalidateDeps, account: Account, row: InvalidationRow) => Promise<ActOutcome>;

const ACTS: Record<InvalidationAct, Act> = {
  release: async (deps, account, row) => {
    if (!canAct("release", row)) return "late";
    const rule = await releaseRule(deps, account, row);
    if (rule === null) return "unknown";
    if (rule === "second-person") return rule;
    const at = deps.clock.now();
    const startsAt = rule === "now" ? at : later(at, ALONE_DELAY_MS);
    const columns = { releasedBy: account.id, releasedAt: at, startsAt };
    const change = { from: ["proposed"], to: "running" } as const;
    if (!(await step(deps.db, row, change, columns))) return "late";
    await recordAct(deps, account, row, "released", row.expected);
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
