/** The locale of a language tag; of its language alone if the rest of it is none of BCP 47. */
export function knownLocale(tag: string): Intl.Locale {
  try {
    return new Intl.Locale(tag);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Intl.Locale(tag.replace(/-.*/, ""));
  }
}

/** The script of a language tag, by its ISO 15924 code; where it names none, the usual one. */
export function scriptOf(tag: string): string {
  return knownLocale(tag).maximize().script ?? "Latn";
}
