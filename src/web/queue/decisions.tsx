import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Words } from "../../../views/page/words.ts";
import type { Account } from "../../accounts/account.ts";
import { isSteppedUp } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { isDamaged, lengthOf } from "../../shared/text/text.ts";
import { decideWithinLimit } from "../../signatures/mass/decide.ts";
import {
  DECIDE_MAX,
  type DecisionRequest,
  type DecisionResult,
  NOTE_LENGTH_MAX,
  REASON_LENGTH_MAX,
  type SkippedEntry,
} from "../../signatures/queue/decide.ts";
import { type Decision, needsReason } from "../../signatures/queue/decisions.ts";
import { note } from "../../signatures/queue/note.ts";
import { QUEUE_STATES } from "../../signatures/queue/order.ts";
import { undoDecisions } from "../../signatures/queue/undo.ts";
import { isAnyTakenDown } from "../../signatures/takedown.ts";
import { letterOf } from "../desk/letter.ts";
import { readForm, type SentForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv, wantsJson } from "../page.ts";
import { askForStepUp } from "../staff/step-up.tsx";
import { renderEntry } from "./entry.tsx";
import { flashQuery, QUEUE_ACTS, skippedSentence } from "./flash.ts";
import { numbersNow } from "./numbers.ts";
import { queueAddress, queueQuerySchema } from "./query.ts";
import { renderQueue } from "./routes.tsx";
import { evidenceLine } from "./row.ts";

const actSchema = z.enum(QUEUE_ACTS);
/** When the page of the form was made, in epoch ms; null if the form does not say. */
const seenAtSchema = z.coerce
  .number()
  .int()
  .positive()
  .max(8.64e15)
  .transform((ms) => new Date(ms))
  .nullable()
  .catch(null);
/** A day in the future, at whose beginning in UTC an entry is back. */
const untilSchema = z.iso.date().transform((day) => new Date(`${day}T00:00:00Z`));
/** The longest time that an entry is set aside. */
const LATER_DAYS_MAX = 366;

const stateSchema = z.enum(QUEUE_STATES).catch("pending");
/** The tab from which an entry was opened. */
const tabSchema = z.enum(QUEUE_STATES).nullable().catch(null);

/** Deciding entries of the queue, one or several at once. */
export function decisionRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.post("/admin/letters/:slug/decisions", async (c) => {
    const letter = letterOf(c);
    const form = await readForm(c);
    const { words } = frameFor(deps);
    const ofRow = rowDecisionOf(form);
    if (ofRow !== null && needsReason(ofRow.decision) && !wantsJson(c))
      return c.redirect(whereReasonsAre(letter, form, ofRow), 303);
    const sent = ofRow === null ? form : onlyOf(form, ofRow);
    const parsed = parseDecision(words, sent, deps.clock.now());
    if (!parsed.ok) return await refuse(c, deps, letter, sent, parsed.problem);
    const isProved = isSteppedUp(deps, c.get("signedIn"));
    if (!isProved && (await isSerious(deps, letter, parsed.request)))
      return await askForStepUp(c, deps);
    const result = await act(deps, c.get("account"), letter, parsed.request);
    if (wantsJson(c)) {
      const skipped = result.skipped.map((entry) => skippedItem(words, entry));
      const { decided } = result;
      if (sent.fields["numbers"] !== "on") return c.json({ decided, skipped });
      return c.json({ decided, skipped, numbers: await numbersNow(c, deps, letter.id) });
    }
    const flash = flashQuery(parsed.request.act, result);
    const entryId = entryOf(sent);
    if (entryId !== null) {
      const tab = tabSchema.parse(sent.fields["tab"]);
      return c.redirect(withQuery(paths.entry(letter.slug, entryId), { ...flash, tab }), 303);
    }
    const query = { ...queueQuerySchema.parse(sent.fields), after: null };
    return c.redirect(queueAddress(letter.slug, query, flash), 303);
  });
}

type RowDecision = { decision: (typeof ROW_DECISIONS)[number]; id: string };

/** The decisions that rows have buttons for: named after the decision, with the entry as value. */
const ROW_DECISIONS = ["approve", "release", "reject", "unpublish"] as const satisfies Decision[];

/** The decision about one entry, by the button of its row; null if another button was pressed. */
function rowDecisionOf({ fields }: SentForm): RowDecision | null {
  const decision = ROW_DECISIONS.find((name) => fields[name] !== undefined);
  if (decision === undefined) return null;
  return { decision, id: fields[decision] ?? "" };
}

/** The form of the page as one about a single entry: what is selected and typed is of others. */
function onlyOf(form: SentForm, { decision, id }: RowDecision): SentForm {
  const { reason: _, note: __, ...fields } = form.fields;
  return {
    ...form,
    fields: { ...fields, decision, id },
    all: (name) => (name === "id" ? [id] : form.all(name)),
  };
}

