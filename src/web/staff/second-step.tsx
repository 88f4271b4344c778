import type { Context, Hono } from "hono";
import { SecondStepPage, type SecondStepProblem } from "../../../views/staff/second-step.tsx";
import { askForPasskey, takePasskey } from "../../accounts/passkey/assertion.ts";
import { useRecoveryCode } from "../../accounts/recovery.ts";
import { gateFor } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";

/** The second step of signing in: a passkey, or a recovery code in its place. */
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
  const page = <SecondStepPage frame={frameFor(deps)} problem={problem} />;
  const status = { refused: 422, wrong: 422, limited: 429 } as const;
  return await privatePage(c, page, problem === null ? 200 : status[problem]);
}
