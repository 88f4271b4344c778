import type { EvidenceLine, QueueRowEntry } from "../../views/queue-row.tsx";
import type { Words } from "../../views/words.ts";
import { isReason } from "../shared/reasons.ts";
import { unreachable } from "../shared/unreachable.ts";
import type { Evidence } from "../signatures/evidence.ts";
import type { QueueEntry } from "../signatures/queue.ts";
import { secondEvidenceLine } from "./second-words.ts";

/** An entry in the words of its row. */
export function rowOf(
  words: Words,
  entry: QueueEntry,
  names: ReadonlyMap<string, string>,
  /** What the letter calls its reasons, by code. */
  labels: ReadonlyMap<string, string>,
): QueueRowEntry {
  const nameOf = (accountId: string) => names.get(accountId) ?? words("queue.somebody-gone");
  return {
    ...entry,
    signedAt: entry.replaces === null ? entry.signedAt : (entry.proposedAt ?? entry.signedAt),
    verifiedAt: entry.replaces === null ? entry.verifiedAt : null,
    evidence: entry.evidence.map((evidence) => evidenceLine(words, evidence)),
    decided:
      entry.decidedAt === null
        ? null
        : {
            by: entry.decidedBy === null ? null : nameOf(entry.decidedBy),
            at: entry.decidedAt,
            reason: entry.reasonWords ?? reasonText(words, entry.reason, labels),
          },
    notes: entry.notes.map((note) => ({ by: nameOf(note.accountId), text: note.text })),
  };
}

/** A reason's code in words for staff; null where there is none. */
export function reasonText(
  words: Words,
  reason: string | null,
  labels: ReadonlyMap<string, string>,
): string | null {
  if (reason === null) return null;
  return labels.get(reason) ?? (isReason(reason) ? words(`queue.reason-${reason}`) : null);
}

/** An observation about an entry in words, with the mark that it bears. */
export function evidenceLine(words: Words, evidence: Evidence): EvidenceLine {
  switch (evidence.sign) {
    case "domain-matches":
      return { mark: "confirms", sentence: words("queue.evidence-domain-matches", evidence) };
    case "domain-differs":
      return { mark: "look", sentence: words("queue.evidence-domain-differs", evidence) };
    case "same-name": {
      const state = words(`queue.state-${evidence.state}`);
      const { count } = evidence;
      return { mark: "look", sentence: words("queue.evidence-same-name", { count, state }) };
    }
    case "no-captcha":
      return { mark: "neutral", sentence: words("queue.evidence-no-captcha") };
    case "over-limit":
      return { mark: "look", sentence: words("queue.evidence-over-limit") };
    case "second-asked":
    case "second-confirmed":
    case "second-outdated":
    case "second-refused":
      return secondEvidenceLine(words, evidence);
    default:
      return unreachable(evidence);
  }
}
