import { paths } from "../../src/shared/pages/paths.ts";
import { type Choice, SelectField, TextField } from "../components/field.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";

/** A state that an invalidation takes entries out of. */
export type TakenState = "held" | "unverified" | "pending" | "published" | "rejected";

export type TypedInvalidation = Readonly<
  Record<"name" | "domain" | "network" | "country" | "from" | "to" | "reason" | "note", string> & {
    states: readonly string[];
  }
>;

/** A sentence for each field that has to be corrected. */
export type InvalidationErrors = Readonly<Partial<Record<string, string>>>;

export type ConditionsFormProps = {
  frame: Frame;
  slug: string;
  typed: TypedInvalidation;
  errors: InvalidationErrors;
  states: readonly TakenState[];
  countries: readonly Choice[];
  isAgain: boolean;
};

/** Asks what the entries to be taken out have in common. */
export function ConditionsForm(props: ConditionsFormProps) {
  const { frame, slug, typed, errors } = props;
  const { words } = frame;
  const field = { words, isOptional: true };
  const any = { value: "", label: words("invalidation.country-any") };
  return (
    <form method="post" action={paths.invalidations(slug)}>
      <input type="hidden" name="choose_states" value="on" />
      <TextField
        {...field}
        name="name"
        label={words("invalidation.name")}
        hint={words("invalidation.name-hint")}
        value={typed.name}
        error={errors["name"]}
        autocomplete="off"
      />
      <TextField
        {...field}
        name="domain"
        label={words("invalidation.domain")}
        hint={words("invalidation.domain-hint")}
        value={typed.domain}
        error={errors["domain"]}
        autocomplete="off"
        dir="ltr"
      />
      <TextField
        {...field}
        name="network"
        label={words("invalidation.network")}
        hint={words("invalidation.network-hint")}
        value={typed.network}
        error={errors["network"]}
        autocomplete="off"
        dir="ltr"
      />
      <SelectField
        {...field}
        name="country"
        label={words("invalidation.country")}
        value={typed.country}
        error={errors["country"]}
        options={[any, ...props.countries]}
      />
      <Window words={words} typed={typed} errors={errors} />
      <States {...props} />
      <button type="submit" class="button" name="act" value="preview">
        {words(props.isAgain ? "invalidation.preview-again" : "invalidation.preview")}
      </button>
    </form>
  );
}

function Window(props: { words: Words; typed: TypedInvalidation; errors: InvalidationErrors }) {
  const { words, typed, errors } = props;
  const field = { words, isOptional: true, type: "datetime-local", dir: "ltr" };
  return (
    <div class="pair">
      <TextField
        {...field}
        name="from"
        label={words("invalidation.from")}
        value={typed.from}
        error={errors["from"]}
      />
      <TextField
        {...field}
        name="to"
        label={words("invalidation.to")}
        hint={words("invalidation.to-hint")}
        value={typed.to}
        error={errors["to"]}
      />
    </div>
  );
}

function States({ frame, states, typed, errors }: ConditionsFormProps) {
  const { words } = frame;
  return (
    <fieldset class={errors["states"] ? "field has-error" : "field"}>
      <legend>{words("invalidation.states")}</legend>
      {errors["states"] && <p class="error">{errors["states"]}</p>}
      <div class="check-grid">
        {states.map((state) => (
          <label class="choice">
            <input
              type="checkbox"
              name="states"
              value={state}
              checked={typed.states.includes(state)}
            />
            <span>{words(`queue.state-${state}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
