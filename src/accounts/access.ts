import type { Permission } from "./account.ts";

/** What a route under /admin asks of whoever comes. */
export type Access =
  /** Nothing: it is how one gets in. */
  | "anyone"
  /** A mailed link, and not yet the second step. */
  | "signed-in"
  /** The second step where there is one; an administrator may still be without a passkey. */
  | "registering"
  /** Everything that is asked of staff, whatever their roles. */
  | "staff"
  /** A permission: for the letter of the address, and where it names none, for all letters. */
  | Permission;

/** Every route under /admin and what it asks for. One that is not here is refused to everybody. */
export const ACCESS: Readonly<Record<string, Access>> = {
  "GET /admin/sign-in": "anyone",
  "POST /admin/sign-in": "anyone",
  "GET /admin/sign-in/:token": "anyone",
  "POST /admin/sign-in/:token": "anyone",
  "POST /admin/sign-out": "anyone",

  "GET /admin/second-step": "signed-in",
  "POST /admin/second-step": "signed-in",
  "POST /admin/second-step/options": "signed-in",
  "POST /admin/second-step/recovery": "signed-in",

  "GET /admin/account/passkeys/new": "registering",
  "POST /admin/account/passkeys": "registering",
  "POST /admin/account/passkeys/options": "registering",
  "GET /admin/step-up": "registering",
  "POST /admin/step-up": "registering",
  "POST /admin/step-up/options": "registering",
  "POST /admin/step-up/mail": "registering",
  "GET /admin/step-up/:token": "registering",
  "POST /admin/step-up/:token": "registering",

  "GET /admin": "staff",
  "POST /admin/session": "signed-in",
  "GET /admin/account": "staff",
  "POST /admin/account/passkeys/remove": "staff",
  "POST /admin/account/recovery-codes": "staff",
  "POST /admin/account/sessions": "staff",

  "GET /admin/people": "administer",
  "POST /admin/people": "administer",
  "GET /admin/people/:id": "administer",
  "POST /admin/people/:id": "administer",

  "GET /admin/letters/:slug/queue": "moderate",
  "GET /admin/letters/:slug/queue.json": "moderate",
  "POST /admin/letters/:slug/decisions": "moderate",
  "GET /admin/letters/:slug/entries/:id": "moderate",
  "GET /admin/letters/:slug/exports": "export",
  "POST /admin/letters/:slug/exports": "export",
  "GET /admin/letters/:slug/people": "appoint",
  "POST /admin/letters/:slug/people": "appoint",
};

/** What a route asks for, by its method and pattern; null where the table does not know it. */
export function accessTo(method: string, pattern: string): Access | null {
  return ACCESS[`${method === "HEAD" ? "GET" : method} ${pattern}`] ?? null;
}
