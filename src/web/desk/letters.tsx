import type { Hono } from "hono";
import { StaffLettersPage } from "../../../views/desk/letters.tsx";
import { mayGoTo } from "../../accounts/access.ts";
import { isAdministrator } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { lettersOfStaff } from "../../letters/read.ts";
import { oldestPending, queueCounts } from "../../signatures/queue/counts.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";

/** The letters that somebody looks after, with how many entries wait in each. */
export function staffLetterRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin", async (c) => {
    const account = c.get("account");
    const letters = await Promise.all(
      (await lettersOfStaff(deps, account)).map(async (letter) => ({
        ...letter,
        ...(await queueCounts(deps, letter.id)),
        title: letter.version.title,
        oldest: await oldestPending(deps, letter.id),
      })),
    );
    return await privatePage(
      c,
      <StaffLettersPage
        frame={frameFor(deps)}
        accountName={account.displayName}
        letters={letters}
        canCreate={mayGoTo(account, "GET /admin/new-letter", "all")}
        needsPasskey={isAdministrator(c.get("signedIn")) && !c.get("signedIn").hasPasskey}
        now={deps.clock.now()}
      />,
    );
  });
}
