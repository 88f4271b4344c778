import "altcha/external";
import type { AltchaGlobal } from "altcha/types";

declare global {
  var $altcha: AltchaGlobal;
}

/** The widget as the form drives it. */
export type CaptchaWidget = HTMLElement & {
  configure(options: Record<string, unknown>): Promise<void>;
  verify(): Promise<unknown>;
};

/** Puts the widget into its place in the form and starts solving. */
export async function showCaptcha(
  place: HTMLElement,
  options: { challenge: string; workerPath: string; language: string },
): Promise<CaptchaWidget> {
  globalThis.$altcha.algorithms.set(
    "PBKDF2/SHA-256",
    () => new Worker(options.workerPath, { type: "module" }),
  );
  const widget = document.createElement("altcha-widget");
  widget.setAttribute("challenge", options.challenge);
  widget.setAttribute("name", "altcha");
  widget.setAttribute("language", options.language);
  place.append(widget);
  await customElements.whenDefined("altcha-widget");
  await widget.configure({
    // How a pointer moves is nobody's business here.
    humanInteractionSignature: false,
    hideFooter: true,
    hideLogo: true,
  });
  return widget;
}
