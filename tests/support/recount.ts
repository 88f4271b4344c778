import type { Db } from "../../src/db/db.ts";

const foldWords = (text: string): string[] => JSON.parse(text);

/**
 * What triggers keep about the entries of a database, and what its entries themselves say: the
 * counts of letters, those by state and day, and the words of the public list.
 */
export async function recount(db: Db) {
  const letters = await db.letter.findMany({ orderBy: { id: "asc" } });
  const entries = await db.signature.findMany();
  const rows = await db.signatureCount.findMany({ where: { count: { not: 0 } } });
  const words = await db.listedWord.findMany();
  const shown = entries.filter(({ state, hiddenAt }) => state === "published" && !hiddenAt);
  const listed = shown.filter(({ visibility }) => visibility === "full");
  const count = (letterId: string, kind: string, visibility: string) =>
    shown.filter(
      (entry) =>
        entry.letterId === letterId && entry.kind === kind && entry.visibility === visibility,
    ).length;
  const tally = new Map<string, number>();
  for (const { letterId, signedAt, state, kind, hiddenAt } of entries) {
    const day = signedAt.toISOString().slice(0, 10);
    const key = [letterId, day, state, kind, hiddenAt !== null].join(" ");
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  return {
    kept: {
      letters: letters.map((letter) => [
        letter.organisations,
        letter.individuals,
        letter.anonymous,
      ]),
      tally: rows
        .map((row) =>
          [row.letterId, row.day, row.state, row.kind, row.isHidden, row.count].join(" "),
        )
        .sort(),
      words: words
        .map((row) => [row.signatureId, row.kind, row.word, row.sortKey, row.country].join(" "))
        .sort(),
    },
    recounted: {
      letters: letters.map(({ id }) => [
        count(id, "organisation", "full"),
        count(id, "individual", "full"),
        count(id, "individual", "anonymous"),
      ]),
      tally: [...tally].map(([key, number]) => `${key} ${number}`).sort(),
      words: listed
        .flatMap(({ id, kind, searchWords, sortKey, country }) =>
          foldWords(searchWords)
            .filter((word) => !sortKey.startsWith(word))
            .map((word) => [id, kind, word, sortKey, country].join(" ")),
        )
        .sort(),
    },
  };
}
