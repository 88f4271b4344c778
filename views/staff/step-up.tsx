import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { StaffNotice } from "./layout.tsx";
import { LinkNotice, LinkSentNotice, type LinkSentProps } from "./link.tsx";
import { PasskeyForm, PasskeyScript } from "./passkey-form.tsx";

/** Why the step-up has not succeeded. */
export type StepUpProblem = "refused" | "passkey-only" | "limited" | "link";

/** Asks somebody to prove again who they are. */
export function StepUpPage(props: {
  frame: Frame;
  hasPasskey: boolean;
  /** The page to go on to. */
  page: string;
  /** Whether a form was refused on the way here. */
  isSent: boolean;
  problem: StepUpProblem | null;
}) {
  const { frame, hasPasskey, page, isSent, problem } = props;
  const { words } = frame;
  const said =
    problem && words(problem === "refused" ? "passkey.refused" : `secondStep.step-up-${problem}`);
  const aim = (
    <>
      <input type="hidden" name="then" value={page} />
      {isSent && <input type="hidden" name="sent" value="on" />}
    </>
  );
  return (
    <StaffNotice
      frame={frame}
      title={words("secondStep.step-up-title")}
      text={words("secondStep.step-up-lead")}
      scripts={hasPasskey ? <PasskeyScript frame={frame} /> : undefined}
    >
      {isSent && <p>{words("secondStep.step-up-sent")}</p>}
      {hasPasskey ? (
        <PasskeyForm
          frame={frame}
          does="get"
          action={paths.stepUp}
          options={paths.stepUpOptions}
          button={words("passkey.use")}
          problem={said}
        >
          {aim}
        </PasskeyForm>
      ) : (
        <form method="post" action={paths.stepUpMail}>
          <p class="problem" role="alert">
            {said}
          </p>
          {aim}
          <p>{words("secondStep.step-up-mail-lead")}</p>
          <button type="submit" class="button">
            {words("secondStep.step-up-mail")}
          </button>
        </form>
      )}
    </StaffNotice>
  );
}

/** Says that the link is in the mail. */
export function StepUpSentPage(props: LinkSentProps) {
  const { words } = props.frame;
  return (
    <LinkSentNotice
      {...props}
      title={words("secondStep.step-up-mailed-title")}
      text={words("secondStep.step-up-mailed", { minutes: props.minutes })}
    />
  );
}

/** The page behind the mailed link of a step-up. */
export function StepUpLinkPage(props: { frame: Frame; token: string }) {
  const { words } = props.frame;
  return (
    <LinkNotice
      frame={props.frame}
      title={words("secondStep.step-up-link-title")}
      text={words("secondStep.step-up-link-lead")}
      action={paths.stepUpLink(props.token)}
      button={words("secondStep.step-up-link-button")}
    />
  );
}

/** Leads back to the page whose form was refused before. */
export function StepUpDonePage(props: { frame: Frame; page: string }) {
  const { words } = props.frame;
  return (
    <StaffNotice
      frame={props.frame}
      title={words("secondStep.step-up-done-title")}
      text={words("secondStep.step-up-done")}
    >
      <p>
        <a class="button" href={props.page}>
          {words("secondStep.step-up-back")}
        </a>
      </p>
    </StaffNotice>
  );
}
