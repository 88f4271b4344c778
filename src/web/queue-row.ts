import type { EvidenceLine, QueueRowEntry } from "../../views/queue-row.tsx";
import type { Words } from "../../views/words.ts";
import { isReason } from "../shared/reasons.ts";
import { unreachable } from "../shared/unreachable.ts";
import type { Evidence } from "../signatures/evidence.ts";
import type { QueueEntry, QueueQuery } from "../signatures/queue.ts";
import { NO_FILTER, type QueueFilter, shortNetwork } from "../signatures/queue-filter.ts";
import { queueAddress } from "./queue-query.ts";

/** An entry in the words of its row. */
export function rowOf(
  words: Words,
  entry: QueueEntry,
  names: ReadonlyMap<string, string>,
  at: { letter: { slug: string }; query: QueueQuery },
): QueueRowEntry {
  const nameOf = (accountId: string) => names.get(accountId) ?? words("queue.somebody-gone");
  const { networkKey, networkCount, domainKey } = entry;
  const toFilter = (filter: Partial<QueueFilter>) =>
    queueAddress(at.letter.slug, { ...NO_FILTER, ...filter, state: at.query.state, after: null });
  return {
    ...entry,
    domainHref: domainKey === null ? null : toFilter({ domain: domainKey }),
    network:
      networkKey === null || networkCount < 2
        ? null
        : {
            short: shortNetwork(networkKey),
            count: networkCount,
            href: toFilter({ network: networkKey }),
          },
    signedAt: entry.replaces === null ? entry.signedAt : (entry.proposedAt ?? entry.signedAt),
    verifiedAt: entry.replaces === null ? entry.verifiedAt : null,
    evidence: entry.evidence.map((evidence) => evidenceLine(words, evidence)),
    decided:
      entry.decidedAt === null
        ? null
        : {
            by: entry.decidedBy === null ? null : nameOf(entry.decidedBy),
            at: entry.decidedAt,
            reason: entry.reasonWords ?? reasonText(words, entry.reason),
          },
    notes: entry.notes.map((note) => ({ by: nameOf(note.accountId), text: note.text })),
  };
}

/** A reason's code in words for staff; null where there is none. */
export function reasonText(words: Words, reason: string | null): string | null {
  return reason !== null && isReason(reason) ? words(`queue.reason-${reason}`) : null;
}

function evidenceLine(words: Words, evidence: Evidence): EvidenceLine {
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
    default:
      return unreachable(evidence);
  }
}
