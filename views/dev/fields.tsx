import {
  CheckField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from "../components/field.tsx";
import type { Words } from "../page/words.ts";

const CHOICES = [
  { value: "one", label: "Moderator", hint: "Decides on entries" },
  { value: "two", label: "Campaigner", hint: "Also edits the letter" },
];

/** The fields of forms: as they are, wrong, locked, and ticked. */
export function Fields({ words, id }: { words: Words; id: string }) {
  const name = (field: string) => `${id}-${field}`;
  return (
    <form novalidate>
      <TextField
        words={words}
        name={name("text")}
        label="Name"
        hint="As it will be listed"
        value="Ada Lovelace"
        isOptional
      />
      <TextField
        words={words}
        name={name("wrong")}
        label="Address"
        value="ada@"
        error="Enter an address like name@example.org"
      />
      <TextField words={words} name={name("locked")} label="Locked" value="Fixed" isLocked />
      <SelectField
        words={words}
        name={name("select")}
        label="Country"
        value="one"
        options={[
          { value: "one", label: "Ireland" },
          { value: "two", label: "Nigeria" },
        ]}
      />
      <TextAreaField words={words} name={name("area")} label="Note" value="Two lines" rows={2} />
      <CheckField words={words} name={name("on")} label="Listed" isTicked />
      <CheckField words={words} name={name("off")} label="Hidden" isTicked={false} />
      <label class="choice">
        <input type="checkbox" disabled />
        <span>{"Disabled"}</span>
      </label>
      <RadioField
        words={words}
        name={name("role")}
        label="Role"
        value="one"
        isCards
        options={CHOICES}
      />
      <RadioField
        words={words}
        name={name("plain")}
        label="Role again"
        value="two"
        options={CHOICES}
      />
    </form>
  );
}
