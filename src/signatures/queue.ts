import type { Db } from "../db/db.ts";
import type { Prisma } from "../db/generated/sqlite/client.ts";
import type { Deps } from "../deps.ts";
import { fold, foldedWords } from "../shared/text.ts";
import { WAITING_CHANGE } from "../shared/waiting.ts";
import type { StoredIdentity } from "./entry.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import type { State } from "./lifecycle.ts";
import { lookalikeKey } from "./lookalike.ts";
import { asProposal, type Proposal, readProposal } from "./proposal.ts";
import { beyond, queueOrder } from "./queue-order.ts";
import { othersOf } from "./resembling.ts";
import { LAST_QUESTION, type SecondEvidence, secondEvidence } from "./second-evidence.ts";
import { ofSending, readSignals, writeSignals } from "./signals.ts";
import { searchClauses, toKind, toState } from "./store.ts";

/** Entries a page of the queue shows. */
const QUEUE_PAGE_SIZE = 50;

/** The states that staff can look at, in the order of their tabs. */
export const QUEUE_STATES = [
  "pending",
  "held",
  "published",
  "rejected",
  "unverified",
] as const satisfies State[];

/** A state that staff can look at. */
export type QueueState = (typeof QUEUE_STATES)[number];

/** One entry as a moderator sees it. */
export type QueueEntry = StoredIdentity & {
  email: string | null;
  signedAt: Date;
  verifiedAt: Date | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  reason: string | null;
  reasonWords: string | null;
  heldReason: string | null;
  hiddenAt: Date | null;
  sortName: string | null;
  /** When its signatory last asked for a change that waits for a moderator. */
  proposedAt: Date | null;
  /** What is published now, where the entry is a change of it; null for every other. */
  replaces: Proposal | null;
  /** The first of the entries that it stands with, since they resemble each other. */
  standsWith: string;
  /** How the authority to sign was verified beside the mailed link. */
  verifiedHow: string | null;
  verifiedHowAt: Date | null;
  notes: { text: string; accountId: string; createdAt: Date }[];
  evidence: (Evidence | SecondEvidence)[];
};

/** A page of the queue: oldest first, with the cursor of the next one. */
export type QueuePage = { entries: QueueEntry[]; next: string | null };

/** Where a page of the queue begins and what it is narrowed to. */
export type QueueQuery = { state: QueueState; after: string | null; q: string };

/**
 * The entries of one state, oldest first (the decided ones newest first), a page at a time. The
 * first page of the pending ones begins with the changes that wait for published entries.
 */
export async function queuePage(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  query: QueueQuery,
): Promise<QueuePage> {
  const order = query.state === "pending" || query.state === "held" ? "asc" : "desc";
  const rows = await deps.db.signature.findMany({
    where: {
      letterId,
      state: query.state,
      AND: [
        ...searchClauses(letterId, foldedWords(query.q)),
        await beyond(deps.db, query.after, order),
      ],
    },
    orderBy: queueOrder(order),
    take: QUEUE_PAGE_SIZE + 1,
    select: QUEUE_COLUMNS,
  });
  const page = rows.slice(0, QUEUE_PAGE_SIZE);
  const isStart = query.state === "pending" && query.after === null;
  const changes = isStart ? await proposedChanges(deps.db, letterId) : [];
  const shown = [
    ...changes,
    ...page.map((row) => ({ ...row, ownKey: row.nameKey, replaces: null })),
  ];
  const entries = await readEntries(deps, letterId, shown);
  return { entries, next: rows.length > QUEUE_PAGE_SIZE ? (page.at(-1)?.id ?? null) : null };
}

/** One entry as a moderator sees it, in whatever state, with the hashes of what it agreed to. */
export async function queueEntry(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  id: string,
): Promise<{
  entry: QueueEntry;
  consentHash: string | null;
  authorityHash: string | null;
  invalidationId: string | null;
} | null> {
  const row = await deps.db.signature.findFirst({
    where: { letterId, id },
    select: { ...QUEUE_COLUMNS, consentHash: true, authorityHash: true, invalidationId: true },
  });
  if (row === null) return null;
  const { consentHash, authorityHash, invalidationId, ...shown } = row;
  const [entry] = await readEntries(deps, letterId, [
    { ...shown, ownKey: row.nameKey, replaces: null },
  ]);
  return entry === undefined ? null : { entry, consentHash, authorityHash, invalidationId };
}

type Shown = Row & { ownKey: string; replaces: Proposal | null };

