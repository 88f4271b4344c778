import { z } from "zod";
import {
  type ContactDetail,
  contactDetailIn,
  holdsHost,
} from "../../../shared/text/contact-details.ts";
import { hasControlCharacters, isDamaged, lengthOf, tidyLine } from "../../../shared/text/text.ts";

/** The most characters of a question, which a mail repeats: three or four sentences. */
export const QUESTION_LENGTH_MAX = 500;
/** The most characters of a reply. */
export const REPLY_LENGTH_MAX = 1_000;

/** Why a question or a reply was not taken. */
export type SaidProblem = "missing" | "too-long" | "control-characters" | "damaged" | ContactDetail;

export type Said = { ok: true; text: string } | { ok: false; problem: SaidProblem };

const saidSchema = z.string().catch("");

/**
 * Reads what a moderator asks: one paragraph that leads nobody elsewhere. The mail repeats it, and
 * mail programs make a link of whatever looks like a host.
 */
export function parseQuestion(typed: unknown): Said {
  const said = parseSaid(typed, QUESTION_LENGTH_MAX);
  return said.ok && holdsHost(said.text) ? { ok: false, problem: "link" } : said;
}

/** Reads what a signatory replies; no page or mail makes a link of it. */
export function parseReply(typed: unknown): Said {
  return parseSaid(typed, REPLY_LENGTH_MAX);
}

function parseSaid(typed: unknown, lengthMax: number): Said {
  const text = tidyLine(saidSchema.parse(typed).replace(/[\r\n]+/g, " "));
  const problem = problemOf(text, lengthMax);
  return problem === null ? { ok: true, text } : { ok: false, problem };
}

function problemOf(text: string, lengthMax: number): SaidProblem | null {
  if (text === "") return "missing";
  if (isDamaged(text)) return "damaged";
  if (hasControlCharacters(text)) return "control-characters";
  return lengthOf(text) > lengthMax ? "too-long" : contactDetailIn(text);
}
