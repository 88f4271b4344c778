import type { Words } from "../../../views/page/words.ts";
import type { Choice, FILTER_NAMES, FilterValues } from "../../../views/queue/filters.tsx";
import { COUNTRIES, COUNTRY_NOT_SAID } from "../../shared/text/country.ts";
import { EVIDENCE_CODES } from "../../signatures/evidence/codes.ts";
import { KINDS } from "../../signatures/name.ts";
import { QUEUE_AGES, type QueueFilter } from "../../signatures/queue/filter.ts";
import { filterQuery } from "./query.ts";

/** What each filter of the queue can be set to. */
export function choicesFor(
  words: Words,
  languages: readonly string[],
): Record<(typeof FILTER_NAMES)[number], readonly Choice[]> {
  return {
    kind: KINDS.map((code) => ({ code, label: words(`queue.${code}`) })),
    signal: EVIDENCE_CODES.map((code) => ({ code, label: words(`queue.signal-${code}`) })),
    age: QUEUE_AGES.map((code) => ({ code, label: words(`queue.age-${code}`) })),
    country: countryChoices(words),
    language: languages.map((code) => ({ code, label: languageName(words, code) })),
  };
}

/** What the queue is narrowed to, as its forms hold it. */
export function filterValues(filter: QueueFilter): FilterValues {
  const texts = Object.entries(filterQuery(filter)).map(([name, value]) => [name, value ?? ""]);
  return { ...EMPTY, ...Object.fromEntries(texts) };
}

const EMPTY: FilterValues = {
  q: "",
  kind: "",
  signal: "",
  age: "",
  country: "",
  language: "",
  address: "",
  domain: "",
  network: "",
};

const countriesOf = new Map<string, readonly Choice[]>();

/** Sorting two hundred names takes longer than all else of a page, so it is done once. */
function countryChoices(words: Words): readonly Choice[] {
  const known = countriesOf.get(words.language);
  if (known !== undefined) return known;
  const choices = [...COUNTRIES, COUNTRY_NOT_SAID].map((code) => {
    return { code, label: words.country(code) };
  });
  choices.sort((left, right) => words.compare(left.label, right.label));
  countriesOf.set(words.language, choices);
  return choices;
}

function languageName(words: Words, code: string): string {
  return new Intl.DisplayNames(words.language, { type: "language" }).of(code) ?? code;
}
