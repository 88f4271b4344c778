import type { FormCaptcha } from "./captcha.tsx";
import { CheckField, type FieldProps, RadioField, SelectField, TextField } from "./field.tsx";
import type { Frame } from "./frame.ts";

/** What the form shows: what was typed before, and what was wrong with it. */
export type SignFormProps = {
  frame: Frame;
  slug: string;
  /** What was typed, by field; empty on a fresh form. */
  typed: Readonly<Record<string, string>>;
  /** A sentence for each bad field, by field. */
  errors: Readonly<Record<string, string>>;
  countries: readonly { value: string; label: string }[];
  consentText: string;
  authorityText: string;
  controller: string;
  contact: string;
  captcha: FormCaptcha;
  /** Which text and terms are shown; comes back with the form. */
  shown: string;
};

/** Who signs: the choice that comes first. */
export function KindField(props: SignFormProps) {
  const { words } = props.frame;
  return (
    <RadioField
      {...common(props, "kind")}
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

/** What a label or hint says for each kind, and before a kind is chosen. Style shows one. */
function ByKind({
  person,
  organisation,
  either,
}: {
  person: string;
  organisation: string;
  either: string;
}) {
  return (
    <>
      <span class="if-individual">{person}</span>
      <span class="if-organisation">{organisation}</span>
      <span class="if-unchosen">{either}</span>
    </>
  );
}

/** The name, and what belongs to each kind. */
export function IdentityFields(props: SignFormProps) {
  const { words } = props.frame;
  const text = (field: string) => ({
    ...common(props, field),
    value: props.typed[field] ?? "",
  });
  return (
    <>
      <TextField
        {...text("name")}
        label={
          <ByKind
            person={words("form.name-individual")}
            organisation={words("form.name-organisation")}
            either={words("form.name")}
          />
        }
        hint={words("form.name-hint")}
        autocomplete="name"
      />
      <TextField
        {...text("title")}
        class="only-individual"
        label={words("form.person-title")}
        hint={words("form.person-title-hint")}
        isOptional
        autocomplete="organization-title"
      />
      <TextField
        {...text("affiliation")}
        class="only-individual"
        label={words("form.affiliation")}
        hint={words("form.affiliation-hint")}
        isOptional
        autocomplete="organization"
      />
      <TextField
        {...text("website")}
        class="only-organisation"
        label={words("form.website")}
        hint={words("form.website-hint")}
        type="text"
        inputmode="url"
        autocomplete="url"
        dir="ltr"
      />
      <TextField
        {...text("contact_name")}
        class="only-organisation"
        label={words("form.contact-name")}
        hint={words("form.contact-name-hint")}
        autocomplete="name"
      />
      <TextField
        {...text("contact_role")}
        class="only-organisation"
        label={words("form.contact-role")}
        hint={words("form.contact-role-hint")}
        autocomplete="organization-title"
      />
      <details open={Boolean(props.typed["sort_name"] || props.errors["sort_name"])}>
        <summary>{words("form.sort-name")}</summary>
        <TextField
          {...text("sort_name")}
          label={words("form.sort-name")}
          hint={
            <ByKind
              person={words("form.sort-name-individual-hint")}
              organisation={words("form.sort-name-organisation-hint")}
              either={words("form.sort-name-hint")}
            />
          }
          isOptional
          autocomplete="off"
        />
      </details>
    </>
  );
}

/** Country and address. */
export function ReachFields(props: SignFormProps) {
  const { words } = props.frame;
  return (
    <>
      <SelectField
        {...common(props, "country")}
        label={words("form.country")}
        value={props.typed["country"] ?? "ZZ"}
        options={props.countries}
        autocomplete="country"
      />
      <TextField
        {...common(props, "email")}
        label={words("form.email")}
        hint={
          <>
            {words("form.email-hint")}
            <span class="if-organisation"> {words("form.email-organisation-hint")}</span>
          </>
        }
        value={props.typed["email"] ?? ""}
        type="email"
        inputmode="email"
        autocomplete="email"
        dir="ltr"
      />
    </>
  );
}

/** How somebody appears, and what they agree to. */
export function AgreementFields(props: SignFormProps) {
  const { words } = props.frame;
  const box = (field: string) => ({
    ...common(props, field),
    isTicked: props.typed[field] === "on",
  });
  return (
    <>
      <RadioField
        {...common(props, "visibility")}
        class="only-individual"
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
      <CheckField {...box("authority")} class="only-organisation" label={props.authorityText} />
      <CheckField {...box("consent")} label={props.consentText} />
      <CheckField {...box("updates")} label={words("form.updates")} isOptional />
    </>
  );
}

function common(props: SignFormProps, name: string): Pick<FieldProps, "words" | "name" | "error"> {
  return { words: props.frame.words, name, error: props.errors[name] };
}
