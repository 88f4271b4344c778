import { paths } from "../../../src/shared/pages/paths.ts";
import { TextField } from "../../components/field.tsx";
import type { Frame } from "../../page/frame.ts";
import { SignOutForm, StaffNotice, StaffPage } from "../layout.tsx";
import { PasskeyForm, PasskeyScript } from "./passkey-form.tsx";

/** Why a passkey was not added. */
export type NewPasskeyProblem = "refused" | "known" | "full";

/** Adds a passkey: because one is required, after a recovery, or because somebody wants to. */
export function NewPasskeyPage(props: {
  frame: Frame;
  isRequired: boolean;
  /** The number of recovery codes that are left, if one was just used. */
  codesLeft: number | null;
  suggestedLabel: string;
  problem: NewPasskeyProblem | null;
}) {
  const { frame, isRequired, codesLeft, problem } = props;
  const { words } = frame;
  const text = isRequired ? words("passkey.required") : words("passkey.explained");
  return (
    <StaffNotice
      frame={frame}
      title={words("passkey.new-title")}
      text={codesLeft === null ? text : words("passkey.recovered", { left: codesLeft })}
      scripts={<PasskeyScript frame={frame} />}
    >
      {(isRequired || codesLeft !== null) && <p>{words("passkey.explained")}</p>}
      <PasskeyForm
        frame={frame}
        does="create"
        action={paths.passkeys}
        options={paths.passkeyOptions}
        button={words("passkey.create")}
        problem={problem && words(`passkey.${problem}`)}
      >
        <TextField
          words={words}
          name="label"
          label={words("passkey.name")}
          hint={words("passkey.name-hint")}
          value={props.suggestedLabel}
          autocomplete="off"
        />
      </PasskeyForm>
      <p class="other-way">
        <a href={paths.authenticator}>{words("passkey.app-instead")}</a>
        {!isRequired && (
          <>
            {" · "}
            <a href={paths.staff}>
              {words(codesLeft === null ? "passkey.later" : "passkey.go-on")}
            </a>
          </>
        )}
      </p>
      {isRequired && <SignOutForm words={words} class="other-way" />}
    </StaffNotice>
  );
}

/** The recovery codes, shown this once, to print or to save. */
export function RecoveryCodesPage(props: {
  frame: Frame;
  accountName: string;
  site: string;
  codes: readonly string[];
}) {
  const { words } = props.frame;
  const heading = words("passkey.codes-file", { site: props.site });
  const file = `${heading}\n\n${props.codes.join("\n")}\n`;
  return (
    <StaffPage
      frame={props.frame}
      title={words("passkey.codes-title")}
      accountName={props.accountName}
    >
      <div class="card gate codes">
        <h1>{words("passkey.codes-title")}</h1>
        <p>{words("passkey.codes-lead")}</p>
        <p class="codes-site">{heading}</p>
        <ol>
          {props.codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p class="toolbar">
          <a
            download="recovery-codes.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          >
            {words("passkey.codes-download")}
          </a>
          <a class="button" href={paths.account}>
            {words("passkey.codes-done")}
          </a>
        </p>
      </div>
    </StaffPage>
  );
}
