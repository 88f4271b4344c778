/** The captcha of a form, as the form drives it. */
export type FormCaptcha = {
  /**
   * Asks for an answer if a form is sent without one. Gives whether the form may go then: with the
   * answer, or without it if there can be none; false while it is the person's turn.
   */
  answer: () => Promise<boolean>;
};

/** What the script of each captcha exports. `place` carries what it needs in its data. */
export type CaptchaModule = {
  showCaptcha: (place: HTMLElement) => Promise<FormCaptcha>;
};
