/** What an answer to a captcha is worth by itself. */
export type CaptchaVerdict =
  | SolvedCaptcha
  /** The form brought none: its sender runs no scripts. */
  | "missing"
  /** Wrong, expired, or made for another letter or site. */
  | "refused"
  /** The provider did not answer, or not what it is set up for. */
  | "unavailable";

/** Solved, for this letter where the provider can tell. It counts once it is spent. */
export type SolvedCaptcha = Readonly<{
  /** Spends the answer. False where it was spent before: the same one never counts twice. */
  spend: () => Promise<boolean>;
}>;

/** What the form needs to know to show the captcha in a browser. */
export type CaptchaWidget =
  /** Solved on the reader's machine alone, with a challenge from this server. */
  | Readonly<{ name: "altcha" }>
  /** Loaded from its provider, under the public key of this site. */
  | Readonly<{ name: "hcaptcha"; siteKey: string }>;

/** The port that forms are checked through. */
export type Captcha = Readonly<{
  /** The form field that holds the answer. */
  field: string;
  widget: CaptchaWidget;
  /** A fresh challenge for a letter; null where the provider makes its own. */
  challenge: ((slug: string) => Promise<unknown>) | null;
  /** Checks an answer, without writing anything. */
  verify: (slug: string, answer: string | undefined) => Promise<CaptchaVerdict>;
}>;
