import type { Context, Hono } from "hono";
import { z } from "zod";
import { type MassActCard, ReleasesPage } from "../../../views/mass/page.tsx";
import type { Words } from "../../../views/page/words.ts";
import { isSteppedUp } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import { reasonLabels } from "../../letters/reasons.ts";
import { MASS_ACTS } from "../../limits.ts";
import { paths } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { actOnMassAct, MASS_ACT_ACTS } from "../../signatures/mass/act.ts";
import { listMassActs, type MassActView } from "../../signatures/mass/read.ts";
import { deskProps, letterOf } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { UnreadableError } from "../guards/body-errors.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { reasonText } from "../queue/row.ts";
import { askForStepUp } from "../staff/step-up.tsx";

const idSchema = z.uuid();
const actSchema = z.enum(MASS_ACT_ACTS);

/** What somebody asked for above the limit of a day: seeing, releasing and stopping it. */
export function massActRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/releases", async (c) => await answer(c, deps));

  app.post("/admin/letters/:slug/releases/:id", async (c) => {
    const letter = letterOf(c);
    const id = idSchema.safeParse(c.req.param("id"));
    const act = actSchema.safeParse((await readForm(c)).fields["act"]);
    if (!act.success) throw new UnreadableError();
    if (act.data === "release" && !isSteppedUp(deps, c.get("signedIn")))
      return await askForStepUp(c, deps);
    if (!id.success) return c.notFound();
    const wish = { id: id.data, act: act.data };
    const outcome = await actOnMassAct(deps, c.get("account"), letter, wish);
    const { words } = frameFor(deps);
    switch (outcome) {
      case "done":
        return c.redirect(paths.releases(letter.slug), 303);
      case "late":
        return await answer(c, deps, words("massActs.problem-late"));
      case "second-person":
        return await answer(c, deps, words("massActs.problem-second"));
      case "unknown":
        return c.notFound();
      default:
        return unreachable(outcome);
    }
  });
}

/** The page of what waits; with a problem, the status is 409. */
async function answer(
  c: Context<StaffEnv>,
  deps: Deps,
  problem: string | null = null,
): Promise<Response> {
  const letter = letterOf(c);
  const { words } = frameFor(deps);
  const { acts, names } = await listMassActs(deps, c.get("account"), letter);
  const labels = await reasonLabels(deps, letter.id);
  const now = deps.clock.now();
  const own = c.get("account").id;
  const page = (
    <ReleasesPage
      {...deskProps(c, deps, null)}
      problem={problem}
      max={MASS_ACTS.max}
      cards={acts.map((one) => cardOf(words, one, { names, labels, now, own }))}
    />
  );
  return await privatePage(c, page, problem === null ? 200 : 409);
}

type Known = {
  names: ReadonlyMap<string, string>;
  labels: ReadonlyMap<string, string>;
  now: Date;
  /** The account of whoever looks. */
  own: string;
};

function cardOf(words: Words, one: MassActView, { names, labels, now, own }: Known): MassActCard {
  const nameOf = (id: string) => names.get(id) ?? words("queue.somebody-gone");
  const { count, examples, rule } = one;
  const reason = one.reason === null ? null : (reasonText(words, one.reason, labels) ?? one.reason);
  return {
    id: one.id,
    title: words(`massActs.title-${one.act}`, { count }),
    sentence: sentenceOf(words, one, nameOf, now),
    facts: [
      {
        label: words("massActs.asked"),
        value: words("invalidation.by-at", {
          name: nameOf(one.proposedBy),
          moment: words.moment(one.proposedAt),
        }),
      },
      ...(reason === null ? [] : [{ label: words("massActs.reason"), value: reason }]),
    ],
    examples,
    otherExamples: examples.length === 0 ? 0 : count - examples.length,
    release: rule === "now" || rule === "after-delay" ? rule : null,
    canCancel: one.canCancel,
    canSendFile: one.act === "import" && one.proposedBy === own && isBegun(one, now),
    isOver: one.state !== "proposed" && one.state !== "running",
  };
}

/** Whether it is released, and its time has come. */
function isBegun({ state, startsAt }: Pick<MassActView, "state" | "startsAt">, now: Date) {
  return state === "running" && (startsAt === null || startsAt <= now);
}

function sentenceOf(
  words: Words,
  { act, state, expiresAt, startsAt, releasedBy, endedBy, rule }: MassActView,
  nameOf: (id: string) => string,
  now: Date,
): string {
  const moment = words.moment(expiresAt);
  switch (state) {
    case "proposed":
      return rule === "second-person"
        ? words("massActs.waits-for-others", { moment })
        : words("massActs.waits-for-you", { moment });
    case "running":
      if (startsAt !== null && startsAt > now)
        return words("massActs.begins", { moment: words.moment(startsAt) });
      return act === "import"
        ? words("massActs.send-again", { moment })
        : words("massActs.under-way");
    case "done":
      return words("massActs.done", { name: nameOf(releasedBy ?? "") });
    case "cancelled":
      return words("massActs.cancelled", { name: nameOf(endedBy ?? "") });
    case "expired":
      return words("massActs.expired", { moment });
    default:
      return unreachable(state);
  }
}
