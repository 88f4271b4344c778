import type { NewSignature } from "../../../src/db/db.ts";
import type { Deps } from "../../../src/deps.ts";
import { DAY_MS, later } from "../../../src/shared/clock.ts";
import { newId } from "../../../src/shared/ids.ts";
import { identityColumns } from "../../../src/signatures/entry.ts";
import { firstColumns } from "../../../src/signatures/store.ts";
import type { Instance } from "../instance.ts";

const PLACES = ["Elbe", "Weser", "Oder", "Isar", "Neckar", "Spree", "Havel", "Saale"];
const TITLES = ["Professor of Hydrology", "Senior Lecturer in Law", "Reader in Geography"];

/** Inserts so many published signatories, with everything that a page shows of one. */
export async function insertPublished(
  { deps, letter }: Pick<Instance, "deps" | "letter">,
  count: number,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => published(deps, letter, index));
  await deps.db.$insertSignatures(await Promise.all(rows));
}

async function published(
  deps: Pick<Deps, "keys" | "clock">,
  letter: Instance["letter"],
  index: number,
): Promise<NewSignature> {
  const isOrganisation = index % 5 < 3;
  const place = `${PLACES[index % PLACES.length]} ${index}`;
  const identity = {
    kind: isOrganisation ? ("organisation" as const) : ("individual" as const),
    name: isOrganisation ? `Society for the River ${place}` : `Ada van der ${place}`,
    sortName: null,
    title: isOrganisation ? null : (TITLES[index % TITLES.length] ?? null),
    affiliation: isOrganisation ? null : `University of ${place}`,
    website: isOrganisation ? `https://river-${index}.example` : null,
    country: "DE",
  };
  const signedAt = later(deps.clock.now(), -DAY_MS);
  const id = newId(deps.clock);
  return {
    ...(await identityColumns(deps.keys, letter, identity)),
    ...firstColumns("import", "published", { by: "bench", at: signedAt }),
    id,
    letterId: letter.id,
    visibility: "full",
    updates: false,
    language: "en",
    letterVersionId: letter.version.id,
    signals: "",
    standsWith: id,
    standsAt: signedAt,
    signedAt,
    decidedAt: signedAt,
  };
}
