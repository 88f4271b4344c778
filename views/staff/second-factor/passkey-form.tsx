import type { Child } from "hono/jsx";
import type { Frame } from "../../page/frame.ts";

/** The script behind {@link PasskeyForm}. */
export function PasskeyScript({ frame }: { frame: Frame }) {
  return <script type="module" src={frame.asset("passkey.js")} />;
}

/** A form that is sent with what a passkey answers. */
export function PasskeyForm(props: {
  frame: Frame;
  /** Whether a passkey is made or used. */
  does: "create" | "get";
  action: string;
  options: string;
  button: string;
  /** What was wrong with the last try. */
  problem: string | null;
  children?: Child;
}) {
  const { words } = props.frame;
  const failed = props.does === "create" ? "passkey.not-made" : "passkey.not-used";
  return (
    <form
      method="post"
      action={props.action}
      data-passkey={props.does}
      data-options={props.options}
      data-failed={words(failed)}
      data-unsupported={words("passkey.unsupported")}
    >
      <p class="error" role="alert">
        {props.problem}
      </p>
      <input type="hidden" name="response" value="" />
      {props.children}
      <noscript>
        <p class="error">{words("passkey.needs-script")}</p>
      </noscript>
      <button type="submit" class="button">
        {props.button}
      </button>
    </form>
  );
}
