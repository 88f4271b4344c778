import type { Words } from "../page/words.ts";

export function byline(
  words: Words,
  { publisher, publishedOn }: { publisher: string; publishedOn: Date | null },
): string {
  return publishedOn === null
    ? words("site.published-by", { publisher })
    : words("site.published-by-on", { publisher, day: words.day(publishedOn) });
}

/** How many signed, as a fact: “23 organisations and 16 people have signed”. */
export function countsLine(
  words: Words,
  counts: { organisations: number; individuals: number; anonymous: number },
): string {
  const peopleCount = counts.individuals + counts.anonymous;
  const organisations = words("letter.counts-organisations", { count: counts.organisations });
  const people = words("letter.counts-people", { count: peopleCount });
  if (counts.organisations > 0 && peopleCount > 0) {
    return words("letter.counts-both", { organisations, people });
  }
  if (counts.organisations > 0) {
    return words("letter.counts-one", { who: organisations, count: counts.organisations });
  }
  if (peopleCount > 0) return words("letter.counts-one", { who: people, count: peopleCount });
  return words("letter.nobody-yet");
}
