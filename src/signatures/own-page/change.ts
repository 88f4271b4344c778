import type { Deps } from "../../deps.ts";
import { identityColumns, identityOf, particularsOf, unverifiedWhere } from "../entry.ts";
import { noticeChange } from "../evidence/notice.ts";
import type { EntryForm } from "../signing/entry-fields.ts";
import { BY_SIGNATORY } from "../store.ts";
import { asProposal, NO_PROPOSAL, type Proposal, writeProposal } from "./proposal.ts";
import type { OwnPageEntry } from "./view.ts";

/** What became of a change. */
export type ChangeOutcome =
  /** It holds at once: nothing of the entry is public, or nothing public was changed. */
  | "changed"
  /** It waits for a moderator; what is published stays until then. */
  | "proposed"
  /** An earlier change that was waiting is taken back: the entry is to stay as it is. */
  | "discarded"
  /** The entry is in no state to be changed. */
  | "impossible";

type ChangeDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/**
 * Changes an entry as its signatory wishes. A pending one at once: a moderator has yet to read it,
 * and a decision on what they read before no longer fits. A published one by a proposal, while what
 * is published stays; to be named no more takes effect at once, since it only takes away.
 */
export async function changeEntry(
  deps: ChangeDeps,
  letterId: string,
  entry: OwnPageEntry,
  form: EntryForm,
): Promise<ChangeOutcome> {
  const outcome =
    (await changePending(deps, letterId, entry, form)) ??
    (await changePublished(deps, entry, form)) ??
    "impossible";
  if (outcome !== "impossible") deps.log.info(`signature.${outcome}`, { signature: entry.id });
  return outcome;
}

async function changePending(
  deps: ChangeDeps,
  letterId: string,
  entry: OwnPageEntry,
  form: EntryForm,
): Promise<ChangeOutcome | null> {
  const now = deps.clock.now();
  const identity = identityOf(form);
  const said = await identityColumns(deps.keys, letterId, identity);
  const changed = await deps.db.signature.updateManyAndReturn({
    where: { id: entry.id, state: "pending" },
    data: {
      ...said,
      ...(await noticeChange(deps, entry.id, { ...said, letterId })),
      ...unverifiedWhere(entry, identity),
      ...particularsOf(form),
      updates: form.updates,
      editedAt: now,
      movedAt: now,
      movedBy: BY_SIGNATORY,
    },
    select: { id: true },
  });
  return changed.length > 0 ? "changed" : null;
}

async function changePublished(
  deps: ChangeDeps,
  entry: OwnPageEntry,
  form: EntryForm,
): Promise<ChangeOutcome | null> {
  const now = deps.clock.now();
  const { kind: _, ...identity } = identityOf(form);
  const wanted: Proposal = { ...identity, ...particularsOf(form) };
  const goesUnnamed = wanted.visibility === "anonymous" && entry.visibility !== "anonymous";
  const listed = goesUnnamed ? { ...entry, visibility: "anonymous" } : entry;
  const isSame = writeProposal(asProposal(listed)) === writeProposal(wanted);
  const changed = await deps.db.signature.updateManyAndReturn({
    where: { id: entry.id, state: "published" },
    data: {
      updates: form.updates,
      ...(goesUnnamed && { visibility: "anonymous", editedAt: now }),
      ...(isSame
        ? NO_PROPOSAL
        : { proposal: writeProposal(wanted), proposedAt: now, proposalReason: null }),
      movedAt: now,
      movedBy: BY_SIGNATORY,
    },
    select: { id: true },
  });
  if (changed.length === 0) return null;
  if (!isSame) return "proposed";
  return entry.proposal === null ? "changed" : "discarded";
}
