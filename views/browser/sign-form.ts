import type { CaptchaWidget } from "./captcha.ts";

// The form works without this script. With it, an entry is previewed while it is typed, and the
// captcha is loaded when the form is first touched: a reader of the letter loads none of it.

/** How long a form waits for its captcha when it is sent early; then it goes without. */
const CAPTCHA_WAIT_MS = 20_000;

const form = document.querySelector<HTMLFormElement>("form.sign-form");

document.querySelector<HTMLElement>(".error-summary")?.focus();

if (form) {
  showPreview(form);
  guardSubmit(form, captchaOnFirstTouch(form));
}

type Captcha = () => Promise<CaptchaWidget | null>;

/** Starts the captcha on the first touch of the form, and gives it to whoever asks. */
function captchaOnFirstTouch(form: HTMLFormElement): Captcha {
  let loading: Promise<CaptchaWidget | null> | null = null;
  const load = () => {
    loading ??= loadCaptcha(form).catch(() => null);
    return loading;
  };
  for (const event of ["focusin", "pointerdown", "input"]) {
    form.addEventListener(event, load, { once: true });
  }
  if (document.querySelector(".error-summary")) void load();
  return load;
}

async function loadCaptcha(form: HTMLFormElement): Promise<CaptchaWidget | null> {
  const { captchaScript, captchaStyle, captchaWorker } = form.dataset;
  const place = form.querySelector<HTMLElement>(".captcha");
  const challenge = place?.dataset["challenge"];
  if (!captchaScript || !captchaStyle || !captchaWorker || !place || !challenge) return null;
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = captchaStyle;
  document.head.append(style);
  const module: typeof import("./captcha.ts") = await import(captchaScript);
  const widget = await module.showCaptcha(place, {
    challenge,
    workerPath: captchaWorker,
    language: document.documentElement.lang,
  });
  void widget.verify();
  return widget;
}

/** Holds a form that is sent before its captcha is solved until it is, or until that failed. */
function guardSubmit(form: HTMLFormElement, captcha: Captcha): void {
  let isReady = false;
  form.addEventListener("submit", (event) => {
    if (isReady || isSolved(form)) return;
    event.preventDefault();
    const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
    button?.setAttribute("aria-busy", "true");
    void solved(form, captcha).then(() => {
      isReady = true;
      button?.removeAttribute("aria-busy");
      form.requestSubmit();
    });
  });
}

function isSolved(form: HTMLFormElement): boolean {
  return Boolean(form.querySelector<HTMLInputElement>("input[name=altcha]")?.value);
}

async function solved(form: HTMLFormElement, captcha: Captcha): Promise<void> {
  const deadline = Date.now() + CAPTCHA_WAIT_MS;
  const widget = await captcha();
  if (widget === null) return;
  while (!isSolved(form) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Shows the entry as it will stand in the list. */
function showPreview(form: HTMLFormElement): void {
  const preview = form.querySelector<HTMLElement>(".preview");
  const name = preview?.querySelector<HTMLElement>(".name");
  const role = preview?.querySelector<HTMLElement>(".role");
  if (!preview || !name || !role) return;
  const typedIn = (field: string) => {
    const value = new FormData(form).get(field);
    return typeof value === "string" ? value.trim() : "";
  };
  const update = () => {
    const isPerson = typedIn("kind") !== "organisation";
    const isNamed = typedIn("visibility") !== "anonymous" || !isPerson;
    name.textContent = typedIn("name");
    role.textContent = isPerson
      ? [typedIn("title"), typedIn("affiliation")].filter(Boolean).join(", ")
      : "";
    preview.hidden = typedIn("name") === "" || !isNamed;
  };
  form.addEventListener("input", update);
  update();
}
