import type { Context, Hono } from "hono";
import {
  SecondStepPage,
  type SecondStepProblem,
} from "../../../views/staff/second-factor/second-step.tsx";
import { takeCode } from "../../accounts/authenticator.ts";
import { askForPasskey, takePasskey } from "../../accounts/passkey/assertion.ts";
import { useRecoveryCode } from "../../accounts/recovery.ts";
import { gateFor } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";

/** What a page says of a code that did not count. */
export const CODE_PROBLEMS = { wrong: "wrong-code", limited: "too-many-codes" } as const;

/** The second step of signing in: a second factor, or a recovery code in its place. */
export function secondStepRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/second-step", async (c) => {
    if (!(await isDue(c, deps))) return c.redirect(paths.staff, 303);
    return await secondStepPage(c, deps, null);
  });

  app.post("/admin/second-step/options", async (c) => {
    return c.json(await askForPasskey(deps, c.get("signedIn"), "sign-in"));
  });

  app.post("/admin/second-step", async (c) => {
    if (!(await isDue(c, deps))) return c.redirect(paths.staff, 303);
    const response = (await readForm(c)).fields["response"] ?? "";
    const isTaken = await takePasskey(deps, c.get("signedIn"), "sign-in", response);
    return isTaken ? c.redirect(paths.staff, 303) : await secondStepPage(c, deps, "refused");
  });

  app.post("/admin/second-step/code", async (c) => {
    if (!(await isDue(c, deps))) return c.redirect(paths.staff, 303);
    const code = (await readForm(c)).fields["totp"] ?? "";
    const outcome = await takeCode(deps, c.get("signedIn"), "sign-in", code);
    if (outcome === "taken") return c.redirect(paths.staff, 303);
    return await secondStepPage(c, deps, CODE_PROBLEMS[outcome]);
  });

  app.post("/admin/second-step/recovery", async (c) => {
    if (!(await isDue(c, deps))) return c.redirect(paths.staff, 303);
    const code = (await readForm(c)).fields["code"] ?? "";
    const { outcome } = await useRecoveryCode(deps, c.get("signedIn"), code);
    if (outcome !== "used") return await secondStepPage(c, deps, outcome);
    return c.redirect(withQuery(paths.newPasskey, { recovered: "on" }), 303);
  });
}

async function isDue(c: Context<StaffEnv>, deps: Deps): Promise<boolean> {
  return (await gateFor(deps, c.get("signedIn"))) === "second-step";
}

async function secondStepPage(
  c: Context<StaffEnv>,
  deps: Deps,
  problem: SecondStepProblem | null,
): Promise<Response> {
  const { hasPasskey, hasAuthenticator } = c.get("signedIn");
  const factors = { hasPasskey, hasAuthenticator };
  const page = <SecondStepPage frame={frameFor(deps)} {...factors} problem={problem} />;
  const isLimited = problem === "limited" || problem === "too-many-codes";
  return await privatePage(c, page, problem === null ? 200 : isLimited ? 429 : 422);
}
