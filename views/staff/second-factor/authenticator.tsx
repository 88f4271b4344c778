import { raw } from "hono/html";
import { renderSVG } from "uqr";
import { paths } from "../../../src/shared/pages/paths.ts";
import type { Frame } from "../../page/frame.ts";
import { SignOutForm, StaffNotice } from "../layout.tsx";
import { CodeForm, type CodeProblem } from "./code-form.tsx";

/** Characters of a secret that stand together, so that it can be typed. */
const GROUPS = /.{4}/g;

/** Adds an authenticator app: the secret to scan or to type, and a code to show that it is kept. */
export function AuthenticatorPage(props: {
  frame: Frame;
  /** In base32, and as the address in the code that the app scans. */
  secret: string;
  uri: string;
  isRequired: boolean;
  /** Whether it takes the place of another one. */
  replaces: boolean;
  problem: CodeProblem | null;
}) {
  const { frame, secret, isRequired } = props;
  const { words } = frame;
  return (
    <StaffNotice
      frame={frame}
      title={words("authenticator.title")}
      text={words(props.replaces ? "authenticator.replaces" : "authenticator.explained")}
    >
      <h2>{words("authenticator.scan")}</h2>
      <div class="qr" role="img" aria-label={words("authenticator.qr")}>
        {raw(renderSVG(props.uri, { border: 3, whiteColor: "#fff", blackColor: "#000" }))}
      </div>
      <p>{words("authenticator.or-type")}</p>
      <p class="secret">
        <code dir="ltr">{(secret.match(GROUPS) ?? []).join(" ")}</code>
      </p>
      <h2>{words("authenticator.then-code")}</h2>
      <CodeForm
        frame={frame}
        action={paths.authenticator}
        button={words("authenticator.add")}
        problem={props.problem}
      >
        <input type="hidden" name="secret" value={secret} />
      </CodeForm>
      <p class="other-way">
        <a href={paths.newPasskey}>{words("authenticator.passkey-instead")}</a>
        {!isRequired && (
          <>
            {" · "}
            <a href={paths.account}>{words("passkey.later")}</a>
          </>
        )}
      </p>
      {isRequired && <SignOutForm words={words} class="other-way" />}
    </StaffNotice>
  );
}
