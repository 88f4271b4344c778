import type { Deps } from "../../deps.ts";
import {
  ENTRY_MAIL_KINDS,
  type EntryMailKind,
  MAIL_STATES,
  type MailState,
} from "../../mail/outbox.ts";
import { type QuestionKind, toQuestionKind } from "../../shared/question-kinds.ts";
import type { QueueEntry } from "../queue/entries.ts";
import { queueEntry } from "../queue/read.ts";
import { type Agreement, agreementsOf, PURPOSE_NAMES, PURPOSES } from "../signing/purposes.ts";
import type { Mover } from "../store.ts";

/** The most lines that are shown; nobody reads more. */
const LINES_MAX = 500;

/** One thing that happened to an entry: a state it came to, a change, a mail, a note. */
export type HistoryLine =
  | ({ what: "event"; code: string; reason: string | null; move: string | null } & Mover)
  | { what: "mail"; kind: MailedKind; state: MailState; at: Date }
  | ({ what: "note"; text: string } & Mover);

/** A kind of mail, and of question if it asks one. */
type MailedKind = Exclude<EntryMailKind, "question"> | `question-${QuestionKind}`;

/** An entry with everything that happened to it, oldest first. */
export type EntryHistory = {
  entry: QueueEntry;
  /** What its signatory agreed to, and the sentence about their authority to sign. */
  agreements: Agreement[];
  authority: string | null;
  /** The version of the letter that was signed, and the text that it says. */
  signed: { number: number; textNumber: number } | null;
  lines: HistoryLine[];
  /** The last invalidation that took it out; null if none did. */
  invalidation: { id: string; reason: string } | null;
};

/**
 * The history of one entry of a letter, as the database wrote it; null if the letter has no such
 * entry. Of an entry that has ended, only codes and times are left.
 */
export async function entryHistory(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  id: string,
): Promise<EntryHistory | null> {
  const found = await queueEntry(deps, letterId, id);
  if (found === null) return null;
  const { entry, agreed, authorityHash, letterVersionId, invalidationId } = found;
  const hashes = [...PURPOSE_NAMES.map((purpose) => agreed[PURPOSES[purpose].hash]), authorityHash];
  const [events, mails, questions, wordings, signed, invalidation] = await Promise.all([
    deps.db.event.findMany({
      where: { signatureId: id },
      orderBy: { id: "asc" },
      take: LINES_MAX,
    }),
    deps.db.outbox.findMany({
      where: { signatureId: id },
      orderBy: { id: "asc" },
      take: LINES_MAX,
      select: { kind: true, questionId: true, state: true, createdAt: true, sentAt: true },
    }),
    deps.db.question.findMany({
      where: { signatureId: id },
      take: LINES_MAX,
      select: { id: true, kind: true },
    }),
    deps.db.wording.findMany({
      where: { hash: { in: hashes.map((hash) => hash ?? "") } },
      select: { hash: true, text: true },
    }),
    deps.db.letterVersion.findFirst({
      where: { id: letterVersionId, letterId },
      select: { number: true, textNumber: true },
    }),
    invalidationId === null
      ? null
      : deps.db.invalidation.findFirst({
          where: { id: invalidationId, letterId },
          select: { id: true, reason: true },
        }),
  ]);
  const lines: HistoryLine[] = [
    ...events.map(({ move, code, by, at, reason }): HistoryLine => {
      return { what: "event", code, by, at, reason, move };
    }),
    ...mails.flatMap(({ state: written, createdAt, sentAt, ...mail }): HistoryLine[] => {
      const asks = questions.find((question) => question.id === mail.questionId);
      const kind = mailedKind(mail.kind, asks?.kind ?? "");
      const state = MAIL_STATES.find((known) => known === written);
      if (kind === null || state === undefined) return [];
      return [{ what: "mail", kind, state, at: sentAt ?? createdAt }];
    }),
    ...entry.notes.map(({ text, accountId: by, createdAt: at }): HistoryLine => {
      return { what: "note", text, by, at };
    }),
  ];
  // Sorting is stable: what happened at the same moment stays in the order in which it was written.
  lines.sort((left, right) => left.at.getTime() - right.at.getTime());
  const sentence = (hash: string | null) =>
    wordings.find((wording) => wording.hash === hash)?.text ?? null;
  const agreements = agreementsOf(agreed, (purpose) => sentence(agreed[PURPOSES[purpose].hash]));
  return { entry, agreements, authority: sentence(authorityHash), signed, lines, invalidation };
}

/** Null if only a later version knows it. */
function mailedKind(written: string, asks: string): MailedKind | null {
  const kind = ENTRY_MAIL_KINDS.find((known) => known === written) ?? null;
  if (kind !== "question") return kind;
  const question = toQuestionKind(asks);
  return question && `${kind}-${question}`;
}
