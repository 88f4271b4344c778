import type { CaptchaModule, FormCaptcha } from "./captcha.ts";

// The form works without this script. With it, an entry is shown while it is typed, and the captcha
// is loaded when the form is first touched: a reader of the letter loads none of it.

/** How long a form that is sent waits for its captcha to load; then it is sent without. */
const LOAD_TIMEOUT_MS = 10_000;

/** Where this tab, and no other, keeps the address that was sent until the next page shows it. */
const ADDRESS_KEY = "sent-to";
const ADDRESS_TTL_MS = 10 * 60_000;

const form = document.querySelector<HTMLFormElement>("form.sign-form");
const summary = document.querySelector<HTMLElement>(".error-summary");

summary?.focus();

const sentTo = document.querySelector<HTMLElement>("#sent-to");

if (sentTo) showAddress(sentTo);
if (form) {
  showEntryOnceTyped(form);
  form.addEventListener("submit", () => rememberAddress(form));
  const place = form.querySelector<HTMLElement>(".captcha");
  if (place) guardSubmit(form, place, captchaOnFirstTouch(form, place));
}

type EntryModule = { showEntry: (form: HTMLFormElement, place: HTMLElement) => void };

/** Loads what shows the entry as it will stand in the list, once there is something to show. */
function showEntryOnceTyped(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>("#listed-under");
  const { script } = place?.dataset ?? {};
  if (!place || !script) return;
  let isLoading = false;
  const load = () => {
    if (isLoading) return;
    isLoading = true;
    void import(script)
      .then((module: EntryModule) => module.showEntry(form, place))
      .catch(() => undefined);
  };
  form.addEventListener("input", load);
  // A form that is shown again, or that the browser filled in.
  const name = form.querySelector<HTMLInputElement>("#name");
  if (form.querySelector(".preview") && name?.value) load();
}

function rememberAddress(form: HTMLFormElement): void {
  const fields = new FormData(form);
  // Other forms ask for an address, too, and lead to other pages.
  if (!form.querySelector("#consent")) return;
  const address = fields.get("email_instead") ?? fields.get("email");
  if (typeof address !== "string" || address === "") return;
  try {
    // Blanks that came along when it was copied are no part of it.
    sessionStorage.setItem(ADDRESS_KEY, `${Date.now()} ${address.replace(/\s/g, "")}`);
  } catch (error) {
    // A browser that stores nothing shows the page without it.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Repeats the address once: it was in no address bar, no cookie and no answer of the server. */
function showAddress(place: HTMLElement): void {
  const [at, address] = takeAddress().split(" ", 2);
  const shown = place.querySelector("bdi");
  if (!shown || !address || Date.now() - Number(at) > ADDRESS_TTL_MS) return;
  shown.textContent = address;
  place.hidden = false;
}

function takeAddress(): string {
  try {
    const kept = sessionStorage.getItem(ADDRESS_KEY) ?? "";
    sessionStorage.removeItem(ADDRESS_KEY);
    return kept;
  } catch (error) {
    // A browser that stores nothing says so by this; anything else is a mistake of ours.
    if (error instanceof DOMException) return "";
    throw error;
  }
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
