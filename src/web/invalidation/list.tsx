import type { Context, Hono } from "hono";
import { z } from "zod";
import { InvalidationsPage } from "../../../views/invalidation/list.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { MASS_ACTS } from "../../limits.ts";
import { paths } from "../../shared/pages/paths.ts";
import { INVALIDATION_REASONS, proposeInvalidation } from "../../signatures/invalidation/act.ts";
import { type Conditions, INVALIDATED_STATES } from "../../signatures/invalidation/conditions.ts";
import { previewInvalidation } from "../../signatures/invalidation/preview.ts";
import { listInvalidations, traitsOf } from "../../signatures/invalidation/read.ts";
import { deskProps, letterOf } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { countryChoices } from "../signing/form-props.ts";
import {
  type ConditionErrors,
  NOTHING_TYPED,
  parseConditions,
  parseReason,
  type TypedConditions,
} from "./form.ts";
import { lineOf, sampleOf } from "./words.ts";

/** The invalidations of a letter: which there were, and proposing one. */
export function invalidationsRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/invalidations", async (c) => {
    const letter = letterOf(c);
    const like = z.uuid().safeParse(c.req.query("like"));
    const filled = like.success ? await typedLike(deps, letter, like.data) : null;
    const typed = filled ?? NOTHING_TYPED;
    const page = await render(c, deps, letter, { typed, isFilledFromEntry: filled !== null });
    return await privatePage(c, page);
  });

  app.post("/admin/letters/:slug/invalidations", async (c) => {
    const letter = letterOf(c);
    const sent = await readForm(c);
    const { words } = frameFor(deps);
    const parsed = parseConditions(words, sent);
    if (!parsed.ok) return await privatePage(c, await render(c, deps, letter, parsed), 422);
    if (sent.fields["act"] !== "propose")
      return await privatePage(c, await render(c, deps, letter, parsed));
    return await propose(c, deps, letter, parsed);
  });
}

async function propose(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  parsed: { typed: TypedConditions; conditions: Conditions },
): Promise<Response> {
  const { words } = frameFor(deps);
  const why = parseReason(words, parsed.typed);
  if ("errors" in why) {
    return await privatePage(c, await render(c, deps, letter, { ...parsed, ...why }), 422);
  }
  const { conditions } = parsed;
  const result = await proposeInvalidation(deps, c.get("account"), letter, { ...why, conditions });
  switch (result.outcome) {
    case "proposed":
      return c.redirect(paths.invalidation(letter.slug, result.id), 303);
    case "nothing": {
      const problem = words("invalidation.problem-nothing");
      return await privatePage(c, await render(c, deps, letter, { ...parsed, problem }), 422);
    }
  }
}

/** The form filled in with what one entry is; null if the letter has no entry of this id. */
async function typedLike(deps: Deps, letter: Letter, id: string): Promise<TypedConditions | null> {
  const traits = await traitsOf(deps, letter, id);
  if (traits === null) return null;
  return {
    ...NOTHING_TYPED,
    name: traits.name,
    domain: traits.domain ?? "",
    network: traits.networkKey ?? "",
    country: traits.country,
  };
}

async function render(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  view: {
    typed: TypedConditions;
    conditions?: Conditions;
    errors?: ConditionErrors;
    problem?: string;
    isFilledFromEntry?: boolean;
  },
) {
  const frame = frameFor(deps);
  const { typed, conditions, errors = {} } = view;
  const now = deps.clock.now();
  return (
    <InvalidationsPage
      {...deskProps(c, deps, "invalidations")}
      form={{ typed, errors, states: INVALIDATED_STATES, countries: countryChoices(frame.words) }}
      isFilledFromEntry={view.isFilledFromEntry ?? false}
      problem={view.problem ?? problemIn(frame.words, errors)}
      preview={conditions ? await previewOf(deps, frame.words, letter, conditions) : null}
      reasons={INVALIDATION_REASONS}
      aloneMax={MASS_ACTS.max}
      lines={(await listInvalidations(deps, letter)).map((one) => lineOf(frame.words, one, now))}
    />
  );
}

function problemIn(words: Words, errors: ConditionErrors): string | null {
  if (errors.conditions !== undefined) return errors.conditions;
  const [first] = Object.values(errors);
  return first === undefined ? null : `${words("invalidation.problem-title")}: ${first}`;
}

async function previewOf(deps: Deps, words: Words, letter: Letter, conditions: Conditions) {
  const { count, sample } = await previewInvalidation(deps, letter, {
    conditions,
    asOf: deps.clock.now(),
  });
  return { count, sample: sampleOf(words, sample) };
}