/** Rows with their addresses decrypted and what speaks for and against them. */
async function readEntries(
  deps: Pick<Deps, "db" | "keys">,
  letterId: string,
  shown: readonly Shown[],
): Promise<QueueEntry[]> {
  const noticed = shown.map((row) => ({ ...row, ...readSignals(row.signals) }));
  const others = await othersOf(deps.db, letterId, noticed);
  return await Promise.all(
    noticed.map(async ({ signals, likeId, confirmations, ...shownRow }) => {
      const { nameKey: _, lookalikeKey: __, ownKey: ___, proposal: ____, ...row } = shownRow;
      const email = row.email === null ? null : await deps.keys.decrypt(row.email);
      const entry = { ...row, email, kind: toKind(row.kind), state: toState(row.state) };
      const source = { ...entry, domain: email?.split("@").at(-1) ?? null };
      const seen = others.get(row.id) ?? { twins: [], alike: [] };
      const evidence = [
        ...evidenceOf(source, seen, { signals, likeId }),
        ...secondEvidence(entry, confirmations),
      ];
      return { ...entry, evidence };
    }),
  );
}

/** Changes that wait for published entries, oldest first: the entry as it would be. */
async function proposedChanges(db: Db, letterId: string) {
  const rows = await db.signature.findMany({
    where: { letterId, ...WAITING_CHANGE },
    orderBy: [{ proposedAt: "asc" }, { id: "asc" }],
    take: QUEUE_PAGE_SIZE,
    select: QUEUE_COLUMNS,
  });
  return rows.flatMap((row) => {
    const proposal = readProposal(row.proposal);
    if (proposal === null) return [];
    const { sortName: _, ...shown } = proposal;
    const keys = {
      ...{ nameKey: fold(proposal.name), ownKey: row.nameKey },
      ...{
        lookalikeKey: lookalikeKey(proposal.name),
        signals: writeSignals({ signals: ofSending(row.signals), likeId: null }),
      },
    };
    return [{ ...row, ...shown, ...keys, replaces: asProposal(row) }];
  });
}

const QUEUE_COLUMNS = {
  id: true,
  state: true,
  kind: true,
  name: true,
  nameKey: true,
  title: true,
  affiliation: true,
  website: true,
  country: true,
  visibility: true,
  contactName: true,
  contactRole: true,
  email: true,
  signedAt: true,
  verifiedAt: true,
  decidedAt: true,
  decidedBy: true,
  reason: true,
  reasonWords: true,
  heldReason: true,
  lookalikeKey: true,
  signals: true,
  standsWith: true,
  hiddenAt: true,
  sortName: true,
  proposal: true,
  proposedAt: true,
  verifiedHow: true,
  verifiedHowAt: true,
  confirmations: LAST_QUESTION,
  notes: { select: { text: true, accountId: true, createdAt: true }, orderBy: { id: "asc" } },
} as const;

type Row = Prisma.SignatureGetPayload<{ select: typeof QUEUE_COLUMNS }>;

/** How many entries of a letter stand in one state; waiting changes count among the pending. */
export async function queueCount(
  deps: Pick<Deps, "db">,
  letterId: string,
  state: QueueState,
): Promise<number> {
  const { signature } = deps.db;
  const entries = await signature.count({ where: { letterId, state } });
  if (state !== "pending") return entries;
  return entries + (await signature.count({ where: { letterId, ...WAITING_CHANGE } }));
}

/** How many entries of a letter stand in each state that staff can look at. */
export async function queueCounts(
  deps: Pick<Deps, "db">,
  letterId: string,
): Promise<Record<QueueState, number>> {
  const count = (state: QueueState) => queueCount(deps, letterId, state);
  const [pending, held, published, rejected, unverified] = await Promise.all([
    count("pending"),
    count("held"),
    count("published"),
    count("rejected"),
    count("unverified"),
  ]);
  return { pending, held, published, rejected, unverified };
}

/** Since when the oldest pending entry or change of a letter waits; null where none does. */
export async function oldestPending(
  deps: Pick<Deps, "db">,
  letterId: string,
): Promise<Date | null> {
  const oldest = await deps.db.signature.findFirst({
    where: { letterId, state: "pending" },
    orderBy: [{ signedAt: "asc" }, { id: "asc" }],
    select: { signedAt: true },
  });
  const change = await deps.db.signature.findFirst({
    where: { letterId, ...WAITING_CHANGE },
    orderBy: { proposedAt: "asc" },
    select: { proposedAt: true },
  });
  const since = [oldest?.signedAt, change?.proposedAt].filter((at) => at instanceof Date);
  return since.sort((left, right) => left.getTime() - right.getTime())[0] ?? null;
}
