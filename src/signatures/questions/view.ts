import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { findLetterById } from "../../letters/read.ts";
import { readToken, type TokenClaim } from "../../shared/keys/signed-token.ts";
import { toQuestionKind } from "../../shared/question-kinds.ts";
import type { EntryRow } from "../entry.ts";
import { isOneOf } from "../lifecycle.ts";
import { toKind, toState } from "../store.ts";
import { isLinked, type LinkedKind, QUESTIONS } from "./kinds.ts";

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
    }
  | { outcome: QuestionEnd; kind: LinkedKind; letter: Letter }
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
  const { answer, expiresAt, signature } = row;
  const state = toState(signature.state);
  if (answer === "confirmed" || answer === "refused") return { outcome: answer, kind, letter };
  if (!isOneOf(state, QUESTIONS[kind].states)) return { outcome: "ended", kind, letter };
  if (await hasNewer(deps, row)) return { outcome: "replaced", kind, letter };
  if (expiresAt === null || expiresAt <= deps.clock.now())
    return { outcome: "expired", kind, letter };
  const entry = { ...signature, kind: toKind(signature.kind), state };
  return { outcome: "open", kind, id: row.id, letter, entry, until: expiresAt };
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
