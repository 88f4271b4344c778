import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Deps } from "../../deps.ts";
import type { WebEnv } from "../page.ts";

const SELF = ["'self'"];
const NONE = ["'none'"];
/** Source: docs.hcaptcha.com, "Content-Security-Policy Settings". */
const HCAPTCHA = ["https://hcaptcha.com", "https://*.hcaptcha.com"];

const CONTENT = {
  defaultSrc: NONE,
  scriptSrc: SELF,
  styleSrc: SELF,
  imgSrc: SELF,
  fontSrc: SELF,
  connectSrc: SELF,
  workerSrc: SELF,
  objectSrc: NONE,
  formAction: SELF,
  frameAncestors: NONE,
  baseUri: NONE,
};
const CONTENT_WITH_HCAPTCHA = {
  ...CONTENT,
  scriptSrc: [...SELF, ...HCAPTCHA],
  styleSrc: [...SELF, ...HCAPTCHA],
  connectSrc: [...SELF, ...HCAPTCHA],
  frameSrc: HCAPTCHA,
};

/**
 * For a mail shown as HTML on a development server: its elements carry their styles, and its page
 * may do nothing else. Registered before {@link securityHeaders}, so that it has the last word.
 */
export const mailPreviewHeaders: MiddlewareHandler = async function mailPreview(c, next) {
  await next();
  c.res.headers.set(
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
};

/** For images that somebody uploaded: if one were read as a page, it could do nothing. */
export const imageHeaders: MiddlewareHandler = async function images(c, next) {
  await next();
  c.res.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
};

/**
 * The headers of every answer: nothing is loaded, framed, embedded or sent anywhere but here. If
 * the site has a captcha provider, an answer that shows the sign form lets it in too.
 *
 * Source: OWASP Secure Headers Project; MDN HTTP Observatory.
 */
export function securityHeaders(deps: Pick<Deps, "config" | "captcha">): MiddlewareHandler<WebEnv> {
  const usual = headersWith(CONTENT, deps.config);
  const ofSignForm =
    deps.captcha.widget.name === "hcaptcha"
      ? headersWith(CONTENT_WITH_HCAPTCHA, deps.config)
      : usual;
  return async function security(c, next) {
    await next();
    // Only the route knows what its answer shows, so the headers are chosen after it.
    const setHeaders = c.get("showsSignForm") ? ofSignForm : usual;
    await setHeaders(c, async () => undefined);
    if (c.get("mayBeEmbedded")) c.res.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  };
}

function headersWith(
  contentSecurityPolicy: typeof CONTENT & { frameSrc?: string[] },
  config: Deps["config"],
): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy,
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    strictTransportSecurity: config.isSecure ? "max-age=31536000; includeSubDomains" : false,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
  });
}
