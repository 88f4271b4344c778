import { paths } from "../../src/shared/pages/paths.ts";
import { RadioField, TextField } from "../page/field.tsx";
import type { Frame } from "../page/frame.ts";
import { StaffPage } from "./layout.tsx";

/** What the form holds, as it was typed, and what is wrong with it. */
export type DigestFormProps = {
  frame: Frame;
  values: { digest: string; digest_size: string; digest_hours: string };
  errors: { digest?: string; digest_size?: string; digest_hours?: string };
};

/** Chooses when somebody is told by mail that entries wait: where those mails lead. */
export function DigestPage(props: DigestFormProps & { accountName: string; isSaved: boolean }) {
  const { words } = props.frame;
  return (
    <StaffPage frame={props.frame} title={words("digest.title")} accountName={props.accountName}>
      <nav class="crumbs" aria-label={words("staff.path")}>
        <a href={paths.account}>{words("staff.account")}</a>
      </nav>
      <h1>{words("digest.title")}</h1>
      {props.isSaved && (
        <p class="flash done" role="status">
          {words("digest.saved")}
        </p>
      )}
      <div class="panel-card digest-card">
        <p>{words("digest.lead")}</p>
        <DigestForm {...props} />
      </div>
    </StaffPage>
  );
}

const CHOICES = ["daily", "threshold", "never"] as const;

function DigestForm({ frame, values, errors }: DigestFormProps) {
  const { words } = frame;
  const number = { words, inputmode: "numeric", dir: "ltr", autocomplete: "off" } as const;
  return (
    <form method="post" action={paths.digest} class="digest-form">
      <RadioField
        words={words}
        name="digest"
        label={words("digest.legend")}
        value={values.digest}
        error={errors.digest}
        options={CHOICES.map((value) => ({
          value,
          label: words(`digest.choice-${value}`),
          hint: words(`digest.choice-${value}-hint`),
        }))}
      />
      <div class="digest-numbers">
        <TextField
          {...number}
          name="digest_size"
          label={words("digest.size")}
          value={values.digest_size}
          error={errors.digest_size}
        />
        <TextField
          {...number}
          name="digest_hours"
          label={words("digest.hours")}
          value={values.digest_hours}
          error={errors.digest_hours}
        />
      </div>
      <button type="submit" class="button">
        {words("digest.save")}
      </button>
    </form>
  );
}
