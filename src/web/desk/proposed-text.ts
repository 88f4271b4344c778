import type { Hono } from "hono";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { approveText, discardText } from "../../letters/versions/proposed.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import type { StaffEnv } from "../page.ts";
import { requireStepUp } from "../staff/step-up.tsx";
import { letterOf } from "./letter.ts";

const decision = z.object({
  action: z.enum(["approve", "discard"]),
  seen: z.iso.datetime().transform((text) => new Date(text)),
});

/** The decision of a second person on a change of a few letters. */
export function proposedTextRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  const stepUp = requireStepUp(deps, (c) => letterOf(c).state === "open");

  app.post("/admin/letters/:slug/proposed-text", stepUp, async (c) => {
    const { id: letterId, slug } = letterOf(c);
    const back = (query: Record<string, string>) =>
      c.redirect(withQuery(paths.letterEdit(slug), query), 303);
    const parsed = decision.safeParse((await readForm(c)).fields);
    if (!parsed.success) return back({ decided: "gone" });
    const { action, seen } = parsed.data;
    const by = c.get("account").id;
    if (action === "discard") {
      const isDiscarded = await discardText(deps, letterId, { seen, by });
      return back({ decided: isDiscarded ? "discarded" : "gone" });
    }
    const result = await approveText(deps, letterId, { seen, by });
    if (result.outcome !== "new-version") return back({ decided: result.outcome });
    return back({ saved: String(result.number) });
  });
}
