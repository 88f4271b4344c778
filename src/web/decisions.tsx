import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Words } from "../../views/words.ts";
import type { Deps } from "../deps.ts";
import type { Letter } from "../letters/letter.ts";
import { paths, withQuery } from "../shared/paths.ts";
import { isDamaged, lengthOf } from "../shared/text.ts";
import {
  DECIDE_MAX,
  DECISION_NAMES,
  type DecisionRequest,
  decide,
  NOTE_LENGTH_MAX,
  needsReason,
  REASON_LENGTH_MAX,
} from "../signatures/moderate.ts";
import { QUEUE_STATES } from "../signatures/queue.ts";
import { readForm, type SentForm } from "./form.ts";
import { frameFor, privatePage, type WebEnv, wantsJson } from "./page.ts";
import { renderQueue } from "./queue.tsx";
import { flashQuery, skippedSentence } from "./queue-flash.ts";
import { letterFor } from "./staff-letter.ts";
import { requireStaff } from "./staff-session.tsx";

const decisionSchema = z.enum(DECISION_NAMES);
/** When the page of the form was made, in epoch ms; null where the form does not say. */
const seenAtSchema = z.coerce
  .number()
  .int()
  .positive()
  .max(8.64e15)
  .transform((ms) => new Date(ms))
  .nullable()
  .catch(null);
const stateSchema = z.enum(QUEUE_STATES).catch("pending");

/** Deciding entries of the queue, one or several at once. */
export function decisionRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.post("/admin/letters/:slug/decisions", requireStaff(deps), async (c) => {
    const letter = await letterFor(c, deps, "moderate");
    const sent = await readForm(c);
    const { words } = frameFor(deps);
    const parsed = parseDecision(words, sent);
    if (!parsed.ok) return await refuse(c, deps, letter, sent, parsed.problem);
    const result = await decide(deps, c.get("account"), letter, parsed.request);
    if (wantsJson(c)) {
      const skipped = result.skipped.map(({ id, why }) => ({
        id,
        why: skippedSentence(words, why),
      }));
      return c.json({ decided: result.decided, skipped });
    }
    const state = stateSchema.parse(sent.fields["state"]);
    const flash = flashQuery(parsed.request.decision, result);
    return c.redirect(withQuery(paths.queue(letter.slug), { state, ...flash }), 303);
  });
}

type Parsed = { ok: true; request: DecisionRequest } | { ok: false; problem: string };

function parseDecision(words: Words, sent: SentForm): Parsed {
  const ids = sent.all("id");
  const decision = decisionSchema.safeParse(sent.fields["decision"]);
  const reason = sent.fields["reason"]?.trim() ?? "";
  const note = sent.fields["note"]?.trim() ?? "";
  const refuse = (problem: string): Parsed => ({ ok: false, problem });
  if (!decision.success) return refuse(words("queue.problem-decision"));
  if (ids.length === 0) return refuse(words("queue.problem-none-selected"));
  if (ids.length > DECIDE_MAX) return refuse(words("queue.problem-too-many", { max: DECIDE_MAX }));
  if (reason === "" && needsReason(decision.data)) return refuse(words("queue.problem-reason"));
  const isTooLong = lengthOf(reason) > REASON_LENGTH_MAX || lengthOf(note) > NOTE_LENGTH_MAX;
  if (isTooLong || isDamaged(reason + note)) return refuse(words("queue.problem-too-long"));
  return {
    ok: true,
    request: {
      ids,
      decision: decision.data,
      seenIn: stateSchema.parse(sent.fields["state"]),
      seenAt: seenAtSchema.parse(sent.fields["seen_at"]),
      reason: needsReason(decision.data) ? reason : null,
      note: note === "" ? null : note,
    },
  };
}

async function refuse(
  c: Context<WebEnv>,
  deps: Deps,
  letter: Letter,
  sent: SentForm,
  problem: string,
): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: problem }, 422);
  const state = stateSchema.parse(sent.fields["state"]);
  const { reason = "", note = "" } = sent.fields;
  const page = await renderQueue(c, deps, {
    letter,
    query: { state, after: null, q: "" },
    problem,
    kept: { ids: sent.all("id"), reason, note },
  });
  return await privatePage(c, page, 422);
}
