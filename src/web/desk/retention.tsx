import type { Hono } from "hono";
import { RetentionPage } from "../../../views/desk/retention.tsx";
import type { Deps } from "../../deps.ts";
import { HELD_TTL_DAYS, TAKEDOWN_HOURS, VERIFY_TTL_DAYS } from "../../signatures/lifecycle.ts";
import { CONTACT_MONTHS_AFTER_SIGNING } from "../../signatures/retention/clocks.ts";
import { whatIsHeld } from "../../signatures/retention/held.ts";
import { privatePage, type StaffEnv } from "../page.ts";
import { deskProps, letterOf, mayGo } from "./letter.ts";

/** What a letter holds of those who signed it, and until when. */
export function retentionRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/retention", async (c) => {
    const letter = letterOf(c);
    const page = (
      <RetentionPage
        {...deskProps(c, deps, null)}
        held={await whatIsHeld(deps, letter)}
        contactMonths={letter.contactMonths}
        rejectedMonths={letter.rejectedMonths}
        signedMonths={CONTACT_MONTHS_AFTER_SIGNING}
        takedownHours={TAKEDOWN_HOURS}
        unconfirmedDays={VERIFY_TTL_DAYS}
        heldDays={HELD_TTL_DAYS}
        mayChange={mayGo(c, "GET /admin/letters/:slug/settings")}
      />
    );
    return await privatePage(c, page);
  });
}
