import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { findLetterById } from "../../letters/read.ts";
import { readToken, type TokenClaim } from "../../shared/keys/signed-token.ts";
import { toQuestionKind } from "../../shared/question-kinds.ts";
import type { EntryRow } from "../entry.ts";
import { isOneOf } from "../lifecycle.ts";
import { toKind, toState } from "../store.ts";
import { isTaken, type NewAddress, newAddress, ownPageAfter } from "./address/view.ts";
import { isLinked, type LinkedKind, QUESTIONS } from "./kinds.ts";

/** What a question can have for an answer. */
const ANSWERED = ["confirmed", "refused", "cancelled", "replaced"] as const;

/** An entry about which somebody is asked. */
export type AskedEntry = EntryRow & {
  /** When it last changed: only what was shown is confirmed. */
  editedAt: Date | null;
};

/** Why a question cannot be answered, or not any more. */
export type QuestionEnd =
  /** It was answered so. */
  | "confirmed"
  | "refused"
  /** The entry was withdrawn, taken out or not accepted. */
  | "ended"
  /** A newer question was mailed since. */
  | "replaced"
  /** Its signatory took the change of address back. */
  | "cancelled"
  /** The address has signed the letter with another entry. */
  | "taken"
  | "expired";

/** What the link to a question leads to. */
export type QuestionView =
  | {
      outcome: "open";
      kind: LinkedKind;
      id: string;
      letter: Letter;
      entry: AskedEntry;
      until: Date;
      /** Null unless it asks about a change of address. */
      change: NewAddress | null;
    }
  | {
      outcome: QuestionEnd;
      kind: LinkedKind;
      letter: Letter;
      /** Null unless the entry came by this question to the address that it has. */
      ownPageToken: string | null;
    }
  | { outcome: "unknown" };

/** Reads the link to a question. Changes nothing, however often it is opened. */
export async function viewQuestion(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  token: string,
): Promise<QuestionView> {
  const claim = await questionClaim(deps, token);
  const row = claim && (await findQuestion(deps, claim.id));
  const letter = row && (await findLetterById(deps.db, row.letterId));
  const kind = row && toQuestionKind(row.kind);
  if (!row || !letter || !kind || !isLinked(kind)) return { outcome: "unknown" };
  const { id, expiresAt, signature } = row;
  const change = kind === "address" ? await newAddress(deps, row) : null;
  const outcome = await endOf(deps, row, kind, change);
  if (outcome !== null || expiresAt === null) {
    const isMoved = kind === "address" && outcome === "confirmed";
    const ownPageToken = isMoved ? await ownPageAfter(deps, row) : null;
    return { outcome: outcome ?? "expired", kind, letter, ownPageToken };
  }
  const entry = { ...signature, kind: toKind(signature.kind), state: toState(signature.state) };
  return { outcome: "open", kind, id, letter, entry, until: expiresAt, change };
}

type Row = NonNullable<Awaited<ReturnType<typeof findQuestion>>>;

/** Why a question cannot be answered; null if it can. */
async function endOf(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  row: Row,
  kind: LinkedKind,
  change: NewAddress | null,
): Promise<QuestionEnd | null> {
  const answered = ANSWERED.find((one) => one === row.answer);
  if (answered !== undefined) return answered;
  if (!isOneOf(toState(row.signature.state), QUESTIONS[kind].states)) return "ended";
  if (await hasNewer(deps, row)) return "replaced";
  if (row.expiresAt === null || row.expiresAt <= deps.clock.now()) return "expired";
  if (kind !== "address") return null;
  if (change === null) return "ended";
  return (await isTaken(deps, row, change)) ? "taken" : null;
}

/** Links of version 0.1 had a purpose of their own. */
async function questionClaim({ keys }: Pick<Deps, "keys">, token: string) {
  const claim: TokenClaim | null = await readToken(keys, "question", token);
  return claim ?? (await readToken(keys, "second-confirmation", token));
}

async function findQuestion({ db }: Pick<Deps, "db">, id: string) {
  return await db.question.findUnique({
    where: { id },
    select: {
      id: true,
      signatureId: true,
      letterId: true,
      kind: true,
      about: true,
      expiresAt: true,
      answer: true,
      email: true,
      contactName: true,
      contactRole: true,
      signature: {
        select: {
          id: true,
          kind: true,
          state: true,
          name: true,
          title: true,
          affiliation: true,
          website: true,
          country: true,
          visibility: true,
          capacity: true,
          contactName: true,
          contactRole: true,
          editedAt: true,
          tokenVersion: true,
        },
      },
    },
  });
}

async function hasNewer(
  { db }: Pick<Deps, "db">,
  { signatureId, kind, about }: { signatureId: string; kind: string; about: number },
): Promise<boolean> {
  const where = { signatureId, kind, about: { gt: about } };
  return (await db.question.findFirst({ where, select: { id: true } })) !== null;
}
