import { paths } from "../../src/shared/pages/paths.ts";
import { RadioField, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
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
      <PageHead title={words("digest.title")} lead={words("digest.lead")} />
      {props.isSaved && (
        <Notice kind="success" role="status">
          {words("digest.saved")}
        </Notice>
      )}
      <div class="card narrow">
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
    <form method="post" action={paths.digest}>
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
