import { type Account, may, type Permission } from "./account.ts";

/** What a route under /admin asks for. */
export type Access =
  /** Nothing: this is the way in. */
  | "anyone"
  /** A mailed link, but not yet the second step. */
  | "signed-in"
  /** The second step, if there is one; whoever needs one need not have one yet. */
  | "registering"
  /** Everything that is asked of staff, whatever their roles. */
  | "staff"
  /** A permission: for the letter in the address, or for all letters if it names none. */
  | Permission;

/**
 * Every route under /admin and what it asks for: the only place that says so. The guard before all
 * of them goes by it, and refuses everybody at a route that is not here.
 */
export const ACCESS = {
  "GET /admin/sign-in": "anyone",
  "POST /admin/sign-in": "anyone",
  "GET /admin/sign-in/:token": "anyone",
  "POST /admin/sign-in/:token": "anyone",
  "POST /admin/sign-out": "anyone",

  "GET /admin/second-step": "signed-in",
  "POST /admin/second-step": "signed-in",
  "POST /admin/second-step/options": "signed-in",
  "POST /admin/second-step/code": "signed-in",
  "POST /admin/second-step/recovery": "signed-in",

  "GET /admin/account/passkeys/new": "registering",
  "POST /admin/account/passkeys": "registering",
  "POST /admin/account/passkeys/options": "registering",
  "GET /admin/account/authenticator": "registering",
  "POST /admin/account/authenticator": "registering",
  "GET /admin/step-up": "registering",
  "POST /admin/step-up": "registering",
  "POST /admin/step-up/options": "registering",
  "POST /admin/step-up/code": "registering",
  "POST /admin/step-up/mail": "registering",
  "GET /admin/step-up/:token": "registering",
  "POST /admin/step-up/:token": "registering",

  "GET /admin": "staff",
  "POST /admin/session": "signed-in",
  "GET /admin/account": "staff",
  "POST /admin/account/passkeys/remove": "staff",
  "POST /admin/account/authenticator/remove": "staff",
  "POST /admin/account/recovery-codes": "staff",
  "POST /admin/account/sessions": "staff",

  "GET /admin/people": "administer",
  "POST /admin/people": "administer",
  "GET /admin/people/:id": "administer",
  "POST /admin/people/:id": "administer",

  "GET /admin/switches": "administer",
  "POST /admin/switches": "administer",

  "GET /admin/site": "administer",
  "POST /admin/site": "administer",

  "GET /admin/account/digest": "staff",
  "POST /admin/account/digest": "staff",

  "GET /admin/new-letter": "create",
  "POST /admin/new-letter": "create",
  "POST /admin/new-letter/preview": "create",
  "GET /admin/letters/:slug": "moderate",
  "POST /admin/letters/:slug/state": "edit",
  "GET /admin/letters/:slug/edit": "edit",
  "POST /admin/letters/:slug/edit": "edit",
  "POST /admin/letters/:slug/edit/preview": "edit",
  "POST /admin/letters/:slug/proposed-text": "edit",
  "GET /admin/letters/:slug/reaffirm": "edit",
  "POST /admin/letters/:slug/reaffirm": "edit",
  "GET /admin/letters/:slug/copy": "create",
  "POST /admin/letters/:slug/copy": "create",
  "GET /admin/letters/:slug/delete": "edit",
  "POST /admin/letters/:slug/delete": "edit",
  "GET /admin/letters/:slug/draft": "moderate",
  "POST /admin/letters/:slug/draft": "moderate",
  "GET /admin/letters/:slug/versions/:id": "edit",
  "GET /admin/letters/:slug/settings": "edit",
  "POST /admin/letters/:slug/settings": "edit",
  "GET /admin/letters/:slug/look": "edit",
  "POST /admin/letters/:slug/look": "edit",
  "GET /admin/letters/:slug/import": "import",
  "POST /admin/letters/:slug/import": "import",
  "GET /admin/letters/:slug/import/example.csv": "import",
  "GET /admin/letters/:slug/imports/:id": "import",
  "POST /admin/letters/:slug/imports/:id": "import",
  "POST /admin/letters/:slug/imports/:id/stop": "import",
  "GET /admin/letters/:slug/reasons": "edit",
  "POST /admin/letters/:slug/reasons": "edit",
  "GET /admin/letters/:slug/history": "moderate",
  "GET /admin/letters/:slug/retention": "moderate",
  "POST /admin/letters/:slug/history": "export",
  "GET /admin/letters/:slug/invalidations": "invalidate",
  "POST /admin/letters/:slug/invalidations": "invalidate",
  "GET /admin/letters/:slug/invalidations/:id": "invalidate",
  "GET /admin/letters/:slug/invalidations/:id/progress": "invalidate",
  "POST /admin/letters/:slug/invalidations/:id": "invalidate",
  "POST /admin/letters/:slug/invalidations/:id/cancel": "invalidate",
  "GET /admin/letters/:slug/releases": "moderate",
  "POST /admin/letters/:slug/releases/:id": "moderate",
  "GET /admin/letters/:slug/queue": "moderate",
  "GET /admin/letters/:slug/queue/beside": "moderate",
  "POST /admin/letters/:slug/queue/search": "moderate",
  "POST /admin/letters/:slug/presence": "moderate",
  "POST /admin/letters/:slug/entries/:id/second-confirmation": "moderate",
  "POST /admin/letters/:slug/entries/:id/correction": "moderate",
  "POST /admin/letters/:slug/entries/:id/question": "moderate",
  "GET /admin/letters/:slug/queue.json": "moderate",
  "POST /admin/letters/:slug/decisions": "moderate",
  "GET /admin/letters/:slug/entries/:id": "moderate",
  "GET /admin/letters/:slug/exports": "export",
  "POST /admin/letters/:slug/exports": "export",
  "GET /admin/letters/:slug/people": "appoint",
  "POST /admin/letters/:slug/people": "appoint",
} as const satisfies Readonly<Record<string, Access>>;

/** A route under /admin: its method and its pattern. */
export type StaffRoute = keyof typeof ACCESS;

/** What a route asks for, by its method and pattern; null if the table does not list it. */
export function accessTo(method: string, pattern: string): Access | null {
  const rows: Readonly<Record<string, Access>> = ACCESS;
  return rows[`${method} ${pattern}`] ?? null;
}

/**
 * Whether an account's permissions let it through to a route: for a letter, by its id, or for all.
 * Says whether a page offers the way there.
 */
export function mayGoTo(account: Account, route: StaffRoute, letterId: string | "all"): boolean {
  const access: Access = ACCESS[route];
  return !isPermission(access) || may(account, access, letterId);
}

const OF_NO_PERMISSION: readonly Access[] = ["anyone", "signed-in", "registering", "staff"];

/** Whether a route asks for a permission, and not only for being let in. */
export function isPermission(access: Access): access is Permission {
  return !OF_NO_PERMISSION.includes(access);
}
