import type { Deps } from "../src/deps.ts";
import { saveLetter } from "../src/letters/edit.ts";
import type { Letter } from "../src/letters/letter.ts";
import type { LetterFile } from "../src/letters/letter-file.ts";
import { publicLetter } from "../src/letters/read.ts";
import { DAY_MS, HOUR_MS, later } from "../src/shared/clock.ts";
import { newId } from "../src/shared/ids.ts";
import { parseEmailAddress } from "../src/shared/text/email-address.ts";
import { addressColumns, type EntryIdentity, identityColumns } from "../src/signatures/entry.ts";
import { ownEvidenceColumn } from "../src/signatures/evidence/collect.ts";
import {
  type FirstMove,
  HELD_TTL_DAYS,
  type OnwardMove,
  type State,
  VERIFY_TTL_DAYS,
} from "../src/signatures/lifecycle.ts";
import { type Proposal, writeProposal } from "../src/signatures/own-page/proposal.ts";
import { firstColumns, move } from "../src/signatures/store.ts";

type BuildDeps = Pick<Deps, "db" | "keys" | "clock">;

/** The file of a letter; what is not given is made up. */
export function letterFile(given: Partial<LetterFile> = {}): LetterFile {
  return {
    slug: "rivers",
    title: "A letter about rivers",
    body: "We ask for clean rivers.\n\n1. Measure them.\n2. Mend them.",
    closing: "Yours faithfully,",
    language: "en",
    published: new Date("2026-05-01"),
    publishedBy: "River Watch",
    author: null,
    summary: null,
    tags: [],
    state: "open",
    closes: null,
    timeZone: "UTC",
    change: "substantial",
    changeReason: null,
    controller: null,
    contact: null,
    replyTo: null,
    noindex: false,
    ...given,
  };
}

/** A letter; what is not given is made up. */
export async function buildLetter(
  deps: BuildDeps,
  given: Partial<LetterFile> = {},
): Promise<Letter> {
  const file = letterFile(given);
  await saveLetter(deps, file);
  const letter = await publicLetter(deps, file.slug);
  if (letter === null) throw new Error("A built letter is a draft; ask for it by its slug.");
  return letter;
}

/** What a test or the demo says of an entry; the rest is made up. */
export type GivenEntry = Partial<EntryIdentity> & {
  state?: State;
  email?: string;
  visibility?: "full" | "anonymous";
  capacity?: "own" | null;
  contactName?: string;
  contactRole?: string;
  heldReason?: "captcha" | "limit" | "message";
  reason?: string;
  hoursAgo?: number;
  hiddenAt?: Date;
  /** If it is taken down: not erased yet. */
  takendownFrom?: "published";
  /** What its signatory wants it to say in future. */
  proposal?: Partial<Proposal>;
  decidedBy?: string;
};

/** How an entry gets to a state: the first move, the state it begins in, and a second move. */
const WAYS: Record<State, [FirstMove, State, OnwardMove | null]> = {
  held: ["hold", "held", null],
  unverified: ["sign", "unverified", null],
  pending: ["import", "pending", null],
  published: ["import", "published", null],
  rejected: ["import", "pending", "reject"],
  withdrawn: ["import", "pending", "withdraw"],
  refused: ["sign", "unverified", "refuse"],
  invalidated: ["import", "pending", "invalidate"],
  takendown: ["import", "published", "erase"],
};
/** States that follow a moderator's decision. */
const DECIDED: readonly State[] = ["published", "rejected", "takendown", "invalidated"];

/** Builds an entry in the given state, as if it had got there by itself. Gives its id. */
export async function buildEntry(
  deps: BuildDeps,
  letter: Letter,
  given: GivenEntry = {},
): Promise<string> {
  const state = given.state ?? "published";
  const id = newId(deps.clock);
  const kind = given.kind ?? "individual";
  const signedAt = later(deps.clock.now(), -(given.hoursAgo ?? 0) * HOUR_MS);
  const address = parseEmailAddress(given.email ?? `${id}@example.org`);
  if (address === null) throw new Error(`${given.email} is no address.`);
  const isOrganisation = kind === "organisation";
  const identity: EntryIdentity = {
    kind,
    // No two by one name, which would be evidence.
    name: given.name ?? `Ada Example ${id.replaceAll("-", "")}`,
    sortName: given.sortName ?? null,
    title: given.title ?? null,
    affiliation: given.affiliation ?? null,
    website: given.website ?? (isOrganisation ? "https://example.org" : null),
    country: given.country ?? "ZZ",
  };
  const particulars = {
    visibility: given.visibility ?? "full",
    capacity: given.capacity ?? null,
    contactName: isOrganisation ? (given.contactName ?? "Sam Officer") : null,
    contactRole: isOrganisation ? (given.contactRole ?? "Director") : null,
  };
  const isVerified = state !== "unverified" && state !== "held" && state !== "refused";
  const heldReason = state === "held" ? (given.heldReason ?? "captcha") : null;
  const [firstMove, firstState, usualMove] = WAYS[state];
  const lastMove = given.takendownFrom === undefined ? usualMove : "withhold";
  const mover = {
    by: (DECIDED.includes(state) ? given.decidedBy : null) ?? "signatory",
    at: signedAt,
  };
  await deps.db.signature.create({
    data: {
      ...(await identityColumns(deps.keys, letter, identity)),
      ...(await addressColumns(deps.keys, address)),
      id,
      letterId: letter.id,
      ...firstColumns(firstMove, firstState, mover),
      ...particulars,
      language: letter.language,
      letterVersionId: letter.version.id,
      heldReason,
      signals: ownEvidenceColumn({ ...identity, domain: address.domain, heldReason }),
      hiddenAt: given.hiddenAt ?? null,
      ...proposalColumns(given.proposal, { ...identity, ...particulars }, deps.clock.now()),
      standsWith: id,
      standsAt: signedAt,
      signedAt,
      expiresAt: expiryOf(state, signedAt),
      // As long as it is null, no move is mailed.
      verifiedAt: isVerified && lastMove === null ? signedAt : null,
      decidedAt: DECIDED.includes(state) ? signedAt : null,
      decidedBy: DECIDED.includes(state) ? (given.decidedBy ?? null) : null,
      reason: given.reason ?? null,
    },
    select: { id: true },
  });
  if (lastMove !== null) {
    const was = cameFrom(lastMove, firstState);
    await move(deps.db, { id }, lastMove, { ...mover, reason: given.reason ?? null }, was);
    if (isVerified)
      await deps.db.signature.updateMany({ where: { id }, data: { verifiedAt: signedAt } });
  }
  return id;
}

function cameFrom(lastMove: OnwardMove, state: State) {
  if (lastMove === "invalidate") return { invalidatedFrom: state };
  return lastMove === "withhold" ? { takendownFrom: state } : {};
}

function proposalColumns(wish: Partial<Proposal> | undefined, entry: Proposal, now: Date) {
  if (wish === undefined) return {};
  return { proposal: writeProposal({ ...entry, ...wish }), proposedAt: now };
}

function expiryOf(state: State, signedAt: Date): Date | null {
  if (state === "unverified") return later(signedAt, VERIFY_TTL_DAYS * DAY_MS);
  if (state === "held") return later(signedAt, HELD_TTL_DAYS * DAY_MS);
  return null;
}
