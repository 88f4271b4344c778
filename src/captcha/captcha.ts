/** What became of a captcha that a form brought. */
export type CaptchaVerdict =
  /** Solved, for this letter, for the first time. */
  | "solved"
  /** The form brought none: its sender runs no scripts. */
  | "missing"
  /** Wrong, expired, spent, or made for another letter. */
  | "refused"
  /** The provider did not answer. */
  | "unavailable";

/** The port that forms are checked through. */
export type Captcha = Readonly<{
  /** The form field that holds the answer. */
  field: string;
  /** A fresh challenge for a letter, for the browser's widget. */
  challenge: (slug: string) => Promise<unknown>;
  /** Checks an answer and spends it: the same one never counts twice. */
  verify: (slug: string, answer: string | undefined) => Promise<CaptchaVerdict>;
}>;
