import { parse } from "tldts";

/** What a text can hold by which it leads its readers elsewhere. */
export const CONTACT_DETAILS = ["link", "address", "telephone"] as const;

export type ContactDetail = (typeof CONTACT_DETAILS)[number];

/**
 * The first web address, email address or telephone number in a text that is a name, a title or the
 * like; null if there is none. “350.org” alone is a name, “B.Sc/M.Ed” a degree, “1914–1918” a time.
 * Width, alphabet of the digits and the usual disguises do not matter.
 */
export function contactDetailIn(text: string): ContactDetail | null {
  if (WORDS_ALONE.test(text) && !SPELLED_OUT.test(text)) return null;
  const plain = plainForm(text);
  if (LINKS.some((link) => link.test(plain)) || holds(plain, HOST_AND_MORE)) return "link";
  if (IN_SENTENCE.some((how) => holds(plain, how))) return "link";
  const [, name, suffix] = SPELLED_OUT.exec(plain) ?? [];
  const isSpelled = suffix !== undefined && isHost(`${name}.${suffix}`);
  if (ADDRESS.test(plain) || isSpelled || holds(plain, AT_HOST)) return "address";
  const isCalled = CALLED.test(plain) || (plain.match(NUMBER) ?? []).some(isTelephone);
  return isCalled ? "telephone" : null;
}

/** Whether a text holds the name of a host that mail programs make a link of, such as “350.org”. */
export function holdsHost(text: string): boolean {
  return holds(plainForm(text), HOST_ALONE);
}

const LINKS = [
  // Any scheme: “https://”, also “hxxp : //”, and those without slashes that programs act on.
  /[a-z][a-z0-9+.-]*\s*:\s*[/\\]\s*[/\\]/i,
  // As people mistype it.
  /\bhttps?;?[/\\]{2}\S/i,
  /\b(?:h[tx]{2}ps?|mailto|javascript|vbscript):\S/i,
  /\b(?:tel|sms|callto):[+\d(]/i,
  /\bdata:[a-z]+\/[\w.+-]+[;,]/i,
  /(?<![\p{L}\p{N}])www\d{0,2}\.\s*\S/iu,
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d|\/\S)/,
];

