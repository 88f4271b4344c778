import type { Site } from "./site.ts";

const DESK = "/admin/letters/rivers";
/** As many entries as the server tells of at once. */
const BESIDE = 10;

/** What stands beside the rows of the queue. */
export async function besideRows({ world }: Site) {
  const found = await world.db.signature.findMany({
    where: { state: "pending" },
    take: BESIDE,
    select: { id: true },
  });
  const query = new URLSearchParams(found.map(({ id }) => ["id", id]));
  return { path: `${DESK}/queue/beside?${query}` };
}

/** The page of an entry that somebody wrote a note on. */
export async function entryWithNote({ world }: Site) {
  const { signatureId } = await world.db.signatureNote.findFirstOrThrow();
  return { path: `${DESK}/entries/${signatureId}` };
}
