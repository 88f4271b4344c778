import { perDatabase } from "../db/per-database.ts";
import { batched } from "../shared/batch.ts";
import type { MessageDeps } from "./message-deps.ts";
import { MAIL_BATCH } from "./outbox.ts";

const OF_ENTRY = {
  id: true,
  letterVersionId: true,
  language: true,
  state: true,
  expiresAt: true,
  email: true,
  name: true,
  title: true,
  affiliation: true,
  capacity: true,
  visibility: true,
  tokenVersion: true,
  mailNetworkKey: true,
  isTest: true,
  reason: true,
  silent: true,
  proposalReason: true,
} as const;

const OF_LETTER = {
  id: true,
  slug: true,
  language: true,
  publisher: true,
  contact: true,
  replyTo: true,
  senderName: true,
  state: true,
  closesAt: true,
  timeZone: true,
  closedAt: true,
  updatedAt: true,
} as const;

const OF_VERSION = {
  id: true,
  number: true,
  textHash: true,
  title: true,
  letter: { select: OF_LETTER },
} as const;

/** The entry that a mail is about, with its letter, and the text that was signed. */
export async function findRow(deps: MessageDeps, id: string) {
  const row = await deps.db.signature.findUnique({ where: { id }, select: OF_ENTRY });
  const version = row && (await signedVersion(deps.db)(row.letterVersionId));
  if (row === null || version === null) return null;
  const { letter, ...signed } = version;
  return { ...row, signed, letter: { ...letter, title: signed.title } };
}

/** The text that was signed, with its letter: mails composed at the same time ask in one batch. */
const signedVersion = perDatabase((db) =>
  batched(async (ids: readonly string[]) => {
    const versions = await db.letterVersion.findMany({
      where: { id: { in: [...new Set(ids)] } },
      select: OF_VERSION,
    });
    return ids.map((id) => versions.find((version) => version.id === id) ?? null);
  }, MAIL_BATCH),
);

/** An entry in both wordings, as lines: what its signatory wrote, and what it says now. */
export type CorrectedWording = { was: string[]; now: string[] };

const WORDING = { name: true, title: true, affiliation: true, contactRole: true } as const;

type Wording = Record<keyof typeof WORDING, string | null>;

/** What a moderator corrected in the wording; null if nothing, or if it was taken back. */
export async function correctedWording(
  { db }: MessageDeps,
  signatureId: string,
): Promise<CorrectedWording | null> {
  const row = await db.formerWording.findFirst({
    where: { signatureId, takenBackAt: null },
    select: { ...WORDING, signature: { select: WORDING } },
  });
  if (row === null) return null;
  const { signature: now, ...was } = row;
  return { was: linesOf(was, now), now: linesOf(now, was) };
}

/** The role of a contact person stands there only if it is one of the things that differ. */
function linesOf(wording: Wording, other: Wording): string[] {
  const { name, title, affiliation, contactRole } = wording;
  const role = contactRole === other.contactRole ? null : contactRole;
  return [name, title, affiliation, role].flatMap((line) => line ?? []);
}