/** The place on the page of an entry where a decision about it is given its reason. */
function whereReasonsAre(letter: Letter, form: SentForm, { decision, id }: RowDecision): string {
  const entry = paths.entry(letter.slug, z.uuid().catch("").parse(id));
  const place = decision === "unpublish" ? "take-out" : "decide";
  return `${withQuery(entry, { tab: tabSchema.parse(form.fields["state"]) })}#${place}`;
}

/** Why an entry was left as it is, for programs: a sentence, or a code with its evidence. */
function skippedItem(words: Words, { id, why, evidence }: SkippedEntry) {
  if (evidence === undefined) return { id, why: skippedSentence(words, why) };
  const look = evidence.map((one) => evidenceLine(words, one).sentence);
  return { id, why, evidence: evidence.map(({ code }) => code), look };
}

/** Whether it takes somebody off the list for good, or brings back who was taken off. */
async function isSerious(deps: Deps, letter: Letter, { act, ids }: QueueRequest): Promise<boolean> {
  if (act === "undo") return await isAnyTakenDown(deps, letter.id, ids);
  return act === "takedown" || act === "erase";
}

/** The entry on whose page the form stands; null if it is one of the queue. */
function entryOf(sent: SentForm): string | null {
  if (sent.fields["from"] !== "entry") return null;
  return z.uuid().nullable().catch(null).parse(sent.fields["id"]);
}

/** What is asked for: a decision, its undoing, or a note alone. */
type QueueRequest =
  | ({ act: Decision } & DecisionRequest)
  | { act: "undo"; ids: string[] }
  | { act: "note"; ids: string[]; text: string };

async function act(
  deps: Deps,
  account: Account,
  letter: Letter,
  request: QueueRequest,
): Promise<DecisionResult> {
  switch (request.act) {
    case "undo":
      return await undoDecisions(deps, account, letter, request.ids);
    case "note":
      return await note(deps, account, letter, request);
    default:
      return await decideWithinLimit(deps, account, letter, request);
  }
}

type ParsedRequest = { ok: true; request: QueueRequest } | { ok: false; problem: string };

function parseDecision(words: Words, sent: SentForm, now: Date): ParsedRequest {
  const ids = sent.all("id");
  const wanted = actSchema.safeParse(sent.fields["decision"]);
  const reason = sent.fields["reason"]?.trim() ?? "";
  const text = sent.fields["note"]?.trim() ?? "";
  const refuse = (problem: string): ParsedRequest => ({ ok: false, problem });
  if (!wanted.success) return refuse(words("queue.problem-decision"));
  if (ids.length === 0) return refuse(words("queue.problem-none-selected"));
  if (ids.length > DECIDE_MAX) return refuse(words("queue.problem-too-many", { max: DECIDE_MAX }));
  const isTooLong = lengthOf(reason) > REASON_LENGTH_MAX || lengthOf(text) > NOTE_LENGTH_MAX;
  if (isTooLong || isDamaged(reason + text)) return refuse(words("queue.problem-too-long"));
  if (wanted.data === "undo") return { ok: true, request: { act: "undo", ids } };
  if (wanted.data === "note") {
    if (text === "") return refuse(words("queue.problem-note"));
    return { ok: true, request: { act: "note", ids, text } };
  }
  const decision = wanted.data;
  if (reason === "" && needsReason(decision)) return refuse(words("queue.problem-reason"));
  const until = decision === "later" ? untilOf(sent, now) : null;
  if (decision === "later" && until === null) return refuse(words("queue.problem-later"));
  return {
    ok: true,
    request: {
      act: decision,
      until,
      ids,
      decision,
      seenIn: stateSchema.parse(sent.fields["state"]),
      seenAt: seenAtSchema.parse(sent.fields["seen_at"]),
      reason: needsReason(decision) ? reason : null,
      note: text === "" ? null : text,
      despite: sent.fields["despite"] === "on",
    },
  };
}

/** Until when entries are to be set aside; null if that is no day to come, or too far away. */
function untilOf({ fields }: SentForm, now: Date): Date | null {
  const until = untilSchema.safeParse(fields["until"] ?? fields["date"]).data ?? null;
  const isToCome = until !== null && until > now && until <= later(now, LATER_DAYS_MAX * DAY_MS);
  return isToCome ? until : null;
}

async function refuse(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  sent: SentForm,
  problem: string,
): Promise<Response> {
  if (wantsJson(c)) return c.json({ error: problem }, 422);
  const { reason = "", note: typed = "" } = sent.fields;
  const id = entryOf(sent);
  const kept = { reason, note: typed };
  const entryPage = id && (await renderEntry(c, deps, letter, { id, problem, kept }));
  if (entryPage) return await privatePage(c, entryPage, 422);
  const page = await renderQueue(c, deps, {
    letter,
    query: { ...queueQuerySchema.parse(sent.fields), after: null },
    problem,
    kept: { ids: sent.all("id"), ...kept },
  });
  return await privatePage(c, page, 422);
}
