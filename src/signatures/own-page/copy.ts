import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { correctionOf } from "../correction/restore.ts";
import { readEvidence } from "../evidence/codes.ts";
import { entryHistory, type HistoryLine } from "../history/entry.ts";
import { ENDED_STATES, isOneOf } from "../lifecycle.ts";
import { openAddressChange } from "../questions/address/ask.ts";
import { MODERATORS } from "../questions/moderator/open.ts";
import { readProposal } from "./proposal.ts";

/** Whose names a copy gives: staff stand in it as staff. */
const NAMED: readonly string[] = [
  "signatory",
  "organisation",
  "new-address",
  "import",
  "job",
  "command",
];

/**
 * Everything that is held about an entry, for its signatory, in a form that programs read; null if
 * it is erased or about to be. What moderators noted is counted, not quoted: it may speak of
 * others.
 *
 * Source: GDPR, articles 15 and 20.
 */
export async function copyOfEntry(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Pick<Letter, "id" | "slug">,
  id: string,
) {
  const [history, change, correction, asked, row] = await Promise.all([
    entryHistory(deps, letter.id, id),
    openAddressChange(deps, id),
    correctionOf(deps, id),
    questionsTo(deps, id),
    deps.db.signature.findFirst({
      where: { id, letterId: letter.id },
      select: {
        language: true,
        source: true,
        clientKey: true,
        signals: true,
        proposal: true,
        contactsGoneAt: true,
      },
    }),
  ]);
  if (history === null || row === null) return null;
  if (isOneOf(history.entry.state, ENDED_STATES) || history.entry.name === "") return null;
  const { entry, signed, agreements, authority, lines } = history;
  return {
    letter: letter.slug,
    entry: {
      kind: entry.kind,
      state: entry.state,
      name: entry.name,
      sortName: entry.sortName,
      title: entry.title,
      affiliation: entry.affiliation,
      website: entry.website,
      country: entry.country === "ZZ" ? null : entry.country,
      visibility: entry.visibility,
      capacity: entry.capacity,
      hiddenAt: entry.hiddenAt,
      email: entry.email,
      contactName: entry.contactName,
      contactRole: entry.contactRole,
      addressDeletedAt: row.contactsGoneAt,
      language: row.language,
      source: row.source,
      version: signed?.number ?? null,
      signedAt: entry.signedAt,
      confirmedAt: entry.verifiedAt,
      decidedAt: entry.decidedAt,
      reason: entry.reason,
    },
    /** What they wrote, if a moderator corrected the wording and they did not go back to it. */
    wordingBeforeCorrection: correction?.former ?? null,
    /** What moderators asked, and what they replied. */
    questionsOfModerators: asked,
    changeThatWaits: readProposal(row.proposal),
    /** Masked, as on the own page: it may be somebody else's, who has not confirmed it yet. */
    changeOfAddress: change && addressChange(change),
    agreedTo: [
      ...agreements.map(({ purpose, holds, text, at }) => ({ purpose, holds, at, sentence: text })),
      ...(authority === null ? [] : [{ purpose: "authority", holds: true, sentence: authority }]),
    ],
    history: lines.filter(({ what }) => what !== "note").map(historyLine),
    /** Codes of what was noticed about it, such as that others have the same name. */
    evidence: readEvidence(row.signals).codes,
    /** Whether there are codes, soon destroyed, that show which entries came from one place. */
    codesOfWhereItCameFrom: row.clientKey !== null,
    notesOfStaff: entry.notes.length,
  };
}

async function questionsTo({ db }: Pick<Deps, "db">, signatureId: string) {
  const rows = await db.question.findMany({
    where: { signatureId, ...MODERATORS },
    orderBy: { about: "asc" },
    select: { askedAt: true, text: true, reply: true, answeredAt: true },
  });
  return rows.map(({ text: question, ...rest }) => ({ question, ...rest }));
}

function addressChange(change: NonNullable<Awaited<ReturnType<typeof openAddressChange>>>) {
  return {
    newEmail: change.masked,
    contactName: change.contact?.name ?? null,
    contactRole: change.contact?.role ?? null,
    askedAt: change.askedAt,
    openUntil: change.until,
  };
}

function historyLine(line: HistoryLine) {
  switch (line.what) {
    case "event": {
      const by = NAMED.includes(line.by) ? line.by : "staff";
      return { at: line.at, what: line.code, by, reason: line.reason };
    }
    case "mail":
      return { at: line.at, what: line.what, mail: line.kind, state: line.state };
    case "note":
      return { at: line.at, what: line.what };
  }
}
