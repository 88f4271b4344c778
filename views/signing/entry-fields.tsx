import type { Child } from "hono/jsx";
import {
  CheckField,
  type Choice,
  type FieldProps,
  RadioField,
  SelectField,
  TextField,
} from "../components/field.tsx";
import type { Words } from "../page/words.ts";

export type EntryFieldProps = {
  words: Words;
  /** Null while it is still to be chosen: then CSS shows the fields of the chosen kind. */
  kind: "individual" | "organisation" | null;
  /** What was typed, by field; empty on a fresh form. */
  typed: Readonly<Record<string, string>>;
  /** A sentence for each bad field, by field. */
  errors: Readonly<Record<string, string>>;
};

export function NameField(props: EntryFieldProps) {
  const { words } = props;
  return (
    <TextField
      {...textOf(props, "name")}
      label={
        <ByKind
          kind={props.kind}
          person={words("form.name-individual")}
          organisation={words("form.name-organisation")}
          either={words("form.name")}
        />
      }
      hint={words("form.name-hint")}
      autocomplete="name"
    />
  );
}

/** What else individuals say of themselves. */
export function PersonFields(props: EntryFieldProps) {
  const { words } = props;
  const only = onlyFor(props, "individual");
  return (
    <>
      <TextField
        {...textOf(props, "title")}
        {...only}
        label={words("form.person-title")}
        hint={words("form.person-title-hint")}
        isOptional
        autocomplete="organization-title"
      />
      <TextField
        {...textOf(props, "affiliation")}
        {...only}
        label={words("form.affiliation")}
        hint={words("form.affiliation-hint")}
        isOptional
        autocomplete="organization"
      />
      <CheckField
        {...fieldOf(props, "capacity")}
        {...only}
        label={words("form.capacity")}
        value="own"
        isTicked={props.typed["capacity"] === "own"}
        isOptional
      />
    </>
  );
}

/** What else is asked on behalf of an organisation. */
export function OrganisationFields(props: EntryFieldProps) {
  const { words } = props;
  const only = onlyFor(props, "organisation");
  return (
    <>
      <TextField
        {...textOf(props, "website")}
        {...only}
        label={words("form.website")}
        hint={words("form.website-hint")}
        type="text"
        inputmode="url"
        autocomplete="url"
        dir="ltr"
      />
      <CheckField
        {...fieldOf(props, "no_website")}
        {...only}
        label={words("form.no-website")}
        isTicked={props.typed["no_website"] === "on"}
      />
      <TextField
        {...textOf(props, "contact_name")}
        {...only}
        label={words("form.contact-name")}
        hint={words("form.contact-name-hint")}
        autocomplete="name"
      />
      <TextField
        {...textOf(props, "contact_role")}
        {...only}
        label={words("form.contact-role")}
        hint={words("form.contact-role-hint")}
        autocomplete="organization-title"
      />
    </>
  );
}

export function CountryField(props: EntryFieldProps & { countries: readonly Choice[] }) {
  return (
    <SelectField
      {...fieldOf(props, "country")}
      label={props.words("form.country")}
      value={props.typed["country"] ?? "ZZ"}
      options={props.countries}
      autocomplete="country"
    />
  );
}

/** Whether individuals are named. */
export function VisibilityField(props: EntryFieldProps) {
  const { words } = props;
  return (
    <RadioField
      {...fieldOf(props, "visibility")}
      {...onlyFor(props, "individual")}
      label={words("form.visibility")}
      value={props.typed["visibility"] ?? "full"}
      options={[
        { value: "full", label: words("form.visibility-full") },
        {
          value: "anonymous",
          label: words("form.visibility-anonymous"),
          hint: words("form.visibility-anonymous-hint"),
        },
      ]}
    />
  );
}

export function TickField(
  props: EntryFieldProps & {
    name: string;
    label: Child;
    only?: "organisation";
    isOptional?: boolean;
  },
) {
  const { name, label, only, isOptional = false } = props;
  return (
    <CheckField
      {...fieldOf(props, name)}
      {...(only && onlyFor(props, only))}
      label={label}
      isOptional={isOptional}
      isTicked={props.typed[name] === "on"}
    />
  );
}

/** The text of a label or hint for one kind, or for both before one is chosen. */
export function ByKind(props: {
  kind: EntryFieldProps["kind"];
  person: string;
  organisation: string;
  either: string;
}) {
  if (props.kind !== null) {
    return <>{props.kind === "individual" ? props.person : props.organisation}</>;
  }
  return (
    <>
      <span class="if-individual">{props.person}</span>
      <span class="if-organisation">{props.organisation}</span>
      <span class="if-unchosen">{props.either}</span>
    </>
  );
}

export function fieldOf(
  { words, errors }: EntryFieldProps,
  name: string,
): Pick<FieldProps, "words" | "name" | "error"> {
  return { words, name, error: errors[name] };
}

export function textOf(props: EntryFieldProps, name: string) {
  return { ...fieldOf(props, name), value: props.typed[name] ?? "" };
}

function onlyFor(
  { kind }: EntryFieldProps,
  only: "individual" | "organisation",
): { class?: string } {
  return kind === null ? { class: `only-${only}` } : {};
}
