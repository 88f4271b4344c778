import type { Words } from "../page/words.ts";

export function byline(
  words: Words,
  letter: { publisher: string; publishedOn: Date | null; author: string | null },
): string {
  const { publisher, publishedOn, author } = letter;
  const published =
    publishedOn === null
      ? words("site.published-by", { publisher })
      : words("site.published-by-on", { publisher, day: words.day(publishedOn) });
  return author === null ? published : words("site.by-author", { published, author });
}

type Counts = { organisations: number; individuals: number; anonymous: number };

/** How many signed, as a fact: “23 organisations and 16 people have signed”. */
export function countsLine(words: Words, counts: Counts): string {
  const who = whoSigned(words, counts);
  return who === null
    ? words("letter.nobody-yet")
    : words("letter.counts", { who, count: totalOf(counts) });
}

/** The same where others signed an earlier text: “23 organisations have signed this text”. */
function countsOfText(words: Words, counts: Counts): string {
  const who = whoSigned(words, counts);
  return who === null
    ? words("letter.nobody-this-text")
    : words("letter.counts-this-text", { who, count: totalOf(counts) });
}

/** One of the two, by whether others signed an earlier text. */
export function whoHasSigned(words: Words, counts: Counts, isTextChanged: boolean): string {
  return isTextChanged ? countsOfText(words, counts) : countsLine(words, counts);
}

/** Below so many it is not said how many signed where that stays for long. */
const ROUNDED_MIN = 10;

/** How many signed, rounded down: “More than 300 have signed”, “More than 1,200”; null if few. */
export function signedRoundly(words: Words, counts: Counts): string | null {
  const total = totalOf(counts);
  if (total < ROUNDED_MIN) return null;
  const digits = `${total}`.length;
  const step = 10 ** (digits - (digits > 3 ? 2 : 1));
  const count = Math.floor(total / step) * step;
  return words(count === total ? "share.signed" : "share.signed-more", { count });
}

export function totalOf({ organisations, individuals, anonymous }: Counts): number {
  return organisations + individuals + anonymous;
}

/** “23 organisations and 16 people”; null if there is nobody. */
function whoSigned(words: Words, counts: Counts): string | null {
  const peopleCount = counts.individuals + counts.anonymous;
  const organisations = words("letter.counts-organisations", { count: counts.organisations });
  const people = words("letter.counts-people", { count: peopleCount });
  if (counts.organisations > 0 && peopleCount > 0) {
    return words("letter.counts-both", { organisations, people });
  }
  if (counts.organisations > 0) return organisations;
  return peopleCount > 0 ? people : null;
}
