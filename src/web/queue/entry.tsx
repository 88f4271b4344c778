import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Words } from "../../../views/page/words.ts";
import type { QueueDecision } from "../../../views/queue/decision.tsx";
import { StaffEntryPage } from "../../../views/queue/entry.tsx";
import type { QueueFlash } from "../../../views/queue/flash.tsx";
import type { TakeOutProps } from "../../../views/queue/take-out.tsx";
import type { Fact } from "../../../views/staff/facts.tsx";
import { staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { choosableReasons, editableReasons, labelsOf } from "../../letters/reasons.ts";
import { type EntryHistory, entryHistory } from "../../signatures/history/entry.ts";
import { INVALIDATION_REASONS } from "../../signatures/invalidation/act.ts";
import type { State } from "../../signatures/lifecycle.ts";
import { type AskRefusal, secondQuestions } from "../../signatures/questions/second/ask.ts";
import { type Decision, decisionsFor } from "../../signatures/queue/decisions.ts";
import type { QueueEntry } from "../../signatures/queue/entries.ts";
import { neighboursOf } from "../../signatures/queue/neighbours.ts";
import { QUEUE_STATES, type QueueState } from "../../signatures/queue/order.ts";
import { undoableLater } from "../../signatures/queue/undo.ts";
import type { Agreement } from "../../signatures/signing/purposes.ts";
import { correctionProps, type RefusedCorrection } from "../correction/props.ts";
import { deskProps, letterOf, mayGo } from "../desk/letter.ts";
import { lineOf, whoOf } from "../history/line.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { moderatorQuestionProps, type RefusedQuestion } from "../question/moderator-props.ts";
import { questionRows, refusalSentence } from "../question/second-words.ts";
import { closerOf, flashFrom, flashQuerySchema, noFlash, undoableBy } from "./flash.ts";
import { relatedOf } from "./related.ts";
import { evidenceLine, importedText } from "./row.ts";

/** One entry of a letter with its history, for those who moderate the letter. */
export function entryRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/entries/:id", async (c) => {
    const letter = letterOf(c);
    const id = z.uuid().safeParse(c.req.param("id"));
    const page = id.success ? await renderEntry(c, deps, letter, { id: id.data }) : null;
    return page === null ? c.notFound() : await privatePage(c, page);
  });
}

const tabSchema = z.enum(QUEUE_STATES);

/** The tab that shows an entry, or the one in which others wait. */
function tabOf(state: State): QueueState {
  return QUEUE_STATES.find((known) => known === state) ?? "pending";
}

/** The page of an entry; null if the letter has no such entry. */
export async function renderEntry(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  /** With what was typed into one of its forms, if that was refused. */
  view: {
    id: string;
    refusal?: AskRefusal;
    address?: string;
    problem?: string;
    kept?: TakeOutProps["kept"];
    correction?: RefusedCorrection;
    asking?: RefusedQuestion;
  },
) {
  const history = await entryHistory(deps, letter.id, view.id);
  const asked = await secondQuestions(deps, letter.id, view.id);
  if (history === null || asked === null) return null;
  const frame = frameFor(deps);
  const { words } = frame;
  const names = await staffNames(deps);
  const reasons = await editableReasons(deps, letter.id);
  const labels = labelsOf(reasons);
  const { entry } = history;
  const domain = asked.domain ?? "";
  const { refusal } = view;
  const entryOf = { letterId: letter.id, entry };
  const from = tabSchema.safeParse(c.req.query("tab")).data ?? tabOf(entry.state);
  const isOrganisation = entry.kind === "organisation" && entry.name !== "";
  const nameOf = (accountId: string) => whoOf(words, accountId, names);
  const second = {
    questions: questionRows(words, asked, nameOf, deps.clock.now()),
    obstacle: asked.obstacle && refusalSentence(words, asked.obstacle, domain),
    domain,
    typed: view.address ?? "",
    problem: refusal === undefined ? null : refusalSentence(words, refusal, domain),
    isAsked: c.req.method === "GET" && c.req.query("asked") === "second",
  };
  return (
    <StaffEntryPage
      {...deskProps(c, deps, null)}
      tab={QUEUE_STATES.find((state) => state === entry.state) ?? null}
      from={from}
      neighbours={await neighboursOf(deps, letter.id, { id: entry.id, state: from })}
      entry={entry}
      facts={[...factsOf(words, entry, names), ...signedVersion(words, history.signed, letter)]}
      agreements={history.agreements.map((one) => agreementText(words, one))}
      authority={history.authority}
      evidence={entry.evidence.map((one) => evidenceLine(words, one))}
      related={await relatedOf(deps, words, letter.id, entry)}
      correction={await correctionProps(c, deps, entry, view.correction)}
      asking={await moderatorQuestionProps(c, deps, entryOf, { nameOf, refused: view.asking })}
      second={isOrganisation ? second : null}
      takeOut={{
        ...takeOutOf(c, deps, letter, entry),
        reasons: choosableReasons(reasons, words),
        kept: view.kept ?? { reason: "", note: "" },
      }}
      flash={await flashOf(c, deps, letter, view.problem)}
      history={history.lines.map((line) => lineOf(words, line, names, labels))}
      invalidation={
        mayGo(c, "GET /admin/letters/:slug/invalidations") ? invalidationOf(words, history) : null
      }
    />
  );
}

