import { COUNTRIES, isCountry } from "./country.ts";
import { countryAliases, SEVERAL, STATES_OF_THE_USA, TERRITORIES } from "./country-aliases.ts";
import { fold } from "./text.ts";

/** Languages in whose words a country is understood: where two differ, the first one counts. */
const LANGUAGES = [
  "en",
  "fr",
  "es",
  "pt",
  "de",
  "tr",
  "pl",
  "uk",
  "ru",
  "ar",
  "fa",
  "zh",
  "zh-Hant",
];

/**
 * The code of a country that is written as a code of two or three letters, as a word in one of our
 * languages or its own, or as a flag; null if it is none, or may be several. In the given language
 * a word is looked up first.
 */
export function countryOf(written: string, language: string): string | null {
  const [country, another] = countriesOf(written, language);
  return another === undefined ? (country ?? null) : null;
}

/** Every country that a text may mean: several for “Congo”, or for “Germany / France”. */
export function countriesOf(written: string, language: string): readonly string[] {
  const code = written.trim().toUpperCase();
  if (isCountry(code)) return [code];
  const words = countryWords(language);
  const whole = wholeOf(written, words);
  return whole.length > 0 ? whole : partsOf(written, words);
}

type CountryWords = ReadonlyMap<string, readonly string[]>;

/** “The Netherlands”, “Republic of Kenya”, “Iran, Islamic Republic of”, “Korea (North)”. */
function wholeOf(written: string, words: CountryWords): readonly string[] {
  const [, name = "", before = ""] = written.match(/^([^,(\uFF08]+)[,(\uFF08]([^,)\uFF09]+)/) ?? [];
  const plain = meaningOf(plainWord(written), words);
  return plain.length > 0 ? plain : meaningOf(plainWord(`${before} ${name}`), words);
}

/** “Berlin, Germany”, “Czechia/Czech Republic”, “Burma (Myanmar)”, “🇩🇪 Deutschland”. */
function partsOf(written: string, words: CountryWords): readonly string[] {
  const flags = written.match(FLAG) ?? [];
  const parts = written
    .replace(FLAG, ",")
    .split(/[,;/|()\uFF08\uFF09\n]|\s[-\u2013\u2014]\s/)
    .map(plainWord)
    .filter((part) => part !== "");
  const found = new Set([
    ...flags.flatMap(ofFlag),
    ...parts.flatMap((one) => meaningOf(one, words)),
  ]);
  // “Peru, Indiana” and “Atlanta, Georgia” are none of the countries that they name.
  if (found.size > 0 && parts.some((part) => STATES_OF_THE_USA.has(part))) found.add("US");
  // Nor is “Jamaica, NY”.
  const last = parts.at(-1) ?? "";
  const isAbbreviation = /^[a-z]{2}$/.test(last) && !found.has(last.toUpperCase());
  if (isAbbreviation && meaningOf(last, words).length === 0) return [];
  for (const [country, territories] of Object.entries(TERRITORIES)) {
    if (territories.split(" ").some((code) => found.has(code))) found.delete(country);
  }
  return [...found];
}

/** What a plain word means, perhaps without “Republic of” or an article before it. */
function meaningOf(word: string, words: CountryWords): readonly string[] {
  return words.get(word) ?? words.get(word.replace(BEFORE_NAME, "")) ?? [];
}

const BEFORE_NAME =
  /^(?:(?:la|le|les|l|el|los|las|os|i|die|der|das|de|du|des|d|del|do|da|di|von|republic|republique|republica|republik|bundesrepublik|repubblica|kingdom|royaume|reino|konigreich|state|states|estado|commonwealth|principality|duchy|grand|sultanate|emirate|union|federation|confederation|democratic|democratique|democratica|people|s|socialist|islamic|islamique|islamica|arab|federal|federale|federative|federativa|federated|hashemite|plurinational|bolivarian|oriental|cooperative|independent|united) )+/;

const FLAG = /[\u{1F1E6}-\u{1F1FF}]{2}|\u{1F3F4}[\u{E0061}-\u{E007A}]{5}\u{E007F}/gu;

/** The country of a flag, which is two letters of its own alphabet, or spells “gbsct”. */
function ofFlag(flag: string): string[] {
  const letters = Array.from(flag, (sign) => {
    const point = sign.codePointAt(0) ?? 0;
    return String.fromCharCode(point - (point >= 0xe0000 ? 0xe0020 : 0x1f1e6 - 0x41));
  });
  const code = letters.length === 2 ? letters.join("") : letters.slice(1, 3).join("");
  return isCountry(code) ? [code] : [];
}

const SHORT: Readonly<Record<string, string>> = { st: "saint", rep: "republic", dem: "democratic" };

/** A name as it is compared: folded, initials joined, without “of” and “the”. */
function plainWord(text: string): string {
  return fold(text.replaceAll("&", " and "))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim()
    .replace(/(?<=(?:^| )\p{L}) (?=\p{L}(?: |$))/gu, "")
    .split(" ")
    .filter((word) => word !== "of" && word !== "the")
    .map((word) => SHORT[word] ?? word)
    .join(" ");
}

const known = new Map<string, CountryWords>();

function countryWords(language: string): CountryWords {
  const found = known.get(language);
  if (found !== undefined) return found;
  const words = new Map<string, readonly string[]>();
  const add = (word: string | undefined, code: string) => {
    const plain = plainWord(word ?? "");
    if (plain !== "" && !words.has(plain)) words.set(plain, [code]);
  };
  for (const [word, codes] of Object.entries(SEVERAL)) words.set(plainWord(word), codes);
  for (const [word, code] of countryAliases()) add(word, code);
  for (const one of [language, ...LANGUAGES]) {
    for (const names of namesIn(one)) {
      for (const code of COUNTRIES) add(names.of(code), code);
    }
  }
  for (const code of COUNTRIES) {
    const own = new Intl.Locale(`und-${code}`).maximize().language;
    for (const names of namesIn(own)) add(names.of(code), code);
  }
  known.set(language, words);
  return words;
}

function namesIn(language: string): Intl.DisplayNames[] {
  return (["long", "short"] as const).map(
    (style) => new Intl.DisplayNames([language], { type: "region", style, fallback: "none" }),
  );
}
