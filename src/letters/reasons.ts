import type { Deps } from "../deps.ts";
import { isReason, parseSentences, REASONS, type Reason, sentenceIn } from "../shared/reasons.ts";
import type { EditableReason, Letter } from "./letter.ts";
import { findReasons } from "./store.ts";

/** A reason for moderators to choose. */
export type LetterReason = {
  code: string;
  label: string;
  /** Whether nobody is mailed about a decision for it. */
  silent: boolean;
};

/** The reason for a decision: one of the letter's, or “other” in a moderator's own words. */
export type GivenReason = { code: string; words: string | null; silent: boolean };

/** The labels of the reasons that the product comes with. */
type ReasonWords = (path: `queue.reason-${Reason}`) => string;

/** Those of a letter's reasons for which entries can be rejected, in the order of its list. */
export function choosableReasons(
  reasons: readonly EditableReason[],
  words: ReasonWords,
): LetterReason[] {
  return reasons
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ code, label, silent }) => ({ code, label: label ?? labelOf(words, code), silent }));
}

/** All reasons of a letter in order, including retired ones; the standard list if it has no own. */
export async function editableReasons(
  deps: Pick<Deps, "db">,
  letterId: string,
): Promise<EditableReason[]> {
  const rows = await findReasons(deps.db, letterId);
  return rows.length === 0 ? REASONS.map(standardReason) : rows;
}

/** The labels that a letter gave its reasons, by code, including retired ones. */
export async function reasonLabels(
  deps: Pick<Deps, "db">,
  letterId: string,
): Promise<ReadonlyMap<string, string>> {
  return labelsOf(await findReasons(deps.db, letterId));
}

/** The labels among a letter's reasons, by code. */
export function labelsOf(reasons: readonly EditableReason[]): ReadonlyMap<string, string> {
  return new Map(
    reasons.flatMap(({ code, label }) => (label === null ? [] : [[code, label] as const])),
  );
}

/** Reads what a moderator gave as a reason: a code of the letter's list, or their own words. */
export async function givenReason(
  deps: Pick<Deps, "db">,
  letterId: string,
  reason: string,
): Promise<GivenReason> {
  const rows = await editableReasons(deps, letterId);
  // If the reason was retired after the page was made, it is still the one that was meant.
  const row = rows.find(({ code }) => code === reason);
  return row === undefined
    ? { code: "other", words: reason, silent: false }
    : { code: row.code, words: null, silent: row.silent };
}

/**
 * What a signatory is told about a reason: the letter's own sentence in one of these languages;
 * null if the standard one applies; nothing at all if the reason is silent.
 */
export async function toldReason(
  deps: Pick<Deps, "db">,
  letterId: string,
  code: string,
  languages: readonly string[],
): Promise<{ sentence: string | null; silent: boolean }> {
  const row = (await findReasons(deps.db, letterId)).find((one) => one.code === code);
  const sentence = sentenceIn(row?.sentences ?? null, languages);
  return { sentence, silent: row?.silent ?? false };
}

/** The languages in which a letter's reasons are written: the letter's, and English. */
export function reasonLanguages(letter: Pick<Letter, "language">): string[] {
  const isEnglish = letter.language.split("-")[0] === "en";
  return isEnglish ? [letter.language] : [letter.language, "en"];
}

/** A reason's sentences by language, as they are edited. */
export function sentencesOf(reason: Pick<EditableReason, "sentences">) {
  return parseSentences(reason.sentences);
}

function standardReason(code: Reason, position: number): EditableReason {
  return { code, position, label: null, sentences: null, silent: false, retiredAt: null };
}

function labelOf(words: ReasonWords, code: string): string {
  return isReason(code) ? words(`queue.reason-${code}`) : code;
}
