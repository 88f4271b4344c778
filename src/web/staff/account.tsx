import type { Hono } from "hono";
import { makeRecoveryCodes } from "../../accounts/recovery.ts";
import { hasSecondFactor } from "../../accounts/second-step.ts";
import { revokeOtherSessions, revokeSession } from "../../accounts/sessions.ts";
import type { Deps } from "../../deps.ts";
import { paths } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { type StaffEnv, wantsJson } from "../page.ts";
import { accountPage, recoveryCodesPage } from "./account-page.tsx";
import { requireStepUp } from "./step-up.tsx";
import { staffReferrer } from "./then.ts";

export function accountRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/account", async (c) => {
    return await accountPage(c, deps, null);
  });

  app.post("/admin/account/recovery-codes", requireStepUp(deps), async (c) => {
    const signedIn = c.get("signedIn");
    if (!hasSecondFactor(signedIn)) return await accountPage(c, deps, "no-factor");
    const codes = await makeRecoveryCodes(deps, signedIn.account.id);
    return await recoveryCodesPage(c, deps, codes);
  });

  app.post("/admin/account/sessions", async (c) => {
    const { fields } = await readForm(c);
    const { account, session } = c.get("signedIn");
    if (fields["others"] === "on") await revokeOtherSessions(deps, { account, session });
    else await revokeSession(deps, { session: fields["id"] ?? "", accountId: account.id });
    return c.redirect(paths.account, 303);
  });

  // Reading the session has moved its idle end on.
  app.post("/admin/session", async (c) => {
    if (wantsJson(c)) return c.json(c.get("room"));
    const from = staffReferrer(c.req.header("Referer"), deps.config.baseUrl);
    return c.redirect(from ?? paths.staff, 303);
  });
}
