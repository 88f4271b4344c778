import { Notice } from "../components/notice.tsx";
/** What the last act did. */
export function DoneFlash({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <Notice kind="success" role="status">
      {text}
    </Notice>
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
    <Notice kind="error" role="alert">
      <p>{props.title}</p>
      <ul>
        {errors.map(([field, sentence]) => (
          <li>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Somebody else saved first. */
export function ConflictFlash(props: { title: string; text: string }) {
  return (
    <Notice kind="warning" role="alert">
      <p>
        <strong>{props.title}</strong>
      </p>
      <p>{props.text}</p>
    </Notice>
  );
}
