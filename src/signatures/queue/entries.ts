import { inSlices } from "../../db/batch/in-slices.ts";
import type { Db, Prisma } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import { openUnder } from "../../shared/keys/key-change.ts";
import { fold } from "../../shared/text/text.ts";
import type { EntryRow } from "../entry.ts";
import { readEvidence, sendingCodes, writeEvidence } from "../evidence/codes.ts";
import { lookalikeKey } from "../evidence/lookalike.ts";
import { countMailboxes } from "../evidence/mailbox.ts";
import { type Evidence, evidenceOf } from "../evidence/read.ts";
import { othersOf } from "../evidence/resembling.ts";
import { type UnreadableEvidence, unreadableEvidence } from "../evidence/unreadable.ts";
import { asProposal, type Proposal, readProposal } from "../own-page/proposal.ts";
import { type ModeratorEvidence, moderatorEvidence } from "../questions/moderator/evidence.ts";
import { type SecondEvidence, secondEvidence } from "../questions/second/evidence.ts";
import { toKind, toState } from "../store.ts";
import { QUEUE_COLUMNS } from "./columns.ts";
import { authorityTexts, countNetworks, type Imported, importsOf } from "./facts.ts";

/** An entry as a moderator sees it. */
export type QueueEntry = EntryRow & {
  email: string | null;
  signedAt: Date;
  verifiedAt: Date | null;
  /** If it came by an import: whose, and when. */
  imported: Imported | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  reason: string | null;
  reasonWords: string | null;
  /** The move that decided it. */
  decidedAs: string | null;
  /** When it was taken off the list to be read again, if nothing in it has changed since. */
  unpublishedAt: Date | null;
  /** If it was taken down and is not erased yet: from which state. */
  takendownFrom: string | null;
  /** Until when it was last set aside; it may be back long since. */
  laterUntil: Date | null;
  contactsGoneAt: Date | null;
  movedAt: Date;
  heldReason: string | null;
  hiddenAt: Date | null;
  sortName: string | null;
  /** When its signatory last asked for a change that waits for a moderator. */
  proposedAt: Date | null;
  /** If it is a change of a published entry: what is published now. */
  replaces: Proposal | null;
  /** The first entry of its group of look-alikes. */
  standsWith: string;
  /** How the authority to sign was verified, besides the mailed link. */
  verifiedHow: string | null;
  verifiedHowAt: Date | null;
  /** Hashes of its address's domain and of the network that it came from. */
  domainKey: string | null;
  networkKey: string | null;
  /** Entries of this letter that came from the same network, this one among them. */
  networkCount: number;
  /** What its signatory agreed to about their authority to sign for the organisation. */
  authority: string | null;
  notes: { text: string; accountId: string; createdAt: Date }[];
  evidence: (Evidence | SecondEvidence | ModeratorEvidence | UnreadableEvidence)[];
};

type FoundRow = Prisma.SignatureGetPayload<{ select: typeof QUEUE_COLUMNS }>;

/** What of a row its evidence follows from, and a change of it that waits. */
export type ComparedRow = Omit<FoundRow, "questions" | "notes">;

/** A row with the name that it shows, which may be a proposed one, and the key of its own name. */
type AsShown = { ownKey: string; replaces: Proposal | null };

/**
 * Decrypts addresses, and adds the evidence for and against each entry. What cannot be read is
 * evidence too, and stops no other row.
 */
export async function readEntries(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  rows: readonly (FoundRow & AsShown)[],
): Promise<QueueEntry[]> {
  const [compared, networks, wordings, imports] = await Promise.all([
    compareEntries(deps, letterId, rows),
    countNetworks(deps.db, letterId, rows),
    authorityTexts(deps.db, rows),
    importsOf(deps.db, rows),
  ]);
  return compared.map(({ row, email, evidence: ofEntry }) => {
    const { questions, authorityHash, proposal, importKey: _, signals: __, ...rest } = row;
    const {
      addressLimitKey: ___,
      nameKey: ____,
      lookalikeKey: _____,
      ownKey: ______,
      ...shown
    } = rest;
    const isUnreadable = {
      address: row.email !== null && email === null,
      change: row.replaces !== null && readProposal(proposal) === null,
    };
    const networkCount = networks.get(row.networkKey) ?? 0;
    const authority = wordings.get(authorityHash) ?? null;
    const imported = imports.get(row.id) ?? null;
    const ofLists = { kind: toKind(row.kind), state: toState(row.state) };
    const entry = { ...shown, email, networkCount, authority, imported, ...ofLists };
    const evidence = [
      ...ofEntry,
      ...secondEvidence(entry, questions),
      ...moderatorEvidence(entry, questions),
      ...unreadableEvidence(isUnreadable),
    ];
    return { ...entry, evidence };
  });
}

/** The evidence about some entries as it stands now, with their addresses; null: unreadable. */
export async function compareEntries<Row extends ComparedRow & AsShown>(
  { db, keys }: Pick<Deps, "db" | "keys">,
  letterId: string,
  rows: readonly Row[],
): Promise<{ row: Row; email: string | null; evidence: Evidence[] }[]> {
  const stored = new Map(rows.map(({ id, signals }) => [id, readEvidence(signals)]));
  const withLikes = rows.map((row) => ({ ...row, likeId: stored.get(row.id)?.likeId ?? null }));
  const [others, mailboxes] = await Promise.all([
    othersOf(db, letterId, withLikes),
    countMailboxes(db, letterId, rows),
  ]);
  return await Promise.all(
    rows.map(async (row) => {
      const email = row.email === null ? null : await openUnder(keys, row.email);
      const domain = email?.split("@").at(-1) ?? null;
      const { name, website, affiliation, heldReason } = row;
      const source = { kind: toKind(row.kind), name, website, affiliation, heldReason, domain };
      const resembling = others.get(row.id) ?? { sameName: [], alike: [] };
      const ofMailbox = mailboxes.get(row.addressLimitKey) ?? 0;
      const kept = stored.get(row.id) ?? { codes: [], likeId: null };
      return { row, email, evidence: evidenceOf(source, { ...resembling, ofMailbox }, kept) };
    }),
  );
}

/** The rows of some entries, by id. */
export async function rowsOf(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundRow>> {
  const rows = await inSlices(db, ids, (some) =>
    db.signature.findMany({ where: { id: { in: some } }, select: QUEUE_COLUMNS }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** An entry as it is. */
export function asItself<Row extends ComparedRow>(row: Row): Row & AsShown {
  return { ...row, ownKey: row.nameKey, replaces: null };
}

/** A published entry as the one that the change which waits for it would make. */
export function asChange<Row extends ComparedRow>(row: Row): Row & AsShown {
  // One that cannot be read stands there as what is published, and says so.
  const proposal = readProposal(row.proposal) ?? asProposal(row);
  const { sortName: _, ...shown } = proposal;
  return {
    ...row,
    ...shown,
    nameKey: fold(proposal.name),
    ownKey: row.nameKey,
    lookalikeKey: lookalikeKey(proposal.name),
    signals: writeEvidence({ codes: sendingCodes(row.signals), likeId: null }),
    replaces: asProposal(row),
  };
}
