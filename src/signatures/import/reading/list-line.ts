import { COUNTRY_NOT_SAID } from "../../../shared/text/country.ts";
import { countryOf } from "../../../shared/text/country-words.ts";

/** What is written of somebody beside the name, and the rest of the line. */
type Taken = { rest: string; found: string };

const ADDRESS =
  /[<([]?(?:e-?mail\s?:\s?|mailto:)?([^\s<>()[\],;:|"\uFF1C]+@[^\s<>()[\],;:|"]+\.[^\s<>()[\],;:|"]+)[>)\]]?/iu;

/** “Ann Lee <ann@example.org>, nurse”, as mail programs write people, also with quotes. */
export function withoutAddress(text: string): Taken {
  const [whole = "", found = ""] = ADDRESS.exec(text) ?? [];
  if (found === "") return { rest: text, found };
  const rest = text.replace(whole, "").replace(/^"([^"]+)"/, "$1");
  return { rest: withoutEnds(rest), found };
}

const CALLED =
  /[([]?\b(?:tel|telephone|telefono|tel\u00E9fono|telefone|telefon|t\u00E9l|t\u00E9l\u00E9phone|phone|mobile|mob|cell|handy|fax|whatsapp|\u0442\u0435\u043B)\b\.?\s*:?\s*(\+?[\d(][\d\s()./\u2010-\u2013-]{5,}\d)[)\]]?/iu;
const NUMBER =
  /[([]?(?<![\p{L}\p{N}])((?:\+|00\d|\(?0)\d?[\d\s()./\u2010-\u2013-]{6,}\d|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})(?![\p{L}\p{N}])[)\]]?/u;

/** “Ann Lee, nurse, +44 20 7946 0018”, “Ann Lee, tel. 555 123 4567”. */
export function withoutTelephone(text: string): Taken {
  const [whole = "", found = ""] = CALLED.exec(text) ?? NUMBER.exec(text) ?? [];
  if (found.replace(/\D/g, "").length < 7) return { rest: text, found: "" };
  return { rest: withoutEnds(text.replace(whole, "")), found: found.trim() };
}

/** Without what stood around something that was taken out. */
function withoutEnds(text: string): string {
  return text
    .replace(/([,;|])\s*(?:[,;|]\s*)+/g, "$1 ")
    .replace(/^[\s,;|\p{Pd}]+|[\s,;|\p{Pd}]+$/gu, "");
}

const FLAG_BEHIND = /\s*([\u{1F1E6}-\u{1F1FF}]{2})$/u;

/** “Rivers Trust (UK)”, “Rivers Trust 🇫🇷”: a country at the end, and nothing else with it. */
export function withoutCountry(text: string, language: string): Taken {
  const [whole = "", word = ""] =
    text.match(/\s*\(([^(),;/]{2,})\)$/) ?? text.match(FLAG_BEHIND) ?? [];
  const found = whole === "" ? "" : countryIn(word, language);
  return found === "" ? { rest: text, found } : { rest: text.slice(0, -whole.length), found };
}

/** Short forms of countries that mean no state of the USA and no degree: not “CA”, “MD”, “PA”. */
const SHORT = new Set(["UK", "USA", "US", "UAE", "DRC", "PRC", "BRD", "RSA", "NZ", "EU", "ROI"]);

/** The country that a part of a line is, and nothing else: not “University of Lakes (UK)”. */
export function countryAlone(part: string, language: string): string {
  if (/[,;/|()\uFF08\uFF09]|\s\p{Pd}\s/u.test(part)) return "";
  const isShort = /^[A-Za-z. ]{1,6}$/.test(part) && part.replace(/[. ]/g, "").length < 4;
  if (isShort && !SHORT.has(part.replace(/[. ]/g, ""))) return "";
  return countryIn(part, language);
}

function countryIn(word: string, language: string): string {
  const country = countryOf(word, language);
  return country === COUNTRY_NOT_SAID ? "" : (country ?? "");
}
