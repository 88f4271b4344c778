import type { Deps } from "../../deps.ts";
import {
  identityColumns,
  identityOf,
  type ListingLetter,
  particularsOf,
  unverifiedIfChanged,
} from "../entry.ts";
import { evidenceOfChange } from "../evidence/collect.ts";
import type { EntryForm } from "../signing/entry-fields.ts";
import { BY_SIGNATORY, type Mover, move } from "../store.ts";
import { asProposal, NO_PROPOSAL, type Proposal, writeProposal } from "./proposal.ts";
import type { OwnPageEntry } from "./view.ts";

/** What became of a change. One form can do two things at once, and the outcome names both. */
export type ChangeOutcome =
  /** It took effect at once, or nothing public was changed. */
  | "changed"
  /** It waits for a moderator; what is published stays until then. */
  | "proposed"
  /** An earlier change that was waiting is taken back: the entry stays as it is. */
  | "discarded"
  /** The name is gone from the list at once. */
  | "unnamed"
  | "unnamed-and-proposed"
  | "unnamed-and-discarded"
  /** The entry's state does not allow a change. */
  | "impossible";

type ChangeDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/**
 * Changes an entry as its signatory wishes. A pending one changes at once: a moderator has yet to
 * read it, and a decision on what they read before no longer applies. For a published one the
 * change is proposed and what is published stays, except that going unnamed takes effect at once,
 * since it only takes away.
 */
export async function changeEntry(
  deps: ChangeDeps,
  letter: ListingLetter,
  entry: OwnPageEntry,
  form: EntryForm,
): Promise<ChangeOutcome> {
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const outcome = (await changePending(deps, letter, entry, form, mover))
    ? "changed"
    : await changePublished(deps, entry, form, mover);
  if (outcome !== "impossible") deps.log.info(`signature.${outcome}`, { signature: entry.id });
  return outcome;
}

async function changePending(
  deps: ChangeDeps,
  letter: ListingLetter,
  entry: OwnPageEntry,
  form: EntryForm,
  mover: Mover,
): Promise<boolean> {
  if (entry.state !== "pending") return false;
  const identity = identityOf(form);
  const columns = await identityColumns(deps.keys, letter, identity);
  const changed = await move(deps.db, { id: entry.id }, "edit", mover, {
    ...columns,
    ...(await evidenceOfChange(deps, entry.id, { ...columns, letterId: letter.id })),
    ...unverifiedIfChanged(entry, identity),
    ...particularsOf(form),
    // What waited for a moderator when it was unpublished would undo this.
    ...NO_PROPOSAL,
    editedAt: mover.at,
    unpublishedAt: null,
    laterUntil: null,
  });
  return changed.length > 0;
}

/**
 * Settles first what is to wait for a moderator, then the name: in this order no change that waited
 * before can be accepted in between and bring the name back.
 */
async function changePublished(
  { db }: ChangeDeps,
  entry: OwnPageEntry,
  form: EntryForm,
  mover: Mover,
): Promise<ChangeOutcome> {
  const { kind: _, ...identity } = identityOf(form);
  const wanted: Proposal = { ...identity, ...particularsOf(form) };
  const which = { id: entry.id };
  const isPublished = await db.signature.count({ where: { ...which, state: "published" } });
  if (isPublished === 0) return "impossible";
  const change = await settleProposal(db, entry, wanted, mover);
  const unnamed =
    wanted.visibility === "anonymous" && entry.visibility !== "anonymous"
      ? await move(db, { ...which, visibility: "full" }, "go-unnamed", mover, {
          visibility: "anonymous",
          editedAt: mover.at,
        })
      : [];
  if (unnamed.length === 0) return change ?? "changed";
  return change === null ? "unnamed" : `unnamed-and-${change}`;
}

/** Keeps what is wanted for a moderator to read; null if the list says it already. */
async function settleProposal(
  db: ChangeDeps["db"],
  { id, ...entry }: OwnPageEntry,
  wanted: Proposal,
  mover: Mover,
): Promise<"proposed" | "discarded" | null> {
  // The name is taken away without a moderator.
  const goesUnnamed = wanted.visibility === "anonymous";
  const listed = goesUnnamed ? { ...entry, visibility: "anonymous" } : entry;
  if (writeProposal(asProposal(listed)) === writeProposal(wanted)) {
    const waits = { id, proposedAt: { not: null } };
    const discarded = await move(db, waits, "discard-change", mover, NO_PROPOSAL);
    return discarded.length > 0 ? "discarded" : null;
  }
  const proposal = {
    proposal: writeProposal(wanted),
    proposedAt: mover.at,
    proposalReason: null,
  };
  const proposed = await move(db, { id }, "propose-change", mover, proposal);
  return proposed.length > 0 ? "proposed" : null;
}
