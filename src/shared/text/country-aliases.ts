import { COUNTRIES, COUNTRY_NOT_SAID } from "./country.ts";

/** ISO 3166-1 alpha-3, in the order of {@link COUNTRIES}. */
const CODES_OF_THREE =
  "AND ARE AFG ATG AIA ALB ARM AGO ATA ARG ASM AUT AUS ABW ALA AZE BIH BRB BGD BEL BFA BGR BHR BDI BEN BLM BMU BRN BOL BES BRA BHS BTN BVT BWA BLR BLZ CAN CCK COD CAF COG CHE CIV COK CHL CMR CHN COL CRI CUB CPV CUW CXR CYP CZE DEU DJI DNK DMA DOM DZA ECU EST EGY ESH ERI ESP ETH FIN FJI FLK FSM FRO FRA GAB GBR GRD GEO GUF GGY GHA GIB GRL GMB GIN GLP GNQ GRC SGS GTM GUM GNB GUY HKG HMD HND HRV HTI HUN IDN IRL ISR IMN IND IOT IRQ IRN ISL ITA JEY JAM JOR JPN KEN KGZ KHM KIR COM KNA PRK KOR KWT CYM KAZ LAO LBN LCA LIE LKA LBR LSO LTU LUX LVA LBY MAR MCO MDA MNE MAF MDG MHL MKD MLI MMR MNG MAC MNP MTQ MRT MSR MLT MUS MDV MWI MEX MYS MOZ NAM NCL NER NFK NGA NIC NLD NOR NPL NRU NIU NZL OMN PAN PER PYF PNG PHL PAK POL SPM PCN PRI PSE PRT PLW PRY QAT REU ROU SRB RUS RWA SAU SLB SYC SDN SWE SGP SHN SVN SJM SVK SLE SMR SEN SOM SUR SSD STP SLV SXM SYR SWZ TCA TCD ATF TGO THA TJK TKL TLS TKM TUN TON TUR TTO TUV TWN TZA UKR UGA UMI USA URY UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM MYT ZAF ZMB ZWE";

/** Names that people write and that are in no list of CLDR, by the code of the country. */
const ALIASES: Readonly<Record<string, string>> = {
  GB: `uk|great britain|britain|grande bretagne|gran bretana|gra bretanha|grossbritannien|
    великобритания|великобританія|بريطانيا|بريطانيا العظمى|英国|大不列颠|
    united kingdom of great britain and northern ireland|england and wales|
    england|angleterre|inglaterra|ingiltere|anglia|англия|англія|إنجلترا|انگلستان|انگلیس|英格兰|
    scotland|alba|ecosse|escocia|schottland|iskocya|szkocja|шотландия|шотландія|اسكتلندا|
    اسکاتلند|苏格兰|wales|cymru|pays de galles|pais de gales|gales|galler|walia|уэльс|уельс|
    ويلز|ولز|威尔士|northern ireland|irlande du nord|irlanda del norte|irlanda do norte|nordirland|
    kuzey irlanda|irlandia polnocna|северная ирландия|північна ірландія|أيرلندا الشمالية|
    ایرلند شمالی|北爱尔兰|n ireland`,
  US: `us|usa|united states of america|us of a|america|amerika|eua|eeuu|etats unis d amerique|
    estados unidos de america|estados unidos da america|vereinigte staaten von amerika|
    stany zjednoczone ameryki|сша|соединенные штаты америки|сполучені штати америки|أمريكا|
    الولايات المتحدة الأمريكية|آمریکا|ایالات متحده آمریکا|美国|美利坚合众国|
    georgia usa|georgia us|state of georgia`,
  AE: "uae|emirates|vae|eau",
  AL: "shqiperia",
  AG: "antigua",
  AR: "argentine republic|republica argentina",
  BA: "bosnia|bosnia herzegovina|bih",
  BE: "belgie|belgique|belgien",
  BF: "burkina|upper volta|haute volta|obervolta|alto volta",
  BY: "weissrussland|belorussia|byelorussia|белоруссия",
  CD: `democratic republic of the congo|republique democratique du congo|congo dr|dr congo|drc|
    rd congo|rdc|congo rdc|congo drc|republica democratica del congo|zaire`,
  CF: "central african rep|rca",
  CG: "republic of the congo|republique du congo|republica del congo",
  CH: "svizzera|svizra|swiss confederation|sui",
  CI: "ivory coast|elfenbeinkuste",
  CN: "prc|pr china|mainland china|people s republic of china|volksrepublik china|vr china",
  CV: "cape verde|kapverden",
  CZ: "tschechei|czech republic|ceska republika|tschechische republik|republique tcheque|republica checa",
  DE: "brd|ddr|gdr|rda|ger|east germany|west germany|allemagne de l est|ostdeutschland",
  EG: "misr",
  FK: "falklands|malvinas|islas malvinas",
  FR: "french republic|republique francaise|france metropolitaine",
  GF: "guyane",
  GR: "hellas|hellenic republic",
  HK: "hong kong|hong kong sar|hong kong sar china",
  HR: "cro",
  IE: "eire|roi|irish republic|southern ireland",
  IN: "bharat",
  IR: "persia|perse|persien",
  IT: "italian republic|repubblica italiana",
  JP: "nippon|nihon",
  KH: "kampuchea|kambodscha",
  KG: "kyrgyz republic|kirghizistan|kirghizia",
  KN: "st kitts",
  KP: "democratic people s republic of korea|people s republic of korea|democratic republic of korea|dprk|n korea",
  KR: "republic of korea|korea|s korea|rok",
  KZ: "қазақстан",
  LA: "lao|lao pdr|lao people s democratic republic",
  LK: "ceylon",
  LY: "libyan arab jamahiriya",
  MA: "maroc",
  MD: "moldavia|moldau",
  MK: "македонија|macedonia|fyrom|fyr macedonia|former yugoslav republic of macedonia",
  MM: "burma|birma|birmanie|birmania",
  MO: "macau|macao|macau sar|macao sar",
  MX: "mejico|estados unidos mexicanos|united mexican states",
  NL: "holland|hollande|holanda|ned",
  NZ: "nz|aotearoa|aotearoa new zealand",
  PG: "png",
  PH: "phillipines|philipines|phillippines|pilipinas",
  PS: `palestine|palestinian territory|palestinian territories|occupied palestinian territory|
    occupied palestinian territories|gaza|gaza strip|west bank`,
  PT: "portuguese republic|republica portuguesa",
  RS: "srbija",
  RU: "russian federation|российская федерация|federation de russie|russische foderation",
  SA: "saudi|ksa",
  SK: "slovak republic",
  ST: "sao tome",
  SY: "syrian arab republic",
  SZ: "swaziland|swasiland",
  TH: "ประเทศไทย|siam",
  TL: "east timor|osttimor|ost timor",
  TR: "turkey",
  TT: "trinidad",
  TW: "republic of china|roc|臺灣",
  VA: "vatican|vaticano|vatikan|watykan|ватикан|holy see|saint siege|santa sede",
  VC: "st vincent",
  VI: "us virgin islands",
  VN: "viet nam",
  XK: "kosova",
  ZA: "rsa|s africa|sth africa",
  ZW: "rhodesia|rhodesien|rhodesie|southern rhodesia",
  [COUNTRY_NOT_SAID]: `international|worldwide|global|prefer not to say|not specified|unspecified|
    unknown|not applicable|no answer|keine angabe|non renseigne`,
};

