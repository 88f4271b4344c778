import { COUNTRIES, COUNTRY_NOT_SAID, isCountry } from "./country.ts";
import { fold } from "./text.ts";

/** ISO 3166-1 alpha-3, in the order of {@link COUNTRIES}. */
const CODES_OF_THREE =
  "AND ARE AFG ATG AIA ALB ARM AGO ATA ARG ASM AUT AUS ABW ALA AZE BIH BRB BGD BEL BFA BGR BHR BDI BEN BLM BMU BRN BOL BES BRA BHS BTN BVT BWA BLR BLZ CAN CCK COD CAF COG CHE CIV COK CHL CMR CHN COL CRI CUB CPV CUW CXR CYP CZE DEU DJI DNK DMA DOM DZA ECU EST EGY ESH ERI ESP ETH FIN FJI FLK FSM FRO FRA GAB GBR GRD GEO GUF GGY GHA GIB GRL GMB GIN GLP GNQ GRC SGS GTM GUM GNB GUY HKG HMD HND HRV HTI HUN IDN IRL ISR IMN IND IOT IRQ IRN ISL ITA JEY JAM JOR JPN KEN KGZ KHM KIR COM KNA PRK KOR KWT CYM KAZ LAO LBN LCA LIE LKA LBR LSO LTU LUX LVA LBY MAR MCO MDA MNE MAF MDG MHL MKD MLI MMR MNG MAC MNP MTQ MRT MSR MLT MUS MDV MWI MEX MYS MOZ NAM NCL NER NFK NGA NIC NLD NOR NPL NRU NIU NZL OMN PAN PER PYF PNG PHL PAK POL SPM PCN PRI PSE PRT PLW PRY QAT REU ROU SRB RUS RWA SAU SLB SYC SDN SWE SGP SHN SVN SJM SVK SLE SMR SEN SOM SUR SSD STP SLV SXM SYR SWZ TCA TCD ATF TGO THA TJK TKL TLS TKM TUN TON TUR TTO TUV TWN TZA UKR UGA UMI USA URY UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM MYT ZAF ZMB ZWE";

/** Names that people write and that are in no list of CLDR, folded. */
const ALIASES: Readonly<Record<string, string>> = {
  uk: "GB",
  "u k": "GB",
  "great britain": "GB",
  britain: "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  cymru: "GB",
  "northern ireland": "GB",
  "grande bretagne": "GB",
  "gran bretana": "GB",
  grossbritannien: "GB",
  англия: "GB",
  великобритания: "GB",
  великобританія: "GB",
  英国: "GB",
  usa: "US",
  "u s": "US",
  "u s a": "US",
  america: "US",
  "united states of america": "US",
  "vereinigte staaten von amerika": "US",
  "etats unis d amerique": "US",
  eeuu: "US",
  "ee uu": "US",
  сша: "US",
  美国: "US",
  holland: "NL",
  hollande: "NL",
  holanda: "NL",
  turkey: "TR",
  "republic of turkiye": "TR",
  "ivory coast": "CI",
  "cape verde": "CV",
  swaziland: "SZ",
  burma: "MM",
  macedonia: "MK",
  "czech republic": "CZ",
  "slovak republic": "SK",
  "russian federation": "RU",
  "российская федерация": "RU",
  "republic of korea": "KR",
  korea: "KR",
  "korea republic of": "KR",
  "democratic people s republic of korea": "KP",
  "viet nam": "VN",
  "lao people s democratic republic": "LA",
  "syrian arab republic": "SY",
  "islamic republic of iran": "IR",
  "republic of moldova": "MD",
  "united republic of tanzania": "TZ",
  "brunei darussalam": "BN",
  "democratic republic of the congo": "CD",
  "dr congo": "CD",
  drc: "CD",
  "republic of the congo": "CG",
  palestine: "PS",
  "state of palestine": "PS",
  "republic of ireland": "IE",
  eire: "IE",
  "people s republic of china": "CN",
  prc: "CN",
  "republic of china": "TW",
  "hong kong": "HK",
  macau: "MO",
  macao: "MO",
  uae: "AE",
  "federal republic of germany": "DE",
  brd: "DE",
  "bundesrepublik deutschland": "DE",
  "holy see": "VA",
  "east timor": "TL",
  "republic of kosovo": "XK",
  bosnia: "BA",
  trinidad: "TT",
  international: COUNTRY_NOT_SAID,
  worldwide: COUNTRY_NOT_SAID,
  global: COUNTRY_NOT_SAID,
};

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
 * The code of a country that is written as a code of two or three letters, or as a word in one of
 * our languages; null if it is none. In the given language a word is looked up first.
 */
export function countryOf(written: string, language: string): string | null {
  const code = written.trim().toUpperCase();
  if (isCountry(code)) return code;
  const known = countryWords(language);
  for (const way of waysToRead(written)) {
    const found = known.get(way);
    if (found !== undefined) return found;
  }
  return null;
}

/** “Bolivia (Plurinational State of)”, “Iran, Islamic Republic of”, “The Netherlands”. */
function waysToRead(written: string): string[] {
  const plain = plainWord(written);
  const short = plainWord(written.replace(/[(,\uFF08].*$/, ""));
  const ways = [plain, short];
  return [...ways, ...ways.map((way) => way.replace(/^(?:the|la|le|les|l|el|die|der) /, ""))];
}

function plainWord(text: string): string {
  return fold(text.replaceAll("&", " and "))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .replace(/ sar(?: china)?$/, "")
    .trim();
}

const known = new Map<string, ReadonlyMap<string, string>>();

function countryWords(language: string): ReadonlyMap<string, string> {
  const found = known.get(language);
  if (found !== undefined) return found;
  const words = new Map(Object.entries(ALIASES));
  CODES_OF_THREE.split(" ").forEach((three, at) => {
    words.set(three.toLowerCase(), COUNTRIES[at] ?? COUNTRY_NOT_SAID);
  });
  for (const one of [language, ...LANGUAGES]) addNames(words, one);
  known.set(language, words);
  return words;
}

function addNames(words: Map<string, string>, language: string): void {
  for (const style of ["long", "short"] as const) {
    const names = new Intl.DisplayNames([language], { type: "region", style, fallback: "none" });
    for (const code of COUNTRIES) {
      const name = plainWord(names.of(code) ?? "");
      if (name !== "" && !words.has(name)) words.set(name, code);
    }
  }
}