const ADDRESS = /[\p{L}\p{N}._%+'-]@(?:[\p{L}\p{M}\p{N}-]+\.)+\p{L}{2,}/u;

const HOST = String.raw`((?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}\p{N}-]+)`;
const BEGINS = String.raw`(?<![\p{L}\p{N}.@-])`;
const HOST_ALONE = new RegExp(BEGINS + HOST, "giu");
/** A path, a query or a port makes a link of a host. */
const HOST_AND_MORE = new RegExp(`${BEGINS}${HOST}(?:[/\\\\?#]\\S|:\\d)`, "giu");
/** How a sentence leads its reader somewhere: these words, a host, and how it goes on. */
const LEADING =
  "at on via by from under to bei auf unter über von sur chez par sous en por su da na em op bij på w на в";
const CALLING =
  "visit,see,see more,join,read,open,click,try,check,check out,follow,go to,more on,more at,besuche,besuchen Sie,besucht,siehe,mehr unter,mehr auf,visitez,voir,aller sur,visita,ir a,zie,odwiedź".split(
    ",",
  );
/** What somebody does there, and by when. */
const ACTING = "win earn buy donate register subscribe gewinne kaufe spende spenden gagnez gana";
const WHOM = "us more all now here uns mehr jetzt hier nous plus aquí";
const AT_ONCE =
  "now today tonight here jetzt heute hier sofort maintenant ici ahora hoy aquí ora oggi agora hoje nu teraz";
const GOING_ON =
  "and or in for of the und oder für von et ou de du des pour y e o i en para con da do og och voor van di del per w и в";
const oneOf = (words: readonly string[]) =>
  words.flatMap((word) => [word, word[0]?.toUpperCase() + word.slice(1)]).join("|");
const wordOf = (words: string) => oneOf(words.split(" "));
const LEADS = `(?:${wordOf(LEADING)})`;
/**
 * “at evil.com today”, “visit evil.com”, “win at evil.com”, “evil.com now”; but “at 350.org in
 * Kenya” says where somebody is.
 */
const IN_SENTENCE = [
  String.raw`(?:${oneOf(CALLING)}|${wordOf(ACTING)})(?:\s(?:${wordOf(WHOM)})){0,2}:?(?:\s${LEADS})?\s${HOST}`,
  String.raw`${LEADS}(?=\s\S+\s(?!(?:${wordOf(GOING_ON)})\s)\p{Ll})\s${HOST}`,
  String.raw`(?:${wordOf(ACTING)})\s(?:\S+\s){0,3}${LEADS}\s${HOST}`,
  String.raw`${HOST}(?=\s(?:${wordOf(AT_ONCE)})(?:[!.]|$))`,
].map((how) => new RegExp(String.raw`(?<![\p{L}\p{N}.@-])${how}(?![\p{L}\p{N}-])`, "gu"));
/** Words as most names have them: nothing leads elsewhere without a dot, a digit or a sign. */
const WORDS_ALONE = /^[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u017F ,'&-]*$/;
/** “ada at example dot org” */
const SPELLED_OUT = /(?<!\S)at\s(\S+)\s(?:dot|punkt)\s(\p{L}{2,})(?!\S)/iu;
/** Spaced out, it is an address too: “ada @ example.org”, “ada(at)example.org”, “ada(a)…”. */
const AT_HOST = new RegExp(
  String.raw`[\p{L}\p{N}](?:\s?(?:@|[([{]\s?(?:at|arroba|arobase)\s?[)\]}])\s?|[([{](?:a|\u00E4t)[)\]}])${HOST}`,
  "giu",
);

/** Whether a pattern matches where its host is one of the Internet. */
function holds(plain: string, pattern: RegExp): boolean {
  // Most names have none.
  if (!plain.includes(".")) return false;
  return [...plain.matchAll(pattern)].some(([, name = ""]) => isHost(name));
}

/** Suffixes from before 2012, which nobody takes for an abbreviation however they are written. */
const OLD_SUFFIXES = new Set(["com", "net", "org", "info", "biz", "edu", "gov", "mil", "int"]);

/** Kept free (RFC 2606, RFC 7686), so that no list has them. */
const RESERVED_SUFFIXES = new Set(["example", "onion"]);

/** What people write closely before another word: “Dr.med.”, “St.Gallen”, “Univ.lyon”. */
const ABBREVIATED =
  /^(?:assoc|ass|cand|capt|col|dept|dipl|doz|dr|fac|fr|gen|habil|hon|ing|inst|iur|jr|jur|lic|lt|mag|mme|mr|mrs|ms|nat|ph|phil|priv|prof|rer|rev|sr|st|ste|stud|theol|univ|vet|\p{L})$/iu;
/** Parts of titles that are suffixes of the Internet as well. */
const OF_TITLES = new Set(["cat", "ed", "ing", "mba", "md", "med", "ms", "phd", "prof", "sc"]);

/** By its suffix and how that is written: “univ.paris” is one, “Univ.Paris” is an abbreviation. */
function isHost(name: string): boolean {
  const written = name.slice(name.lastIndexOf(".") + 1);
  const suffix = written.toLowerCase();
  if (OLD_SUFFIXES.has(suffix) || RESERVED_SUFFIXES.has(suffix)) return true;
  const [first = ""] = name.split(".");
  const isCapital = first !== first.toLowerCase() && first !== first.toUpperCase();
  if (ABBREVIATED.test(first) && (isCapital || OF_TITLES.has(suffix))) return false;
  const { isIcann, domain } = parse(name);
  if (isIcann !== true || domain === null) return false;
  const isShouted = written.length === 2 && name === name.toUpperCase() && name.length > 5;
  return written === suffix || isShouted;
}

const UNDIVIDED_MAX = 12;
/** Digits with what people put between them. */
const NUMBER = /[+(]{0,2}\d(?:[\s.\-\u2010-\u2015\u2212/()\u00B7\u2022_~*]{0,3}\d)*/gu;

/** “Tel. 22 33 44 55”, “☎ 555 1234”: said to be one, it is one, however short. */
const CALLED =
  /(?:(?<![\p{L}\p{N}])(?:tele(?:phone|fon|fono)|t[e\u00E9]l|tlf|phone|fon|handy|mobile?|mob|fax|whatsapp)|[\u260E\u260F\u2706\u{1F4DE}\u{1F4F1}\u{1F4F2}\u{1F4E0}])[.:\s]{0,3}\+?(?:\d[\s./-]{0,2}){5,}\d/iu;

/**
 * Whether a number can be called: it has seven digits if it begins as one does or has a hyphen or
 * the like, else nine. Years, dates and millions are none, nor is a register's number in one piece
 * or one that is longer than any is written without its “+” (E.164).
 */
function isTelephone(number: string): boolean {
  const groups = number.match(/\d+/g) ?? [];
  const digits = groups.join("");
  const isDivided = /\d[^\d\s]/.test(number) && groups.every((group) => group.length > 1);
  if (number.includes("+")) return digits.length >= 7;
  if (isTime(groups) || isRound(groups)) return false;
  const isDialled = digits.startsWith("0") || number.startsWith("(");
  if (isDialled || isDivided) return digits.length >= 7;
  return digits.length >= 9 && (groups.length > 1 || digits.length <= UNDIVIDED_MAX);
}

/** Years, each with a day and a month at most: “1901-1999”, “12.3.1985”, “2020/21”. */
function isTime(groups: readonly string[]): boolean {
  const years = groups.filter((group) => /^[12]\d{3}$/.test(group));
  const others = groups.filter((group) => group.length <= 2);
  return years.length + others.length === groups.length && others.length <= 2 * years.length;
}

/** “1 000 000”. */
function isRound([first = "", ...others]: readonly string[]): boolean {
  return /^[1-9]\d{0,2}$/.test(first) && others.every((group) => group === "000");
}

/** A text as it is meant: of usual width, with digits from 0 to 9, without what disguises it. */
function plainForm(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}|\u20E3/gu, "")
    .replace(/[\u2044\u2215\u29F8]/g, "/")
    .replace(/(?<=[a-z0-9])[\u3002\u2024](?=[a-z])/gi, ".")
    .replace(/\s?[[({]\s?(?:\.|dot)\s?[\])}]\s?/gi, ".")
    .replace(/\p{Nd}/gu, plainDigit);
}

/** Digits of an alphabet stand in tens, from zero on. */
function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
