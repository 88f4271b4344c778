import type { Child } from "hono/jsx";
import type { Words } from "../page/words.ts";

export type FieldProps = {
  words: Words;
  name: string;
  label: Child;
  hint?: Child;
  /** A sentence that says how to correct the field. */
  error?: string | undefined;
  isOptional?: boolean;
  /** Whether it is shown and sent, but cannot be changed. */
  isLocked?: boolean;
  class?: string;
};

export type Choice = { value: string; label: string };

/** A line of text: label, hint, error, input, in this order. */
export function TextField(
  props: FieldProps & {
    value: string;
    type?: string;
    autocomplete?: string;
    inputmode?: "email" | "url" | "numeric";
    dir?: string;
    /** The id of a datalist. */
    list?: string;
  },
) {
  const { name, value, type = "text", autocomplete, inputmode, dir, list } = props;
  return (
    <FieldFrame {...props}>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        autocomplete={autocomplete}
        inputmode={inputmode}
        list={list}
        readonly={props.isLocked}
        dir={dir ?? "auto"}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? "true" : undefined}
      />
    </FieldFrame>
  );
}

/** A file to be chosen. A form that comes back with an error cannot hold it: it is chosen again. */
export function FileField(props: FieldProps & { accept: string }) {
  return (
    <FieldFrame {...props}>
      <input
        id={props.name}
        name={props.name}
        type="file"
        accept={props.accept}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? "true" : undefined}
      />
    </FieldFrame>
  );
}

export function TextAreaField(props: FieldProps & { value: string; rows: number }) {
  const { name, value, rows } = props;
  return (
    <FieldFrame {...props}>
      <textarea
        id={name}
        name={name}
        rows={rows}
        readonly={props.isLocked}
        dir="auto"
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? "true" : undefined}
      >
        {/* A parser drops a line break directly after the tag. */}
        {`\n${value}`}
      </textarea>
    </FieldFrame>
  );
}

/** A choice from a list. */
export function SelectField(
  props: FieldProps & {
    value: string;
    options: readonly Choice[];
    autocomplete?: string;
  },
) {
  return (
    <FieldFrame {...props}>
      <select
        id={props.name}
        name={props.name}
        autocomplete={props.autocomplete}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error ? "true" : undefined}
      >
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A box to tick, with its sentence next to it. */
export function CheckField(props: FieldProps & { isTicked: boolean; value?: string }) {
  return (
    <div class={fieldClass(props)}>
      <FieldError {...props} />
      <label class="choice">
        <input
          id={props.name}
          name={props.name}
          type="checkbox"
          value={props.value ?? "on"}
          checked={props.isTicked}
          aria-describedby={describedBy(props)}
          aria-invalid={props.error ? "true" : undefined}
        />
        <span>
          {props.label}
          {props.isOptional && <Optional words={props.words} />}
        </span>
      </label>
    </div>
  );
}

export function RadioField(
  props: FieldProps & {
    value: string;
    isCards?: boolean;
    options: readonly (Choice & { hint?: string })[];
  },
) {
  return (
    <fieldset class={fieldClass(props)} aria-describedby={describedBy(props)}>
      <legend>{props.label}</legend>
      <FieldError {...props} />
      <div class={props.isCards ? "cards" : "choices"}>
        {props.options.map((option, index) => (
          <label class="choice">
            <input
              id={index === 0 ? props.name : `${props.name}-${option.value}`}
              name={props.name}
              type="radio"
              value={option.value}
              checked={option.value === props.value}
            />
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function FieldFrame(props: FieldProps & { children: Child }) {
  return (
    <div class={fieldClass(props)}>
      <label for={props.name}>
        {props.label}
        {props.isOptional && <Optional words={props.words} />}
      </label>
      {props.hint && (
        <p class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      )}
      <FieldError {...props} />
      {props.children}
    </div>
  );
}

function FieldError({ words, name, error }: FieldProps) {
  if (!error) return null;
  return (
    <p class="error" id={`${name}-error`}>
      <span class="visually-hidden">{words("form.error-prefix")} </span>
      {error}
    </p>
  );
}

function Optional({ words }: { words: Words }) {
  return <span class="optional"> ({words("form.optional")})</span>;
}

function fieldClass({ error, class: extra }: FieldProps): string {
  return ["field", error && "has-error", extra].filter(Boolean).join(" ");
}

export function describedBy({ name, hint, error }: FieldProps): string | undefined {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}
