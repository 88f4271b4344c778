import type { Context } from "hono";
import type { CorrectionProps, WordingRow } from "../../../views/correction/form.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { CorrectionResult } from "../../signatures/correction/correct.ts";
import { correctionOf } from "../../signatures/correction/restore.ts";
import {
  WORDING_NAMES,
  type Wording,
  wordingFields,
  wordingHash,
} from "../../signatures/correction/wording.ts";
import { isOneOf, MOVES } from "../../signatures/lifecycle.ts";
import type { QueueEntry } from "../../signatures/queue/entries.ts";
import { frameFor, type StaffEnv } from "../page.ts";
import { fieldSentences } from "../signing/problem-sentences.ts";

/** A correction that was refused: what was typed, and why. */
export type RefusedCorrection = {
  typed: Readonly<Record<string, string>>;
  result: Exclude<CorrectionResult, { outcome: "corrected" }>;
};

/** What the page of an entry shows of its wording, and the form that corrects it. */
export async function correctionProps(
  c: Context<StaffEnv>,
  deps: Deps,
  entry: QueueEntry,
  refused: RefusedCorrection | undefined,
): Promise<CorrectionProps | null> {
  const { words } = frameFor(deps);
  const correction = await correctionOf(deps, entry.id);
  const isPending = entry.name !== "" && isOneOf(entry.state, MOVES.correct.from);
  if (!isPending && !correction?.former && refused === undefined) return null;
  const isTakenBack = correction !== null && correction.former === null;
  const asked = c.req.method === "GET" ? c.req.query() : {};
  return {
    rows: wordingRows(words, entry, correction?.former ?? entry, refused),
    seen: wordingHash(entry),
    changed: correction?.former
      ? {
          from: { ...entry, ...correction.former },
          to: entry,
          day: words.day(correction.correctedAt),
        }
      : null,
    canCorrect: isPending && !isTakenBack,
    isTakenBack: isPending && isTakenBack,
    isOpen: refused !== undefined || asked["correct"] !== undefined,
    isDone: asked["corrected"] !== undefined,
    problem: problemOf(words, refused),
  };
}

function problemOf(words: Words, refused: RefusedCorrection | undefined): string | null {
  if (refused === undefined || refused.result.outcome === "invalid") return null;
  return words(`correction.problem-${refused.result.outcome}`);
}

const LABELS = {
  name: "queue.field-name",
  title: "queue.field-title",
  affiliation: "queue.field-affiliation",
  contactRole: "correction.contact_role",
} as const;

function wordingRows(
  words: Words,
  entry: QueueEntry,
  own: Wording,
  refused: RefusedCorrection | undefined,
): WordingRow[] {
  const errors =
    refused?.result.outcome === "invalid" ? fieldSentences(words, refused.result.errors) : {};
  // What was typed stays, unless the entry is another one by now.
  const typed = refused?.result.outcome === "changed" ? {} : (refused?.typed ?? {});
  return wordingFields(entry).map((field) => {
    const name = WORDING_NAMES[field];
    const value = typed[name] ?? entry[field] ?? "";
    return { name, label: words(LABELS[field]), was: own[field], value, error: errors[name] };
  });
}
