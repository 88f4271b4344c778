import { IMPORT_FIELDS, type ImportField } from "./fields.ts";
import { HEADINGS } from "./headings.ts";
import { bareHeading, plainHeading } from "./plain-heading.ts";

/** What a column of each field is called. */
export const PHRASES = new Map<ImportField, readonly string[]>(
  IMPORT_FIELDS.map((field) => [field, HEADINGS[field].split("|").map(plainHeading)]),
);

/** The same without what asks or is polite. */
export const BARE_PHRASES = new Map<ImportField, readonly string[]>(
  IMPORT_FIELDS.map((field) => [field, HEADINGS[field].split("|").map(bareHeading)]),
);

/** A question is asked for these in this order: “Name of your organisation” is no name. */
const ASKED: readonly ImportField[] = [
  "kind",
  "email",
  "website",
  "country",
  "contact_name",
  "affiliation",
  "first_name",
  "last_name",
  "title",
  "name",
];

/** What a question asks for: “first and last name” is the whole name. */
export function fieldAsked(question: string): ImportField | undefined {
  const field = ASKED.find((one) => phrasesIn(question, one).length > 0);
  if (field !== "first_name" && field !== "last_name") return field;
  let rest = ` ${question} `;
  for (const phrase of phrasesIn(question, field)) rest = rest.replace(` ${phrase} `, " ");
  const isWhole = (["name", "first_name", "last_name"] as const).some(
    (one) => one !== field && phrasesIn(rest, one, 3).length > 0,
  );
  return isWhole ? "name" : field;
}

/** The words for a field that a question has, the longest first. Chinese has no blanks. */
function phrasesIn(question: string, field: ImportField, lengthMin = 4): string[] {
  const found = (BARE_PHRASES.get(field) ?? []).filter((phrase) =>
    /^\p{Script=Han}{2,}$/u.test(phrase)
      ? question.includes(phrase)
      : phrase.length >= lengthMin && ` ${question} `.includes(` ${phrase} `),
  );
  return found.sort((left, right) => right.length - left.length);
}
