import type { Deps } from "../../deps.ts";
import { isTooLateToConfirm, type Letter } from "../../letters/letter.ts";
import { findLetterById } from "../../letters/read.ts";
import { SECOND_MS } from "../../shared/clock.ts";
import { readToken } from "../../shared/keys/signed-token.ts";
import type { EntryRow } from "../entry.ts";
import { withEvidence } from "../evidence/codes.ts";
import { MOVES, type State } from "../lifecycle.ts";
import { ownPageTokenOf } from "../own-page/view.ts";
import { findSignature } from "../signature-row.ts";
import { BY_SIGNATORY, move, toKind, toState } from "../store.ts";
import type { Agreement } from "./purposes.ts";

/** An entry that the owner of its address is asked to confirm. */
export type EntryToConfirm = EntryRow & {
  expiresAt: Date | null;
  edition: number;
  signals: string;
  isTest: boolean;
  /** If it was taken down and is not erased yet: from which state. */
  takendownFrom: string | null;
  agreements: Agreement[];
};

/** What a confirmation link leads to. */
export type VerificationView =
  | { outcome: "found"; letter: Letter; entry: EntryToConfirm; ownPageToken: string | null }
  /** The letter closed before the link was used. */
  | { outcome: "closed"; letter: Letter }
  | { outcome: "expired" }
  | { outcome: "unknown" };

type VerifyDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** Reads a confirmation link. Changes nothing, however often it is opened. */
export async function viewVerification(deps: VerifyDeps, token: string): Promise<VerificationView> {
  const claim = await readToken(deps.keys, "verification", token);
  if (claim === null) return { outcome: "unknown" };
  const now = deps.clock.now();
  const signature = await findSignature(deps.db, claim.id);
  const letter = signature && (await findLetterById(deps.db, signature.letterId));
  const isOver = claim.expiresAt <= now;
  if (!signature || !letter) return { outcome: isOver ? "expired" : "unknown" };
  const state = toState(signature.state);
  if (isOver && state === "unverified") return { outcome: "expired" };
  if (state === "unverified" && !signature.isTest && isTooLateToConfirm(letter, now))
    return { outcome: "closed", letter };
  const entry = { ...signature, state, kind: toKind(signature.kind) };
  // Until it expires, the link proves the address, as it did when the entry was confirmed.
  const isOwners = !isOver && !(await hasMoved(deps, { id: signature.id, state }));
  const ownPageToken = isOwners ? await ownPageTokenOf(deps, signature) : null;
  return { outcome: "found", letter, entry, ownPageToken };
}

/** Whether an entry has another address by now than the one that was mailed this link. */
async function hasMoved(
  { db }: Pick<Deps, "db">,
  { id: signatureId, state }: { id: string; state: State },
): Promise<boolean> {
  if (state === "unverified") return false;
  const where = { signatureId, kind: "address", answer: "confirmed" };
  return (await db.question.count({ where })) > 0;
}

/**
 * Takes the answer of an address's owner to “was this you?”. Answering twice is harmless: the
 * second answer changes nothing and shows what the first one did. If the entry was typed anew after
 * it was shown, a confirmation changes nothing either: the entry is shown again.
 */
export async function answerVerification(
  deps: VerifyDeps,
  token: string,
  answer: "confirm" | "refuse",
  /** Which edition of the entry was shown; null if the caller does not say. */
  edition: number | null,
): Promise<VerificationView> {
  const view = await viewVerification(deps, token);
  if (view.outcome !== "found") return view;
  const mover = { by: BY_SIGNATORY, at: deps.clock.now() };
  const { id, signals } = view.entry;
  const isFast = answer === "confirm" && (await isFasterThanReading(deps, id));
  const evidence = isFast ? { signals: withEvidence(signals, "confirmed-fast") } : {};
  const columns =
    answer === "confirm" ? { verifiedAt: mover.at, expiresAt: null, ...evidence } : {};
  const shown = edition === null || answer === "refuse" ? {} : { edition };
  // Evidence is added on the condition that it is still as it was read: so none is lost.
  const asRead = isFast ? { signals } : {};
  const which = { id, expiresAt: { gt: mover.at }, ...shown, ...asRead };
  const moved = await move(deps.db, which, answer, mover, columns);
  if (moved.length === 0) return await viewVerification(deps, token);
  if (answer === "refuse") {
    deps.log.info("signature.refused", { signature: id });
    return await viewVerification(deps, token);
  }
  deps.log.info("signature.confirmed", { signature: id });
  return {
    ...view,
    entry: { ...view.entry, ...evidence, state: MOVES.confirm.to, expiresAt: null },
  };
}

/** Nobody opens a mail and reads it within this time after it was sent. */
const FASTER_THAN_READING_MS = 2 * SECOND_MS;

async function isFasterThanReading(deps: VerifyDeps, signatureId: string): Promise<boolean> {
  const mail = await deps.db.outbox.findFirst({
    where: { signatureId, kind: "confirm", sentAt: { not: null } },
    orderBy: { id: "desc" },
    select: { sentAt: true },
  });
  if (!mail?.sentAt) return false;
  return deps.clock.now().getTime() - mail.sentAt.getTime() <= FASTER_THAN_READING_MS;
}
