import { type Account, may } from "../../accounts/account.ts";
import { tellOthers } from "../../accounts/mass/notices.ts";
import {
  activeStaff,
  type PressOutcome,
  ruleAboveLimit,
  startOf,
} from "../../accounts/mass/second-person.ts";
import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { findLetterById } from "../../letters/read.ts";
import { causeOf, UnavailableError } from "../../shared/unavailable-error.ts";
import { decide } from "../queue/decide.ts";
import {
  decisionOf,
  findMassAct,
  MASS_ACT_KINDS,
  type MassActKind,
  type MassActRow,
  massActsToRun,
  step,
} from "./store.ts";

type ActDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** What can be done with what waits. */
export const MASS_ACT_ACTS = ["release", "cancel"] as const;
export type MassActAct = (typeof MASS_ACT_ACTS)[number];

/**
 * Releases what somebody asked for above the limit, or takes it back. Whoever asked cannot release
 * it as long as there is anybody else who could.
 */
export async function actOnMassAct(
  deps: ActDeps,
  account: Account,
  letter: Letter,
  { id, act }: { id: string; act: MassActAct },
): Promise<PressOutcome> {
  const row = await findMassAct(deps.db, letter.id, id);
  if (row === null || !maySee(account, row)) return "unknown";
  return act === "cancel"
    ? await cancel(deps, account, row)
    : await release(deps, account, letter, row);
}

/** Whoever asked sees what became of it, and so does whoever may release it. */
function maySee(account: Account, row: Pick<MassActRow, "proposedBy" | "letterId">) {
  return account.id === row.proposedBy || may(account, "release", row.letterId);
}

async function release(
  deps: ActDeps,
  account: Account,
  letter: Letter,
  row: MassActRow,
): Promise<PressOutcome> {
  const at = deps.clock.now();
  if (row.state !== "proposed" || row.expiresAt <= at) return "late";
  const rule = await ruleAboveLimit(deps, account, row);
  if (rule === "second-person") return rule;
  const columns = { releasedBy: account.id, releasedAt: at, startsAt: startOf(rule, at) };
  if (!(await step(deps.db, row, { from: ["proposed"], to: "running" }, columns))) return "late";
  await recordAct(deps, account.id, row, "released");
  if (rule === "after-delay") return "done";
  const { letterId, count } = row;
  await tellOthers(deps, { letterId, by: account.id, act: toMassActKind(row.act), count });
  if (row.act !== "import") await carryOut(deps, account, letter, { ...row, ...columns });
  return "done";
}

async function cancel(deps: ActDeps, account: Account, row: MassActRow): Promise<PressOutcome> {
  const columns = { endedBy: account.id, endedAt: deps.clock.now() };
  const change = { from: ["proposed", "running"], to: "cancelled" } as const;
  if (!(await step(deps.db, row, change, columns))) return "late";
  await recordAct(deps, account.id, row, "cancelled");
  return "done";
}

/** Acts that one round of the job carries out. */
const AT_ONCE_MAX = 10;

/**
 * Carries out what was released and whose time has come, also what a process left undone that was
 * killed. Each entry is moved by a conditional statement, so two at once do no harm.
 */
export async function runMassActs(deps: ActDeps): Promise<void> {
  for (const row of await massActsToRun(deps.db, deps.clock.now(), AT_ONCE_MAX)) {
    try {
      await runOne(deps, row);
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      deps.log.error("mass-act.failed", { massAct: row.id, error: causeOf(error) });
    }
  }
}

/** It is not done in the name of somebody who may no longer do it. */
async function runOne(deps: ActDeps, row: MassActRow): Promise<void> {
  const letter = await findLetterById(deps.db, row.letterId);
  const { letterId, releasedBy: accountId } = row;
  const account = await activeStaff(deps, { letterId, accountId });
  if (letter === null || account === null || !may(account, "takedown", row.letterId)) {
    const columns = { endedAt: deps.clock.now() };
    await step(deps.db, row, { from: ["running"], to: "cancelled" }, columns);
    return;
  }
  await carryOut(deps, account, letter, row);
  // Whoever released it for somebody else was told of at once.
  if (row.releasedBy !== row.proposedBy) return;
  const act = toMassActKind(row.act);
  await tellOthers(deps, { letterId, by: account.id, act, count: row.count });
}

async function carryOut(
  deps: ActDeps,
  account: Account,
  letter: Letter,
  row: MassActRow,
): Promise<void> {
  const payload = decisionOf(row);
  const decision = toMassActKind(row.act);
  if (payload !== null && decision !== "import") {
    const seenAt = payload.seenAt === null ? null : new Date(payload.seenAt);
    const request = { ...payload, decision, seenAt, note: null, despite: false };
    await decide(deps, account, letter, request);
  }
  const columns = { endedAt: deps.clock.now() };
  await step(deps.db, row, { from: ["running"], to: "done" }, columns);
}

/** An act from the database. Throws if it is an unknown one. */
export function toMassActKind(text: string): MassActKind {
  const kind = MASS_ACT_KINDS.find((known) => known === text);
  if (kind === undefined) throw new Error(`A mass act is ${JSON.stringify(text)}.`);
  return kind;
}

async function recordAct(
  deps: ActDeps,
  by: string,
  { id, letterId, act, count }: MassActRow,
  what: "released" | "cancelled",
): Promise<void> {
  const detail = { act, count, massAct: id };
  await recordStaffEvent(deps, { what: `mass-act-${what}`, by, letterId, detail });
  deps.log.info(`mass-act.${what}`, { massAct: id, count });
}
