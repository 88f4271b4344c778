import { isUniqueViolation } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import { type EmailAddress, formatEmailAddress } from "../../shared/text/email-address.ts";
import { rememberWording, type Wording } from "../signing/wording.ts";
import { type LinkedKind, QUESTIONS } from "./kinds.ts";

export type NewQuestion = {
  signatureId: string;
  letterId: string;
  kind: LinkedKind;
  /** Which of its kind it is: of two with the same number only one is kept. */
  about: number;
  to: EmailAddress;
  /** What is asked, word by word. */
  wording: Omit<Wording, "hash">;
  askedBy: string;
  /** Who is to speak for an organisation from then on. */
  contactName?: string | null;
  contactRole?: string | null;
};

/**
 * Asks a question about an entry; a trigger writes the history and queues the mail. False if the
 * same was asked already, perhaps a moment ago.
 */
export async function askQuestion(
  deps: Pick<Deps, "db" | "keys" | "clock" | "log">,
  { to, wording, ...question }: NewQuestion,
): Promise<boolean> {
  const now = deps.clock.now();
  const data = {
    ...question,
    id: newId(deps.clock),
    email: await deps.keys.encrypt(formatEmailAddress(to)),
    wording: await rememberWording(deps, wording),
    askedAt: now,
    expiresAt: later(now, QUESTIONS[question.kind].openDays * DAY_MS),
  };
  try {
    await deps.db.question.create({ data, select: { id: true } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return false;
  }
  const { kind, signatureId: signature } = question;
  deps.log.info("question.asked", { kind, signature });
  return true;
}
