import type { Words } from "../../../views/page/words.ts";
import type { EvidenceLine } from "../../../views/queue/evidence.tsx";
import type { QueueRowEntry } from "../../../views/queue/rows/beside.tsx";
import { isReason } from "../../shared/reasons.ts";
import { unreachable } from "../../shared/unreachable.ts";
import {
  EVIDENCE_MARKS,
  isLookCloser,
  MANY_FROM_CLIENT,
  MANY_FROM_DOMAIN,
} from "../../signatures/evidence/codes.ts";
import type { Evidence } from "../../signatures/evidence/read.ts";
import type { QueueEntry } from "../../signatures/queue/entries.ts";
import { NO_FILTER, type QueueFilter, shortNetwork } from "../../signatures/queue/filter.ts";
import type { QueueQuery } from "../../signatures/queue/read.ts";
import { isSetAside } from "../../signatures/queue/undo.ts";
import { moderatorEvidenceLine } from "../question/moderator-words.ts";
import { secondEvidenceLine } from "../question/second-words.ts";
import { queueAddress } from "./query.ts";

export function rowOf(
  words: Words,
  entry: QueueEntry,
  names: ReadonlyMap<string, string>,
  /** What the letter calls its reasons, by code. */
  labels: ReadonlyMap<string, string>,
  at: { letter: { slug: string }; query: QueueQuery; now: Date },
): QueueRowEntry {
  const nameOf = (accountId: string) => names.get(accountId) ?? words("queue.somebody-gone");
  const { networkKey, networkCount, domainKey } = entry;
  const toFilter = (filter: Partial<QueueFilter>) =>
    queueAddress(at.letter.slug, { ...NO_FILTER, ...filter, state: at.query.state, after: null });
  return {
    ...entry,
    isTest: entry.evidence.some(({ code }) => code === "test"),
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
    asideUntil: isSetAside(entry, at.now) ? entry.laterUntil : null,
    imported: importedText(words, entry, names),
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

/** What stands where “Confirmed” would, of an entry that came by an import; null of others. */
export function importedText(
  words: Words,
  { imported, verifiedAt }: Pick<QueueEntry, "imported" | "verifiedAt">,
  names: ReadonlyMap<string, string>,
): string | null {
  if (imported === null || verifiedAt !== null) return null;
  const day = words.day(imported.at);
  if (imported.by === "import") return words("queue.imported-by-command", { day });
  const name = names.get(imported.by) ?? words("queue.somebody-gone");
  return words("queue.imported-by", { name, day });
}

/** An entry as programs read it: what it says, and the codes of its evidence. */
export function itemOf(entry: QueueEntry) {
  const { id, kind, name, title, affiliation, website, country, state } = entry;
  const evidence = entry.evidence.map(({ code }) => code);
  return { id, kind, name, title, affiliation, website, country, state, evidence };
}

/** A reason's code in words for staff; null if there is none. */
export function reasonText(
  words: Words,
  reason: string | null,
  labels: ReadonlyMap<string, string>,
): string | null {
  if (reason === null) return null;
  return labels.get(reason) ?? (isReason(reason) ? words(`queue.reason-${reason}`) : null);
}

/** A piece of evidence in words, with its mark. */
export function evidenceLine(words: Words, evidence: QueueEntry["evidence"][number]): EvidenceLine {
  switch (evidence.code) {
    case "address-unreadable":
    case "change-unreadable":
      return { mark: "look", sentence: words(`signals.${evidence.code}`) };
    case "second-asked":
    case "second-confirmed":
    case "second-outdated":
    case "second-refused":
      return secondEvidenceLine(words, evidence);
    case "moderator-asked":
    case "moderator-replied":
      return moderatorEvidenceLine(words, evidence);
    default:
      return {
        mark: EVIDENCE_MARKS[evidence.code],
        sentence: evidenceSentence(words, evidence),
        isCloser: isLookCloser(evidence.code),
      };
  }
}

function evidenceSentence(words: Words, evidence: Evidence): string {
  switch (evidence.code) {
    case "same-name": {
      const state = words(`queue.state-${evidence.state}`);
      return words("signals.same-name", { count: evidence.count, state });
    }
    case "one-mailbox":
      return words("signals.one-mailbox", evidence);
    case "look-alike": {
      const { other } = evidence;
      if (other === null) return words("signals.look-alike-gone");
      const state = words(`queue.state-${other.state}`);
      return words("signals.look-alike", { name: other.name, state });
    }
    case "many-from-client":
      return words("signals.many-from-client", { count: MANY_FROM_CLIENT - 1 });
    case "many-from-domain":
      return words("signals.many-from-domain", { count: MANY_FROM_DOMAIN - 1 });
    case "domain-differs":
      return words("signals.domain-differs", evidence);
    case "affiliation-matches":
      return words("signals.affiliation-matches", evidence);
    case "domain-matches":
    case "free-mail":
    case "disposable":
    case "odd-domain":
      return words(`signals.${evidence.code}`, { domain: evidence.domain });
    case "mixed-scripts":
      return words("signals.mixed-scripts", evidence);
    case "no-website":
    case "no-captcha":
    case "over-limit":
    case "message":
    case "confirmed-fast":
    case "test":
      return words(`signals.${evidence.code}`);
    default:
      return unreachable(evidence);
  }
}
