import { fold } from "./text.ts";

/** Codes of countries that people write for those of languages, where no language has them. */
const OF_COUNTRIES: Readonly<Record<string, string>> = {
  cz: "cs",
  jp: "ja",
  gr: "el",
  cn: "zh",
  dk: "da",
  ua: "uk",
  kr: "ko",
  vn: "vi",
  ir: "fa",
  rs: "sr",
};
/** Languages that letters are commonly in, by whose names others may be found, too. */
const COMMON =
  "en de fr es it pt nl pl cs sk hu ro bg el ru uk tr ar fa he ug zh ja ko vi sv da nb fi hr sr sl".split(
    " ",
  );

/** The code of a language whose name somebody wrote, in English or in itself: de for “Deutsch”. */
export function languageMeant(written: string): string | null {
  const typed = fold(written);
  const named = COMMON.find((code) =>
    ["en", code].some((inLanguage) => {
      const names = new Intl.DisplayNames(inLanguage, { type: "language" });
      return fold(names.of(code) ?? "") === typed;
    }),
  );
  return named ?? OF_COUNTRIES[typed] ?? null;
}
