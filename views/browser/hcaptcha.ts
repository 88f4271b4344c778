import type { FormCaptcha } from "./captcha.ts";

/** hCaptcha's own script. Source: docs.hcaptcha.com/configuration. */
const SCRIPT = "https://js.hcaptcha.com/1/api.js";
/**
 * How long a check may take to appear once it was asked for; then the form is sent without an
 * answer.
 */
const OPEN_TIMEOUT_MS = 10_000;
/** The width of the widget in its normal size. */
const NORMAL_WIDTH_PX = 303;

type Hcaptcha = {
  render(place: HTMLElement, options: Record<string, unknown>): string;
  execute(widget: string, options: { async: true }): Promise<unknown>;
  reset(widget: string): void;
};

declare global {
  var hcaptcha: Hcaptcha | undefined;
}

/** Loads hCaptcha and puts its box into the form. Rejects if its script cannot be loaded. */
export async function showCaptcha(place: HTMLElement): Promise<FormCaptcha> {
  const api = await loadApi(document.documentElement.lang);
  const missing = place.querySelector<HTMLElement>(".captcha-missing");
  const box = document.createElement("div");
  place.append(box);
  let isOpen = false;
  const startAnew = () => api.reset(widget);
  const widget = api.render(box, {
    sitekey: place.dataset["siteKey"],
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    size: place.clientWidth < NORMAL_WIDTH_PX ? "compact" : "normal",
    callback: () => missing?.setAttribute("hidden", ""),
    "open-callback": () => {
      isOpen = true;
    },
    "expired-callback": startAnew,
    "chalexpired-callback": startAnew,
    "error-callback": startAnew,
  });
  return {
    answer: async () => {
      isOpen = false;
      missing?.removeAttribute("hidden");
      place.scrollIntoView({ block: "center" });
      const answered = api.execute(widget, { async: true }).then(() => true, mayGoAfter);
      const neverShown = wait(OPEN_TIMEOUT_MS).then(() => (isOpen ? answered : true));
      return await Promise.race([answered, neverShown]);
    },
  };
}

function loadApi(language: string): Promise<Hcaptcha> {
  const query = new URLSearchParams({ render: "explicit", recaptchacompat: "off", hl: language });
  const script = document.createElement("script");
  script.src = `${SCRIPT}?${query}`;
  return new Promise((resolve, reject) => {
    const settle = () => {
      if (globalThis.hcaptcha) resolve(globalThis.hcaptcha);
      else reject(new Error("hCaptcha was not loaded."));
    };
    script.addEventListener("load", settle);
    script.addEventListener("error", settle);
    document.head.append(script);
  });
}

/**
 * A check that was closed or expired can be answered later, so the form must wait. Other failures
 * are not the person's.
 */
function mayGoAfter(failure: unknown): boolean {
  return failure !== "challenge-closed" && failure !== "challenge-expired";
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
