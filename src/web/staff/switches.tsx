import type { Hono, MiddlewareHandler } from "hono";
import { z } from "zod";
import { SwitchesPage } from "../../../views/staff/switches.tsx";
import { isSteppedUp } from "../../accounts/second-step.ts";
import { SWITCHES } from "../../accounts/switch-board.ts";
import { turnSwitch, viewSwitches } from "../../accounts/switches.ts";
import type { Deps } from "../../deps.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { UnreadableError } from "../guards/body-errors.ts";
import { isSafe } from "../guards/cross-site.ts";
import { ReadOnlyError } from "../guards/errors.tsx";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { askForStepUp } from "./step-up.tsx";

/** Routes that say by themselves that nothing is stored, or that turn that off. */
const ANSWERS_ITSELF = /^\/(?:letters\/[^/]+\/signatures|admin\/switches)$/;

const turnSchema = z.object({ switch: z.enum(SWITCHES), turn: z.enum(["on", "off"]) });

/** Refuses every request that would write while the site is read-only. */
export function refuseWrites(deps: Pick<Deps, "switches">): MiddlewareHandler {
  return async function writes(c, next) {
    if (isSafe(c) || ANSWERS_ITSELF.test(c.req.path)) return await next();
    if ((await deps.switches.read())["read-only"].isOn) throw new ReadOnlyError();
    return await next();
  };
}

/** What administrators switch off for everybody. */
export function switchRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/switches", async (c) => {
    const props = {
      frame: frameFor(deps),
      accountName: c.get("account").displayName,
      switches: await viewSwitches(deps),
      hasTurned: c.req.query("turned") === "yes",
    };
    return await privatePage(c, <SwitchesPage {...props} />);
  });

  app.post("/admin/switches", async (c) => {
    const parsed = turnSchema.safeParse((await readForm(c)).fields);
    if (!parsed.success) throw new UnreadableError();
    const { switch: name, turn } = parsed.data;
    // Turning a switch off needs no step-up: while nothing is written, nobody could make one.
    if (turn === "on" && !isSteppedUp(deps, c.get("signedIn"))) return await askForStepUp(c, deps);
    await turnSwitch(deps, { name, isOn: turn === "on", by: c.get("account").id });
    return c.redirect(withQuery(paths.switches, { turned: "yes" }), 303);
  });
}
