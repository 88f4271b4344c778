import { TextField } from "../components/field.tsx";
import type { Words } from "../page/words.ts";

/** A colour, and a button for the nearest one that can be read if it cannot be. */
export function ColourField(props: {
  words: Words;
  hint: string;
  value: string;
  error: string | undefined;
  /** Hex without a sign. */
  offer: string | null;
}) {
  const { words, offer } = props;
  return (
    <div class="colour-field">
      <TextField
        words={words}
        name="colour"
        label={words("colour.label")}
        hint={props.hint}
        error={props.error}
        value={props.value}
        dir="ltr"
        isOptional
      />
      {offer !== null && (
        <>
          <input type="hidden" name="refusedColour" value={props.value} />
          <button type="submit" class="button quiet" name="useColour" value={offer}>
            {words("colour.use", { colour: `#${offer}` })}
          </button>
        </>
      )}
    </div>
  );
}
