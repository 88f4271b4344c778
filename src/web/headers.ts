import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Config } from "../config.ts";

/**
 * For a mail shown as HTML on a development server: its styles stand on its elements, and its
 * page may do nothing else. Stands before {@link securityHeaders}, so that it has the last word.
 */
export const mailPreviewHeaders: MiddlewareHandler = async function mailPreview(c, next) {
  await next();
  c.res.headers.set(
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
};

/**
 * The headers of every answer: nothing is loaded, framed, embedded or sent anywhere but here.
 *
 * Source: OWASP Secure Headers Project; MDN HTTP Observatory.
 */
export function securityHeaders(config: Pick<Config, "isSecure">): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    strictTransportSecurity: config.isSecure ? "max-age=31536000; includeSubDomains" : false,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
  });
}
