import type { Hono } from "hono";
import { StaffLettersPage } from "../../../views/desk/letters.tsx";
import { mayGoTo } from "../../accounts/access.ts";
import { hasSecondFactor, needsSecondFactor } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { lettersOfStaff } from "../../letters/read.ts";
import { queueCounts } from "../../signatures/queue/counts.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";

/** The letters that somebody looks after, with how many entries wait in each. */
export function staffLetterRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin", async (c) => {
    const account = c.get("account");
    const signedIn = c.get("signedIn");
    const own = await lettersOfStaff(deps, account);
    const queues = await queueCounts(
      deps,
      own.map(({ id }) => id),
    );
    const letters = own.map((letter) => {
      const queue = queues.get(letter.id);
      return {
        ...letter,
        pending: queue?.counts.pending ?? 0,
        held: queue?.counts.held ?? 0,
        published: queue?.counts.published ?? 0,
        oldest: queue?.oldest ?? null,
        title: letter.version.title,
      };
    });
    return await privatePage(
      c,
      <StaffLettersPage
        frame={frameFor(deps)}
        accountName={account.displayName}
        letters={letters}
        canCreate={mayGoTo(account, "GET /admin/new-letter", "all")}
        lacksSecondFactor={needsSecondFactor(signedIn) && !hasSecondFactor(signedIn)}
        now={deps.clock.now()}
      />,
    );
  });
}
