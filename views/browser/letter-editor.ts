// The form of a letter works without this script. With it, the preview follows what is typed, the
// address follows the title until somebody types one, and leaving what was not saved asks first.

/** The pause in typing after which the preview is asked for. */
const TYPING_PAUSE_MS = 700;

const form = document.querySelector<HTMLFormElement>("form.letter-form");
const preview = document.querySelector<HTMLElement>("#preview");
const failed = document.querySelector<HTMLElement>("#preview-failed");

if (form && preview) {
  followTyping(form, preview);
  guardLeaving(form);
  const slug = form.querySelector<HTMLInputElement>("input[name=slug]");
  if (slug) followTitle(slug, form);
  takeUpTyped(form);
}

/** Text that somebody typed before this script ran counts as if it were typed now. */
function takeUpTyped(form: HTMLFormElement): void {
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
  for (const field of fields) {
    if (field.value !== field.defaultValue)
      field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function followTyping(form: HTMLFormElement, preview: HTMLElement): void {
  let timer: number | undefined;
  let asked = new AbortController();
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      asked.abort();
      asked = new AbortController();
      void renew(form, preview, asked.signal);
    }, TYPING_PAUSE_MS);
  });
}

async function renew(
  form: HTMLFormElement,
  preview: HTMLElement,
  signal: AbortSignal,
): Promise<void> {
  const { preview: address = "" } = form.dataset;
  try {
    const body = new FormData(form);
    const response = await fetch(address, { method: "POST", body, signal, redirect: "error" });
    if (!response.ok) throw new Error(`The preview answered ${response.status}.`);
    const html = await response.text();
    // Safe HTML from our own server: sanitised like the text of the public page.
    if (signal.aborted) return;
    preview.innerHTML = html;
    const detail = response.headers.get("Letter-Slug") ?? "";
    form.dispatchEvent(new CustomEvent("previewed", { detail }));
    failed?.setAttribute("hidden", "");
  } catch {
    if (!signal.aborted) failed?.removeAttribute("hidden");
  }
}

/** The address that the server makes of the title, until somebody types one. */
function followTitle(slug: HTMLInputElement, form: HTMLFormElement): void {
  let isOurs = slug.value === "";
  slug.addEventListener("input", () => {
    isOurs = slug.value === "";
  });
  form.addEventListener("previewed", (event) => {
    if (isOurs && event instanceof CustomEvent) slug.value = String(event.detail);
  });
}

function guardLeaving(form: HTMLFormElement): void {
  let isDirty = form.querySelector("[aria-invalid=true]") !== null;
  form.addEventListener("input", () => {
    isDirty = true;
  });
  form.addEventListener("submit", () => {
    isDirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
}
