import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { findLetterById } from "../../letters/read.ts";
import { readToken } from "../../shared/keys/signed-token.ts";
import type { EntryRow } from "../entry.ts";
import { CHANGEABLE_STATES, isOneOf, type State } from "../lifecycle.ts";
import { toKind, toState } from "../store.ts";

/** An organisation can answer a question for this long. */
export const SECOND_TTL_DAYS = 14;

/** An entry that its organisation is asked about. */
export type AskedEntry = EntryRow & {
  /** When it last changed: only what was shown is confirmed. */
  editedAt: Date | null;
  until: Date;
};

/** What the link to an organisation leads to. */
export type SecondView =
  | { outcome: "open"; letter: Letter; entry: AskedEntry }
  | { outcome: "confirmed" | "refused"; letter: Letter }
  /** The entry was withdrawn, taken out or not accepted. */
  | { outcome: "ended"; letter: Letter }
  /** A newer question was mailed since. */
  | { outcome: "replaced"; letter: Letter }
  | { outcome: "expired"; letter: Letter | null }
  | { outcome: "unknown" };

type SecondDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** Reads the link to an organisation. Changes nothing, however often it is opened. */
export async function viewSecond(deps: SecondDeps, token: string): Promise<SecondView> {
  const claim = await readToken(deps.keys, "second-confirmation", token);
  if (claim === null) return { outcome: "unknown" };
  const now = deps.clock.now();
  const row = await findQuestion(deps, claim.id);
  const letter = row && (await findLetterById(deps.db, row.letterId));
  if (!row || !letter) {
    return claim.expiresAt <= now ? { outcome: "expired", letter: null } : { outcome: "unknown" };
  }
  if (row.answer === "confirmed" || row.answer === "refused") {
    return { outcome: row.answer, letter };
  }
  const { confirmations, ...signature } = row.signature;
  const state = toState(signature.state);
  if (!isAsked(state)) return { outcome: "ended", letter };
  if (confirmations.some(({ id }) => id !== row.id)) return { outcome: "replaced", letter };
  if (row.expiresAt <= now) return { outcome: "expired", letter };
  const entry = { ...signature, kind: toKind(signature.kind), state, until: row.expiresAt };
  return { outcome: "open", letter, entry };
}

/**
 * Takes an organisation's answer to “is this entry yours?”. The first answer counts: a second one
 * changes nothing and shows what the first one did. An entry that has changed since it was shown is
 * shown again.
 */
export async function answerSecond(
  deps: SecondDeps,
  token: string,
  answer: "confirmed" | "refused",
  /** When the entry had last changed as it was shown; undefined if the caller does not say. */
  shown: Date | null | undefined,
): Promise<SecondView> {
  const claim = await readToken(deps.keys, "second-confirmation", token);
  const view = await viewSecond(deps, token);
  if (claim === null || view.outcome !== "open") return view;
  const now = deps.clock.now();
  const asShown = answer === "refused" || shown === undefined ? {} : { editedAt: shown };
  const { id } = view.entry;
  const entry = { id, state: { in: [...CHANGEABLE_STATES] }, ...asShown };
  await deps.db.$inOrder((db) => [
    // If statements run in parallel, this makes whoever changes the entry wait for the answer, or
    // the answer for the change: the next statement then sees what came of it.
    db.signature.updateMany({ where: entry, data: { letterId: view.letter.id } }),
    db.secondConfirmation.updateMany({
      where: { id: claim.id, answer: null, expiresAt: { gt: now }, signature: entry },
      data: { answer, answeredAt: now },
    }),
  ]);
  deps.log.info("signature.second-answered", { signature: id });
  return await viewSecond(deps, token);
}

function isAsked(state: State): boolean {
  return isOneOf(state, CHANGEABLE_STATES);
}

/** A question with its entry, and the id of the latest question about that. */
async function findQuestion(deps: Pick<Deps, "db">, id: string) {
  return await deps.db.secondConfirmation.findUnique({
    where: { id },
    select: {
      id: true,
      letterId: true,
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
          contactName: true,
          contactRole: true,
          editedAt: true,
          confirmations: { select: { id: true }, orderBy: { askedAt: "desc" }, take: 1 },
        },
      },
    },
  });
}
