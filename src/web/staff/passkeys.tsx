import type { Context, Hono } from "hono";
import {
  NewPasskeyPage,
  type NewPasskeyProblem,
} from "../../../views/staff/second-factor/passkeys.tsx";
import { addPasskey, askForNewPasskey, removePasskey } from "../../accounts/passkey/passkey.ts";
import { countRecoveryCodes } from "../../accounts/recovery.ts";
import { gateFor } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { paths } from "../../shared/pages/paths.ts";
import { deviceLabel } from "../../shared/text/device-label.ts";
import { readForm } from "../form.ts";
import { ForbiddenError } from "../guards/errors.tsx";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { accountPage, recoveryCodesPage } from "./account-page.tsx";
import { readStaffName } from "./name.ts";
import { requireStepUp } from "./step-up.tsx";

/** Adding a passkey to one's account, and removing one. */
export function passkeyRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  const stepUp = requireStepUp(deps);

  app.get("/admin/account/passkeys/new", stepUp, async (c) => {
    return await newPasskeyPage(c, deps, null);
  });

  app.post("/admin/account/passkeys/options", stepUp, async (c) => {
    return c.json(await askForNewPasskey(deps, c.get("signedIn")));
  });

  app.post("/admin/account/passkeys", stepUp, async (c) => {
    const { fields } = await readForm(c);
    const label = labelOf(c, fields["label"] ?? "");
    const response = fields["response"] ?? "";
    const result = await addPasskey(deps, c.get("signedIn"), { response, label });
    if (result.outcome === "ended") throw new ForbiddenError();
    if (result.outcome !== "added") return await newPasskeyPage(c, deps, result.outcome);
    if (result.codes === null) return c.redirect(paths.account, 303);
    return await recoveryCodesPage(c, deps, result.codes);
  });

  app.post("/admin/account/passkeys/remove", stepUp, async (c) => {
    const id = (await readForm(c)).fields["id"] ?? "";
    const outcome = await removePasskey(deps, c.get("signedIn"), id);
    if (outcome !== "removed") return await accountPage(c, deps, `passkey-${outcome}`);
    return c.redirect(paths.account, 303);
  });
}

function labelOf(c: Context, typed: string): string {
  return readStaffName(typed) ?? deviceLabel(c.req.header("User-Agent"));
}

async function newPasskeyPage(
  c: Context<StaffEnv>,
  deps: Deps,
  problem: NewPasskeyProblem | null,
): Promise<Response> {
  const signedIn = c.get("signedIn");
  const isRecovered = c.req.query("recovered") === "on";
  const codesLeft = isRecovered ? await countRecoveryCodes(deps, signedIn.account.id) : null;
  const page = (
    <NewPasskeyPage
      frame={frameFor(deps)}
      isRequired={(await gateFor(deps, signedIn)) === "register"}
      codesLeft={codesLeft}
      suggestedLabel={deviceLabel(c.req.header("User-Agent"))}
      problem={problem}
    />
  );
  const status = { refused: 422, known: 409, full: 409 } as const;
  return await privatePage(c, page, problem === null ? 200 : status[problem]);
}
