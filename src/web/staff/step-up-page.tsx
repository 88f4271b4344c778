import type { Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { SentFieldsList } from "../../../views/page/sent-fields.tsx";
import {
  StepUpDonePage,
  StepUpLinkPage,
  StepUpPage,
  type StepUpProblem,
  StepUpSentPage,
} from "../../../views/staff/second-factor/step-up.tsx";
import { takeCode } from "../../accounts/authenticator.ts";
import { askForPasskey, takePasskey } from "../../accounts/passkey/assertion.ts";
import { hasSecondFactor, isSteppedUp, markProved } from "../../accounts/second-step.ts";
import {
  consumeStepUp,
  requestStepUp,
  SIGN_IN_TTL_MS,
  viewSignIn,
} from "../../accounts/sign-in.ts";
import type { Deps } from "../../deps.ts";
import { LETTER_BODY_SIZE_MAX } from "../../limits.ts";
import { MINUTE_MS, SECOND_MS } from "../../shared/clock.ts";
import { paths } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { limitBodyTo } from "../guards/body-limit.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { CODE_PROBLEMS } from "./second-step.tsx";
import { type StepUpAim, staffPath, stepUpPath } from "./then.ts";

/** The cookie that keeps, while a link is in the mail, what the step-up was asked for. */
const COOKIE = "step-up";
const LINK_TTL_MS = SIGN_IN_TTL_MS["step-up"];
/** The fields of the step-up's own forms; all others are those of the form that it holds. */
const OWN_FIELDS: readonly string[] = ["response", "totp"];

/** Where somebody wants to go on to, and what the form said that waits for it. */
type Waiting = { aim: StepUpAim; typed: SentFieldsList };

/** Proving again who one is: by a second factor, or without one by a mailed link. */
export function stepUpRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  const limitLetter = limitBodyTo(LETTER_BODY_SIZE_MAX);

  app.get("/admin/step-up", async (c) => {
    const aim = { ...aimOf(c, deps), to: null };
    if (!isSteppedUp(deps, c.get("signedIn"))) {
      return await stepUpPage(c, deps, { aim, typed: [] }, null);
    }
    if (!aim.isSent) return c.redirect(aim.page, 303);
    return await privatePage(c, <StepUpDonePage frame={frameFor(deps)} page={aim.page} />);
  });

  app.post("/admin/step-up/options", async (c) => {
    return c.json(await askForPasskey(deps, c.get("signedIn"), "step-up"));
  });

  app.post("/admin/step-up", limitLetter, async (c) => {
    const { fields, waiting } = await readWaiting(c, deps);
    const response = fields["response"] ?? "";
    const isTaken = await takePasskey(deps, c.get("signedIn"), "step-up", response);
    return isTaken ? goOn(c, waiting) : await stepUpPage(c, deps, waiting, "refused");
  });

  app.post("/admin/step-up/code", limitLetter, async (c) => {
    const { fields, waiting } = await readWaiting(c, deps);
    const outcome = await takeCode(deps, c.get("signedIn"), "step-up", fields["totp"] ?? "");
    if (outcome === "taken") return goOn(c, waiting);
    return await stepUpPage(c, deps, waiting, CODE_PROBLEMS[outcome]);
  });

  app.post("/admin/step-up/mail", limitLetter, async (c) => {
    const { waiting } = await readWaiting(c, deps);
    const signedIn = c.get("signedIn");
    if (hasSecondFactor(signedIn)) return await stepUpPage(c, deps, waiting, "factor-only");
    const isMailed = await requestStepUp(deps, signedIn.account.id);
    if (!isMailed) return await stepUpPage(c, deps, waiting, "limited");
    keepAim(c, deps, waiting.aim);
    const minutes = LINK_TTL_MS / MINUTE_MS;
    const devMailPath = deps.mailFolder && paths.devMail;
    const { typed, aim } = waiting;
    const props = { frame: frameFor(deps), minutes, devMailPath, typed, to: aim.to };
    return await privatePage(c, <StepUpSentPage {...props} />);
  });

  app.get("/admin/step-up/:token", async (c) => {
    const token = c.req.param("token");
    const { outcome } = await viewSignIn(deps, token, "step-up");
    if (outcome !== "ok") return await linkRefused(c, deps);
    return await privatePage(c, <StepUpLinkPage frame={frameFor(deps)} token={token} />);
  });

  app.post("/admin/step-up/:token", async (c) => {
    const signedIn = c.get("signedIn");
    const kept = Object.fromEntries(new URLSearchParams(getCookie(c, COOKIE) ?? ""));
    const aim = readAim(deps, kept);
    if (hasSecondFactor(signedIn)) {
      return await stepUpPage(c, deps, { aim, typed: [] }, "factor-only");
    }
    const { outcome } = await consumeStepUp(deps, c.req.param("token"), signedIn.account.id);
    if (outcome !== "ok") return await linkRefused(c, deps);
    await markProved(deps, signedIn, "step-up");
    return c.redirect(stepUpPath(aim), 303);
  });
}

