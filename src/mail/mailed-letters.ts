import type { Db } from "../db/db.ts";

/** The letters that a mail to staff names, by id. */
export async function mailedLetters(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { slug: string; title: string }>> {
  const letters = await db.letter.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, slug: true, currentVersionId: true },
  });
  const versionIds = letters.flatMap(({ currentVersionId: id }) => (id === null ? [] : [id]));
  const versions = await db.letterVersion.findMany({
    where: { id: { in: versionIds } },
    select: { letterId: true, title: true },
  });
  const titles = new Map(versions.map(({ letterId, title }) => [letterId, title]));
  return new Map(letters.map(({ id, slug }) => [id, { slug, title: titles.get(id) ?? slug }]));
}
