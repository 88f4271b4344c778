import { z } from "zod";
import { date } from "../../db/columns.ts";
import type { Db } from "../../db/db.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import type { Deps } from "../../deps.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { MOVES } from "../lifecycle.ts";
import { NO_PROPOSAL, readProposal, writeProposal } from "../own-page/proposal.ts";
import { CONTACTS_ERASED } from "../side-effects.ts";
import { BY_JOB, type Mover, move } from "../store.ts";
import { type Clocks, contactsDue, refusedDue } from "./clocks.ts";
import { inBatches } from "./in-batches.ts";

/** Entries that one statement changes: so few that nothing waits long behind it. */
const AT_ONCE = 60;
/** Mail that is due is sent or given up within this time; until then its address is left alone. */
const MAIL_LEAVES_WITHIN_MS = 3 * DAY_MS;

/** How many entries lost their contacts, and how many all that they held. */
export type Retained = { contacts: number; entries: number };

type RetentionDeps = Pick<Deps, "db" | "clock" | "log">;

/**
 * Erases what each letter has kept for its time: the addresses and contact persons of its entries,
 * and all that entries hold that were decided against. The rows themselves say what is left to do,
 * so it can be broken off anywhere, and two processes may do it at once.
 */
export async function retain(deps: RetentionDeps, mayGoOn: () => boolean): Promise<Retained> {
  const total = { contacts: 0, entries: 0 };
  const letters = await deps.db.letter.findMany({ orderBy: { id: "asc" }, select: OF_LETTER });
  for (const letter of letters) {
    total.entries += await forgetRefused(deps, letter, mayGoOn);
    total.contacts += await forgetContacts(deps, letter, mayGoOn);
  }
  return total;
}

const OF_LETTER = {
  id: true,
  state: true,
  closesAt: true,
  closedAt: true,
  updatedAt: true,
  contactMonths: true,
  rejectedMonths: true,
} as const;

type RetainedLetter = Clocks & { id: string };

/** Whether an entry is one of those that the index of contacts has. */
export const HAS_CONTACTS: Sql = sql`(email IS NOT NULL OR contact_name IS NOT NULL
  OR contact_role IS NOT NULL)`;

/** Entries that nobody has confirmed are soon gone as they are; so are those taken down. */
const CONTACT_STATES = ["pending", "published", "rejected", "invalidated"] as const;

const contactRows = z.array(
  z.object({
    id: z.string(),
    moveNo: z.coerce.number(),
    signedAt: date,
    proposal: z.string().nullable(),
  }),
);

type ContactRow = z.infer<typeof contactRows>[number];

async function forgetContacts(
  { db, clock, log }: RetentionDeps,
  letter: RetainedLetter,
  mayGoOn: () => boolean,
): Promise<number> {
  const now = clock.now();
  const signedBy = contactsDue(letter, now);
  if (signedBy === null) return 0;
  const { moment } = db.$dialect;
  const find = async (last: ContactRow | null) => {
    const isNext =
      last === null
        ? sql`TRUE`
        : sql`(signed_at > ${moment(last.signedAt)}
            OR (signed_at = ${moment(last.signedAt)} AND signature.id > ${last.id}))`;
    const rows = await db.$rowsInBackground(sql`
      SELECT signature.id, move_no AS "moveNo", signed_at AS "signedAt", proposal
      FROM signature ${db.$dialect.by("signature_contacts_idx")}
      WHERE letter_id = ${letter.id} AND ${HAS_CONTACTS} AND signed_at <= ${moment(signedBy)}
        AND ${isNext} AND signature.state IN (${join(CONTACT_STATES)})
        AND NOT EXISTS (SELECT 1 FROM outbox WHERE signature_id = signature.id
          AND outbox.state = 'due'
          AND outbox.created_at > ${moment(later(now, -MAIL_LEAVES_WITHIN_MS))})
      ORDER BY signed_at, signature.id LIMIT ${AT_ONCE}`);
    return contactRows.parse(rows);
  };
  return await inBatches(
    log,
    find,
    (rows) => eraseContacts(db, rows, { by: BY_JOB, at: now }),
    mayGoOn,
  );
}

/**
 * Erases address and contact person of some entries, and gives how many those were. A change that
 * waits for a moderator names a contact person, too. An entry that moved since it was read is left
 * as it is: its owner may have asked for a mail, which needs the address.
 */
export async function eraseContacts(
  db: Db,
  rows: readonly Omit<ContactRow, "signedAt">[],
  mover: Mover,
): Promise<number> {
  const alike = Map.groupBy(rows, ({ moveNo, proposal }) => `${moveNo} ${proposal ?? ""}`);
  let erased = 0;
  for (const some of alike.values()) {
    const [{ moveNo = 0, proposal = null } = {}] = some;
    const which = { id: { in: some.map(({ id }) => id) }, moveNo };
    const columns = { ...CONTACTS_ERASED, ...withoutContact(proposal), contactsGoneAt: mover.at };
    erased += (await move(db, which, "forget-contacts", mover, columns)).length;
  }
  return erased;
}

function withoutContact(proposal: string | null) {
  if (proposal === null) return {};
  const waiting = readProposal(proposal);
  if (waiting === null) return NO_PROPOSAL;
  return { proposal: writeProposal({ ...waiting, contactName: null, contactRole: null }) };
}

const idRows = z.array(z.object({ id: z.string() }));

/** When an entry was decided against, for good or until somebody thinks better of it. */
export const REFUSED_AT: Sql = sql`CASE WHEN signature.state = 'invalidated'
  THEN coalesce((SELECT released_at FROM invalidation WHERE invalidation.id = invalidation_id),
    moved_at)
  ELSE coalesce(decided_at, moved_at) END`;

export const IS_REFUSED: Sql = sql`name <> ''
  AND (signature.state = 'rejected' OR signature.state = 'invalidated')`;

async function forgetRefused(
  { db, clock, log }: RetentionDeps,
  letter: RetainedLetter,
  mayGoOn: () => boolean,
): Promise<number> {
  const at = clock.now();
  const decidedBy = refusedDue(letter, at);
  const find = async (last: { id: string } | null) => {
    const rows = await db.$rowsInBackground(sql`
      SELECT signature.id FROM signature ${db.$dialect.by("signature_refused_idx")}
      WHERE letter_id = ${letter.id} AND signature.id > ${last?.id ?? ""} AND ${IS_REFUSED}
        AND ${REFUSED_AT} <= ${db.$dialect.moment(decidedBy)}
      ORDER BY signature.id LIMIT ${atOnce(db)}`);
    return idRows.parse(rows);
  };
  const erase = async (rows: { id: string }[]) => {
    const which = { id: { in: rows.map(({ id }) => id) }, state: { in: REFUSED_STATES } };
    return (await move(db, which, "forget-entry", { by: BY_JOB, at })).length;
  };
  return await inBatches(log, find, erase, mayGoOn);
}

const REFUSED_STATES = [...MOVES["forget-entry"].from];

/** What is erased takes values of the statement, too. */
function atOnce(db: Db): number {
  return Math.min(AT_ONCE, Math.floor(db.$limits.namedMax / 2));
}
