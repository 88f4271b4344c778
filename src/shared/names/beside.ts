import { bareWord, isTitle } from "./set-aside.ts";

const setOf = (words: string) => new Set(words.trim().split(/\s+/));

const BORN = setOf(`
  geb geb. geborene geborener n\u00E9e n\u00E9 verh. verw. verw gesch. gesch vormals ehemals ehem.
  born formerly genannt gen. alias aka a.k.a. a/k/a roz. rozen\u00E1 domu d. of`);
/** They are offices or ranks as well: “Earl of Sandwich”, “the Bishop of London”. */
const RANKS = setOf(`
  the earl viscount viscountess marquess marchioness duke duchess count countess king queen prince
  princess bishop archbishop dean abbot abbess`);

/**
 * The words of a name without the one that somebody had before, and without where they are of: “Eva
 * Klein geb. Schmidt”, “Lord Smith of Finsbury”. Whoever has a place alone keeps it: “The Duke of
 * Kent”.
 */
export function withoutBirthName(words: readonly string[]): string[] {
  const isBegin = (word: string, at: number) => {
    const before = words[at - 1] ?? "";
    // “z domu”, “z d.”: Polish.
    if (word === "domu" || word === "d.") return at > 1 && before === "z";
    return at > 0 && BORN.has(word);
  };
  const at = words.findIndex(isBegin);
  if (at === -1 || at === words.length - 1) return [...words];
  if (words[at] === "of" && words.slice(0, at).every(isRank)) return words.slice(at + 1);
  return words.slice(0, words[at - 1] === "z" ? at - 1 : at);
}

function isRank(word: string): boolean {
  return RANKS.has(bareWord(word)) || isTitle(word, false);
}

/** “William Gates ‘Bill’”: quotes around words, apart from what is within a word. */
const NICKNAME =
  /(?<=^|\s)(?:"[^"]+"|[\u201C\u201D\u201E][^\u201C\u201D\u201E]+[\u201C\u201D]|[\u00AB\u00BB][^\u00AB\u00BB]+[\u00AB\u00BB]|['\u2018\u201A][^'\u2018\u2019\u201A]+['\u2018\u2019])(?=$|[\s,])/gu;
const BRACKETS = /[([{][^()[\]{}]*[)\]}]/g;

/** A name without what is in brackets, and without a nickname in quotes, if a name is left. */
export function withoutBeside(name: string): string {
  const bare = name.replace(BRACKETS, " ");
  const line = /[\p{L}\p{N}]/u.test(bare) ? bare : name;
  const unquoted = line.replace(NICKNAME, " ");
  return /\p{L}\S*\s+\S*\p{L}/u.test(unquoted) ? unquoted : line;
}

/** “der Ältere”, “d. J.”, “le Jeune”, “the Third”: which of those who have one name. */
const WHICH_OF_THEM =
  /^(?:(?:d\.|der|die) (?:\u00C4|J|\u00C4ltere|J\u00FCngere)\.?|(?:le|la|l['\u2019]) ?(?:Jeune|Ancien|A\u00EEn\u00E9e?)|the (?:Elder|Younger|Second|Third|Fourth)|il (?:Vecchio|Giovane)|de (?:Oude|Jonge))$/iu;
/** “she/her”. */
const PRONOUNS = /^\p{Ll}+(?:\/\p{Ll}+)+$/u;

/** Words without pronouns, signs of a footnote and which of a family behind them. */
export function withoutBehind(words: readonly string[]): string[] {
  const left = [...words];
  while (left.length > 1 && PRONOUNS.test(left.at(-1) ?? "")) left.pop();
  if (left.length > 2 && WHICH_OF_THEM.test(left.slice(-2).join(" "))) left.splice(-2);
  const last = left.pop() ?? "";
  return [...left, last.replace(/(?<=[\p{L}\p{N}.])[*\u2020\u2021\u00B9\u00B2\u00B3]+$/u, "")];
}