/** Every alias and code of three letters, with the code of the country. */
export function* countryAliases(): Generator<[word: string, code: string]> {
  for (const [code, words] of Object.entries(ALIASES)) {
    for (const word of words.split("|")) yield [word, code];
  }
  for (const [at, three] of CODES_OF_THREE.split(" ").entries()) {
    yield [three, COUNTRIES[at] ?? COUNTRY_NOT_SAID];
  }
}

/** Names of several countries, or of a country and something else. */
export const SEVERAL: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    "congo|kongo|конго|الكونغو|کنگو|刚果|剛果".split("|").map((word) => [word, ["CD", "CG"]]),
  ),
  "virgin islands": ["VG", "VI"],
  granada: ["GD", "ES"],
  salvador: ["SV", "BR"],
  eu: [],
  ...Object.fromEntries(
    Object.entries({
      "czechoslovakia|tschechoslowakei|tchecoslovaquie|checoslovaquia|czechoslowacja": ["CZ", "SK"],
      "yugoslavia|jugoslavia|jugoslawien|yougoslavie": ["RS", "HR", "SI", "BA", "MK", "ME", "XK"],
      "kashmir|kaschmir|cachemire": ["IN", "PK"],
    }).flatMap(([words, codes]) => words.split("|").map((word) => [word, codes])),
  ),
};

/** States of the USA, whose towns are called Peru or Lebanon, and one of which is Georgia. */
export const STATES_OF_THE_USA: ReadonlySet<string> = new Set(
  "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming".split(
    "|",
  ),
);

/** Territories by the countries that they are written with: “Hong Kong, China” is one place. */
export const TERRITORIES: Readonly<Record<string, string>> = {
  CN: "HK MO TW",
  US: "PR GU VI AS MP UM",
  FR: "RE GP MQ GF YT NC PF PM BL MF WF TF",
  GB: "GI BM KY VG TC AI MS FK SH JE GG IM IO PN GS",
  DK: "GL FO",
  NL: "AW CW SX BQ",
  FI: "AX",
  NO: "SJ BV",
  NZ: "nz|CK NU TK",
  AU: "NF CX CC HM",
};