/** What a form of the step-up says, and what it holds for the form that waits. */
async function readWaiting(c: Context<StaffEnv>, deps: Deps) {
  const { fields } = await readForm(c);
  const typed = (c.get("typed") ?? []).filter(([name]) => !OWN_FIELDS.includes(name));
  return { fields, waiting: { aim: aimOf(c, deps), typed } };
}

/** Sends on what waited, with its method and its fields; or leads back to where it was asked. */
function goOn(c: Context<StaffEnv>, { aim }: Waiting): Response {
  return aim.to === null ? c.redirect(stepUpPath(aim), 303) : c.redirect(aim.to, 307);
}

function aimOf(c: Context<StaffEnv>, deps: Deps): StepUpAim {
  return readAim(deps, c.req.query());
}

function readAim({ config }: Deps, fields: Readonly<Record<string, string>>): StepUpAim {
  const page = staffPath(fields["then"], config.baseUrl) ?? paths.account;
  const isSent = fields["sent"] === "on";
  return { page, isSent, to: staffPath(fields["to"], config.baseUrl) };
}

function keepAim(c: Context, deps: Deps, { page, isSent }: StepUpAim): void {
  const aim = new URL(stepUpPath({ page, isSent, to: null }), deps.config.baseUrl);
  setCookie(c, COOKIE, aim.search.slice(1), {
    path: paths.stepUp,
    httpOnly: true,
    sameSite: "Lax",
    secure: deps.config.isSecure,
    maxAge: LINK_TTL_MS / SECOND_MS,
  });
}

async function linkRefused(c: Context<StaffEnv>, deps: Deps): Promise<Response> {
  return await stepUpPage(c, deps, { aim: readAim(deps, {}), typed: [] }, "link");
}

/** Asks for the proof, and holds what a form said meanwhile. */
export async function stepUpPage(
  c: Context<StaffEnv>,
  deps: Deps,
  { aim, typed }: Waiting,
  problem: StepUpProblem | null,
): Promise<Response> {
  const { hasPasskey, hasAuthenticator } = c.get("signedIn");
  const status = {
    refused: 422,
    "wrong-code": 422,
    "too-many-codes": 429,
    "factor-only": 403,
    limited: 429,
    link: 410,
  } as const;
  const page = (
    <StepUpPage
      frame={frameFor(deps)}
      hasPasskey={hasPasskey}
      hasAuthenticator={hasAuthenticator}
      actions={{
        passkey: stepUpPath(aim, paths.stepUp),
        code: stepUpPath(aim, paths.stepUpCode),
        mail: stepUpPath(aim, paths.stepUpMail),
      }}
      isSent={aim.isSent}
      isHeld={aim.to !== null}
      typed={typed}
      problem={problem}
    />
  );
  if (problem !== null) return await privatePage(c, page, status[problem]);
  return await privatePage(c, page, aim.to === null ? 200 : 403);
}
