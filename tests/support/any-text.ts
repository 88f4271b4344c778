import fc from "fast-check";

/**
 * What code treats unlike other characters: white space, ends of lines, marks that join, turn or
 * change what stands before them, letters that are others in another form, and what quotes, escapes
 * or separates. Among random characters, of which two in three mean nothing, these never come up.
 */
const SPECIAL = [
  ..." \t\n\r\v\f\u0085\u00A0\u2003\u2028\u2029\u3000",
  ..."\u00AD\u180E\u200B\u2060\uFEFF\uFFFD\u200C\u200D\u061C\u200E\u202E\u2066",
  ..."\u0301\u0308\u0323\u0345\u05B0\u064E\u093C\u094D\u0E31\u1039\u20DD\uFE0F",
  ...`'"\`\\%_*!?[]{}()<>=+-@.,;:#/|&$~^\u2019\u2013\u060C`,
  ..."aAeEiIlLoOsSzZ0159éÉßſŒœøŁđÞþıİςΣσﬁǅǆĲ",
  ..."аАеЕоОсСвВΑΟοІі１Ａａℓ𝒜ⅰ№½²",
  ..."क्षमعلیםשًกุ王小한각ᄀ각🌊👨‍👩‍👧",
];

/** Any character, and often one of the special ones. */
export const anyCharacter = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SPECIAL) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
);

/** Any text, most of it made of special characters. */
export const anyText = fc.string({ unit: anyCharacter, maxLength: 40 });
