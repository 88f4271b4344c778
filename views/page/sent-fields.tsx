/** What a form said, in the order in which it was sent. */
export type SentFieldsList = readonly (readonly [string, string])[];

/** All that a form said, hidden in another one that sends it again. */
export function SentFields({ typed }: { typed: SentFieldsList }) {
  return (
    <>
      {typed.map(([name, value]) =>
        // A browser makes lines of what an input holds into one.
        value.includes("\n") ? (
          <textarea name={name} hidden>
            {`\n${value}`}
          </textarea>
        ) : (
          <input type="hidden" name={name} value={value} />
        ),
      )}
    </>
  );
}
