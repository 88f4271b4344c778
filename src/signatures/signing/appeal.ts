import { holdsHost } from "../../shared/text/contact-details.ts";
import { lengthOf } from "../../shared/text/text.ts";
import type { EntryForm } from "./entry-fields.ts";

/**
 * Characters that hardly any genuine text of each field goes beyond: names of people end at some
 * sixty, those of institutions at some hundred.
 */
const USUAL_LENGTH_MAX = { person: 80, institution: 150, role: 150 } as const;
/** The same in words, of which a sentence takes more than a name does. */
const NAME_WORDS_MAX = 8;

type Usual = keyof typeof USUAL_LENGTH_MAX;

/**
 * Whether what somebody typed rather speaks to its readers than says who signs: it is far longer
 * than usual, calls out, makes sentences, names a host in passing, or holds a long number. It goes
 * by the shape of the text, in whatever language. A moderator then reads it before any mail does.
 */
export function readsAsAppeal(form: EntryForm): boolean {
  const texts: readonly (readonly [string | null, Usual])[] =
    form.kind === "organisation"
      ? [
          [form.name, "institution"],
          [form.contact_name, "person"],
          [form.contact_role, "role"],
        ]
      : [
          [form.name, "person"],
          [form.title, "role"],
          [form.affiliation, "institution"],
        ];
  const isPerson = form.kind === "individual";
  return (
    texts.some(([text, usual]) => text !== null && isAppeal(text, usual)) ||
    namesHostInPassing(form.name, isPerson ? 0 : 3)
  );
}

function isAppeal(text: string, usual: Usual): boolean {
  const plain = text.normalize("NFKC");
  const calls = plain.match(CALL)?.length ?? 0;
  return (
    lengthOf(text) > USUAL_LENGTH_MAX[usual] ||
    (usual === "person" && (calls > 0 || wordsOf(plain) > NAME_WORDS_MAX)) ||
    calls > 1 ||
    makesSentences(plain) ||
    LONG_NUMBER.test(plain)
  );
}

/** A mark of exclamation or question, at the end of what it marks. */
const CALL = /(?<=[\p{L}\p{M}\p{N}\p{P}])[!?\u203D\u055C\u055E\u061F\u1363\u1367]/gu;

/** Longer than a year, a house or a regiment, and short enough to be called. */
const LONG_NUMBER = /(?<!\p{Nd})\p{Nd}{7,12}(?!\p{Nd})/u;

const ENDS = String.raw`.!?\u055C\u055E\u061F\u06D4\u0964\u1362\u3002`;
/** Words, the mark that ends them, and something after it. */
const ENDED = new RegExp(
  String.raw`([^${ENDS}]+)([${ENDS}])[${ENDS}]*(?:\s+|(?<=[^.]))(?=[\p{L}\p{N}])`,
  "gu",
);
/** A full stop ends a sentence after such a word; “med.” and “Assoc.” are abbreviations. */
const WHOLE_WORD = /(?:(?<!\p{L})\p{Ll}{4,}|\p{Lo}{3,}\p{M}*)$/u;
/** Words that a sentence has at least. */
const SENTENCE_WORDS = 3;

/** Whether a sentence ends and something follows it. */
function makesSentences(plain: string): boolean {
  return [...plain.matchAll(ENDED)].some(([, words = "", mark]) => {
    if (mark === "." && !WHOLE_WORD.test(words)) return false;
    return isUnspaced(words) || wordsOf(words) >= SENTENCE_WORDS;
  });
}

/** Written without blanks between words, as Chinese and Japanese are. */
function isUnspaced(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u.test(text);
}

function wordsOf(text: string): number {
  return text.match(/[\p{L}\p{M}\p{N}\u2019'-]+/gu)?.length ?? 0;
}

/** A name that mail programs make a link of, among so many other words or more. */
function namesHostInPassing(name: string, wordsMin: number): boolean {
  return holdsHost(name) && name.split(" ").length > wordsMin;
}
