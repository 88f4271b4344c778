/** Cuts texts in the way of their language; in a general way if the tag names none. */
export function segmenterFor(
  language: string,
  granularity: "sentence" | "word" | "grapheme",
): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Intl.Segmenter(undefined, { granularity });
  }
}
