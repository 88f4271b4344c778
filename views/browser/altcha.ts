import "altcha/external";
import type { AltchaGlobal } from "altcha/types";
import type { FormCaptcha } from "./captcha.ts";

declare global {
  var $altcha: AltchaGlobal;
}

/** How long a form waits for the work to be done; then it is sent without an answer. */
const WORK_TIMEOUT_MS = 20_000;

type AltchaWidget = HTMLElement & {
  configure(options: Record<string, unknown>): Promise<void>;
  verify(): Promise<unknown>;
};

export async function showCaptcha(place: HTMLElement): Promise<FormCaptcha> {
  const { style = "", worker = "", challenge = "", field = "" } = place.dataset;
  const { label = "", checking = "", checked = "" } = place.dataset;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = style;
  document.head.append(sheet);
  globalThis.$altcha.algorithms.set("PBKDF2/SHA-256", () => new Worker(worker, { type: "module" }));
  const language = document.documentElement.lang;
  globalThis.$altcha.i18n.set(language, {
    ...{ label, verifying: checking, loading: checking, waitAlert: checking },
    ...{ verified: checked, verificationRequired: label, error: label, expired: label },
  });
  const widget: AltchaWidget = document.createElement("altcha-widget");
  widget.setAttribute("challenge", challenge);
  widget.setAttribute("name", field);
  widget.setAttribute("language", language);
  let hasFailed = false;
  widget.addEventListener("statechange", (event) => {
    const { state } = stateOf(event);
    // It tries again by itself, which may go on failing: nobody waits for that.
    if (state === "error") hasFailed = true;
    if (state === "verified") hasFailed = false;
    const notice = place.querySelector<HTMLElement>(".captcha-failed");
    if (notice) notice.hidden = !hasFailed;
    widget.hidden = hasFailed;
  });
  place.append(widget);
  await customElements.whenDefined("altcha-widget");
  await widget.configure({
    // How a pointer moves is nobody's business here.
    humanInteractionSignature: false,
    hideFooter: true,
    hideLogo: true,
  });
  void widget.verify();
  return { answer: () => untilSolved(place, field, () => hasFailed) };
}

/** What the widget says of itself, as far as it can be read. */
function stateOf(event: Event): { state: unknown } {
  const detail: unknown = event instanceof CustomEvent ? event.detail : null;
  const isTold = typeof detail === "object" && detail !== null && "state" in detail;
  return { state: isTold ? detail.state : null };
}

/** Waits until the work is done, or cannot be: the form is then sent without an answer. */
async function untilSolved(
  place: HTMLElement,
  field: string,
  hasFailed: () => boolean,
): Promise<boolean> {
  const deadline = Date.now() + WORK_TIMEOUT_MS;
  const isSolved = () => place.querySelector<HTMLInputElement>(`input[name="${field}"]`)?.value;
  while (!isSolved() && !hasFailed() && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}
