import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import type { Words } from "../page/words.ts";
import { CaptchaNotice, CaptchaPlace } from "./captcha.tsx";
import { SignFields, type SignFormProps } from "./fields.tsx";

/** The scripts of the form: a preview, and the captcha once the form is touched. */
export function SignFormScripts({ frame }: { frame: Frame }) {
  return <script type="module" src={frame.asset("sign-form.js")} />;
}

/** The form on a page of its own, as it is shown again when something was wrong with it. */
export function SignFormPage(
  props: SignFormProps & {
    letterTitle: string;
    /** Why it is shown again though nothing is wrong with it. */
    notice: { title: string; text: string } | null;
  },
) {
  const { frame, letterTitle, notice } = props;
  const { words } = frame;
  const title = words("form.page-title", { title: letterTitle });
  return (
    <PublicPage
      frame={frame}
      title={words("form.page-title-error", { title })}
      hasSecondColumn
      formAnchor="#sign"
      scripts={props.testAction === null && <SignFormScripts frame={frame} />}
    >
      <section class="sign" id="sign">
        <p class="small">
          <a href={props.testAction ?? paths.letter(props.slug)}>{words("form.read-letter")}</a>
        </p>
        <h1>{title}</h1>
        {notice && (
          <div class="error-summary" role="alert" tabindex={-1} aria-labelledby="notice-title">
            <h2 id="notice-title">{notice.title}</h2>
            <p>{notice.text}</p>
          </div>
        )}
        <SignForm {...props} />
      </section>
    </PublicPage>
  );
}

/** The form that signs a letter, for both kinds. Works without scripts. */
export function SignForm(props: SignFormProps) {
  const { frame, slug } = props;
  const { words } = frame;
  return (
    <>
      <ErrorSummary words={words} errors={props.errors} />
      <form
        class="sign-form"
        method="post"
        action={props.testAction ?? paths.sign(slug)}
        novalidate
      >
        <input type="hidden" name="shown" value={props.shown} />
        {props.typed["source"] && (
          <input type="hidden" name="source" value={props.typed["source"]} />
        )}
        {props.testAction === null && <CaptchaNotice {...props} />}
        <SignFields {...props} />
        <Preview words={words} />
        {props.testAction === null && <CaptchaPlace {...props} />}
        <noscript>
          <p class="hint">{words("form.without-scripts")}</p>
        </noscript>
        <button class="button" type="submit">
          {words("form.send")}
        </button>
        <p class="hint">{words("form.send-hint")}</p>
      </form>
      <YourData {...props} />
    </>
  );
}

/** What was wrong with a form, above it, with a link to each field. */
export function ErrorSummary({
  words,
  errors,
}: {
  words: Words;
  errors: Readonly<Record<string, string>>;
}) {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} aria-labelledby="error-title">
      <h2 id="error-title">{words("form.error-title")}</h2>
      <ul>
        {entries.map(([field, sentence]) => (
          <li>
            <a href={field === "captcha" || field === "shown" ? "#sign" : `#${field}`}>
              {sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Filled in and shown by script alone; without scripts the confirm page shows the entry. */
function Preview({ words }: { words: Words }) {
  return (
    <div class="preview" hidden data-capacity={words("letter.own-capacity")}>
      <p class="hint">{words("verification.as-listed")}</p>
      <p class="preview-entry" />
      <p class="not-listed">{words("verification.not-listed")}</p>
      <p
        class="hint country-said"
        data-said={words("verification.country-said", { country: "{country}" })}
      />
    </div>
  );
}

function YourData(props: SignFormProps) {
  const { words } = props.frame;
  return (
    <aside class="your-data" aria-labelledby="your-data-title">
      <h3 id="your-data-title">{words("form.your-data")}</h3>
      <ul>
        <li>{words("form.data-who", { controller: props.controller })}</li>
        <li>{words("form.data-public")}</li>
        <li>
          {words("form.data-withdraw")}{" "}
          <a href={paths.lostLink(props.slug)}>{words("form.data-lost-link")}</a>
        </li>
        <li>
          <a href={paths.privacy(props.slug)}>{words("form.data-more")}</a>
        </li>
      </ul>
    </aside>
  );
}
