import type { Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import {
  StepUpDonePage,
  StepUpLinkPage,
  StepUpPage,
  type StepUpProblem,
  StepUpSentPage,
} from "../../../views/staff/step-up.tsx";
import { askForPasskey, takePasskey } from "../../accounts/passkey/assertion.ts";
import { isSteppedUp, markStepUp } from "../../accounts/second-step.ts";
import {
  consumeStepUp,
  requestStepUp,
  SIGN_IN_TTL_MS,
  viewSignIn,
} from "../../accounts/sign-in.ts";
import type { Deps } from "../../deps.ts";
import { MINUTE_MS, SECOND_MS } from "../../shared/clock.ts";
import { paths } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { type StepUpAim, staffPath, stepUpPath, stepUpQuery } from "./then.ts";

/** The cookie that keeps, while a link is in the mail, what the step-up was asked for. */
const COOKIE = "step-up";
const LINK_TTL_MS = SIGN_IN_TTL_MS["step-up"];

/** Proving again who one is: by a passkey, or without one by a mailed link. */
export function stepUpRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/step-up", async (c) => {
    const aim = aimOf(deps, c.req.query());
    if (!isSteppedUp(deps, c.get("signedIn"))) return await stepUpPage(c, deps, aim, null);
    if (!aim.isSent) return c.redirect(aim.page, 303);
    return await privatePage(c, <StepUpDonePage frame={frameFor(deps)} page={aim.page} />);
  });

  app.post("/admin/step-up/options", async (c) => {
    return c.json(await askForPasskey(deps, c.get("signedIn"), "step-up"));
  });

  app.post("/admin/step-up", async (c) => {
    const { fields } = await readForm(c);
    const aim = aimOf(deps, fields);
    const response = fields["response"] ?? "";
    const isTaken = await takePasskey(deps, c.get("signedIn"), "step-up", response);
    if (!isTaken) return await stepUpPage(c, deps, aim, "refused");
    return c.redirect(stepUpPath(aim), 303);
  });

  app.post("/admin/step-up/mail", async (c) => {
    const aim = aimOf(deps, (await readForm(c)).fields);
    const { account, hasPasskey } = c.get("signedIn");
    if (hasPasskey) return await stepUpPage(c, deps, aim, "passkey-only");
    const isMailed = await requestStepUp(deps, account.id);
    if (!isMailed) return await stepUpPage(c, deps, aim, "limited");
    keepAim(c, deps, aim);
    const minutes = LINK_TTL_MS / MINUTE_MS;
    const devMailPath = deps.mailFolder && paths.devMail;
    const sent = (
      <StepUpSentPage frame={frameFor(deps)} minutes={minutes} devMailPath={devMailPath} />
    );
    return await privatePage(c, sent);
  });

  app.get("/admin/step-up/:token", async (c) => {
    const token = c.req.param("token");
    const { outcome } = await viewSignIn(deps, token, "step-up");
    if (outcome !== "ok") return await linkRefused(c, deps);
    return await privatePage(c, <StepUpLinkPage frame={frameFor(deps)} token={token} />);
  });

  app.post("/admin/step-up/:token", async (c) => {
    const { account, hasPasskey } = c.get("signedIn");
    const aim = aimOf(deps, Object.fromEntries(new URLSearchParams(getCookie(c, COOKIE) ?? "")));
    if (hasPasskey) return await stepUpPage(c, deps, aim, "passkey-only");
    const { outcome } = await consumeStepUp(deps, c.req.param("token"), account.id);
    if (outcome !== "ok") return await linkRefused(c, deps);
    await markStepUp(deps, c.get("signedIn"));
    return c.redirect(stepUpPath(aim), 303);
  });
}

function aimOf({ config }: Deps, fields: Readonly<Record<string, string>>): StepUpAim {
  const page = staffPath(fields["then"], config.baseUrl) ?? paths.account;
  return { page, isSent: fields["sent"] === "on" };
}

function keepAim(c: Context, deps: Deps, aim: StepUpAim): void {
  setCookie(c, COOKIE, stepUpQuery(aim), {
    path: paths.stepUp,
    httpOnly: true,
    sameSite: "Lax",
    secure: deps.config.isSecure,
    maxAge: LINK_TTL_MS / SECOND_MS,
  });
}

async function linkRefused(c: Context<StaffEnv>, deps: Deps): Promise<Response> {
  return await stepUpPage(c, deps, aimOf(deps, {}), "link");
}

async function stepUpPage(
  c: Context<StaffEnv>,
  deps: Deps,
  aim: StepUpAim,
  problem: StepUpProblem | null,
): Promise<Response> {
  const status = { refused: 422, "passkey-only": 403, limited: 429, link: 410 } as const;
  const page = (
    <StepUpPage
      frame={frameFor(deps)}
      hasPasskey={c.get("signedIn").hasPasskey}
      {...aim}
      problem={problem}
    />
  );
  return await privatePage(c, page, problem === null ? 200 : status[problem]);
}
