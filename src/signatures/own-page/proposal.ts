import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { jsonText } from "../../shared/text/json-text.ts";
import { type EntryRow, identityColumns, unverifiedIfChanged } from "../entry.ts";
import type { Move } from "../lifecycle.ts";
import { type Mover, move, toKind } from "../store.ts";

const proposalSchema = z.object({
  name: z.string(),
  sortName: z.string().nullable(),
  title: z.string().nullable(),
  affiliation: z.string().nullable(),
  website: z.string().nullable(),
  country: z.string(),
  visibility: z.enum(["full", "anonymous"]),
  // Proposals from before there was one say nothing of it.
  capacity: z.literal("own").nullable().catch(null),
  contactName: z.string().nullable(),
  contactRole: z.string().nullable(),
});

const proposalText = jsonText.pipe(proposalSchema);

/** What a signatory wants their published entry to say instead. It waits for a moderator. */
export type Proposal = z.infer<typeof proposalSchema>;

/** A proposal as the row keeps it, in JSON. */
export function writeProposal(proposal: Proposal): string {
  return JSON.stringify(proposalSchema.parse(proposal));
}

/** What an entry says now, in the shape of a proposal. */
export function asProposal(
  entry: Omit<Proposal, "visibility" | "capacity"> & Pick<EntryRow, "visibility" | "capacity">,
): Proposal {
  return proposalSchema.parse(entry);
}

/** Reads a proposal back; null if nothing waits, or if it is none that this version can read. */
export function readProposal(json: string | null): Proposal | null {
  return json === null ? null : (proposalText.safeParse(json).data ?? null);
}

/** The proposals that a moderator decides: those that were there when they looked. */
export type SeenProposals = { letterId: string; ids: readonly string[]; seenAt: Date | null };

function waiting({ letterId, ids, seenAt }: SeenProposals) {
  const proposedAt = { not: null, ...(seenAt && { lte: seenAt }) };
  return { letterId, id: { in: [...ids] }, proposedAt };
}

/**
 * Puts proposed changes in the place of what is published, each in one conditional statement: a
 * proposal that was changed, decided or withdrawn meanwhile stays as it is. Gives the ids of the
 * accepted ones.
 */
export async function acceptProposals(
  deps: Pick<Deps, "db" | "keys">,
  which: SeenProposals,
  mover: Mover,
): Promise<string[]> {
  const rows = await deps.db.signature.findMany({
    where: { ...waiting(which), state: "published" },
    select: {
      id: true,
      kind: true,
      language: true,
      name: true,
      website: true,
      proposal: true,
      proposedAt: true,
    },
  });
  const accepted: string[] = [];
  for (const { id, kind, language, proposal: json, proposedAt, ...published } of rows) {
    const proposal = readProposal(json);
    if (proposal === null) continue;
    const { visibility, capacity, contactName, contactRole, ...identity } = proposal;
    const listed = { kind: toKind(kind), ...identity };
    const columns = {
      ...(await identityColumns(deps.keys, { id: which.letterId, language }, listed)),
      ...unverifiedIfChanged(published, identity),
      visibility,
      capacity,
      contactName,
      contactRole,
      ...NO_PROPOSAL,
      editedAt: mover.at,
      decidedAt: mover.at,
      decidedBy: mover.by,
      decidedAs: "accept-change" satisfies Move,
    };
    accepted.push(...(await move(deps.db, { id, proposedAt }, "accept-change", mover, columns)));
  }
  return accepted;
}

/** Turns proposed changes down, for the code of a reason. Gives the ids of the entries. */
export async function rejectProposals(
  deps: Pick<Deps, "db">,
  which: SeenProposals,
  mover: Mover,
  reason: string,
): Promise<string[]> {
  const columns = { ...NO_PROPOSAL, proposalReason: reason };
  return await move(deps.db, waiting(which), "reject-change", { ...mover, reason }, columns);
}

/** The columns of an entry for which no change waits. */
export const NO_PROPOSAL = { proposal: null, proposedAt: null, proposalReason: null } as const;
