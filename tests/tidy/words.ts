import type { SourceFile } from "./files.ts";

/** What docs/words.md says not to write, as far as a machine can see it, and what to write. */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:works?|counts?|stops?|holds?) no more\b/i, "no longer, or stops working"],
  [/\bhears? (?:no more|nothing)\b/i, "we do not mail you"],
  [/\b(?:one press|two presses)\b/i, "press the button, or a click"],
  [/\bneed (?:do|not)\b/i, "do not have to, or do not need to"],
  [/\b(?:is|has been|are) noted\b/i, "thank you for telling us"],
  [/\bas it (?:should|will) stand\b/i, "as it will appear"],
  [/\busual is\b/i, "the standard is"],
  [/\banswers for it\b/i, "is responsible for it"],
  [/\bfor the moment\b/i, "at the moment"],
  [/\badministrate\b/i, "look after"],
  [/\bany sign\b/i, "any evidence"],
  [/\bLift\b/, "remove, or clear"],
  [/\bmend(?:s|ed|ing)?\b/i, "correct, or fix"],
  [/\b(?:is|are) to be\b/i, "must be"],
  [/(?<!there )\b(?:is|are) (?:no|none)\b(?! (?:longer|more))/i, "is not a"],
  [/\b(?:has|have) not the\b/i, "does not have the"],
  [/\btakes? (?:it |them )?(?:out|away)\b/i, "remove"],
  [/\bgo(?:es)? on\b/i, "continue"],
  [/\bstands?\b/i, "is, or appears"],
  [/\bmail(?:s|ed)? nobody\b/i, "do not mail anybody"],
  [/\blook at (?:the URL|[A-Z]+_)/, "check"],
  [/\bthrow-away\b/i, "disposable"],
  [/\bmeanwhile\b/i, "in the meantime, or since then"],
  [/\banew\b/i, "again"],
  [/\bwhoever\b/i, "the person who, or anyone who"],
  [/, too\b/i, "also, or too without a comma"],
  [/\bplease\b/i, "the sentence without it"],
  [/\b(?:e\.g|i\.e|etc)\./i, "such as, that is, and so on"],
  [/\b(?:in order to|prior to|utili[sz]e\w*)\b/i, "to, before, use"],
  [/\b(?:center|favorite|organization\w*|recogniz\w*|canceled)\b/i, "British spelling"],
  [/(?<!\.)\.\.(?!\.|\/)/, "one full stop"],
  [/\.\.\./, "one character: …"],
  [/[a-z]!(?:\s|$)/i, "a full stop"],
  [/\p{L}’\p{L}/u, "a straight apostrophe"],
  [/\\"/, "“curly” quotation marks"],
  [/\p{L} [,.;:?](?:\s|$)/u, "no space before the mark"],
];

const SPOKEN =
  /^(?:views\/locales\/en\/.*\.json|emails\/.*|src\/.*\.ts|scripts\/(?:import\/)?[^/]+\.ts)$/;
/** In the sources: lists of words, SQL, and what is between the marks of two strings. */
const NO_SENTENCE = /\||\n|^(?:SELECT|VACUUM) |^[a-z\d]+(?: [a-z\d]+){9,}$/;
const LITERAL = /"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/** Sentences for people that are not worded as docs/words.md asks. */
export function wordProblems({ path, text }: SourceFile): string[] {
  if (!SPOKEN.test(path)) return [];
  const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
  return [...code.matchAll(LITERAL)]
    .map(([, quoted, template]) => (quoted ?? template ?? "").replace(/\$\{[^}]*\}/g, "X"))
    .filter((sentence) => /\p{L} +\p{L}/u.test(sentence))
    .filter((sentence) => !path.startsWith("src/") || !NO_SENTENCE.test(sentence))
    .flatMap((sentence) =>
      WORDINGS.filter(([wording]) => wording.test(sentence)).map(
        ([, instead]) => `${path}: “${sentence}”: write ${instead}`,
      ),
    );
}
