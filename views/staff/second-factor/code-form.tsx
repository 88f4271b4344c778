import type { Child } from "hono/jsx";
import { TextField } from "../../components/field.tsx";
import type { Frame } from "../../page/frame.ts";

/** Why a code of an authenticator app did not count. */
export type CodeProblem = "wrong-code" | "too-many-codes";

/** Whether it was the code that did not count, and not something else on the same page. */
export function isCodeProblem(problem: string | null): problem is CodeProblem {
  return problem === "wrong-code" || problem === "too-many-codes";
}

/** Asks for the code that an authenticator app shows; works without scripts. */
export function CodeForm(props: {
  frame: Frame;
  action: string;
  button: string;
  problem: CodeProblem | null;
  class?: string | undefined;
  children?: Child;
}) {
  const { problem } = props;
  const { words } = props.frame;
  return (
    <form method="post" action={props.action} class={props.class} novalidate>
      {props.children}
      <TextField
        words={words}
        name="totp"
        label={words("authenticator.code")}
        hint={words("authenticator.code-hint")}
        error={problem === null ? undefined : words(`authenticator.${problem}`)}
        value=""
        autocomplete="one-time-code"
        inputmode="numeric"
        dir="ltr"
      />
      <button type="submit" class="button">
        {props.button}
      </button>
    </form>
  );
}
