import { paths } from "../../shared/pages/paths.ts";

/** In characters: no address of a page is longer. */
const LENGTH_MAX = 500;

/**
 * The path of a staff page to go on to, as a form or an address names it; null if it leads anywhere
 * else. Only paths under /admin/ of this site count.
 *
 * Source: OWASP Unvalidated Redirects and Forwards Cheat Sheet.
 */
export function staffPath(text: string | undefined, baseUrl: string): string | null {
  if (text === undefined || text.length > LENGTH_MAX || !text.startsWith("/admin/")) return null;
  if (!URL.canParse(text, baseUrl)) return null;
  const { origin, pathname, search } = new URL(text, baseUrl);
  const isOurs = origin === new URL(baseUrl).origin && pathname.startsWith("/admin/");
  return isOurs ? pathname + search : null;
}

/** The staff page of this site that a form was sent from; null if the browser does not say. */
export function staffReferrer(referrer: string | undefined, baseUrl: string): string | null {
  if (referrer === undefined || !URL.canParse(referrer)) return null;
  const { origin, pathname, search } = new URL(referrer);
  return origin === new URL(baseUrl).origin ? staffPath(pathname + search, baseUrl) : null;
}

/** Where to go on to after the step-up. */
export type StepUpAim = {
  page: string;
  /** Whether a form was refused on the way. */
  isSent: boolean;
  /** Where that form goes on to, if what it said was kept; else null. */
  to: string | null;
};

/** The address of the step-up, or of one of its forms, that leads on to an aim. */
export function stepUpPath({ page, isSent, to }: StepUpAim, path: string = paths.stepUp): string {
  const query = new URLSearchParams([["then", page]]);
  if (isSent) query.set("sent", "on");
  if (to !== null) query.set("to", to);
  return `${path}?${query}`;
}