/** What whoever looks can do to take an entry out, or to take that back. */
function takeOutOf(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  entry: QueueEntry,
): Pick<TakeOutProps, "decisions" | "undo" | "now"> & { deciding: QueueDecision[] } {
  const { words } = frameFor(deps);
  const now = deps.clock.now();
  const decisions = decisionsFor(c.get("account"), letter.id, entry.state);
  const undo = undoableLater(entry, now);
  return {
    decisions: entry.name === "" ? [] : TAKING_OUT.filter((one) => decisions.includes(one)),
    deciding: entry.name === "" ? [] : decidingOf(decisions, entry),
    undo: undo && { of: undo.of, sentence: undoSentence(words, undo) },
    now,
  };
}

/** What is decided at the top of the page; a change of a published entry is decided there, too. */
function decidingOf(decisions: readonly Decision[], entry: QueueEntry): QueueDecision[] {
  const ofEntry = decisions.filter((one) => !TAKING_OUT.some((other) => other === one));
  return entry.proposedAt === null ? ofEntry : ["approve", "reject"];
}

const TAKING_OUT = ["unpublish", "takedown", "erase"] as const satisfies Decision[];

function undoSentence(words: Words, undo: NonNullable<ReturnType<typeof undoableLater>>): string {
  if (undo.of === "unpublish") return words("queue.unpublished-again");
  if (undo.of === "later") return words("queue.aside-back", { day: words.day(undo.until) });
  return words("queue.taken-down-until", { moment: words.moment(undo.until) });
}

/** What a decision that was made on this page did. */
async function flashOf(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  problem: string | undefined,
): Promise<QueueFlash> {
  if (problem !== undefined) return { ...noFlash, problem };
  const query = flashQuerySchema.parse(c.req.query());
  const { words } = frameFor(deps);
  const undoable = await undoableBy(c, deps, letter, query);
  return flashFrom(words, query, undoable, await closerOf(deps, words, letter.id, query));
}

/** The invalidation that took an entry out, and whether others like it can be looked for. */
function invalidationOf(words: Words, { entry, invalidation }: EntryHistory) {
  const reason = INVALIDATION_REASONS.find((known) => known === invalidation?.reason) ?? "other";
  const isOut = entry.state === "invalidated";
  return {
    taken: invalidation && {
      id: invalidation.id,
      sentence: words(isOut ? "invalidation.entry-out" : "invalidation.entry-back", {
        reason: words(`invalidation.reason-${reason}`),
      }),
    },
    likeId: entry.name === "" ? null : entry.id,
  };
}

/** What was agreed to for one purpose, as a line: the sentence, and when that began or ended. */
function agreementText(words: Words, { purpose, holds, text, at }: Agreement): Fact {
  const label = words(`history.agreed-${purpose}`);
  if (!holds && at === null) return { label, value: words(`history.agreed-${purpose}-none`) };
  const moment = at && words.moment(at);
  const stand = holds
    ? moment && words("history.agreed-on", { moment })
    : words("history.agreed-ended", { moment: moment ?? "" });
  const sentence = text ?? words("history.agreed-unkept");
  return { label, value: stand === null ? sentence : `${sentence} (${stand})` };
}

/** Which version of the letter was signed, once there is more than one. */
function signedVersion(words: Words, signed: EntryHistory["signed"], letter: Letter): Fact[] {
  const { number, textNumber } = letter.version;
  if (signed === null || number === 1) return [];
  const isCurrent = signed.textNumber === textNumber;
  const text = isCurrent ? "history.signed-current" : "history.signed-former";
  return [{ label: words("history.signed"), value: words(text, { number: signed.number }) }];
}

function factsOf(words: Words, entry: QueueEntry, names: ReadonlyMap<string, string>): Fact[] {
  const { contactName: name, contactRole, contactsGoneAt: goneAt } = entry;
  const gone = goneAt && words("history.contacts-gone", { day: words.day(goneAt) });
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  return [
    ...fact(words("history.state"), words(`queue.state-${entry.state}`)),
    ...fact(words("history.kind"), words(`queue.${entry.kind}`)),
    ...fact(words("history.country"), entry.country === "ZZ" ? null : words.country(entry.country)),
    ...fact(words("queue.field-website"), entry.website),
    ...fact(
      words("queue.field-contactName"),
      name && words("verification.contact", { name, role: contactRole ?? "" }),
    ),
    ...fact(words("history.email"), entry.email ?? gone),
    ...fact(words("history.came"), importedText(words, entry, names)),
  ];
}
