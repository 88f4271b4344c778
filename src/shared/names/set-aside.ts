import { fold } from "../text/text.ts";

const setOf = (words: string) => new Set(words.trim().split(/\s+/));

/** What stands before a name, dots left out. */
export const TITLES: ReadonlySet<string> = setOf(`
  univ rt dra drs dott avv mgr judr mudr phdr rndr thdr cllr councillor lic maitre dna dr prof
  professor professorin doctor doktor doc docent pd privdoz mag dipl dipling ing lic sir dame lord
  lady hon rev revd reverend fr pfr rabbi imam sheikh sheik mr mrs ms mx miss priv apl associate
  assistant assoc asst adj emeritus emerita arq av pr yrd smt shri capt amb ambassador senator
  archbishop baroness hrh hm mme mlle monsieur madame herr frau sr sra srta don dona sig signor
  signora bishop monsignor msgr pater pastorin pfarrer pfarrerin rabbinerin schwester soeur suor
  engr atty`);

/** What may follow a title before the name begins: “Dr. rer. nat. h.c.”. */
export const PARTS_OF_TITLES: ReadonlySet<string> = setOf(`
  med rer nat phil jur iur theol habil hc mult ing univ vet dent agr pol oec ret em emeritus
  emerita dipl hab inz doz`);

/** What stands behind a name: which of a family, degrees, honours, orders. */
export const SUFFIXES: ReadonlySet<string> = setOf(`
  jr jnr junior jun sr snr senior sen ii iii iv vi vii viii fils pere 2nd 3rd 4th phd dphil dsc
  scd psyd edd engd mphil msc bsc meng beng med bed mba mpa mph mfa bfa mres mlitt llb llm lld jsd
  md mbbs mbchb dds dmd dvm dnp rn bscn msn cpa esq esquire mrcgp frcgp mrcog frcog mrcpsych
  frcpsych mrcpath frcpath frcr frca frcem frcvs mrcvs frcn ffph frs frsc frse fba fras frcp frcs
  frsa fraes freng fmedsci frgs frhists mrcp mrcs facs friba faa faia mria flsw cfa csc drsc pgdip
  bakk fracp fracs fracgp franzcp faicd gaicd maicd fieee mrics frics fcca msp mlc bt mbe obe cbe
  kbe dbe gbe bem kcmg cmg gcmg cvo lvo mvo kcvo gcvo onzm ktjo oam qc kc mep mdb mdl mdep hc em
  emeritus emerita ret ir ad iur habil hons osb ofm cssr ssj`);

/** The same, and names as well: set aside only in capitals or with dots, behind two words. */
const DOUBTFUL_SUFFIXES = setOf(
  "ma ba mp ao ac am om cc cm ch jd do op sj pe ms bs as v x riba aca fca acca mla",
);

/** What an organisation is in law, dots left out. */
export const LEGAL_FORMS: ReadonlySet<string> = setOf(`
  ltd limited plc llp llc inc incorporated corp corporation co company cic cio
  ev gmbh ggmbh ag kg ug eg gug mbh asbl aisbl vzw ivzw bv nv sa sas sarl srl spa sl slu aps as
  ab oy ry rf zs os sro doo dd sp zoo kft bt kht nonprofit pty npo npc rcic kgaa se ac cie`);

/** Words that join two others, in the languages of most letters. */
export const JOINING_WORDS: ReadonlySet<string> = setOf("and und et y e og och en ja ve i");

/** A word as the lists have it: folded, without its dots. */
export function bareWord(word: string): string {
  return fold(word).replace(/[^\p{L}\p{N}]/gu, "");
}

/** “Dr.in”, “Mag.a”, “Dott.ssa”. */
const OF_WOMEN = setOf("in inn a ssa");

/** Whether a word is a title, or a part of one behind another: also “Dr.med.” and “Prof.Dr.”. */
export function isTitle(word: string, isBehindTitle: boolean): boolean {
  const parts = word
    .split(/[.\p{Pd}]/u)
    .map(bareWord)
    .filter(Boolean);
  const isOne = (part: string, at: number) =>
    TITLES.has(part) ||
    ((isBehindTitle || at > 0) && PARTS_OF_TITLES.has(part)) ||
    (at > 0 && OF_WOMEN.has(part));
  const whole = bareWord(word);
  if (isBehindTitle && PARTS_OF_TITLES.has(whole)) return true;
  // One capital with a dot is an initial, and “Don” may be a name, unless more follows it.
  return parts.length > 0 && whole.length > 1 && parts.every(isOne);
}

/** Whether a word is set aside behind a name of so many words. */
export function isSuffix(word: string, wordsBefore: number): boolean {
  const bare = bareWord(word);
  if (wordsBefore > 1 && (isDegree(word) || isPartOfTitle(word, bare))) return true;
  // “Anna Müller Dipl.-Ing.”
  if (wordsBefore > 1 && word.endsWith(".") && isTitle(word, false)) return true;
  return isListedSuffix(word, wordsBefore);
}

/** The same by the lists alone: “BBC” is written like a degree, and is none. */
export function isListedSuffix(word: string, wordsBefore: number): boolean {
  const bare = bareWord(word);
  if (SUFFIXES.has(bare)) return wordsBefore > 0 && !isNameLike(word, bare, wordsBefore);
  if (!DOUBTFUL_SUFFIXES.has(bare) || wordsBefore < 2) return false;
  return bare.length > 1 ? isShouted(word) : /^\p{Lu}$/u.test(word);
}

/** No family name is written like “FIMechE”, “CEng” or “CStJ”, nor, in capitals, like “MRCGP”. */
function isDegree(word: string): boolean {
  return (
    /^\p{Lu}{2,}\p{Ll}|\p{Ll}\p{Lu}+$/u.test(word) ||
    /^(?!NG$)[B-DF-HJ-NP-TV-XZ]{2,7}(?:-[A-Z]{1,3})?$/.test(word)
  );
}

/** “Bakk. phil.” */
function isPartOfTitle(word: string, bare: string): boolean {
  return word.endsWith(".") && !/^\p{Lu}/u.test(word) && PARTS_OF_TITLES.has(bare);
}

/** Whether a part behind a comma is nothing but suffixes. */
export function areSuffixes(part: string, isOne = isSuffix): boolean {
  const words = part.split(/\s+/).filter(Boolean);
  const areEach = words.length > 0 && words.every((word) => isOne(word, 2));
  // “Ph. D.”
  return areEach || isOne(words.join(""), 2);
}

const ALSO_NAMES = setOf("sen ir ad em med jun ret bed meng beng mba vi");
const SELDOM_NAMES = setOf("junior esq esquire");

/**
 * “Sen”, “Meng” and “Mba” are names of people, “sen.”, “MEng” and “MBA” are none. Behind a single
 * word, so is what can be spoken, as in “Olive Senior”, and the Nepali “KC”; “Júnior” is a part of
 * a name in Portuguese, and has its accent there.
 */
function isNameLike(word: string, bare: string, wordsBefore: number): boolean {
  if (/^j\u00FAnior$/iu.test(word.normalize("NFC"))) return true;
  if (wordsBefore === 1 && bare === "kc") return true;
  if (!/^\p{Lu}\p{M}*\p{Ll}[\p{Ll}\p{M}]*$/u.test(word)) return false;
  if (ALSO_NAMES.has(bare)) return true;
  return wordsBefore === 1 && /[aeiouy]/.test(bare) && !SELDOM_NAMES.has(bare);
}

function isShouted(word: string): boolean {
  return !/\p{Ll}/u.test(word) || /\.\p{L}/u.test(word);
}
