import type { CaptchaModule, FormCaptcha } from "./captcha.ts";

// The form works without this script. With it, an entry is previewed while it is typed, and the
// captcha is loaded when the form is first touched: a reader of the letter loads none of it.

/** How long a form that is sent waits for its captcha to load; then it is sent without. */
const LOAD_TIMEOUT_MS = 10_000;

const form = document.querySelector<HTMLFormElement>("form.sign-form");
const summary = document.querySelector<HTMLElement>(".error-summary");

summary?.focus();

if (form) {
  showPreview(form);
  const place = form.querySelector<HTMLElement>(".captcha");
  if (place) guardSubmit(form, place, captchaOnFirstTouch(form, place));
}

type Captcha = () => Promise<FormCaptcha | null>;

/** Starts the captcha on the first touch of the form, and gives it to whoever asks. */
function captchaOnFirstTouch(form: HTMLFormElement, place: HTMLElement): Captcha {
  let loading: Promise<FormCaptcha | null> | null = null;
  const load = () => {
    loading ??= loadCaptcha(place).catch(() => null);
    return loading;
  };
  for (const event of ["focusin", "pointerdown", "input"]) {
    form.addEventListener(event, load, { once: true });
  }
  // Whoever was quick may stand in it before this runs.
  const isTouched = form.contains(document.activeElement);
  if (isTouched || (summary && "loadsAfterErrors" in place.dataset)) void load();
  return load;
}

async function loadCaptcha(place: HTMLElement): Promise<FormCaptcha | null> {
  const { script } = place.dataset;
  if (!script) return null;
  const module: CaptchaModule = await import(script);
  return await module.showCaptcha(place);
}

/** Holds a form that is sent before its captcha is answered until it is, or until that failed. */
function guardSubmit(form: HTMLFormElement, place: HTMLElement, captcha: Captcha): void {
  let isReady = false;
  let isAsking = false;
  form.addEventListener("submit", (event) => {
    if (isReady || isAnswered(place)) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
    button?.setAttribute("aria-busy", "true");
    void mayGo(captcha).then((may) => {
      isAsking = false;
      button?.removeAttribute("aria-busy");
      if (!may) return;
      isReady = true;
      // Later, since a form cannot be sent again during its submit event.
      setTimeout(() => form.requestSubmit());
    });
  });
}

function isAnswered(place: HTMLElement): boolean {
  // ALTCHA's own element has the same name as the field inside it.
  const field = `:is(input, textarea)[name="${place.dataset["field"]}"]`;
  return Boolean(place.querySelector<HTMLInputElement | HTMLTextAreaElement>(field)?.value);
}

async function mayGo(captcha: Captcha): Promise<boolean> {
  const tooLate = new Promise<null>((resolve) => setTimeout(resolve, LOAD_TIMEOUT_MS, null));
  const loaded = await Promise.race([captcha(), tooLate]);
  return loaded === null || (await loaded.answer().catch(() => true));
}

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
    const second = [typedIn("title"), typedIn("affiliation")].filter(Boolean).join(", ");
    const capacity = typedIn("capacity") === "own" ? role.dataset["capacity"] : "";
    role.textContent = isPerson ? [second, capacity].filter(Boolean).join(" · ") : "";
    preview.hidden = typedIn("name") === "" || !isNamed;
  };
  form.addEventListener("input", update);
  update();
}
