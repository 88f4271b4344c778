import type { Db } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { findLetterById } from "../../letters/read.ts";
import {
  type OwnPageClaim,
  readOwnPageToken,
  signOwnPageToken,
} from "../../shared/keys/signed-token.ts";
import type { EntryRow } from "../entry.ts";
import { findSignature } from "../signature-row.ts";
import type { Agreement } from "../signing/purposes.ts";
import { toKind, toState } from "../store.ts";
import { type Proposal, readProposal } from "./proposal.ts";

/** An entry as its signatory sees and changes it. */
export type OwnPageEntry = EntryRow & {
  sortName: string | null;
  agreements: Agreement[];
  hiddenAt: Date | null;
  isTest: boolean;
  /** Null, too, if it was taken down and is erased. */
  takendownFrom: string | null;
  /** When the address was erased because its time was over; null while it is kept. */
  contactsGoneAt: Date | null;
  reason: string | null;
  /** What the signatory wants a published entry to say instead; null if nothing waits. */
  proposal: Proposal | null;
  /** Why the last proposal was not accepted. */
  proposalReason: string | null;
};

/** What the link to an own page leads to. */
export type OwnPageView =
  | { outcome: "found"; letter: Letter; entry: OwnPageEntry }
  /** A newer link was mailed since. */
  | { outcome: "replaced"; letter: Letter }
  | { outcome: "unknown" };

/** Reads the link to an own page. Changes nothing, however often it is opened. */
export async function viewOwnPage(
  deps: Pick<Deps, "db" | "keys">,
  token: string,
): Promise<OwnPageView> {
  const claim = await readOwnPageToken(deps.keys, token);
  const row = claim && (await findSignature(deps.db, claim.id));
  const letter = row && (await findLetterById(deps.db, row.letterId));
  if (!claim || !row || !letter) return { outcome: "unknown" };
  const isCurrent = row.tokenVersion === claim.version;
  if (!isCurrent && !(await isUnderWay(deps.db, claim, row.tokenVersion)))
    return { outcome: "replaced", letter };
  const entry = {
    ...row,
    kind: toKind(row.kind),
    state: toState(row.state),
    proposal: readProposal(row.proposal),
  };
  return { outcome: "found", letter, entry };
}

/** Whether a link is in a mail of which it is not yet noted that it has left. */
async function isUnderWay(
  db: Db,
  { id, version }: OwnPageClaim,
  current: number,
): Promise<boolean> {
  if (version !== current + 1) return false;
  const mail = { signatureId: id, kind: "own-link", state: "due", attempts: { gt: 0 } };
  return (await db.outbox.findFirst({ where: mail, select: { id: true } })) !== null;
}

/** The token of an entry's own page, as it is now. */
export async function ownPageTokenOf(
  deps: Pick<Deps, "keys">,
  entry: { id: string; tokenVersion: number },
): Promise<string> {
  return await signOwnPageToken(deps.keys, { id: entry.id, version: entry.tokenVersion });
}
