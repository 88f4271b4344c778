import type { Context, Hono } from "hono";
import { AuthenticatorPage } from "../../../views/staff/second-factor/authenticator.tsx";
import {
  addAuthenticator,
  newAuthenticator,
  removeAuthenticator,
  sameAuthenticator,
} from "../../accounts/authenticator.ts";
import { gateFor } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { paths } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { ForbiddenError } from "../guards/errors.tsx";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { accountPage, recoveryCodesPage } from "./account-page.tsx";
import { requireStepUp } from "./step-up.tsx";

/** Adding an authenticator app to one's account, and removing it. */
export function authenticatorRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  const stepUp = requireStepUp(deps);

  app.get("/admin/account/authenticator", stepUp, async (c) => {
    return await authenticatorPage(c, deps, null);
  });

  app.post("/admin/account/authenticator", stepUp, async (c) => {
    const { fields } = await readForm(c);
    const { secret = "", totp: code = "" } = fields;
    const result = await addAuthenticator(deps, c.get("signedIn"), { secret, code });
    if (result.outcome === "ended") throw new ForbiddenError();
    if (result.outcome === "wrong") return await authenticatorPage(c, deps, secret);
    if (result.codes === null) return c.redirect(paths.account, 303);
    return await recoveryCodesPage(c, deps, result.codes);
  });

  app.post("/admin/account/authenticator/remove", stepUp, async (c) => {
    const outcome = await removeAuthenticator(deps, c.get("signedIn"));
    if (outcome !== "removed") return await accountPage(c, deps, `authenticator-${outcome}`);
    return c.redirect(paths.account, 303);
  });
}

async function authenticatorPage(
  c: Context<StaffEnv>,
  deps: Deps,
  /** The secret whose code was wrong: a new one would have to be scanned again. */
  refused: string | null,
): Promise<Response> {
  const signedIn = c.get("signedIn");
  const same = refused && sameAuthenticator(deps, signedIn, refused);
  const page = (
    <AuthenticatorPage
      frame={frameFor(deps)}
      {...(same || newAuthenticator(deps, signedIn))}
      isRequired={(await gateFor(deps, signedIn)) === "register"}
      replaces={signedIn.hasAuthenticator}
      problem={refused === null ? null : "wrong-code"}
    />
  );
  return await privatePage(c, page, refused === null ? 200 : 422);
}
