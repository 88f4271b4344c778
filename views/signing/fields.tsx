import { type Choice, RadioField } from "../components/field.tsx";
import type { Frame } from "../page/frame.ts";
import { AddressField } from "./address-field.tsx";
import type { FormCaptcha } from "./captcha.tsx";
import {
  CountryField,
  type EntryFieldProps,
  fieldOf,
  NameField,
  OrganisationFields,
  PersonFields,
  TickField,
  VisibilityField,
} from "./entry-fields.tsx";
import { SortNameField } from "./sort-name.tsx";
import { NotReviewed, Wording, type WordingProps } from "./wording.tsx";

/** The data of the form: what was typed before, and what was wrong with it. */
export type SignFormProps = {
  frame: Frame;
  slug: string;
  /** What was typed, by field; empty on a fresh form. */
  typed: Readonly<Record<string, string>>;
  /** A sentence for each bad field, by field. */
  errors: Readonly<Record<string, string>>;
  countries: readonly Choice[];
  /** What is agreed to, each by a box of its own: its sentence, and whether it may be left out. */
  consents: readonly (WordingProps & { name: string; isOptional: boolean })[];
  authority: WordingProps;
  controller: string;
  captcha: FormCaptcha;
  /** Where staff sign a draft as a test; null for everybody else, who sign the letter. */
  testAction: string | null;
  /** Which text and terms are shown; sent back with the form. */
  shown: string;
};

export function SignFields(props: SignFormProps) {
  const { words } = props.frame;
  const fields: EntryFieldProps = { ...props, words, kind: null };
  return (
    <>
      <KindField {...fields} />
      <NameField {...fields} />
      <PersonFields {...fields} />
      <OrganisationFields {...fields} />
      <SortNameField {...fields} frame={props.frame} />
      <CountryField {...fields} countries={props.countries} />
      <EmailField {...fields} />
      <VisibilityField {...fields} />
      {words.source && <NotReviewed words={words} />}
      <TickField
        {...fields}
        name="authority"
        label={<Wording {...props.authority} />}
        only="organisation"
      />
      {props.consents.map(({ name, isOptional, ...wording }) => (
        <TickField
          {...fields}
          name={name}
          label={<Wording {...wording} />}
          isOptional={isOptional}
        />
      ))}
    </>
  );
}

/** Who signs: the choice that comes first. */
function KindField(props: EntryFieldProps) {
  const { words } = props;
  return (
    <RadioField
      {...fieldOf(props, "kind")}
      label={words("form.who-signs")}
      value={props.typed["kind"] ?? ""}
      isCards
      options={[
        {
          value: "individual",
          label: words("form.kind-individual"),
          hint: words("form.kind-individual-hint"),
        },
        {
          value: "organisation",
          label: words("form.kind-organisation"),
          hint: words("form.kind-organisation-hint"),
        },
      ]}
    />
  );
}

function EmailField(props: EntryFieldProps) {
  const { words, typed } = props;
  return (
    <AddressField
      {...fieldOf(props, "email")}
      typed={typed}
      label={words("form.email")}
      hint={
        <>
          {words("form.email-hint")}
          <span class="if-organisation"> {words("form.email-organisation-hint")}</span>
        </>
      }
    />
  );
}
