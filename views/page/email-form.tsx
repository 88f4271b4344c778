import { TextField } from "../components/field.tsx";
import type { Words } from "./words.ts";

/** Asks for an address, to mail a link to it. */
export function EmailForm(props: {
  words: Words;
  action: string;
  label: string;
  hint?: string;
  typed: string;
  error?: string | undefined;
  button: string;
}) {
  return (
    <form class="sign-form" method="post" action={props.action} novalidate>
      <TextField
        words={props.words}
        name="email"
        label={props.label}
        hint={props.hint}
        value={props.typed}
        error={props.error}
        type="email"
        inputmode="email"
        autocomplete="email"
        dir="ltr"
      />
      <button type="submit" class="button">
        {props.button}
      </button>
    </form>
  );
}
