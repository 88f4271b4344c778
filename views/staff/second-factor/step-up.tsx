import { paths } from "../../../src/shared/pages/paths.ts";
import type { Frame } from "../../page/frame.ts";
import { SentFields, type SentFieldsList } from "../../page/sent-fields.tsx";
import type { Words } from "../../page/words.ts";
import { StaffNotice } from "../layout.tsx";
import { LinkNotice, LinkSentNotice, type LinkSentProps } from "../link.tsx";
import { CodeForm, type CodeProblem, isCodeProblem } from "./code-form.tsx";
import { PasskeyForm, PasskeyScript } from "./passkey-form.tsx";

/** Why the step-up has not succeeded. */
export type StepUpProblem = "refused" | CodeProblem | "factor-only" | "limited" | "link";

/** Asks somebody to prove again who they are. */
export function StepUpPage(props: {
  frame: Frame;
  hasPasskey: boolean;
  hasAuthenticator: boolean;
  actions: { passkey: string; code: string; mail: string };
  /** Whether a form was refused on the way here, and whether this page holds what it said. */
  isSent: boolean;
  isHeld: boolean;
  typed: SentFieldsList;
  problem: StepUpProblem | null;
}) {
  const { frame, hasPasskey, hasAuthenticator, actions, problem } = props;
  const { words } = frame;
  const held = <SentFields typed={props.typed} />;
  return (
    <StaffNotice
      frame={frame}
      title={words("secondStep.step-up-title")}
      text={words("secondStep.step-up-lead")}
      scripts={hasPasskey ? <PasskeyScript frame={frame} /> : undefined}
    >
      {props.isSent && (
        <p>{words(props.isHeld ? "secondStep.step-up-held" : "secondStep.step-up-sent")}</p>
      )}
      {hasPasskey && (
        <PasskeyForm
          frame={frame}
          does="get"
          action={actions.passkey}
          options={paths.stepUpOptions}
          button={words("passkey.use")}
          problem={sentenceOf(words, problem)}
        >
          {held}
        </PasskeyForm>
      )}
      {hasAuthenticator && (
        <CodeForm
          frame={frame}
          action={actions.code}
          button={words("authenticator.use")}
          problem={isCodeProblem(problem) ? problem : null}
          class={hasPasskey ? "other-way" : undefined}
        >
          {hasPasskey && <h2>{words("secondStep.app-title")}</h2>}
          {held}
        </CodeForm>
      )}
      {!hasPasskey && !hasAuthenticator && (
        <form method="post" action={actions.mail}>
          <p class="error" role="alert">
            {sentenceOf(words, problem)}
          </p>
          {held}
          <p>{words("secondStep.step-up-mail-lead")}</p>
          <button type="submit" class="button">
            {words("secondStep.step-up-mail")}
          </button>
        </form>
      )}
    </StaffNotice>
  );
}

/** What was wrong other than with the code of the app, which says so itself. */
function sentenceOf(words: Words, problem: StepUpProblem | null): string | null {
  if (problem === null || isCodeProblem(problem)) return null;
  return words(problem === "refused" ? "passkey.refused" : `secondStep.step-up-${problem}`);
}

/** Says that the link is in the mail, and holds what a form said until the link was opened. */
export function StepUpSentPage(
  props: LinkSentProps & { to: string | null; typed: SentFieldsList },
) {
  const { to, typed } = props;
  const { words } = props.frame;
  return (
    <LinkSentNotice
      {...props}
      title={words("secondStep.step-up-mailed-title")}
      text={words("secondStep.step-up-mailed", { minutes: props.minutes })}
    >
      {to !== null && (
        <form method="post" action={to} class="other-way">
          <p>{words("secondStep.step-up-mailed-held")}</p>
          <SentFields typed={typed} />
          <button type="submit" class="button">
            {words("secondStep.step-up-mailed-send")}
          </button>
        </form>
      )}
    </LinkSentNotice>
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
