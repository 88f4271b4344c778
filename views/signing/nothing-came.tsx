import { DevMailLink } from "../dev/mail.tsx";
import type { Words } from "../page/words.ts";

/** What to do if a mail does not come: where to look, and why none may come. */
export function NothingCame(props: {
  words: Words;
  sender: string;
  reasons: readonly string[];
  /** The page that shows mail instead of sending it; null if mail is sent. */
  devMailPath: string | null;
}) {
  const { words, sender, reasons } = props;
  return (
    <>
      <h2>{words("inbox.nothing-came")}</h2>
      <ul class="plain">
        <li>{words("inbox.nothing-came-sender", { sender })}</li>
        {reasons.map((reason) => (
          <li>{reason}</li>
        ))}
      </ul>
      <DevMailLink words={words} path={props.devMailPath} />
    </>
  );
}
