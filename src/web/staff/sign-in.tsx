import type { Context, Hono } from "hono";
import { invitedSentence } from "../../../emails/invitation.ts";
import {
  SignInLinkPage,
  SignInLinkSpentPage,
  SignInPage,
  SignInSentPage,
} from "../../../views/staff/sign-in.tsx";

import {
  consumeSignIn,
  invitedBy,
  maySignIn,
  requestSignIn,
  SIGN_IN_TTL_MS,
  viewSignIn,
} from "../../accounts/sign-in.ts";
import type { Deps } from "../../deps.ts";
import { SIGN_INS_PER_CLIENT } from "../../limits.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../shared/clock.ts";
import { paths } from "../../shared/pages/paths.ts";
import { parseEmailAddress } from "../../shared/text/email-address.ts";
import { readForm } from "../form.ts";
import { FloodError } from "../guards/errors.tsx";
import { frameFor, privatePage, type WebEnv } from "../page.ts";
import { deviceSecretOf, endSession, startSession } from "./session.ts";

const LINK_MINUTES = SIGN_IN_TTL_MS["sign-in"] / MINUTE_MS;
const INVITATION_DAYS = SIGN_IN_TTL_MS.invitation / DAY_MS;

/** Signing in by a mailed link, and out again. */
export function signInRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/admin/sign-in", async (c) => {
    return await privatePage(c, <SignInPage frame={frameFor(deps)} typed="" />);
  });

  app.post("/admin/sign-in", async (c) => {
    const frame = frameFor(deps);
    const typed = (await readForm(c)).fields["email"] ?? "";
    if (parseEmailAddress(typed.trim()) === null) {
      const error = frame.words("staff.sign-in-invalid");
      return await privatePage(c, <SignInPage frame={frame} typed={typed} error={error} />, 422);
    }
    await refuseGuesser(c, deps);
    // Answered before it is known whether there is such an account, so that the time tells nothing.
    const deviceSecret = deviceSecretOf(c, deps);
    deps.defer(requestSignIn(deps, { typedAddress: typed, deviceSecret }));
    const devMailPath = deps.mailFolder && paths.devMail;
    const sent = <SignInSentPage frame={frame} minutes={LINK_MINUTES} devMailPath={devMailPath} />;
    return await privatePage(c, sent);
  });

  app.get("/admin/sign-in/:token", async (c) => {
    const token = c.req.param("token");
    const view = await viewSignIn(deps, token);
    if (view.outcome !== "ok") return await spentPage(c, deps, view.outcome);
    const facts = await invitedBy(deps, view);
    const frame = frameFor(deps);
    const invited = facts && invitedSentence(frame.words, facts);
    const site = new URL(deps.config.baseUrl).host;
    return await privatePage(
      c,
      <SignInLinkPage frame={frame} token={token} site={site} invited={invited} />,
    );
  });

  app.post("/admin/sign-in/:token", async (c) => {
    const result = await consumeSignIn(deps, c.req.param("token"));
    if (result.outcome === "unknown") await refuseGuesser(c, deps);
    if (result.outcome !== "ok") return await spentPage(c, deps, result.outcome);
    return c.redirect(await startSession(c, deps, result.accountId), 303);
  });

  app.post("/admin/sign-out", async (c) => {
    await endSession(c, deps);
    return c.redirect(paths.signIn, 303);
  });
}

/** Throws FloodError if a client has tried too often for now; others are not kept waiting. */
async function refuseGuesser(c: Context<WebEnv>, deps: Deps): Promise<void> {
  if (await maySignIn(deps, deps.clientAddress(c))) return;
  throw new FloodError(SIGN_INS_PER_CLIENT.windowMs / SECOND_MS);
}

async function spentPage(
  c: Context<WebEnv>,
  deps: Deps,
  outcome: "used" | "expired" | "unknown",
): Promise<Response> {
  const ttl = { minutes: LINK_MINUTES, days: INVITATION_DAYS };
  const page = <SignInLinkSpentPage frame={frameFor(deps)} outcome={outcome} {...ttl} />;
  return await privatePage(c, page, outcome === "unknown" ? 404 : 410);
}
