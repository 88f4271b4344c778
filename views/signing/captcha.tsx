import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";

/** The captcha that a form shows, and the field that carries its answer. */
export type FormCaptcha = { field: string } & (
  | { name: "altcha" }
  | { name: "hcaptcha"; siteKey: string }
);

type CaptchaProps = { frame: Frame; slug: string; captcha: FormCaptcha };

/** Says before a form contacts somebody else that it will, and whom. */
export function CaptchaNotice({ frame, slug, captcha }: CaptchaProps) {
  const { words } = frame;
  if (captcha.name === "altcha") return null;
  return (
    <p class="hint captcha-notice">
      {words("form.hcaptcha-notice")}{" "}
      <a href={paths.privacy(slug)}>{words("form.hcaptcha-notice-link")}</a>
    </p>
  );
}

/** The element that the script of the form puts the captcha into, with all the data it needs. */
export function CaptchaPlace({ frame, slug, captcha }: CaptchaProps) {
  const { words, asset } = frame;
  if (captcha.name === "altcha") {
    return (
      <div
        class="captcha"
        data-script={asset("altcha.js")}
        data-field={captcha.field}
        data-style={asset("altcha.css")}
        data-worker={asset("altcha-worker.js")}
        data-challenge={paths.challenge(slug)}
        data-label={words("form.captcha-label")}
        data-checking={words("form.captcha-checking")}
        data-checked={words("form.captcha-checked")}
        data-loads-after-errors
      >
        <p class="captcha-failed hint" role="status" hidden>
          {words("form.captcha-failed")}
        </p>
      </div>
    );
  }
  return (
    <div
      class="captcha"
      data-script={asset("hcaptcha.js")}
      data-field={captcha.field}
      data-site-key={captcha.siteKey}
    >
      <p class="captcha-missing" role="alert" hidden>
        {words("form.hcaptcha-missing")}
      </p>
    </div>
  );
}
