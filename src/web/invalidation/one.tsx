import type { Context, Hono } from "hono";
import { z } from "zod";
import { type ActOffer, InvalidationPage } from "../../../views/invalidation/page.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { MASS_ACTS } from "../../limits.ts";
import { paths } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { actOnInvalidation, type InvalidationAct } from "../../signatures/invalidation/act.ts";
import { previewInvalidation } from "../../signatures/invalidation/preview.ts";
import {
  type Invalidation,
  type InvalidationView,
  invalidationProgress,
  viewInvalidation,
} from "../../signatures/invalidation/read.ts";
import { deskProps, letterOf } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { requireStepUp } from "../staff/step-up.tsx";
import { actFacts, conditionFacts, progressOf, sampleOf, sentenceOf, standingOf } from "./words.ts";

const PATH = "/admin/letters/:slug/invalidations/:id";
const idSchema = z.uuid();
/** Stopping needs no more than one press, so it has an address of its own. */
const actSchema = z.enum(["release", "resume", "undo"]);

export function invalidationRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get(PATH, async (c) => {
    return await answer(c, deps, letterOf(c));
  });

  app.get(`${PATH}/progress`, async (c) => {
    const letter = letterOf(c);
    const id = idSchema.safeParse(c.req.param("id"));
    const progress = id.success ? await invalidationProgress(deps, letter, id.data) : null;
    if (progress === null) return c.notFound();
    const now = deps.clock.now();
    return c.json({
      state: progress.state,
      standing: standingOf(progress, now),
      expected: progress.expected,
      out: progress.out,
      done: progressOf(progress, now)?.done ?? 0,
      sentence: sentenceOf(frameFor(deps).words, progress, now),
    });
  });

  app.post(PATH, requireStepUp(deps), async (c) => {
    const letter = letterOf(c);
    const act = actSchema.safeParse((await readForm(c)).fields["act"]);
    if (!act.success) return await answer(c, deps, letter);
    return await doIt(c, deps, letter, act.data);
  });

  app.post(`${PATH}/cancel`, async (c) => {
    return await doIt(c, deps, letterOf(c), "cancel");
  });
}

async function doIt(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  act: InvalidationAct,
): Promise<Response> {
  const id = idSchema.safeParse(c.req.param("id"));
  if (!id.success) return c.notFound();
  const { words } = frameFor(deps);
  const outcome = await actOnInvalidation(deps, c.get("account"), letter, { id: id.data, act });
  switch (outcome) {
    case "done":
      return c.redirect(paths.invalidation(letter.slug, id.data), 303);
    case "late":
      return await answer(c, deps, letter, words("invalidation.problem-late"));
    case "second-person":
      return await answer(c, deps, letter, words("invalidation.problem-second"));
    case "unknown":
      return c.notFound();
    default:
      return unreachable(outcome);
  }
}

/** The page of the invalidation named in the address; with a problem, the status is 409. */
async function answer(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  problem?: string,
): Promise<Response> {
  const id = idSchema.safeParse(c.req.param("id"));
  const view = id.success ? await viewInvalidation(deps, c.get("account"), letter, id.data) : null;
  if (view === null) return c.notFound();
  const page = await render(c, deps, letter, view, problem ?? null);
  return await privatePage(c, page, problem === undefined ? 200 : 409);
}

async function render(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  view: InvalidationView,
  problem: string | null,
) {
  const { invalidation: one, rule } = view;
  const frame = frameFor(deps);
  const { words } = frame;
  const now = deps.clock.now();
  const moment = words.moment(one.asOf);
  const asOf = { label: words("invalidation.as-of"), value: `${moment} UTC` };
  const { out, expected } = one;
  const differs = one.state === "done" && out !== expected;
  const { conditions, asOf: until } = one;
  const preview =
    rule === null || conditions === null
      ? null
      : await previewInvalidation(deps, letter, { conditions, asOf: until });
  return (
    <InvalidationPage
      {...deskProps(c, deps, "invalidations")}
      id={one.id}
      proposedAt={one.proposedAt}
      standing={standingOf(one, now)}
      sentence={sentenceOf(words, one, now)}
      hint={differs ? words("invalidation.differs-hint", { expected }) : null}
      progress={progressOf(one, now)}
      conditions={[...conditionFacts(words, one.conditions), asOf]}
      facts={actFacts(words, one)}
      preview={preview && { ...preview, sample: sampleOf(words, preview.sample) }}
      offers={view.acts.flatMap((act) => offerOf(act, view, one, c.get("account").id))}
      needsSecond={rule === "second-person" ? MASS_ACTS.max : null}
      problem={problem}
    />
  );
}

function offerOf(
  act: InvalidationAct,
  { rule }: InvalidationView,
  one: Invalidation,
  accountId: string,
): ActOffer[] {
  switch (act) {
    case "release":
      if (rule === "after-delay") return ["release-after-delay"];
      return [one.proposedBy === accountId ? "release-now" : "release-second"];
    case "cancel":
      return [one.state === "proposed" ? "cancel-proposal" : "cancel-running"];
    case "resume":
      return ["resume"];
    case "undo":
      return ["undo"];
    default:
      return unreachable(act);
  }
}
