import type { Frame } from "./frame.ts";
import { PublicPage } from "./layout.tsx";

/** A form whose outcome is not known, with all that it said, to be sent once more as it was. */
export function SendAgainPage(props: {
  frame: Frame;
  action: string;
  typed: readonly (readonly [string, string])[];
}) {
  const { frame, action, typed } = props;
  const { words } = frame;
  const title = words("errors.not-stored-title");
  return (
    <PublicPage frame={frame} title={title}>
      <form class="notice" method="post" action={action}>
        <h1>{title}</h1>
        <p>{words("errors.not-stored")}</p>
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
        <button class="button" type="submit">
          {words("errors.send-again")}
        </button>
      </form>
    </PublicPage>
  );
}
