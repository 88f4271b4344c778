import { paths } from "../../src/shared/pages/paths.ts";
import { TextField } from "../page/field.tsx";
import type { Frame } from "../page/frame.ts";
import { SignOutForm, StaffNotice } from "./layout.tsx";
import { PasskeyForm, PasskeyScript } from "./passkey-form.tsx";

/** Why the second step failed: with the passkey, or with the recovery code. */
export type SecondStepProblem = "refused" | "wrong" | "limited";

export function SecondStepPage(props: { frame: Frame; problem: SecondStepProblem | null }) {
  const { frame, problem } = props;
  const { words } = frame;
  return (
    <StaffNotice
      frame={frame}
      title={words("secondStep.title")}
      text={words("secondStep.lead")}
      scripts={<PasskeyScript frame={frame} />}
    >
      <PasskeyForm
        frame={frame}
        does="get"
        action={paths.secondStep}
        options={paths.secondStepOptions}
        button={words("passkey.use")}
        problem={problem === "refused" ? words("passkey.refused") : null}
      />
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
