import { isOneOf, type State } from "../../lifecycle.ts";
import { QUESTIONS } from "../kinds.ts";
import type { SecondQuestion } from "../second/ask.ts";
import { MODERATORS } from "./open.ts";

/** What came of a moderator's last question to the signatory. */
export type ModeratorEvidence =
  /** Nobody has replied yet, or in time. */
  | { code: "moderator-asked"; day: Date; until: Date; text: string }
  | { code: "moderator-replied"; day: Date; text: string };

type Row = Pick<SecondQuestion, "askedAt" | "answeredAt" | "answer"> & {
  kind: string;
  text: string | null;
  reply: string | null;
  expiresAt: Date | null;
};

/**
 * What the last question to a signatory says about an entry; nothing if it was taken back, or if it
 * has no reply and the entry waits for none.
 */
export function moderatorEvidence(
  entry: { state: State },
  questions: readonly Row[],
): ModeratorEvidence[] {
  const last = questions.find(({ kind }) => kind === MODERATORS.kind);
  if (last === undefined || last.answer === "cancelled" || last.text === null) return [];
  const { text, reply, askedAt, answeredAt, expiresAt } = last;
  if (reply !== null && answeredAt !== null)
    return [{ code: "moderator-replied", day: answeredAt, text: reply }];
  if (!isOneOf(entry.state, QUESTIONS.moderator.states)) return [];
  return [{ code: "moderator-asked", day: askedAt, until: expiresAt ?? askedAt, text }];
}
