import type { Account } from "../../accounts/account.ts";
import { tellOthers } from "../../accounts/mass/notices.ts";
import { ruleAboveLimit, startOf } from "../../accounts/mass/second-person.ts";
import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { MASS_ACT_TTL_DAYS, MASS_ACTS_WAITING_MAX } from "../../limits.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import {
  type DecisionPayload,
  decisionOf,
  type ImportPayload,
  importOf,
  type MassActKind,
  type MassActRow,
  waitingOf,
} from "./store.ts";

type AskDeps = Pick<Deps, "db" | "clock">;

/** What is above the limit waits for, or that it is not even kept: too much of theirs waits. */
export type Kept = "second-person" | "after-delay" | "too-many-waiting";

/**
 * Keeps a takedown or an erasure that is above the limit of a day, and tells those who can release
 * it. Entries for which the same person asked before are not kept twice.
 */
export async function askToDecide(
  deps: AskDeps,
  account: Account,
  letter: Letter,
  { act, payload }: { act: "takedown" | "erase"; payload: DecisionPayload },
): Promise<Kept> {
  const waiting = await waitingFor(deps, account, letter);
  const asked = new Set(
    waiting.filter((row) => row.act === act).flatMap((row) => decisionOf(row)?.ids ?? []),
  );
  const ids = payload.ids.filter((id) => !asked.has(id));
  const wish = { act, count: ids.length, payload: { ...payload, ids } };
  return await keep(deps, account, letter, { waiting, wish });
}

/** The same for an import, of which the file is to be sent again once it is released. */
export async function askToImport(
  deps: AskDeps,
  account: Account,
  letter: Letter,
  { count, payload }: { count: number; payload: ImportPayload },
): Promise<Kept> {
  const waiting = await waitingFor(deps, account, letter);
  const isAsked = waiting.some((row) => importOf(row)?.hash === payload.hash);
  const wish = { act: "import", count: isAsked ? 0 : count, payload } as const;
  return await keep(deps, account, letter, { waiting, wish });
}

/** What an import of this file would wait for if it were asked for now. */
export async function waitsFor(
  deps: AskDeps,
  account: Account,
  letter: Letter,
  hash: string,
): Promise<Kept> {
  const waiting = await waitingFor(deps, account, letter);
  const isAsked = waiting.some((row) => importOf(row)?.hash === hash);
  if (!isAsked && waiting.length >= MASS_ACTS_WAITING_MAX) return "too-many-waiting";
  return await ruleOfOwn(deps, account, letter);
}

/** What somebody's own request waits for. */
async function ruleOfOwn(
  deps: AskDeps,
  account: Account,
  { id: letterId }: Letter,
): Promise<"second-person" | "after-delay"> {
  const rule = await ruleAboveLimit(deps, account, { letterId, proposedBy: account.id });
  return rule === "after-delay" ? rule : "second-person";
}

async function waitingFor({ db, clock }: AskDeps, { id }: Account, letter: Letter) {
  return await waitingOf(db, { letterId: letter.id, proposedBy: id, now: clock.now() });
}

type Wish = { act: MassActKind; count: number; payload: DecisionPayload | ImportPayload };

async function keep(
  deps: AskDeps,
  account: Account,
  letter: Letter,
  { waiting, wish }: { waiting: readonly MassActRow[]; wish: Wish },
): Promise<Kept> {
  const { act, count, payload } = wish;
  const at = deps.clock.now();
  const { id: letterId } = letter;
  const kept = await ruleOfOwn(deps, account, letter);
  const isAlone = kept === "after-delay";
  if (count === 0) return kept;
  if (waiting.length >= MASS_ACTS_WAITING_MAX) return "too-many-waiting";
  const id = newId(deps.clock);
  await deps.db.massAct.create({
    data: {
      id,
      letterId,
      act,
      count,
      payload: JSON.stringify(payload),
      proposedBy: account.id,
      proposedAt: at,
      expiresAt: later(at, MASS_ACT_TTL_DAYS * DAY_MS),
      state: isAlone ? "running" : "proposed",
      ...(isAlone && {
        releasedBy: account.id,
        releasedAt: at,
        startsAt: startOf("after-delay", at),
      }),
    },
    select: { id: true },
  });
  const detail = { act, count, massAct: id };
  await recordStaffEvent(deps, { what: "mass-act-proposed", by: account.id, letterId, detail });
  await tellOthers(deps, { letterId, by: account.id, act, count, isWaiting: true });
  return kept;
}
