import { registeredName } from "../text/domain.ts";
import { foldedWords } from "../text/text.ts";

/** Words that belong to no organisation in particular; a domain of this name says nothing. */
const GENERIC =
  /^(?:universit|institut|college|school|hospital|foundation|fundaci|fondation|stiftung|federation|association|society|societe|gesellschaft|company|group|council|international|national|research|department|ministry|centre|center|academy|organi[sz]ation|network|union|church)/;

/** Words that are left out of initials. */
const SMALL = new Set(
  "the of and for in on at de del la le les du des di da do der die und et e y".split(" "),
);

const WORD_LENGTH_MIN = 5;
const INITIALS_MIN = 3;

/**
 * Whether a domain bears the name of an organisation: all of it, its initials, or a word that is
 * its own (uni-heidelberg.de of the Universität Heidelberg). Anybody may have registered it.
 */
export function isNamedAfter(domain: string, organisation: string): boolean {
  const label = registeredName(domain);
  if (label === null) return false;
  const words = foldedWords(organisation);
  const telling = words.filter((word) => !SMALL.has(word));
  const joined = label.replaceAll("-", "");
  const isWhole = [words, telling].some((some) => some.length > 0 && some.join("") === joined);
  const initials = [words, telling].map((some) => some.map(([first]) => first).join(""));
  const isInitials = joined.length >= INITIALS_MIN && initials.includes(joined);
  return isWhole || isInitials || isOfWords(label.split("-"), words);
}

/** Whether each part begins a word, and one is a whole word of the organisation's own. */
function isOfWords(parts: readonly string[], words: readonly string[]): boolean {
  const own = words.filter((word) => word.length >= WORD_LENGTH_MIN && !GENERIC.test(word));
  const isBeginning = (part: string) =>
    part.length >= INITIALS_MIN && words.some((word) => word.startsWith(part));
  return parts.every(isBeginning) && parts.some((part) => own.includes(part));
}
