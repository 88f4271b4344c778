import type { Context } from "hono";
import { AccountPage, type AccountProblem } from "../../../views/staff/account.tsx";
import { RecoveryCodesPage } from "../../../views/staff/second-factor/passkeys.tsx";
import { authenticatorSince } from "../../accounts/authenticator.ts";
import { listPasskeys } from "../../accounts/passkey/passkey.ts";
import { countRecoveryCodes } from "../../accounts/recovery.ts";
import { listSessions } from "../../accounts/sessions.ts";
import type { Deps } from "../../deps.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";

/** One's own account, with what was refused if something was. */
export async function accountPage(
  c: Context<StaffEnv>,
  deps: Deps,
  problem: AccountProblem | null,
): Promise<Response> {
  const { account, session } = c.get("signedIn");
  const page = (
    <AccountPage
      frame={frameFor(deps)}
      accountName={account.displayName}
      passkeys={await listPasskeys(deps, account.id)}
      authenticatorSince={await authenticatorSince(deps, account.id)}
      codesLeft={await countRecoveryCodes(deps, account.id)}
      sessions={await listSessions(deps, account.id)}
      thisSession={session.id}
      problem={problem}
      now={deps.clock.now()}
    />
  );
  return await privatePage(c, page, problem === null ? 200 : 409);
}

/** The recovery codes, shown this once. */
export async function recoveryCodesPage(
  c: Context<StaffEnv>,
  deps: Deps,
  codes: readonly string[],
): Promise<Response> {
  const page = (
    <RecoveryCodesPage
      frame={frameFor(deps)}
      accountName={c.get("account").displayName}
      site={new URL(deps.config.baseUrl).host}
      codes={codes}
    />
  );
  return await privatePage(c, page);
}
