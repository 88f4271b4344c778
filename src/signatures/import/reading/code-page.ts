const CODE_PAGES = [
  "windows-1252",
  "windows-1254",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1255",
  "windows-1256",
] as const;

type CodePage = (typeof CODE_PAGES)[number];

/** The letters beyond ASCII of languages that are written in a Latin code page. */
const LATIN_LETTERS = {
  "windows-1252": [
    "äöüß",
    "àâæçéèêëîïôœùûüÿ",
    "ñáéíóúü",
    "ãõáàâéêíóôúüç",
    "åäöæøéü",
    "ðþæöáéíóúý",
    "àèéìíòóù",
    "çàèéíïòóúü",
  ],
  "windows-1254": ["çğıiöşüâîû"],
  "windows-1250": [
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "ąćęłńóśźż",
    "áéíóöőúüű",
    "ăâîşţ",
    "čćđšž",
  ],
} as const;

/** The script that a code page of another script writes, beside Latin. */
const SCRIPTS = {
  "windows-1251": /\p{Script=Cyrillic}/u,
  "windows-1253": /\p{Script=Greek}/u,
  "windows-1255": /\p{Script=Hebrew}/u,
  "windows-1256": /\p{Script=Arabic}/u,
} as const;

/**
 * The code page of Windows that makes the likeliest letters of some bytes that are not UTF-8. In a
 * Latin one a letter beyond ASCII stands between ASCII letters, and is one that the languages of
 * the page use; in another one, whole words are of its script.
 */
export function likelyCodePage(bytes: Uint8Array): CodePage {
  let best: CodePage = "windows-1252";
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const page of CODE_PAGES) {
    const score = scoreOf(new TextDecoder(page).decode(bytes), page);
    if (score > bestScore) {
      best = page;
      bestScore = score;
    }
  }
  return best;
}

function scoreOf(text: string, page: CodePage): number {
  const words = text.match(/[^\s,;|"()/\\.:<>@]*[\u0080-\uFFFF][^\s,;|"()/\\.:<>@]*/gu) ?? [];
  const total = (score: (word: string) => number) =>
    words.reduce((sum, word) => sum + score(word), 0);
  if (page !== "windows-1250" && page !== "windows-1252" && page !== "windows-1254") {
    return total(scriptScore(SCRIPTS[page]));
  }
  const languages = LATIN_LETTERS[page];
  return Math.max(...languages.map((letters) => total(latinScore(letters, languages.join("")))));
}

const ICELANDIC = "ðþý";

/** What people write beyond letters, wherever they are: quotes, dashes, dots and the like. */
const MARKS =
  /[\u2018\u2019\u201C\u201D\u201E\u201A\u00AB\u00BB\u2013\u2014\u2026\u2022\u00B7\u20AC\u00B0\u2116]/u;

/** By the letters of one language, and of all that are written in the same page. */
function latinScore(letters: string, others: string) {
  return (word: string) => {
    let score = hasStrangeCase(word) ? -1 : 0;
    let beyond = 0;
    for (const letter of word) {
      if (letter < "\u0080") continue;
      if (MARKS.test(letter)) continue;
      beyond += 1;
      const small = letter.toLowerCase().slice(0, 1);
      // The same bytes are Turkish letters, which more people write.
      const sure = ICELANDIC.includes(small) ? 0.8 : 1;
      score += letters.includes(small) ? sure : others.includes(small) ? 0.3 : -1.5;
    }
    // “İğşğ” has hardly a plain letter: so do words of another script that is read as Latin.
    return beyond >= 3 && beyond > [...word].length * 0.7 ? score - 2 * beyond : score;
  };
}

function scriptScore(script: RegExp) {
  return (word: string) => {
    const hasLatin = /[A-Za-z]/.test(word);
    // Most words of a list of names begin with a capital, if their script has any.
    let score = hasStrangeCase(word) ? -2 : /^\p{Ll}/u.test(word) ? -1.5 : 0;
    for (const letter of word) {
      if (letter < "\u0080" || MARKS.test(letter)) continue;
      score += script.test(letter) && !hasLatin ? 1 : -2;
    }
    // A lone letter is rather an accented one of another page.
    return [...word].length === 1 ? score - 1 : score;
  };
}

/** “мУллер”: a capital after a small letter of which no language makes a habit. */
function hasStrangeCase(word: string): boolean {
  return /\p{Ll}(?![A-Z])\p{Lu}/u.test(word);
}
