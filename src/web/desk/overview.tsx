import type { Context, Hono } from "hono";
import { z } from "zod";
import { OverviewPage } from "../../../views/desk/overview.tsx";
import { LetterStepPage } from "../../../views/desk/step.tsx";
import { isSteppedUp } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter, totalOf } from "../../letters/letter.ts";
import { moveLetter } from "../../letters/revise.ts";
import { readTexts } from "../../letters/versions/texts.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { countToRelease } from "../../signatures/mass/read.ts";
import { letterChecklist } from "../../signatures/overview/checklist.ts";
import { letterOverview } from "../../signatures/overview/overview.ts";
import { readForm } from "../form.ts";
import { UnreadableError } from "../guards/body-errors.ts";
import { privatePage, type StaffEnv } from "../page.ts";
import { askForStepUp } from "../staff/step-up.tsx";
import { deskProps, letterOf, mayGo } from "./letter.ts";

const doneSchema = z
  .enum(["created", "tested", "open", "closed", "draft", "moved"])
  .nullable()
  .catch(null);
const stepSchema = z.object({
  from: z.enum(["draft", "open", "closed"]),
  to: z.enum(["draft", "open", "closed"]),
});

/** The overview of a letter, and its way from a draft to open, to closed, and back. */
export function overviewRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug", async (c) => {
    const letter = letterOf(c);
    return await privatePage(c, await renderOverview(c, deps, letter));
  });

  app.post("/admin/letters/:slug/state", async (c) => {
    const letter = letterOf(c);
    const { fields } = await readForm(c);
    const step = stepSchema.safeParse(fields);
    if (!step.success) throw new UnreadableError();
    const { from, to } = step.data;
    // Open, it speaks to everybody in its publisher's name. As a draft, its text could be changed
    // under the names and then be shown again.
    if (!isSteppedUp(deps, c.get("signedIn"))) return await askForStepUp(c, deps);
    if (to !== "open" && fields["confirm"] !== "on") {
      const props = { ...deskProps(c, deps, "overview"), total: totalOf(letter.counts) };
      return await privatePage(c, <LetterStepPage {...props} from={from} to={to} />);
    }
    const isMoved = await moveLetter(deps, letter.id, { from, to, by: c.get("account").id });
    const done = isMoved ? to : "moved";
    return c.redirect(withQuery(paths.letterOverview(letter.slug), { done }), 303);
  });
}

/** What the last act did, if the letter is still in the state that it led to. */
function doneFrom(c: Context<StaffEnv>, { state }: Letter) {
  const done = doneSchema.parse(c.req.query("done") ?? null);
  const shownFor = done === "created" || done === "tested" ? "draft" : done;
  return done === "moved" || shownFor === state ? done : null;
}

async function renderOverview(c: Context<StaffEnv>, deps: Deps, letter: Letter) {
  return (
    <OverviewPage
      {...deskProps(c, deps, "overview")}
      counts={letter.counts}
      earlierTexts={(await readTexts(deps, letter.id)).texts.filter((text) => !text.isCurrent)}
      closesAt={letter.closesAt}
      timeZone={letter.timeZone}
      isOver={letter.state === "open" && !isOpen(letter, deps.clock.now())}
      canEdit={mayGo(c, "GET /admin/letters/:slug/edit")}
      canExport={mayGo(c, "GET /admin/letters/:slug/exports")}
      done={doneFrom(c, letter)}
      toRelease={await countToRelease(deps, c.get("account"), letter)}
      checklist={letter.state === "draft" ? await letterChecklist(deps, letter) : null}
      controller={letter.controller}
      goal={letter.goal}
      now={deps.clock.now()}
      {...(await letterOverview(deps, letter))}
    />
  );
}
