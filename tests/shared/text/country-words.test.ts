import { describe, expect, it } from "vitest";
import { countriesOf, countryOf } from "../../../src/shared/text/country-words.ts";

const WORDS: Record<string, string> = {
  AE: "U.A.E.|Emirates|VAE",
  AL: "Shqipëria",
  AG: "Antigua and Barbuda|Antigua",
  AM: "Հայաստան",
  AR: "República Argentina",
  AT: "Österreich|Republik Österreich|Wien (Österreich)|Republic of Austria",
  AU: "Commonwealth of Australia",
  BA: "Bosnia and Herzegovina|Bosnia & Herzegovina|Bosnia-Herzegovina",
  BE: "België|Belgique/België",
  BO: "Bolivia (Plurinational State of)|Plurinational State of Bolivia",
  CD: `Zaire|Zaïre|DRC|D.R. Congo|RD Congo|Congo, Dem. Rep.|Congo (Kinshasa)|Kinshasa, RDC|
    Congo, Democratic Republic of the|Congo, the Democratic Republic of the`,
  CG: "Republic of the Congo|Republic of Congo|Congo-Brazzaville|Congo, Rep.",
  CI: "Côte d’Ivoire|Ivory Coast|Ivory Coast (Côte d'Ivoire)",
  CN: "P.R. China|P. R. China|PR China|China, People's Republic of|中国|中國",
  CZ: "Czechia|Czech Republic|Czechia/Czech Republic|Česko|Czech Rep.|Tschechische Republik",
  DE: `Deutschland|ALLEMAGNE|Німеччина|ألمانيا|آلمان|德国|Bundesrepublik Deutschland|🇩🇪|
    🇩🇪 Germany|Germany 🇩🇪|Berlin, Germany|Berlin - Germany|Germany (Berlin)|Germany, Berlin|
    Germany (DE)|DDR|DEU|Bonn, Germany, Deutschland|germany.`,
  DO: "República Dominicana|Dominican Rep.",
  EE: "Eesti",
  EG: "Misr",
  ES: "Kingdom of Spain|España",
  FI: "Suomi|Finland|Suomi - Finland",
  GB: `UK|U.K.|gb|GBR|the UK|England|Angleterre|Inglaterra|Schottland|Écosse|País de Gales|
    İskoçya|Szkocja|Шотландия|أيرلندا الشمالية|英格兰|Royaume-Uni|England & Wales|Wales/Cymru|
    England, UK|London, UK|Great Britain (UK)|🇬🇧|
    🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}|
    United Kingdom of Great Britain and Northern Ireland`,
  GE: "Georgia|Republic of Georgia|საქართველო",
  GM: "The Gambia|Gambia, The",
  GR: "Ελλάδα|Hellas|Hellenic Republic",
  GW: "Guinea-Bissau",
  HK: "Hong Kong SAR China|Hong Kong|Hong Kong, China|Hong Kong S.A.R., China",
  IE: "Republic of Ireland|Éire",
  IN: "Republic of India|भारत",
  IR: "Iran, Islamic Republic of|IRAN (Islamic Republic of)",
  JP: "日本",
  KE: "Republic of Kenya|Nairobi; Kenya",
  KP: "Korea (North)|Korea, Democratic People's Republic of|People's Republic of Korea|N. Korea",
  KR: "South Korea|Korea, Republic of|Korea (South)|대한민국|S. Korea",
  LC: "St. Lucia|Saint Lucia",
  MK: "Macedonia, the former Yugoslav Republic of|FYROM|North Macedonia",
  MM: "Burma/Myanmar|Myanmar (Burma)",
  MX: "Mexico City, Mexico|Estados Unidos Mexicanos",
  NL: "The Netherlands|Pays-Bas|los Países Bajos|Kingdom of the Netherlands|Nederland",
  NZ: "N.Z.|Aotearoa/New Zealand|Aotearoa New Zealand",
  PR: "Puerto Rico, USA",
  PS: "Palestine, State of|Gaza",
  SE: "Sverige",
  SV: "El Salvador",
  TR: "Türkiye|Turkey",
  TW: "Taiwan, R.O.C.|Republic of China (Taiwan)|Taiwan, Province of China|臺灣",
  UA: "Україна|Kyiv, Ukraine",
  US: `USA|U.S.A.|U.S.|the United States|United States of America|EE. UU.|США|Etats-Unis|
    Portland, Oregon, USA|Los Angeles, CA, USA|Georgia, USA|State of Georgia|US of A`,
  VA: "Vatican|Vaticano|Holy See (Vatican City State)",
  VI: "Virgin Islands (U.S.)",
  VN: "Việt Nam|Viet-Nam|Socialist Republic of Vietnam",
  XK: "Kosovo",
  ZA: "RSA|The Republic of South Africa",
  ZZ: "International|prefer not to say",
};

/** No country, or none that we could be sure of. */
const UNKNOWN = `Germania|Atlantis||Europe|EU|🇪🇺|California|Portland, Oregon|Paris|Other|Tibet|
  Turkish Republic of Northern Cyprus|Jamaica, NY|Lebanon, NH|Los Angeles, CA|Wilmington, DE|
  Soviet Union|Germnay|British|D|Catalonia`;

const SEVERAL: [string, string][] = [
  ["Congo", "CD CG"],
  ["Republik Kongo", "CD CG"],
  ["Конго", "CD CG"],
  ["Virgin Islands", "VG VI"],
  ["Germany / France", "DE FR"],
  ["Germany, France", "DE FR"],
  ["UK/US", "GB US"],
  ["🇩🇪 🇫🇷", "DE FR"],
  ["Atlanta, Georgia", "GE US"],
  ["Peru, Indiana", "PE US"],
  ["Granada", "ES GD"],
  ["Salvador, Bahia", "BR SV"],
  ["Czechoslovakia", "CZ SK"],
  ["Kashmir", "IN PK"],
];

describe("a country in words", () => {
  const split = (texts: string) => texts.split("|").map((text) => text.trim());
  const words = Object.entries(WORDS).flatMap(([code, texts]) =>
    split(texts).map((text) => [text, code]),
  );
  it.each(words)("is understood: %s", (word, code) => {
    expect(countryOf(word, "en")).toBe(code);
  });

  it.each(split(UNKNOWN))("is not guessed: “%s”", (word) => {
    expect(countriesOf(word, "en")).toEqual([]);
  });

  it.each(SEVERAL)("may be several, and then is none: %s", (word, codes) => {
    expect([...countriesOf(word, "en")].sort().join(" ")).toBe(codes);
    expect(countryOf(word, "en")).toBeNull();
  });

  it("is understood in the letter's own language, too", () => {
    expect(countryOf("Germania", "it")).toBe("DE");
  });
});
