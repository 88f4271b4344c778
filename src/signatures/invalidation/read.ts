import type { Account } from "../../accounts/account.ts";
import type { ReleaseRule } from "../../accounts/mass/second-person.ts";
import { staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { openUnder } from "../../shared/keys/key-change.ts";
import {
  canAct,
  INVALIDATION_ACTS,
  INVALIDATION_REASONS,
  type InvalidationAct,
  type InvalidationReason,
  releaseRule,
} from "./act.ts";
import { type Conditions, openConditions } from "./conditions.ts";
import {
  countsTaken,
  countTaken,
  findInvalidation,
  type InvalidationRow,
  type InvalidationState,
  invalidationsOf,
  NOTHING_TAKEN,
  type Taken,
  toInvalidationState,
} from "./store.ts";

/** The most invalidations that a list shows; nobody looks further back. */
const LIST_MAX = 50;

/** An invalidation as staff see it. */
export type Invalidation = Omit<InvalidationRow, "state" | "reason" | "conditions"> & {
  state: InvalidationState;
  reason: InvalidationReason;
  /** Null if they cannot be read. */
  conditions: Conditions | null;
  note: string | null;
  /** How many entries it has out now, and how many it ever took out. */
  out: number;
  taken: number;
  /** The display names of staff, by account id. */
  names: ReadonlyMap<string, string>;
};

/** The invalidations of a letter, newest first. */
export async function listInvalidations(
  deps: Pick<Deps, "db" | "keys">,
  letter: Letter,
): Promise<Invalidation[]> {
  const names = await staffNames(deps);
  const rows = await invalidationsOf(deps.db, letter.id, LIST_MAX);
  const ids = rows.map(({ id }) => id);
  const counts = await countsTaken(deps.db, ids);
  return await Promise.all(
    rows.map((row) => read(deps, row, names, counts.get(row.id) ?? NOTHING_TAKEN)),
  );
}

/** One invalidation of a letter, and what an account can do with it. */
export type InvalidationView = {
  invalidation: Invalidation;
  acts: readonly InvalidationAct[];
  /** What a release by this account would do; null if it is no longer a proposal. */
  rule: ReleaseRule | null;
};

/** One invalidation as an account sees it; null if the letter has none of this id. */
export async function viewInvalidation(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  account: Account,
  letter: Letter,
  id: string,
): Promise<InvalidationView | null> {
  const row = await findInvalidation(deps.db, letter.id, id);
  if (row === null) return null;
  const counts = await countTaken(deps.db, row.id);
  const invalidation = await read(deps, row, await staffNames(deps), counts);
  const isRead = invalidation.conditions !== null;
  const rule = row.state === "proposed" ? await releaseRule(deps, account, row) : null;
  const possible = INVALIDATION_ACTS.filter(
    (act) => canAct(act, row) && (isRead || !TAKES_OUT.has(act)),
  );
  return {
    invalidation,
    acts: rule === "second-person" ? possible.filter((act) => act !== "release") : possible,
    rule,
  };
}

/** What needs the conditions: nobody can tell what it would take out without them. */
const TAKES_OUT: ReadonlySet<InvalidationAct> = new Set(["release", "resume"]);

async function read(
  deps: Pick<Deps, "keys">,
  row: InvalidationRow,
  names: ReadonlyMap<string, string>,
  counts: Taken,
): Promise<Invalidation> {
  const reason = INVALIDATION_REASONS.find((known) => known === row.reason) ?? "other";
  const state = toInvalidationState(row.state);
  const opened = await openConditions(deps.keys, row.conditions);
  const { conditions, note } = opened ?? { conditions: null, note: null };
  return { ...row, state, reason, conditions, note, names, ...counts };
}

/** How far an invalidation has got: what a page asks for while it runs. */
export type Progress = Pick<
  Invalidation,
  "state" | "expected" | "out" | "taken" | "startsAt" | "releasedAt"
>;

/** How far an invalidation of a letter has got; null if the letter has none of this id. */
export async function invalidationProgress(
  { db }: Pick<Deps, "db">,
  letter: Letter,
  id: string,
): Promise<Progress | null> {
  const row = await findInvalidation(db, letter.id, id);
  if (row === null) return null;
  const { expected, startsAt, releasedAt } = row;
  const state = toInvalidationState(row.state);
  return { state, expected, startsAt, releasedAt, ...(await countTaken(db, id)) };
}

/** The traits of an entry that conditions can be made from; null if the letter has no such one. */
export async function traitsOf(
  deps: Pick<Deps, "db" | "keys">,
  letter: Letter,
  id: string,
): Promise<{
  name: string;
  domain: string | null;
  networkKey: string | null;
  country: string;
} | null> {
  const row = await deps.db.signature.findFirst({
    where: { id, letterId: letter.id },
    select: { name: true, email: true, networkKey: true, country: true },
  });
  if (row === null) return null;
  const address = row.email === null ? null : await openUnder(deps.keys, row.email);
  return { ...row, domain: address?.split("@").at(-1) ?? null };
}
