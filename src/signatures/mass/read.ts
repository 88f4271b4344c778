import { type Account, may } from "../../accounts/account.ts";
import { type ReleaseRule, ruleAboveLimit } from "../../accounts/mass/second-person.ts";
import { staffNames } from "../../accounts/names.ts";
import { inSlices } from "../../db/batch/in-slices.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { toMassActKind } from "./act.ts";
import { openNames } from "./names.ts";
import {
  decisionOf,
  importOf,
  isWaiting,
  MASS_ACT_STATES,
  type MassActKind,
  type MassActRow,
  type MassActState,
  massActsOf,
} from "./store.ts";

/** The most that a page lists; nobody looks further back. */
const LIST_MAX = 50;
/** Entries that are shown of each. */
export const EXAMPLES_MAX = 5;

/** What somebody asked for above the limit, as whoever looks sees it. */
export type MassActView = {
  id: string;
  act: MassActKind;
  state: MassActState;
  count: number;
  proposedBy: string;
  proposedAt: Date;
  expiresAt: Date;
  startsAt: Date | null;
  releasedBy: string | null;
  endedBy: string | null;
  /** A code of the letter's list, or words; null for an import, and once it has ended. */
  reason: string | null;
  /** Some of the entries, by name. */
  examples: readonly { id: string | null; name: string }[];
  /** What a release by whoever looks would do; null if it does not wait for one. */
  rule: ReleaseRule | null;
  canCancel: boolean;
};

/** What waits or waited in a letter: all of it for those who may release it, else one's own. */
export async function listMassActs(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  account: Account,
  letter: Letter,
): Promise<{ acts: MassActView[]; names: ReadonlyMap<string, string> }> {
  const rows = await massActsOf(deps.db, shownTo(account, letter), LIST_MAX);
  const names = await staffNames(deps);
  const examples = await examplesOf(deps, rows);
  const asker = { letterId: letter.id, proposedBy: account.id };
  const ruleOfOwn = await ruleAboveLimit(deps, account, asker);
  const ruleOf = async (row: MassActRow) =>
    row.proposedBy === account.id ? ruleOfOwn : await ruleAboveLimit(deps, account, row);
  const acts = await Promise.all(rows.map((row) => view(deps, row, { examples, ruleOf })));
  return { acts, names };
}

/** How many of them wait for a release, or for their start. */
export async function countToRelease(
  { db, clock }: Pick<Deps, "db" | "clock">,
  account: Account,
  letter: Letter,
): Promise<number> {
  return await db.massAct.count({
    where: { ...shownTo(account, letter), ...isWaiting(clock.now()) },
  });
}

/** Whoever may release what waits in a letter sees all of it, others what they asked for. */
function shownTo(account: Account, { id: letterId }: Letter) {
  return may(account, "release", letterId) ? { letterId } : { letterId, proposedBy: account.id };
}

type Known = {
  /** The names of entries, by id. */
  examples: ReadonlyMap<string, string>;
  ruleOf: (row: MassActRow) => Promise<ReleaseRule>;
};

async function view(
  deps: Pick<Deps, "keys" | "clock">,
  row: MassActRow,
  { examples, ruleOf }: Known,
): Promise<MassActView> {
  const { id, count, proposedBy, proposedAt, expiresAt, startsAt, releasedBy, endedBy } = row;
  const isOver = expiresAt <= deps.clock.now();
  const known = MASS_ACT_STATES.find((state) => state === row.state) ?? "expired";
  const isStanding = known === "proposed" || known === "running";
  const state = isStanding && isOver ? "expired" : known;
  const decision = decisionOf(row);
  const imported = importOf(row);
  const found = decision?.ids.flatMap((one) => {
    const name = examples.get(one);
    return name === undefined || name === "" ? [] : [{ id: one, name }];
  });
  const read = imported === null ? [] : ((await openNames(deps.keys, imported.names)) ?? []);
  return {
    id,
    act: toMassActKind(row.act),
    state,
    count,
    proposedBy,
    proposedAt,
    expiresAt,
    startsAt,
    releasedBy,
    endedBy,
    reason: decision?.reason ?? null,
    examples: found?.slice(0, EXAMPLES_MAX) ?? read.map((name) => ({ id: null, name })),
    rule: state === "proposed" ? await ruleOf(row) : null,
    canCancel: state === "proposed" || state === "running",
  };
}

/** The names of some entries of each, by id. */
async function examplesOf(
  { db }: Pick<Deps, "db">,
  rows: readonly MassActRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap((row) => decisionOf(row)?.ids.slice(0, EXAMPLES_MAX) ?? []);
  const found = await inSlices(db, [...new Set(ids)], (slice) =>
    db.signature.findMany({ where: { id: { in: slice } }, select: { id: true, name: true } }),
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}
