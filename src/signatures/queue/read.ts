import { z } from "zod";
import { inSlices } from "../../db/batch/in-slices.ts";
import type { Db, Prisma } from "../../db/db.ts";
import { join, leavingOut, sql } from "../../db/sql.ts";
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
import { type SecondEvidence, secondEvidence } from "../questions/second/evidence.ts";
import type { AgreedColumns } from "../signing/purposes.ts";
import { toKind, toState } from "../store.ts";
import { AGREED_COLUMNS, QUEUE_COLUMNS } from "./columns.ts";
import { authorityTexts, countNetworks, type Imported, importsOf } from "./facts.ts";
import { filterConditions, type QueueFilter } from "./filter.ts";
import { ageColumnOf, conditionsAfter, orderOf, type QueueState } from "./order.ts";

/** Entries a page of the queue shows. */
export const QUEUE_PAGE_SIZE = 50;

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
  evidence: (Evidence | SecondEvidence | UnreadableEvidence)[];
};

/** A page of the queue: oldest first, with the cursor of the next one. */
export type QueuePage = { entries: QueueEntry[]; next: string | null };

/** Where a page of the queue begins, and what it is filtered by. */
export type QueueQuery = { state: QueueState; after: string | null } & QueueFilter;

/**
 * The entries of one state, a page at a time. Those that wait come oldest first, each followed by
 * all that resemble it; others come newest first. The first page of pending entries begins with the
 * changes that wait for published ones.
 */
export async function queuePage(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letterId: string,
  query: QueueQuery,
): Promise<QueuePage> {
  const now = deps.clock.now();
  const isStart = query.state === "pending" && query.after === null;
  const [ids, proposed] = await Promise.all([
    pageIds(deps.db, letterId, query, now),
    isStart ? proposedIds(deps.db, letterId, query, now) : [],
  ]);
  const found = await rowsOf(deps.db, [...ids, ...proposed]);
  const inOrder = (some: readonly string[]) => some.flatMap((id) => found.get(id) ?? []);
  const rows = inOrder(ids);
  const page = rows.slice(0, QUEUE_PAGE_SIZE);
  const shown = [
    ...inOrder(proposed).map(asChange),
    ...page.map((row) => ({ ...row, ownKey: row.nameKey, replaces: null })),
  ];
  const entries = await readEntries(deps, letterId, shown);
  return { entries, next: rows.length > QUEUE_PAGE_SIZE ? (page.at(-1)?.id ?? null) : null };
}

const foundRows = z.array(z.object({ id: z.string() }));

/** The entries of a page, and one more if another page follows. */
async function pageIds(db: Db, letterId: string, query: QueueQuery, now: Date): Promise<string[]> {
  const { state } = query;
  const filter = await filterConditions(db, letterId, query, now, ageColumnOf(state));
  const { isInState, order, index } = orderOf(state, filter.by);
  const conditions = [
    sql`letter_id = ${letterId}`,
    isInState,
    ...filter.conditions,
    ...(await conditionsAfter(db, state, query.after)),
  ];
  const rows = await db.$rowsInBackground(sql`
    SELECT id FROM signature ${db.$dialect.by(index)} WHERE ${join(conditions, " AND ")}
    ORDER BY ${order} LIMIT ${QUEUE_PAGE_SIZE + 1}`);
  return foundRows.parse(rows).map(({ id }) => id);
}

