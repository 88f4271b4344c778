/** What an answer to a captcha is worth. */
export type CaptchaVerdict =
  | SolvedCaptcha
  /** The form brought none: its sender runs no scripts. */
  | "missing"
  /** Wrong, expired, or made for another letter or site. */
  | "refused"
  /** The provider did not answer, or its answer makes no sense. */
  | "unavailable";

/** Solved, and for this letter if the provider can tell. It counts only when it is spent. */
export type SolvedCaptcha = Readonly<{
  /** Spends the answer. False if it was spent before: no answer counts twice. */
  spend: () => Promise<boolean>;
}>;

/** What the form needs to know to show the captcha in a browser. */
export type CaptchaWidget =
  /** Solved on the reader's own machine, with a challenge from this server. */
  | Readonly<{ name: "altcha" }>
  /** Loaded from its provider, under the public key of this site. */
  | Readonly<{ name: "hcaptcha"; siteKey: string }>;

/** The port through which forms are checked. */
export type Captcha = Readonly<{
  /** The form field that holds the answer. */
  field: string;
  widget: CaptchaWidget;
  /** Makes a fresh challenge for a letter; null if the provider makes its own. */
  challenge: ((slug: string) => Promise<unknown>) | null;
  /** Checks an answer, without writing anything. */
  verify: (slug: string, answer: string | undefined) => Promise<CaptchaVerdict>;
}>;
