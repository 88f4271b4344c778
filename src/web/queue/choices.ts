import type { Choice } from "../../../views/components/field.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { FILTER_NAMES, FilterValues } from "../../../views/queue/filters.tsx";
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
    kind: KINDS.map((value) => ({ value, label: words(`queue.${value}`) })),
    signal: EVIDENCE_CODES.map((value) => ({ value, label: words(`queue.signal-${value}`) })),
    age: QUEUE_AGES.map((value) => ({ value, label: words(`queue.age-${value}`) })),
    country: countryChoices(words),
    language: languages.map((value) => ({ value, label: words.languageName(value) })),
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
  aside: "",
};

const countriesOf = new Map<string, readonly Choice[]>();

/** Sorting two hundred names takes longer than the rest of a page, so it is done once. */
function countryChoices(words: Words): readonly Choice[] {
  const known = countriesOf.get(words.language);
  if (known !== undefined) return known;
  const choices = [...COUNTRIES, COUNTRY_NOT_SAID].map((value) => {
    return { value, label: words.country(value) };
  });
  choices.sort((left, right) => words.compare(left.label, right.label));
  countriesOf.set(words.language, choices);
  return choices;
}