/** The rows of some entries, by id. */
async function rowsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, FoundRow>> {
  const rows = await inSlices(db, ids, (some) =>
    db.signature.findMany({ where: { id: { in: some } }, select: QUEUE_COLUMNS }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const OF_ONE_ENTRY = { letterVersionId: true, invalidationId: true } as const;

/** One entry in whatever state, with the hashes of what its signatory agreed to. */
export async function queueEntry(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  id: string,
): Promise<{
  entry: QueueEntry;
  agreed: AgreedColumns;
  authorityHash: string | null;
  letterVersionId: string;
  invalidationId: string | null;
} | null> {
  const row = await deps.db.signature.findFirst({
    where: { letterId, id },
    select: { ...QUEUE_COLUMNS, ...AGREED_COLUMNS, ...OF_ONE_ENTRY },
  });
  if (row === null) return null;
  const { consentHash, consentAt, updates, updatesHash, updatesAt, ...rest } = row;
  const { letterVersionId, invalidationId, ...shown } = rest;
  const agreed = { consentHash, consentAt, updates, updatesHash, updatesAt };
  const { authorityHash } = row;
  const [entry] = await readEntries(deps, letterId, [
    { ...shown, ownKey: row.nameKey, replaces: null },
  ]);
  if (entry === undefined) return null;
  return { entry, agreed, authorityHash, letterVersionId, invalidationId };
}

/** A row with the name that it shows, which may be a proposed one, and the key of its own name. */
type QueueRow = FoundRow & { ownKey: string; replaces: Proposal | null };

type FoundRow = Prisma.SignatureGetPayload<{ select: typeof QUEUE_COLUMNS }>;

/**
 * Decrypts addresses, and adds the evidence for and against each entry. What cannot be read is
 * evidence too, and stops no other row.
 */
async function readEntries(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  rows: readonly QueueRow[],
): Promise<QueueEntry[]> {
  const withEvidence = rows.map(({ signals, ...row }) => ({ ...row, ...readEvidence(signals) }));
  const [others, networks, wordings, mailboxes, imports] = await Promise.all([
    othersOf(deps.db, letterId, withEvidence),
    countNetworks(deps.db, letterId, rows),
    authorityTexts(deps.db, rows),
    countMailboxes(deps.db, letterId, rows),
    importsOf(deps.db, rows),
  ]);
  return await Promise.all(
    withEvidence.map(async ({ codes, likeId, questions, authorityHash, ...shownRow }) => {
      const ofMailbox = mailboxes.get(shownRow.addressLimitKey) ?? 0;
      const {
        addressLimitKey: _,
        nameKey: __,
        lookalikeKey: ___,
        ownKey: ____,
        importKey: _____,
        ...shown
      } = shownRow;
      const { proposal, ...row } = shown;
      const email = row.email === null ? null : await openUnder(deps.keys, row.email);
      const isUnreadable = {
        address: row.email !== null && email === null,
        change: row.replaces !== null && readProposal(proposal) === null,
      };
      const networkCount = networks.get(row.networkKey) ?? 0;
      const authority = wordings.get(authorityHash) ?? null;
      const imported = imports.get(row.id) ?? null;
      const ofLists = { kind: toKind(row.kind), state: toState(row.state) };
      const facts = { networkCount, authority, imported, ...ofLists };
      const entry = { ...row, email, ...facts };
      const source = { ...entry, domain: email?.split("@").at(-1) ?? null };
      const resembling = others.get(row.id) ?? { sameName: [], alike: [] };
      const evidence = [
        ...evidenceOf(source, { ...resembling, ofMailbox }, { codes, likeId }),
        ...secondEvidence(entry, questions),
        ...unreadableEvidence(isUnreadable),
      ];
      return { ...entry, evidence };
    }),
  );
}

/** The published entries for which changes wait, in the order in which these were asked for. */
async function proposedIds(
  db: Db,
  letterId: string,
  filter: QueueFilter,
  now: Date,
): Promise<string[]> {
  const { conditions } = await filterConditions(db, letterId, filter, now, "proposed_at");
  const where = [
    sql`letter_id = ${letterId} AND proposed_at IS NOT NULL`,
    leavingOut(sql`state = 'published'`),
    ...conditions,
  ];
  const found = await db.$rowsInBackground(sql`
    SELECT id FROM signature ${db.$dialect.by("signature_letter_id_proposed_at_idx")}
    WHERE ${join(where, " AND ")} ORDER BY proposed_at, id LIMIT ${QUEUE_PAGE_SIZE}`);
  return foundRows.parse(found).map(({ id }) => id);
}

/** A published entry as the one that the change which waits for it would make. */
function asChange(row: FoundRow): QueueRow {
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
