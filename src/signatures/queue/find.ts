import type { Deps } from "../../deps.ts";
import type { State } from "../lifecycle.ts";
import { KINDS } from "../name.ts";
import { toState } from "../store.ts";

/** The entries of a letter that have an address, by its hash, in any state: one of each kind. */
export async function findByAddress(
  { db }: Pick<Deps, "db">,
  letterId: string,
  address: string,
): Promise<{ id: string; name: string; state: State }[]> {
  const rows = await db.signature.findMany({
    where: { letterId, kind: { in: [...KINDS] }, addressKey: address },
    orderBy: { id: "asc" },
    select: { id: true, name: true, state: true },
  });
  return rows.map((row) => ({ ...row, state: toState(row.state) }));
}
