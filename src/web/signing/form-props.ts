import type { Choice } from "../../../views/components/field.tsx";
import type { Frame } from "../../../views/page/frame.ts";
import type { Words } from "../../../views/page/words.ts";
import type { SignFormProps } from "../../../views/signing/fields.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { paths } from "../../shared/pages/paths.ts";
import { COUNTRIES, COUNTRY_NOT_SAID } from "../../shared/text/country.ts";
import { PURPOSE_NAMES, PURPOSES, type Wordings } from "../../signatures/signing/purposes.ts";
import { wordingOf } from "../../signatures/signing/wording.ts";

export async function signFormProps(
  deps: Pick<Deps, "captcha">,
  frame: Frame,
  letter: Letter,
): Promise<SignFormProps> {
  const { words } = frame;
  const wordings = wordingsOf(words, letter);
  const sources = words.source && wordingsOf(words.source, letter);
  return {
    frame,
    slug: letter.slug,
    typed: {},
    errors: {},
    countries: countryChoices(words),
    consents: PURPOSE_NAMES.map((purpose) => {
      const { field, choice } = PURPOSES[purpose];
      const { text } = wordings[purpose];
      const source = sources?.[purpose].text ?? null;
      return { name: field, text, source, isOptional: choice !== null };
    }),
    authority: { text: wordings.authority.text, source: sources?.authority.text ?? null },
    controller: letter.controller,
    captcha: { ...deps.captcha.widget, field: deps.captcha.field },
    testAction: letter.state === "draft" ? paths.letterDraft(letter.slug) : null,
    shown: shownOf(letter, wordings),
  };
}

/** The sentences that the form shows; a signature stores their hashes. */
export function wordingsOf(words: Words, { controller }: Pick<Letter, "controller">): Wordings {
  const wording = (text: string) => wordingOf(text, words.language);
  return {
    publication: wording(words("form.consent", { controller })),
    news: wording(words("form.updates", { controller })),
    authority: wording(words("form.authority")),
  };
}

/** Identifies the text and the terms that a form shows, so that what is signed is what was read. */
export function shownOf(letter: Letter, wordings: Wordings): string {
  return [letter.version.id, ...Object.values(wordings).map(({ hash }) => hash)]
    .map((part) => part.slice(-12))
    .join(".");
}

const optionsIn = new WeakMap<Words, readonly Choice[]>();

/** The choices of the field for a country: first “not said”, then all countries. */
export function countryChoices(words: Words): Choice[] {
  const notSaid = { value: COUNTRY_NOT_SAID, label: words.country(COUNTRY_NOT_SAID) };
  return [notSaid, ...countryOptions(words)];
}

/** All countries, in the alphabetical order of the page's language; made once for each language. */
export function countryOptions(words: Words): readonly Choice[] {
  const known = optionsIn.get(words);
  if (known !== undefined) return known;
  const options = COUNTRIES.map((code) => ({ value: code, label: words.country(code) })).sort(
    (left, right) => words.compare(left.label, right.label),
  );
  optionsIn.set(words, options);
  return options;
}
