import { verify as askSiteverify } from "hcaptcha";
import { z } from "zod";
import type { Log } from "../deps.ts";
import { SECOND_MS } from "../shared/clock.ts";
import type { Captcha } from "./captcha.ts";

/** How long a form waits for the provider before it is accepted without a verdict. */
const REPLY_TIMEOUT_MS = 5 * SECOND_MS;
/** Answers are 2 to 5 kB long; a longer one than this is not worth a request. */
const ANSWER_LENGTH_MAX = 16_384;
const ERROR_CODES_MAX = 20;

/** The keys under which hCaptcha knows a site. The site key is public. */
export type HcaptchaKeys = Readonly<{ siteKey: string; secret: string }>;

/**
 * The error codes that blame the answer. Every other one blames the request or the keys, and no
 * signature is lost because of those.
 *
 * Source: docs.hcaptcha.com, "Siteverify Error Codes Table", present and former names;
 * `not-using-dummy-secret` is what a test answer gets if the keys are real.
 */
const BLAMES_ANSWER: ReadonlySet<string> = new Set([
  "missing-input-response",
  "invalid-input-response",
  "expired-input-response",
  "already-seen-response",
  "invalid-or-already-seen-response",
  "not-using-dummy-secret",
]);

const replySchema = z.object({
  success: z.boolean(),
  // Codes are logged, so nothing that is not a code may pass.
  "error-codes": z
    .array(z.string().regex(/^[a-z-]{1,64}$/))
    .max(ERROR_CODES_MAX)
    .nullish()
    .transform((codes) => codes ?? []),
});

/**
 * hCaptcha, whose servers show the person a check and tell this one whether it was passed. They are
 * sent the secret, the site key and the answer; never the client's address.
 *
 * An answer is checked once and never again: the provider spends it with the first check. Without a
 * clear reply in time the verdict is "unavailable", which is logged with a code.
 */
export function hcaptchaCaptcha(
  deps: { log: Log },
  keys: HcaptchaKeys,
  replyTimeoutMs: number = REPLY_TIMEOUT_MS,
): Captcha {
  return {
    field: "h-captcha-response",
    widget: { name: "hcaptcha", siteKey: keys.siteKey },
    challenge: null,
    verify: async (_slug, answer) => {
      if (answer === undefined || answer === "") return "missing";
      if (answer.length > ANSWER_LENGTH_MAX) return "refused";
      const { verdict, code } = await inTime(judge(keys, answer), replyTimeoutMs);
      if (verdict === "unavailable") deps.log.warn("captcha.unavailable", { code });
      // The provider spent it when it checked it.
      return verdict === "solved" ? { spend: async () => true } : verdict;
    },
  };
}

type Judgement = { verdict: "solved" | "refused" | "unavailable"; code: string };

/** Never rejects, not even when nobody is waiting any more. */
async function judge(keys: HcaptchaKeys, answer: string): Promise<Judgement> {
  try {
    return judgeReply(await askSiteverify(keys.secret, answer, undefined, keys.siteKey));
  } catch (error) {
    // The package fails only if the provider did not answer, or not in JSON.
    return { verdict: "unavailable", code: failureCode(error) };
  }
}

function judgeReply(reply: unknown): Judgement {
  const parsed = replySchema.safeParse(reply);
  if (!parsed.success) return { verdict: "unavailable", code: "odd-reply" };
  const { success, "error-codes": codes } = parsed.data;
  if (success && codes.length === 0) return { verdict: "solved", code: "solved" };
  const other = codes.find((code) => !BLAMES_ANSWER.has(code));
  const isAnswersFault = !success && codes.length > 0 && other === undefined;
  if (isAnswersFault) return { verdict: "refused", code: "refused" };
  return { verdict: "unavailable", code: other ?? "odd-reply" };
}

function failureCode(error: unknown): string {
  if (error instanceof SyntaxError) return "not-json";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}

/** The package itself waits without end; a late reply is ignored. */
async function inTime(judgement: Promise<Judgement>, timeoutMs: number): Promise<Judgement> {
  const late = Promise.withResolvers<Judgement>();
  const timer = setTimeout(
    () => late.resolve({ verdict: "unavailable", code: "timeout" }),
    timeoutMs,
  );
  try {
    return await Promise.race([judgement, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
