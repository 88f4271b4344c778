/** What the last act did. */
export function DoneFlash({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p class="flash" role="status">
      {text}
    </p>
  );
}

/** What is wrong with a form: a sentence, and a link to each field that has to be corrected. */
export function ProblemFlash(props: {
  title: string;
  /** Sentences by the field that they are about. */
  errors: Readonly<Record<string, string>>;
}) {
  const errors = Object.entries(props.errors);
  if (errors.length === 0) return null;
  return (
    <div class="flash problem" role="alert">
      <p>{props.title}</p>
      <ul>
        {errors.map(([field, sentence]) => (
          <li>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Somebody else saved first. */
export function ConflictFlash(props: { title: string; text: string }) {
  return (
    <div class="flash skipped" role="alert">
      <p>
        <strong>{props.title}</strong>
      </p>
      <p>{props.text}</p>
    </div>
  );
}
