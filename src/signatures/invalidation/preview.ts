import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { toKind, toState } from "../store.ts";
import type { Conditions } from "./conditions.ts";
import { sampleMatching } from "./store.ts";

/** Entries that a preview shows. */
const SAMPLE_MAX = 20;

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
