import { paths } from "../../../src/shared/pages/paths.ts";
import { TextField } from "../../components/field.tsx";
import type { Frame } from "../../page/frame.ts";
import { SignOutForm, StaffNotice } from "../layout.tsx";
import { CodeForm, type CodeProblem, isCodeProblem } from "./code-form.tsx";
import { PasskeyForm, PasskeyScript } from "./passkey-form.tsx";

/** Why the second step failed: with the passkey, the app, or the recovery code. */
export type SecondStepProblem = "refused" | CodeProblem | "wrong" | "limited";

export function SecondStepPage(props: {
  frame: Frame;
  hasPasskey: boolean;
  hasAuthenticator: boolean;
  problem: SecondStepProblem | null;
}) {
  const { frame, hasPasskey, hasAuthenticator, problem } = props;
  const { words } = frame;
  return (
    <StaffNotice
      frame={frame}
      title={words("secondStep.title")}
      text={words("secondStep.lead")}
      scripts={hasPasskey ? <PasskeyScript frame={frame} /> : undefined}
    >
      {hasPasskey && (
        <PasskeyForm
          frame={frame}
          does="get"
          action={paths.secondStep}
          options={paths.secondStepOptions}
          button={words("passkey.use")}
          problem={problem === "refused" ? words("passkey.refused") : null}
        />
      )}
      {hasAuthenticator && (
        <CodeForm
          frame={frame}
          action={paths.secondStepCode}
          button={words("authenticator.use")}
          problem={isCodeProblem(problem) ? problem : null}
          class={hasPasskey ? "other-way" : undefined}
        >
          {hasPasskey && <h2>{words("secondStep.app-title")}</h2>}
        </CodeForm>
      )}
      <form method="post" action={paths.secondStepRecovery} class="other-way" novalidate>
        <h2>{words("secondStep.recovery-title")}</h2>
        <TextField
          words={words}
          name="code"
          label={words("secondStep.recovery-code")}
          hint={words("secondStep.recovery-hint")}
          error={
            problem === "wrong" || problem === "limited"
              ? words(`secondStep.${problem}`)
              : undefined
          }
          value=""
          autocomplete="off"
          dir="ltr"
        />
        <button type="submit" class="button quiet">
          {words("secondStep.recovery-send")}
        </button>
      </form>
      <SignOutForm words={words} class="other-way" />
    </StaffNotice>
  );
}
