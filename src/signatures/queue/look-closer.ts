import { inSlices } from "../../db/batch/in-slices.ts";
import type { Prisma } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import { isLookCloser } from "../evidence/codes.ts";
import type { Evidence } from "../evidence/read.ts";
import { MOVES } from "../lifecycle.ts";
import { QUEUE_COLUMNS } from "./columns.ts";
import { asChange, asItself, type ComparedRow, compareEntries } from "./entries.ts";

const { questions: _, notes: __, ...COMPARED_COLUMNS } = QUEUE_COLUMNS;

/** What approving some entries would make public, and what asks for a closer look at it. */
export type LookedAt = {
  /** By id, with their stored evidence as it was read: the move goes by it. */
  clear: ReadonlyMap<string, string>;
  /** Those that take a second press, with the reasons why. */
  closer: ReadonlyMap<string, { name: string; evidence: readonly Evidence[] }>;
};

/**
 * Looks at entries right before they are approved, and at the changes of published ones. What
 * could not be approved anyway is in neither list.
 */
export async function lookAt(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  ids: readonly string[],
  which: Prisma.SignatureWhereInput = {},
): Promise<LookedAt> {
  const rows = await inSlices(deps.db, ids, (some) =>
    deps.db.signature.findMany({
      where: { AND: [which, { letterId, id: { in: some } }, CAN_BE_APPROVED] },
      select: COMPARED_COLUMNS,
    }),
  );
  const compared = await compareEntries(deps, letterId, rows.map(asApproved));
  const clear = new Map<string, string>();
  const closer = new Map<string, { name: string; evidence: readonly Evidence[] }>();
  const signals = new Map(rows.map((row) => [row.id, row.signals]));
  for (const { row, evidence } of compared) {
    const reasons = evidence.filter(({ code }) => isLookCloser(code));
    if (reasons.length === 0) clear.set(row.id, signals.get(row.id) ?? "");
    else closer.set(row.id, { name: row.name, evidence: reasons });
  }
  return { clear, closer };
}

/** The condition that entries are as they were looked at: their stored evidence is the same. */
export function asLookedAt({ clear }: LookedAt): Prisma.SignatureWhereInput {
  const groups = Map.groupBy(clear, ([, signals]) => signals);
  const OR = [...groups].map(([signals, some]) => ({
    signals,
    id: { in: some.map(([id]) => id) },
  }));
  return { OR };
}

const CAN_BE_APPROVED: Prisma.SignatureWhereInput = {
  NOT: { name: "" },
  OR: [
    { state: { in: [...MOVES.approve.from, ...MOVES.overturn.from] } },
    { state: { in: [...MOVES["accept-change"].from] }, proposedAt: { not: null } },
  ],
};

function asApproved(row: ComparedRow) {
  return row.proposedAt === null ? asItself(row) : asChange(row);
}
