import type { Account } from "../../accounts/account.ts";
import type { Deps } from "../../deps.ts";
import { haveSameWords } from "../../shared/names/same-words.ts";
import { type EntryIdentity, identityColumns, type ListingLetter } from "../entry.ts";
import { evidenceOfChange } from "../evidence/collect.ts";
import { isOneOf, MOVES } from "../lifecycle.ts";
import { markPresent } from "../queue/presence.ts";
import type { SignErrors } from "../signing/entry-fields.ts";
import { move, toKind, toState } from "../store.ts";
import {
  correctionProblem,
  isSameWording,
  parseWording,
  WORDING_COLUMNS,
  type Wording,
  wordingHash,
} from "./wording.ts";

/** What became of a correction. */
export type CorrectionResult =
  | { outcome: "corrected" }
  | { outcome: "invalid"; errors: SignErrors }
  | {
      outcome: /** Words were added, removed or changed, or a private one would become public. */
        | "other-words"
        | "made-public"
        /** Nothing differs. */
        | "same"
        /** It says something else by now than the moderator saw. */
        | "changed"
        /** Its signatory took a correction back, and has not changed the entry since. */
        | "taken-back"
        /** It is not pending. */
        | "impossible";
    };

type CorrectDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/**
 * Corrects the wording of a pending entry: capitals, spaces, punctuation, and the field in which a
 * word stands. Not a word changes. A trigger keeps the signatory's own wording, once.
 *
 * `seen` is the {@link wordingHash} of what the moderator's form was made from; the statement
 * goes by the number of the entry's last move, so that whoever changes, decides or withdraws it in
 * the same moment was first.
 */
export async function correctEntry(
  deps: CorrectDeps,
  account: Account,
  letter: ListingLetter,
  request: { id: string; typed: Readonly<Record<string, string>>; seen: string },
): Promise<CorrectionResult> {
  const row = await findRow(deps, letter.id, request.id);
  if (row === null || row.name === "" || !isOneOf(toState(row.state), MOVES.correct.from))
    return { outcome: "impossible" };
  if (row.formerWording?.takenBackAt) return { outcome: "taken-back" };
  if (wordingHash(row) !== request.seen) return { outcome: "changed" };
  const former = { ...row, kind: toKind(row.kind) };
  const parsed = parseWording(request.typed);
  if (!parsed.ok) return { outcome: "invalid", errors: parsed.errors };
  if (isSameWording(former, parsed.wording)) return { outcome: "same" };
  const problem = correctionProblem(former, parsed.wording);
  if (problem !== null) return { outcome: problem };
  const mover = { by: account.id, at: deps.clock.now() };
  const columns = await reworded(deps, letter, former, parsed.wording);
  const which = { id: row.id, letterId: letter.id, moveNo: row.moveNo };
  const moved = await move(deps.db, which, "correct", mover, { ...columns, editedAt: mover.at });
  await markPresent(deps, account, letter.id, row.id);
  if (moved.length === 0) return { outcome: "changed" };
  deps.log.info("signature.corrected", { signature: row.id });
  return { outcome: "corrected" };
}

async function findRow({ db }: Pick<Deps, "db">, letterId: string, id: string) {
  return await db.signature.findFirst({
    where: { letterId, id },
    select: {
      ...REWORDED_COLUMNS,
      state: true,
      moveNo: true,
      formerWording: { select: { takenBackAt: true } },
    },
  });
}

/** What of an entry its columns follow from, if its wording changes. */
export const REWORDED_COLUMNS = {
  ...WORDING_COLUMNS,
  id: true,
  kind: true,
  sortName: true,
  website: true,
  country: true,
} as const;

/**
 * The columns of an entry that says the same in another wording: how it is sorted, searched,
 * recognised and compared with others. What it was published as ends with it, so that its signatory
 * is told; that an organisation confirmed it stays, unless a word left its name.
 */
export async function reworded(
  deps: Pick<Deps, "db" | "keys">,
  letter: ListingLetter,
  entry: EntryIdentity & Wording & { id: string },
  { contactRole, ...said }: Wording,
) {
  const { kind, sortName, website, country } = entry;
  const identity = { kind, sortName, website, country, ...said };
  const columns = await identityColumns(deps.keys, letter, identity);
  const isSameName = haveSameWords([entry.name], [said.name]);
  return {
    ...columns,
    ...(await evidenceOfChange(deps, entry.id, { ...columns, letterId: letter.id })),
    ...(!isSameName && { verifiedHow: null, verifiedHowAt: null }),
    contactRole,
    unpublishedAt: null,
  };
}
